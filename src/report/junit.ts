import { escaped } from "./markup.ts";
import { uncheckedIn, type Report, type ReviewedFile } from "./report.ts";

/**
 * The findings as tests that failed, one for each rule in each file, so that a test is known again wherever its code has
 * moved. A file with handlers and without findings is a test that passed.
 */
export function junit(report: Report): string {
  const { files } = report;
  const unchecked = uncheckedIn(report);
  const suites = [
    ...files
      .filter(({ handlers, deployed, findings }) => handlers.length + deployed.length + findings.length > 0)
      .map(suiteOf),
    ...(unchecked.length > 0 ? [suiteOfUnchecked(unchecked)] : []),
  ];
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<testsuites name="effective-lambda">',
    ...suites.flat(),
    "</testsuites>",
    "",
  ].join("\n");
}

function suiteOf({ name, findings }: ReviewedFile): string[] {
  const rules = [...new Set(findings.map(({ rule }) => rule))].sort();
  const cases = rules.flatMap((rule) => [
    `    <testcase classname="${escaped(name)}" name="${escaped(rule)}">`,
    ...findings
      .filter((finding) => finding.rule === rule)
      .map(({ severity, message, line, column, why, docs }) => {
        const details = [`${name}:${line}:${column}`, why, docs].map(escaped).join("\n");
        return `      <failure type="${severity}" message="${escaped(message)}">${details}</failure>`;
      }),
    "    </testcase>",
  ]);
  const passed = [`    <testcase classname="${escaped(name)}" name="no findings" />`];
  return suite(
    name,
    Math.max(1, rules.length),
    { failures: rules.length },
    cases.length > 0 ? cases : passed,
  );
}

/** What could not be checked is no test that passed. */
const suiteOfUnchecked = (unchecked: ReturnType<typeof uncheckedIn>): string[] =>
  suite(
    "not fully checked",
    unchecked.length,
    { errors: unchecked.length },
    unchecked.flatMap(({ file, message }) => [
      `    <testcase classname="${escaped(file)}" name="can be checked">`,
      `      <error message="${escaped(message)}" />`,
      "    </testcase>",
    ]),
  );

function suite(
  name: string,
  tests: number,
  { failures = 0, errors = 0 }: { failures?: number; errors?: number },
  cases: readonly string[],
): string[] {
  const counts = `tests="${tests}" failures="${failures}" errors="${errors}"`;
  return [`  <testsuite name="${escaped(name)}" ${counts}>`, ...cases, "  </testsuite>"];
}
