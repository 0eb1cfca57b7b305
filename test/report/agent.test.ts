import assert from "node:assert/strict";
import { agent } from "../../src/report/agent.ts";
import { fileWith, findingWith, hostileReport, misspelling, reportWith } from "./findings.ts";

describe("the report for tools", () => {
  it("is a line for each finding, with how to fix it, and one for what it comes to", () => {
    const change = { title: "Move it", edits: [] };
    const findings = [
      findingWith({ message: "Wrong.", fix: change }),
      findingWith({ message: "Wrong.", line: 3, severity: "warning", suggestions: [change] }),
      findingWith({ message: "Wrong.", line: 4, suggestions: [change], joint: { obstacle: "In the way." } }),
    ];
    const problems = [{ file: "a.ts", message: "This is binary.", fault: "met" as const }];
    assert.equal(
      agent(reportWith({ files: [fileWith({ findings })], problems })),
      `src/orders.ts:2:14 no-client-in-handler error: Wrong. (fix: --fix)
src/orders.ts:3:14 no-client-in-handler warning: Wrong. (fix: --fix-suggestions no-client-in-handler)
src/orders.ts:4:14 no-client-in-handler error: Wrong.
a.ts not fully checked: This is binary.
2 errors, 1 warning in 1 handler, 1 file not fully checked.
`,
    );
  });

  it("says what it looked at where there is nothing to say", () => {
    assert.equal(agent(reportWith()), "No findings in 1 handler.\n");
    assert.equal(agent(reportWith({ files: [] })), "No Lambda handlers here.\n");
  });

  it("says what is perhaps misspelt, and that all was checked", () => {
    assert.equal(
      agent(reportWith({ files: [fileWith(), misspelling()] })),
      "template.yaml:6 perhaps misspelt: There is no file for `order.handler`.\nNo findings in 1 handler.\n",
    );
  });

  it("says how many findings --max left out", () => {
    assert.equal(
      agent(reportWith({ leftOut: { error: 1, warning: 0 } })),
      "1 error in 1 handler.\n1 more finding is left out, because --max asks for fewer.\n",
    );
  });

  it("keeps to its lines, whatever files and code are called", () => {
    const lines = agent(hostileReport()).split("\n");
    assert.equal(lines.length, 7);
    for (const line of lines) assert.doesNotMatch(line, /\p{Cc}|^\s*::|##\w*\[|\u202E/u);
  });
});
