import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { root } from "./root.ts";

const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };

let packing: Promise<{ extension: string; tarball: string; said: string }> | undefined;

/** What is published, packed once for all tests of a process: the extension and the npm tarball; and what was said about it. */
export const packed = () => (packing ??= pack());

async function pack() {
  const folder = mkdtempSync(join(tmpdir(), "effective-lambda-packed-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  const command = ["build/package.mjs", folder];
  const { stdout, stderr } = await promisify(execFile)(process.execPath, command, { cwd: root });
  return {
    extension: join(folder, `effective-lambda-${version}.vsix`),
    tarball: join(folder, `eslint-plugin-effective-lambda-${version}.tgz`),
    said: stdout + stderr,
  };
}
