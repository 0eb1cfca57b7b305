import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { review } from "../src/review/review.ts";
import { cold } from "./cold.ts";
import { share, type Source } from "./rules.ts";

/**
 * Prints what the rules and the start cost, as ratios measured side by side in one run, and fails where one is over
 * its target. `npm run bench` measures `bench/service`, a service as a team writes it: handlers, most of them clean,
 * and the modules they import. `npm run bench -- DIR…` measures other code.
 */
const folders = process.argv.slice(2);
const all = sources(folders.length > 0 ? folders : ["bench/service"]);
const reviewed = all.map((source) => ({
  source,
  ...review(source.text, source.path, { preset: "recommended" }),
}));
const corpus = {
  all,
  handlers: reviewed.filter(({ handlers }) => handlers.length > 0).map(({ source }) => source),
  strangers: reviewed.filter(({ handlers }) => handlers.length === 0).map(({ source }) => source),
};
const flagged = reviewed.find(({ source, findings }) => source.path.endsWith(".ts") && findings.length > 0);
if (!flagged)
  throw new Error("No TypeScript file with a finding, so that the way to the first one has no length.");

const rows = [...share(corpus), await cold(flagged.source)];

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
