import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { root } from "./root.ts";

const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };

let packing: Promise<{ stdout: string; stderr: string }> | undefined;

/** What is published, packed once for all tests: the extension and the npm tarball; and what was said about it. */
export async function packed(): Promise<{ extension: string; tarball: string; said: string }> {
  const { stdout, stderr } = await (packing ??= promisify(execFile)(process.execPath, ["build/package.mjs"], {
    cwd: root,
  }));
  return {
    extension: join(root, `dist/effective-lambda-${version}.vsix`),
    tarball: join(root, `dist/eslint-plugin-effective-lambda-${version}.tgz`),
    said: stdout + stderr,
  };
}
