import assert from "node:assert/strict";
import { countsOf } from "../../survey/counts.ts";
import { fileWith, findingWith, kindWith, surveyWith } from "./surveyed.ts";

describe("the counts of a survey", () => {
  it("add up handlers by kind, the most frequent first and equals by name", () => {
    const { handlers, filesWithHandlers, kinds } = countsOf(
      surveyWith({
        files: [
          fileWith({ handlers: [kindWith({ sources: ["SNS", "SQS"] }), kindWith({ sources: [] })] }),
          fileWith({ handlers: [kindWith({ sources: ["SQS"], form: "a class method" })] }),
          fileWith({ handlers: [] }),
        ],
      }),
    );
    assert.deepEqual([handlers, filesWithHandlers], [3, 2]);
    assert.deepEqual(kinds.source, [
      { name: "SQS", count: 2 },
      { name: "SNS", count: 1 },
      { name: "of unknown source", count: 1 },
    ]);
    assert.deepEqual(kinds.form, [
      { name: "a function as it stands", count: 2 },
      { name: "a class method", count: 1 },
    ]);
  });

  it("tell what each preset finds and offers, in files without handlers too", () => {
    const { recommended, strict } = countsOf(
      surveyWith({
        files: [
          fileWith({
            findings: [
              findingWith({ offers: "fix" }),
              { rule: "require-idempotency-key", strict: "warning", offers: "suggestion" },
            ],
          }),
          fileWith({
            handlers: [],
            findings: [findingWith({ recommended: "warning", strict: "warning" })],
          }),
        ],
      }),
    );
    assert.deepEqual(recommended, { findings: 2, errors: 1, fixes: 1, suggestions: 0, withoutHandlers: 1 });
    assert.deepEqual(strict, { findings: 3, errors: 1, fixes: 1, suggestions: 1, withoutHandlers: 1 });
  });

  it("tell what each rule finds, and which find nothing", () => {
    const { rules, silent } = countsOf(
      surveyWith({
        files: [
          fileWith({ findings: [findingWith({ rule: "no-aws-sdk-v2" })] }),
          fileWith({
            findings: [
              findingWith({ offers: "fix" }),
              { rule: "no-client-in-handler", strict: "error", offers: "suggestion" },
            ],
          }),
        ],
      }),
    );
    assert.deepEqual(rules, [
      { rule: "no-client-in-handler", recommended: 1, strict: 2, fixes: 1, suggestions: 1 },
      { rule: "no-aws-sdk-v2", recommended: 1, strict: 1, fixes: 0, suggestions: 0 },
    ]);
    assert.ok(silent.includes("no-callback-handler") && !silent.includes("no-aws-sdk-v2"));
  });

  it("name the ten files with the most findings, and the ten slowest", () => {
    const files = Array.from({ length: 12 }, (_, index) =>
      fileWith({
        name: `${index}.ts`,
        milliseconds: index,
        findings: Array.from({ length: index }, () => findingWith()),
      }),
    );
    const { mostFindings, slowest, milliseconds } = countsOf(surveyWith({ files }));
    assert.deepEqual([mostFindings.length, slowest.length, milliseconds], [10, 10, 66]);
    assert.deepEqual(mostFindings[0], { name: "11.ts", count: 11 });
    assert.deepEqual(slowest[9], { name: "2.ts", milliseconds: 2 });
  });

  it("name no file without findings among those with the most", () => {
    assert.deepEqual(countsOf(surveyWith()).mostFindings, []);
  });
});
