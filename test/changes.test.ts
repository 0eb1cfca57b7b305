import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Linter } from "eslint";
import plugin, { rules } from "../rules/plugin.ts";
import { edited } from "../src/review/edits.ts";
import type { Finding } from "../src/review/finding.ts";
import { fixed, review } from "../src/review/review.ts";
import { filesBelow } from "./kit/files.ts";
import { pageOf } from "./kit/page.ts";
import { root } from "./kit/root.ts";
import { typeErrors } from "./kit/type-check.ts";

const strict = { preset: "strict" } as const;

/** The code that users see reported: the samples and the bad example of each page. */
const examples: { name: string; code: string; filename: string; at: { root?: string } }[] = [
  ...filesBelow("test/samples", /\.[cm]?[jt]s$/).map((path) => ({
    name: path,
    code: readFileSync(join(root, path), "utf8"),
    filename: path,
    at: { root },
  })),
  ...Object.keys(rules).map((id) => ({ name: `rules/docs/${id}.md`, ...pageOf(id).example("Bad") })),
];

/** How often a rule reports, and how often with one message: a second fault may show once the first is mended. */
const timesOf = (findings: readonly Finding[], { rule, message }: Finding) => {
  const ofRule = findings.filter((finding) => finding.rule === rule);
  return { rule: ofRule.length, message: ofRule.filter((finding) => finding.message === message).length };
};

const saidOf = (template: string): Linter.LintMessage[] =>
  new Linter().verify(template, [plugin.configs.strict, plugin.configs.templates], {
    filename: "template.yml",
  });

describe("what is offered", () => {
  for (const { name, code, filename, at } of examples) {
    const { findings } = review(code, filename, { ...strict, ...at });
    for (const finding of findings) {
      for (const change of [finding.fix, ...finding.suggestions].filter((one) => one !== undefined)) {
        it(`"${change.title}" mends ${finding.rule} in ${name}:${finding.line}`, () => {
          const output = edited(code, change.edits);
          const after = review(output, filename, { ...strict, ...at });
          assert.deepEqual(after.problems, [], `It does not parse:\n${output}`);
          const [before, left] = [timesOf(findings, finding), timesOf(after.findings, finding)];
          const isMended = left.message < before.message && left.rule <= before.rule;
          assert.ok(isMended, `The rule still reports it:\n${output}`);
          if (/ts$/.test(filename) && typeErrors(code, filename).length === 0)
            assert.deepEqual(typeErrors(output, filename), [], output);
        });
      }
    }
  }

  for (const [id, { meta }] of Object.entries(rules)) {
    if (!meta.docs.readsTemplates) continue;
    it(`mends the templates on the page of ${id}`, () => {
      for (const code of pageOf(id).templates("Bad")) {
        const before = saidOf(code);
        for (const { message, suggestions = [] } of before)
          for (const { desc, fix } of suggestions) {
            const [start, end] = fix.range;
            const after = saidOf(code.slice(0, start) + fix.text + code.slice(end));
            assert.ok(
              after.every((one) => !one.fatal && one.message !== message),
              desc,
            );
          }
      }
    });
  }

  it("is whole after the first time: all safe fixes applied twice change nothing more", () => {
    for (const { code, filename } of examples) {
      const once = fixed(code, filename, strict);
      assert.equal(fixed(once, filename, strict), once);
    }
  });

  it("can be checked: the samples and pages in TypeScript have no type errors themselves", () => {
    for (const { name, code, filename } of examples)
      if (/ts$/.test(filename)) assert.deepEqual(typeErrors(code, filename), [], name);
  });
});
