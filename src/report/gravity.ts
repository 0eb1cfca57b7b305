import type { RuleDocs } from "../../rules/kit/rule.ts";
import type { Finding } from "../review/finding.ts";
import type { ReviewedChange } from "./change.ts";
import type { Report, ReviewedFile } from "./report.ts";

/** A finding, and the file that it is in. */
export interface Found {
  file: ReviewedFile;
  finding: Finding;
}

/** What goes wrong if nobody acts, the worst first. */
export const harms = [
  "lost or repeated events",
  "cost and latency",
  "hygiene",
] as const satisfies RuleDocs["harm"][];

/** All findings in the order of their files and places. */
export const findingsIn = ({ files }: Pick<Report, "files">): Found[] =>
  files.flatMap((file) => file.findings.map((finding) => ({ file, finding })));

/** All findings, the gravest first: by what they do, then by how certain that is, then by place. */
export const byGravity = (report: Pick<Report, "files">): Found[] => findingsIn(report).sort(moreGrave);

const moreGrave = ({ finding: one }: Found, { finding: other }: Found): number =>
  harms.indexOf(one.harm) - harms.indexOf(other.harm) ||
  Number(one.severity === "warning") - Number(other.severity === "warning");

/** Whether a finding is on a line that the change adds or changes. */
export const isChanged = ({ lines }: ReviewedChange, { file, finding }: Found): boolean =>
  (lines[file.name] ?? []).some(([from, to]) => finding.line <= to && finding.endLine >= from);

/** A report of the gravest findings, errors before warnings, and of how many are left out. */
export function limitedTo(most: number | undefined, report: Report): Report {
  const all = byGravity(report);
  if (most === undefined || all.length <= most) return report;
  const errorsFirst = all.toSorted(
    ({ finding: one }, { finding: other }) =>
      Number(one.severity === "warning") - Number(other.severity === "warning"),
  );
  const told = new Set(errorsFirst.slice(0, most).map(({ finding }) => finding));
  const left = errorsFirst.slice(most).map(({ finding }) => finding.severity);
  return {
    ...report,
    files: report.files.map((file) => ({
      ...file,
      findings: file.findings.filter((finding) => told.has(finding)),
    })),
    leftOut: {
      error: left.filter((severity) => severity === "error").length,
      warning: left.filter((severity) => severity === "warning").length,
    },
  };
}
