import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { cold } from "./cold.ts";
import { share, type Source } from "./rules.ts";

/**
 * Prints what the rules and the start cost, as ratios measured side by side in one run, and fails where one is over
 * its target. `npm run bench` measures the samples and our own sources; `npm run bench -- DIR…` measures real code.
 */
const folders = process.argv.slice(2);
const handlers = sources(folders.length > 0 ? folders : ["test/samples"]);
const strangers = sources(["rules", "src"]);

const rows = [
  ...share(handlers, strangers),
  await cold(handlers.find(({ path }) => path.endsWith(".ts")) ?? handlers[0]!),
];

const width = Math.max(...rows.map(({ what }) => what.length));
for (const { what, ratio, target } of rows) {
  const verdict =
    target === undefined
      ? ""
      : ratio <= target
        ? `at most ${target.toFixed(3)}: met`
        : `at most ${target.toFixed(3)}: MISSED`;
  console.log(`${what.padEnd(width)}  ${ratio.toFixed(3)}  ${verdict}`);
}
process.exitCode = rows.some(({ ratio, target }) => target !== undefined && ratio > target) ? 1 : 0;

/** The JavaScript and TypeScript below some folders, as texts. */
function sources(folders: string[]): Source[] {
  return folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter(
        (entry) =>
          entry.isFile() && /\.[cm]?[jt]sx?$/.test(entry.name) && !/\.(d|min|test|spec)\./.test(entry.name),
      )
      .map((entry) => join(entry.parentPath, entry.name))
      .filter(
        (path) =>
          !/(^|\/)(node_modules|dist|cdk\.out|coverage)\//.test(path) && statSync(path).size < 300_000,
      )
      .map((path) => ({ path, text: readFileSync(path, "utf8") })),
  );
}
