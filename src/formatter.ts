import type { ESLint, Linter } from "eslint";
import { prefix, rules } from "../rules/plugin.ts";
import { nameOf } from "./files/find.ts";
import { reviewFiles } from "./files/review-files.ts";
import { importersFirst } from "./review/order.ts";
import { markdown } from "./report/markdown.ts";
import type { ReviewedFile } from "./report/report.ts";
import type { Finding } from "./review/finding.ts";
import { isCode, isYamlOrJson } from "./review/languages.ts";
import { findingOf, fixed, review } from "./review/review.ts";

/**
 * ESLint's results as the Markdown that `effective-lambda review --format md` writes: `eslint -f …/formatters/review`.
 * ESLint says what is found; the handlers, and the changes of several files, are looked up.
 * https://eslint.org/docs/latest/extend/custom-formatters
 */
export default async function formatter(
  results: readonly ESLint.LintResult[],
  { cwd, rulesMeta }: ESLint.LintResultData,
): Promise<string> {
  const linted = new Map(results.map((result) => [nameOf(result.filePath, cwd), result]));
  const found = [...linted]
    .filter(([name]) => isCode(name) || isYamlOrJson(name))
    .map(([name, { filePath }]) => ({ name, place: name, root: cwd, path: filePath, named: true }))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
  const { files, problems } = await reviewFiles(
    { files: found, problems: [] },
    { preset: "strict", fix: false },
    { review, fixed, ordered: importersFirst },
    () => undefined,
  );
  const text = markdown({
    paths: ["."],
    files: files.map((file) => asLinted(file, linted.get(file.name)!, rulesMeta)),
    problems,
    leftOut: { error: 0, warning: 0 },
  });
  // ESLint ends the last line itself.
  return text.trimEnd();
}

/** A file with what ESLint found, whatever else a preset of ours would find. */
function asLinted(
  file: ReviewedFile,
  { messages }: ESLint.LintResult,
  rulesMeta: ESLint.LintResultData["rulesMeta"],
): ReviewedFile {
  const ours = messages.flatMap((message) => {
    const id = ourRule(message, rulesMeta);
    return id === undefined ? [] : { ...message, ruleId: `${prefix}/${id}` };
  });
  return { ...file, findings: ours.map((message) => asReviewed(message, file.findings)) };
}

/** A rule of ours, whatever a configuration calls the plugin. */
function ourRule(
  { ruleId, messageId }: Linter.LintMessage,
  rulesMeta: ESLint.LintResultData["rulesMeta"],
): string | undefined {
  const id = ruleId?.slice(ruleId.lastIndexOf("/") + 1);
  if (!ruleId || id === undefined || !messageId || !Object.hasOwn(rules, id)) return undefined;
  return rulesMeta[ruleId]?.docs?.url === rules[id]!.meta.docs.url ? id : undefined;
}

/** A message of ESLint, with what the review knows beside it. */
function asReviewed(message: Linter.LintMessage, findings: readonly Finding[]): Finding {
  const finding = findingOf(message, () => ({}));
  const { rule, line, column, severity } = finding;
  const known = findings.find((one) => one.rule === rule && one.line === line && one.column === column);
  return known ? { ...known, severity, message: finding.message } : finding;
}
