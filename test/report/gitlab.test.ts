import assert from "node:assert/strict";
import Ajv from "ajv";
import { gitlab } from "../../src/report/gitlab.ts";
import { fileWith, findingWith, hostileReport, reportWith } from "./findings.ts";

/** The table of https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format, every field of it required. */
const schema = {
  type: "array",
  items: {
    type: "object",
    required: ["description", "check_name", "fingerprint", "severity", "location"],
    properties: {
      description: { type: "string", minLength: 1 },
      check_name: { type: "string", minLength: 1 },
      fingerprint: { type: "string", pattern: "^[0-9a-f]{64}$" },
      severity: { enum: ["info", "minor", "major", "critical", "blocker"] },
      location: {
        type: "object",
        required: ["path", "lines"],
        properties: {
          path: { type: "string", pattern: "^[^/]" },
          lines: {
            type: "object",
            required: ["begin"],
            properties: { begin: { type: "integer", minimum: 1 }, end: { type: "integer", minimum: 1 } },
          },
        },
      },
    },
  },
};

const entriesIn = (text: string) => {
  const entries = JSON.parse(text);
  const ajv = new Ajv();
  assert.ok(ajv.validate(schema, entries), ajv.errorsText());
  return entries;
};

describe("the Code Quality report for GitLab", () => {
  it("has every field that GitLab asks for", () => {
    const [entry] = entriesIn(gitlab(reportWith({ files: [fileWith({ findings: [findingWith()] })] })));
    assert.deepEqual(entry, {
      description: "`S3Client` is built on every invocation. Build it once, outside the handler.",
      check_name: "no-client-in-handler",
      fingerprint: entry.fingerprint,
      severity: "major",
      location: { path: "src/orders.ts", lines: { begin: 2, end: 2 } },
    });
  });

  it("puts what loses events first among equals", () => {
    const findings = (["lost or repeated events", "hygiene"] as const).flatMap((harm) =>
      (["error", "warning"] as const).map((severity) => findingWith({ harm, severity })),
    );
    const entries = entriesIn(gitlab(reportWith({ files: [fileWith({ findings })] })));
    assert.deepEqual(
      entries.map(({ severity }: { severity: string }) => severity),
      ["critical", "major", "major", "minor"],
    );
  });

  it("is an empty list where there is nothing to say", () => {
    assert.equal(gitlab(reportWith()), "[]\n");
  });

  it("is itself, whatever files and code are called", () => {
    const text = gitlab(hostileReport());
    assert.equal(entriesIn(text).length, 2);
    assert.doesNotMatch(text.replaceAll("\n", ""), /\p{Cc}|##\w*\[/u);
  });
});
