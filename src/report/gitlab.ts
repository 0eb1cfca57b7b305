import type { Finding } from "../review/finding.ts";
import { asJson } from "./as-json.ts";
import { fingerprintsIn } from "./fingerprints.ts";
import { findingsIn } from "./gravity.ts";
import type { Report } from "./report.ts";

/** What loses or repeats events stands above what costs, and what is certain above what is likely. */
const severityOf = ({ severity, harm }: Finding): string =>
  ["critical", "major", "minor"][
    Number(severity === "warning") + Number(harm !== "lost or repeated events")
  ]!;

/** The findings as GitLab's Code Quality shows them. https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format */
export function gitlab(report: Report): string {
  const fingerprints = fingerprintsIn(report);
  return asJson(
    findingsIn(report).map(({ file, finding }) => ({
      description: finding.message,
      check_name: finding.rule,
      fingerprint: fingerprints.get(finding),
      severity: severityOf(finding),
      location: { path: file.name, lines: { begin: finding.line, end: finding.endLine } },
    })),
  );
}
