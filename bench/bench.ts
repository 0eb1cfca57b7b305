import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { Linter } from "eslint";
import type { SourceCode } from "../rules/kit/rule.ts";
import { lambdaIn } from "../rules/lambda/model.ts";
import * as parser from "../rules/parser.ts";
import { review } from "../src/review/review.ts";
import { byRule } from "./by-rule.ts";
import { cold } from "./cold.ts";
import { growthByLength, growthByShape } from "./growth.ts";
import { modules } from "./modules.ts";
import { reviews } from "./review.ts";
import { everyFile, type Source } from "./rules.ts";
import { serviceModel } from "./service-model.ts";
import { shares } from "./shares.ts";

/**
 * Prints what the rules and the start cost, as ratios measured side by side in one run, and fails where one is over
 * its target. `npm run bench` measures `bench/service`, a service as a team writes it: handlers, most of them clean,
 * and the modules they import. `npm run bench -- DIR…` measures other code. The service model is measured on a
 * repository made of the handlers, and with `--repository DIR` on a real one too.
 */
const { values, positionals: folders } = parseArgs({
  allowPositionals: true,
  options: { repository: { type: "string" } },
});
const all = sources(folders.length > 0 ? folders : ["bench/service"]);
const corpus = {
  all,
  handlers: all.filter(hasEvidence),
  strangers: all.filter((source) => !hasEvidence(source)),
};
const flagged = all.find((source) => source.path.endsWith(".ts") && hasFinding(source));
if (!flagged)
  throw new Error("No TypeScript file with a finding, so that the way to the first one has no length.");

const rows = [
  ...shares(corpus),
  ...(await byRule(all)),
  ...growthByLength(all),
  ...growthByShape(),
  ...(await serviceModel(corpus.handlers, values.repository)),
  ...(await modules(corpus.strangers, values.repository)),
  await cold(flagged),
  ...(await reviews(corpus.strangers)),
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

/** Whether Lambda, or an entry elsewhere, hands its event to something in a file. */
function hasEvidence({ path, text }: Source): boolean {
  const linter = new Linter();
  linter.verify(text, { files: everyFile, languageOptions: { parser } }, path.replace(/^\/+/, ""));
  return lambdaIn(linter.getSourceCode() as unknown as SourceCode) !== undefined;
}

function hasFinding({ path, text }: Source): boolean {
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
