import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import Ajv from "ajv";
import type { Log } from "sarif";
import { sarif } from "../../src/report/sarif.ts";
import type { Report } from "../../src/report/report.ts";
import {
  fileWith,
  findingWith,
  hostileReport,
  misspelling,
  reportWith,
  source,
  suppressedWith,
} from "./findings.ts";

/** OASIS's own schema, as published with @microsoft/jest-sarif. It is written in an older draft of JSON Schema. */
const schema = readFileSync("node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json", "utf8");
const draft = createRequire(import.meta.url)("ajv/lib/refs/json-schema-draft-04.json") as object;
const ajv = new Ajv({ schemaId: "auto", unknownFormats: "ignore", logger: false });
ajv.addMetaSchema(draft);
const validate = ajv.compile(JSON.parse(schema) as object);

const runOf = (report: Report, includeSuppressed = false) => {
  const log = JSON.parse(sarif(report, includeSuppressed)) as Log;
  assert.ok(validate(log), ajv.errorsText(validate.errors));
  return log.runs[0]!;
};

describe("the SARIF report", () => {
  it("has a result with its place and a fingerprint, and explains the rule", () => {
    const { results, tool } = runOf(reportWith({ files: [fileWith({ findings: [findingWith()] })] }));
    const [result] = results!;
    assert.deepEqual(result, {
      ruleId: "no-client-in-handler",
      level: "error",
      message: { text: "`S3Client` is built on every invocation. Build it once, outside the handler." },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: "src/orders.ts" },
            region: { startLine: 2, startColumn: 14, endLine: 2, endColumn: 30 },
          },
        },
      ],
      partialFingerprints: result!.partialFingerprints,
      ruleIndex: 0,
    });
    assert.match(result!.partialFingerprints!["effectiveLambda/v1"]!, /^[0-9a-f]{64}$/);
    const [rule] = tool.driver.rules!;
    assert.equal(rule!.id, "no-client-in-handler");
    assert.match(rule!.help!.markdown!, /\[What to do, with examples\]\(.*\) · Slide: \[Initialise Outside/);
    assert.deepEqual(rule!.properties!.tags, ["aws-lambda", "cost-and-latency"]);
  });

  it("has the fixes of a finding, in lines and columns", () => {
    const start = source.indexOf("new");
    const change = { title: "Move it", edits: [{ range: [start, start + 16] as const, text: "s3" }] };
    const fixesOf = (finding: Parameters<typeof findingWith>[0]) =>
      runOf(reportWith({ files: [fileWith({ findings: [findingWith(finding)] })] })).results![0]!.fixes;
    const expected = {
      description: { text: "Move it" },
      artifactChanges: [
        {
          artifactLocation: { uri: "src/orders.ts" },
          replacements: [
            {
              deletedRegion: { startLine: 2, startColumn: 14, endLine: 2, endColumn: 30 },
              insertedContent: { text: "s3" },
            },
          ],
        },
      ],
    };
    assert.deepEqual(fixesOf({ fix: change }), [expected]);
    assert.deepEqual(fixesOf({ suggestions: [change] }), [expected]);
    assert.equal(fixesOf({ suggestions: [change], joint: { obstacle: "In the way." } }), undefined);
    const files = [
      { file: "src/orders.ts", before: source, edits: change.edits },
      { file: "t.yml", before: "a: 1", edits: [{ range: [3, 4] as const, text: "2" }] },
    ];
    const [joint, another] = fixesOf({ suggestions: [change], joint: { title: "Set it", files } })!;
    assert.deepEqual([joint!.artifactChanges.length, another], [2, undefined]);
  });

  it("leaves out what is silenced, unless it is asked for", () => {
    const report = reportWith({ files: [fileWith({ suppressed: [suppressedWith()] })] });
    assert.deepEqual(runOf(report).results, []);
    const [result] = runOf(report, true).results!;
    assert.deepEqual(result!.suppressions, [{ kind: "inSource", justification: "a test stage" }]);

    const accepted = suppressedWith({ reason: "", isInBaseline: true });
    const [other] = runOf(reportWith({ files: [fileWith({ suppressed: [accepted] })] }), true).results!;
    assert.deepEqual(other!.suppressions, [{ kind: "external" }]);
  });

  it("says what could not be checked", () => {
    const problems = [{ file: "src/x y.ts", message: "This is binary.", fault: "ours" as const }];
    const [invocation] = runOf(reportWith({ problems })).invocations!;
    assert.equal(invocation!.executionSuccessful, false);
    const [notification] = invocation!.toolExecutionNotifications!;
    assert.equal(notification!.message.text, "This is binary.");
    assert.equal(notification!.locations![0]!.physicalLocation!.artifactLocation!.uri, "src/x%20y.ts");
  });

  it("notes what is perhaps misspelt", () => {
    const [invocation] = runOf(reportWith({ files: [misspelling()] })).invocations!;
    assert.equal(invocation!.executionSuccessful, true);
    const [notification] = invocation!.toolExecutionNotifications!;
    assert.equal(notification!.level, "note");
    assert.equal(notification!.locations![0]!.physicalLocation!.region!.startLine, 6);
  });

  it("is valid, and commands nothing, whatever files and code are called", () => {
    const report = hostileReport();
    assert.equal(runOf(report, true).results!.length, 3);
    assert.doesNotMatch(sarif(report, true), /[^\P{Cc}\n]|^\s*::|##\w*\[/mu);
  });
});
