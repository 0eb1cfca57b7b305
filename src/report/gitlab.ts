import { asJson } from "./as-json.ts";
import { fingerprintsIn } from "./fingerprints.ts";
import { findingsIn } from "./gravity.ts";
import type { Report } from "./report.ts";

/** Severities of GitLab. What loses data stands above what costs. */
const severities = { error: "major", warning: "minor" } as const;

/** The findings as GitLab's Code Quality shows them. https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format */
export function gitlab(report: Report): string {
  const fingerprints = fingerprintsIn(report);
  return asJson(
    findingsIn(report).map(({ file, finding }) => ({
      description: finding.message,
      check_name: finding.rule,
      fingerprint: fingerprints.get(finding),
      severity: severities[finding.severity],
      location: { path: file.name, lines: { begin: finding.line, end: finding.endLine } },
    })),
  );
}
