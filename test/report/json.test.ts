import assert from "node:assert/strict";
import manifest from "../../rules/package.json" with { type: "json" };
import type { Finding } from "../../src/review/finding.ts";
import { json } from "../../src/report/json.ts";
import { fileWith, findingWith, misspelling, reportWith } from "./findings.ts";

describe("the JSON report", () => {
  it("holds the handlers, findings and problems of every file", () => {
    const fix = { title: "Move it", edits: [{ range: [1, 2] as const, text: "x" }] };
    const report = reportWith({
      files: [
        fileWith({ deployed: [{ name: "Orders", line: 7 }], findings: [findingWith({ fix })] }),
        misspelling(),
      ],
      problems: [{ file: "src/broken.ts", message: "Line 1: Wrong.", fault: "met", details: "at x" }],
    });
    assert.deepEqual(JSON.parse(json(report)), {
      version: manifest.version,
      handlers: [
        { file: "src/orders.ts", line: 1, name: "handler", sources: ["sqs"], evidence: "typed SQSHandler" },
      ],
      deployed: [{ file: "src/orders.ts", line: 7, name: "Orders" }],
      templates: ["template.yaml"],
      findings: [
        {
          rule: "no-client-in-handler",
          severity: "error",
          file: "src/orders.ts",
          line: 2,
          column: 14,
          endLine: 2,
          endColumn: 30,
          message: "`S3Client` is built on every invocation. Build it once, outside the handler.",
          why: "A warm environment keeps the connections of what stands outside.",
          harm: "cost and latency",
          slide: `${manifest.homepage}/blob/main/media/slides/init-outside-handler.md`,
          docs: "https://example.com/no-client-in-handler.md",
          handler: "handler",
          way: null,
          fix,
          suggestions: [],
          joint: null,
          isNew: null,
        },
      ],
      leftOut: { error: 0, warning: 0 },
      suppressed: [],
      misspelt: [{ file: "template.yaml", line: 6, message: "There is no file for `order.handler`." }],
      problems: [{ file: "src/broken.ts", message: "Line 1: Wrong." }],
    });
  });

  it("holds the change of several files, without their texts, or why there is none", () => {
    const edits = [{ range: [1, 2] as const, text: "x" }];
    const jointOf = (joint: Finding["joint"]) => {
      const findings = [findingWith({ ...(joint && { joint }) })];
      return JSON.parse(json(reportWith({ files: [fileWith({ findings })] }))).findings[0].joint;
    };
    const files = [{ file: "t.yml", before: "a: 1", edits }];
    assert.deepEqual(jointOf({ title: "Set it", files }), {
      title: "Set it",
      files: [{ file: "t.yml", edits: [{ range: [1, 2], text: "x" }] }],
    });
    assert.deepEqual(jointOf({ obstacle: "It does not show." }), { obstacle: "It does not show." });
    assert.equal(jointOf(undefined), null);
  });

  it("says null where there is no handler and no fix", () => {
    const finding = findingWith();
    delete finding.handler;
    const [found] = JSON.parse(json(reportWith({ files: [fileWith({ findings: [finding] })] }))).findings;
    assert.equal(found.handler, null);
    assert.equal(found.fix, null);
  });
});
