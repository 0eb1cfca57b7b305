import { addresses } from "../../rules/addresses.ts";
import manifest from "../../rules/package.json" with { type: "json" };
import type { Finding, JointChange, Obstacle } from "../review/finding.ts";
import { asJson } from "./as-json.ts";
import { type Report } from "./report.ts";

/** The report for programs. Lines and columns count from 1; ranges of edits are offsets from 0, a byte order mark not counted. */
export function json({ files, problems, leftOut, change }: Report): string {
  const report = {
    version: manifest.version,
    handlers: files.flatMap(({ name: file, handlers }) =>
      [...handlers]
        .sort((a, b) => a.line - b.line)
        .map(({ name, line, sources, evidence }) => ({ file, line, name, sources, evidence })),
    ),
    deployed: files.flatMap(({ name: file, deployed }) =>
      deployed.map(({ name, line }) => ({ file, line, name })),
    ),
    templates: files.filter(({ isTemplate }) => isTemplate).map(({ name }) => name),
    findings: files.flatMap(({ name, findings }) => findings.map((finding) => findingIn(name, finding))),
    leftOut,
    suppressed: files.flatMap(({ name: file, suppressed }) =>
      suppressed.map(({ rule, severity, line, column, message, reason, isInBaseline = false }) => ({
        rule,
        severity,
        file,
        line,
        column,
        message,
        reason,
        isInBaseline,
      })),
    ),
    misspelt: files.flatMap(({ name: file, misspelt }) => misspelt.map((one) => ({ file, ...one }))),
    problems: problems.map(({ file, message }) => ({ file, message })),
    ...(change && { change }),
  };
  return asJson(report);
}

const findingIn = (file: string, finding: Finding) => ({
  rule: finding.rule,
  severity: finding.severity,
  file,
  line: finding.line,
  column: finding.column,
  endLine: finding.endLine,
  endColumn: finding.endColumn,
  message: finding.message,
  why: finding.why,
  harm: finding.harm,
  slide: addresses.slide(finding.slide),
  docs: finding.docs,
  handler: finding.handler ?? null,
  way: finding.way ?? null,
  fix: finding.fix ?? null,
  suggestions: finding.suggestions,
  joint: finding.joint ? jointIn(finding.joint) : null,
  isNew: finding.isNew ?? null,
});

const jointIn = (joint: JointChange | Obstacle) =>
  "obstacle" in joint
    ? joint
    : { title: joint.title, files: joint.files.map(({ file, edits }) => ({ file, edits })) };
