import { readdirSync, readFileSync, statSync } from "node:fs";
import { loadavg } from "node:os";
import { join } from "node:path";
import { root } from "../../test/host/workspace.ts";
import { inVSCode } from "./in-vscode.ts";
import { memory } from "./memory.ts";
import { rowOf, written, type Row } from "./row.ts";

/**
 * Prints what the extension costs whoever works in the editor, beside its budgets, and fails where one is missed. It
 * measures in a real VS Code, and the worker's memory without one.
 */
const load = loadavg().map((average) => average.toFixed(1));
const rows = [...sizes(), ...(await memory(handlers())), ...(await inVSCode())];
for (const row of rows) console.log(written(row));
console.log(`Load of the machine before and after: ${load[0]}, ${loadavg()[0]!.toFixed(1)}`);
process.exitCode = rows.some(({ value, budget }) => budget !== undefined && value > budget) ? 1 : 0;

function sizes(): Row[] {
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
  const size = (path: string) => statSync(join(root, "dist", path)).size;
  return [
    rowOf("extension.cjs", [size("node/extension.cjs") / 1000], "KB", 150),
    rowOf("the .vsix", [size(`effective-lambda-${version}.vsix`) / 1_000_000], "MB", 2),
  ];
}

/** What a team writes: the texts of the other benchmark. */
function handlers(): string[] {
  return readdirSync(join(root, "bench/service"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8"))
    .filter((text) => /export const handler\b/.test(text));
}
