import { findingsIn, type Found } from "./gravity.ts";
import { ageOf } from "./news.ts";
import { remedyFor } from "./remedy.ts";
import { misspeltIn, uncheckedIn, type Report } from "./report.ts";
import { tamed } from "./terminal.ts";
import { leftOutOf, verdictOn } from "./verdict.ts";
import { capitalised } from "./words.ts";

/** A line for each finding, for programs that read lines and pay by the word. */
export function agent(report: Report): string {
  const lines = [
    ...findingsIn(report).map(lineOf),
    ...misspeltIn(report).map(
      ({ file, line, message }) => `${tamed(file)}:${line} perhaps misspelt: ${tamed(message)}`,
    ),
    ...uncheckedIn(report).map(({ file, message }) => `${tamed(file)} not fully checked: ${tamed(message)}`),
    `${capitalised(verdictOn(report).sentence)}.`,
    leftOutOf(report),
  ];
  return `${lines.filter(Boolean).join("\n")}\n`;
}

/** `src/orders.ts:12:3 no-client-in-handler error: … (fix: --fix)` */
function lineOf(found: Found): string {
  const { file, finding } = found;
  const { line, column, rule, severity, message } = finding;
  const remedy = remedyFor(found);
  const how = remedy && (remedy.isSafe ? "--fix" : `--fix-suggestions ${rule}`);
  const more = [ageOf(finding), how ? `fix: ${how}` : ""].filter(Boolean).join("; ");
  return `${tamed(file.name)}:${line}:${column} ${rule} ${severity}: ${tamed(message)}${more && ` (${more})`}`;
}
