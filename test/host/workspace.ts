import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { cp, mkdtemp, realpath, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { beforeExit } from "./processes.ts";

/** The extension's own folder. */
export const root = resolve(import.meta.dirname, "../..");

/** An extension that stands in for ESLint's own, which is in no registry that the tests may ask. */
export const eslintExtension = join(root, "test/host/eslint");

/** A folder that is removed by the returned function, or when this process ends. */
export async function temporaryFolder(): Promise<{ folder: string; remove: () => void }> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), "effective-lambda-")));
  // What was killed a moment ago may still hold files.
  const remove = beforeExit(() =>
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 }),
  );
  return { folder, remove };
}

/** A copy of the sample service to open: VS Code saves by itself, and tests edit. */
export async function sampleWorkspace(): Promise<{ folder: string; remove: () => void }> {
  const temporary = await temporaryFolder();
  const folder = join(temporary.folder, "samples");
  // The projects beside it are no part of it.
  await cp(join(root, "test/samples"), folder, {
    recursive: true,
    filter: (path) => !/[/\\]ci-/.test(path),
  });
  return { folder, remove: temporary.remove };
}

/** The same, with what the command finds there in a file beside it, for a suite that finds it in the editor. */
export async function judgedWorkspace(): Promise<{ folder: string; remove: () => void }> {
  const workspace = await sampleWorkspace();
  const command = [join(root, "rules/dist/cli.js"), "review", "--format", "json"];
  const { stdout } = spawnSync(process.execPath, command, { cwd: workspace.folder, encoding: "utf8" });
  const { findings } = JSON.parse(stdout) as { findings: Found[] };
  const found: Record<string, string[]> = {};
  for (const { file, line, column, rule } of findings) (found[file] ??= []).push(`${line}:${column} ${rule}`);
  for (const rules of Object.values(found)) rules.sort();
  await writeFile(join(workspace.folder, "found-by-command.json"), JSON.stringify(found));
  return workspace;
}

/** A finding in the command's report for programs. */
interface Found {
  file: string;
  line: number;
  column: number;
  rule: string;
}
