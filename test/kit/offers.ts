import assert from "node:assert/strict";
import type { Change, Finding } from "../../src/review/finding.ts";
import { review } from "../../src/review/review.ts";
import { typeErrors } from "./type-check.ts";

/** The titles of what is offered for `new S3Client()`. */
export const move = "Move `new S3Client()` to module scope";
export const fix = `fix: ${move}`;
export const lazy = (name: string) => `Create it lazily at module scope (\`${name} ??= …\`)`;

/** What the rules about building once find in a text. */
export function findingsIn(code: string, filename: string): Finding[] {
  const { findings, problems } = review(code, filename, { preset: "recommended" });
  assert.deepEqual(problems, []);
  return findings.filter(({ rule }) => /^no-(client|connection)-in-handler$/.test(rule));
}

export const applied = (text: string, { edits }: Change): string =>
  edits
    .toSorted((a, b) => b.range[0] - a.range[0])
    .reduce((rest, { range: [start, end], text: put }) => rest.slice(0, start) + put + rest.slice(end), text);

/**
 * What is offered for the first finding of a text: titles and the texts after them; the safe fix is marked. Each must
 * leave fewer findings, and TypeScript without complaints.
 */
export function offersFor(code: string, filename: string): Record<string, string> {
  const before = findingsIn(code, filename);
  const [finding] = before;
  assert.ok(finding, "Nothing is found.");

  const offers: Record<string, string> = {};
  for (const change of [finding.fix, ...finding.suggestions]) {
    if (!change) continue;
    const output = applied(code, change);
    assert.ok(findingsIn(output, filename).length < before.length, `Still found:\n${output}`);
    if (filename.endsWith(".ts")) assert.deepEqual(typeErrors(output, filename), [], output);
    offers[change === finding.fix ? `fix: ${change.title}` : change.title] = output;
  }
  return offers;
}

/** Titled sources, each with all that is offered for its first finding. */
export function offers(
  filename: string,
  examples: Record<string, [code: string, offered: Record<string, string>]>,
): void {
  for (const [name, [code, offered]] of Object.entries(examples))
    it(name, () => assert.deepEqual(offersFor(code, filename), offered));
}
