import assert from "node:assert/strict";
import { findingsIn, limitedTo } from "../../src/report/gravity.ts";
import { fileWith, findingWith, reportWith } from "./findings.ts";

describe("a report of so many findings", () => {
  const report = reportWith({
    files: [
      fileWith({
        name: "a.ts",
        findings: [
          findingWith({ rule: "hygienic", harm: "hygiene" }),
          findingWith({ rule: "likely", harm: "lost or repeated events", severity: "warning" }),
        ],
      }),
      fileWith({
        name: "b.ts",
        findings: [findingWith({ rule: "losing", harm: "lost or repeated events" })],
      }),
    ],
  });
  const rulesIn = (most: number | undefined) =>
    findingsIn(limitedTo(most, report)).map(({ finding }) => finding.rule);

  it("tells errors first, then what does most harm, in the order of their places", () => {
    assert.deepEqual(rulesIn(1), ["losing"]);
    assert.deepEqual(rulesIn(2), ["hygienic", "losing"]);
  });

  it("counts the others", () => {
    assert.deepEqual(limitedTo(1, report).leftOut, { error: 1, warning: 1 });
  });

  it("is the same where there are no more", () => {
    assert.equal(limitedTo(3, report), report);
    assert.equal(limitedTo(undefined, report), report);
  });
});
