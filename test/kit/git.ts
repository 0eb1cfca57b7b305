import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { newFolder } from "./folder.ts";
import { runGit } from "./run-git.ts";

/** A repository of a test, of which the first commit on `main` holds some files. */
export class TestRepository {
  readonly root: string;

  constructor(files: Record<string, string | Uint8Array> = {}, root = newFolder({})) {
    this.root = root;
    this.git("init", "--quiet", "--initial-branch=main");
    if (Object.keys(files).length > 0) this.commit(files);
  }

  git(...args: string[]): string {
    return runGit(this.root, ...args);
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
