import assert from "node:assert/strict";
import { askingFor, explained } from "../../src/editor/reported.ts";
import type { Reported } from "../../src/editor/reporter.ts";
import { findingWith } from "../report/findings.ts";

const reportedWith = (change: Partial<Reported> = {}): Reported => {
  const { rule, line, column, endLine, endColumn, message } = findingWith();
  return { rule, severity: "warning", line, column, endLine, endColumn, message, ...change };
};

const suggestions = [{ title: "Move it", edits: [] }];

describe("what ESLint reports", () => {
  it("is told with what we know of it, and is as severe as ESLint says", () => {
    const found = [findingWith({ suggestions })];
    assert.deepEqual(explained([reportedWith()], found), [findingWith({ suggestions, severity: "warning" })]);
  });

  it("is all there is: what we alone find is left out", () => {
    assert.deepEqual(explained([], [findingWith()]), []);
  });

  it("is told with what holds for its rule where we do not find it", () => {
    const [finding] = explained([reportedWith({ rule: "no-log-event", message: "As ESLint has it." })], []);
    const { rule, message, slide, suggestions } = finding!;
    assert.deepEqual(
      { rule, message, suggestions },
      { rule: "no-log-event", message: "As ESLint has it.", suggestions: [] },
    );
    assert.equal(typeof slide, "string");
    assert.match(finding!.docs, /no-log-event/);
  });

  it("is told with what we know of the nearest where the text has changed since", () => {
    const found = [findingWith({ line: 12 }), findingWith({ line: 4, suggestions })];
    const [finding, ...others] = explained([reportedWith({ line: 3 })], found);
    assert.deepEqual([finding!.line, finding!.suggestions, others], [4, suggestions, []]);
  });

  it("keeps what is in its place from what has moved", () => {
    const found = [findingWith({ line: 3 }), findingWith({ line: 9 })];
    const all = explained([reportedWith({ line: 2 }), reportedWith({ line: 3 })], found);
    assert.deepEqual(
      all.map(({ line }) => line),
      [3, 9],
    );
  });

  it("counts once where it stands twice, and from the top", () => {
    const twice = [reportedWith({ line: 7 }), reportedWith(), reportedWith({ endColumn: 99 })];
    assert.deepEqual(
      explained(twice, []).map(({ line }) => line),
      [2, 7],
    );
  });

  it("is none of ours where we do not know the rule", () => {
    assert.deepEqual(
      explained([reportedWith({ rule: "no-such-rule" }), reportedWith({ rule: "toString" })], []),
      [],
    );
  });
});

describe("what is looked for beside ESLint", () => {
  it("is what ESLint reports and nothing else, with our options where we have some", () => {
    const rules = { "no-client-in-handler": "off", "no-log-event": ["warn", { level: "x" }] } as const;
    const reported = [reportedWith(), reportedWith({ rule: "no-log-event" })];
    const asked = askingFor(reported, { preset: "recommended", rules: rules as never });
    assert.equal(asked.rules!["no-floating-promise"], "off");
    assert.notEqual([asked.rules!["no-client-in-handler"]].flat()[0], "off");
    assert.deepEqual(asked.rules!["no-log-event"], ["warn", { level: "x" }]);
  });
});
