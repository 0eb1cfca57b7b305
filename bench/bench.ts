import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { review } from "../src/review/review.ts";
import { cold } from "./cold.ts";
import { share, type Source } from "./rules.ts";

/**
 * Prints what the rules and the start cost, as ratios measured side by side in one run, and fails where one is over
 * its target. `npm run bench` measures `bench/service`, handlers as long and as mixed as a team writes them, most of
 * them clean, and our own sources; `npm run bench -- DIR…` measures other code.
 */
const folders = process.argv.slice(2);
const handlers = sources(folders.length > 0 ? folders : ["bench/service"]);
const strangers = sources(["rules", "src"]);

const rows = [
  ...share(handlers, strangers),
  await cold(handlers.find((source) => source.path.endsWith(".ts") && isFlagged(source)) ?? handlers[0]!),
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

/** Whether there is a finding in a source, as the start is measured up to the first one. */
function isFlagged({ path, text }: Source): boolean {
  return review(text, path, { preset: "recommended" }).findings.length > 0;
}

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
