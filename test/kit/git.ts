import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { newFolder } from "./folder.ts";

/** A repository of a test, of which the first commit on `main` holds some files. */
export class TestRepository {
  readonly root: string;

  constructor(files: Record<string, string | Uint8Array> = {}, root = newFolder({})) {
    this.root = root;
    this.git("init", "--quiet", "--initial-branch=main");
    if (Object.keys(files).length > 0) this.commit(files);
  }

  /** Runs Git as somebody else than whoever runs the tests, and with none of their settings. */
  git(...args: string[]): string {
    return execFileSync("git", ["-c", "protocol.file.allow=always", ...args], {
      cwd: this.root,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        PATH: process.env["PATH"],
        HOME: this.root,
        GIT_CONFIG_NOSYSTEM: "1",
        GIT_AUTHOR_NAME: "Ada",
        GIT_AUTHOR_EMAIL: "ada@example.com",
        GIT_AUTHOR_DATE: "2026-03-01T12:00:00Z",
        GIT_COMMITTER_NAME: "Ada",
        GIT_COMMITTER_EMAIL: "ada@example.com",
        GIT_COMMITTER_DATE: "2026-03-01T12:00:00Z",
      },
    });
  }

  write(files: Record<string, string | Uint8Array>): void {
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(join(this.root, name)), { recursive: true });
      writeFileSync(join(this.root, name), content);
    }
  }

  remove(name: string): void {
    rmSync(join(this.root, name));
  }

  /** Commits all that there is, with some files more or changed. */
  commit(files: Record<string, string | Uint8Array> = {}): string {
    this.write(files);
    this.git("add", "--all");
    this.git("commit", "--quiet", "--message", "Work");
    return this.git("rev-parse", "HEAD").trim();
  }
}
