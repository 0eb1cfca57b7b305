import { uncheckedIn, type Report } from "./report.ts";
import { findingsIn } from "./gravity.ts";
import { counted } from "./words.ts";

/** What a report comes to. */
export interface Verdict {
  mood: "clean" | "warnings" | "errors";
  /** `2 errors, 3 warnings in 4 handlers` */
  sentence: string;
}

export function verdictOn(report: Report): Verdict {
  const { files, leftOut, change } = report;
  const unchecked = uncheckedIn(report).length;
  const severities = findingsIn(report).map(({ finding }) => finding.severity);
  const errors = severities.filter((severity) => severity === "error").length + leftOut.error;
  const warnings = severities.length + leftOut.error + leftOut.warning - errors;
  const touched = change?.touched.length ?? 0;
  const handlers = files.reduce((sum, file) => sum + file.handlers.length, 0);
  const deployed = files.reduce((sum, file) => sum + file.deployed.length, 0);

  const found = [
    ...(errors > 0 ? [counted(errors, "error")] : []),
    ...(warnings > 0 ? [counted(warnings, "warning")] : []),
  ].join(", ");
  const seen =
    touched > 0
      ? ` in ${counted(touched, "touched handler")}`
      : handlers > 0
        ? ` in ${counted(handlers, "handler")}`
        : deployed > 0
          ? ` in ${counted(deployed, "function")} that templates deploy`
          : "";
  const unread = unchecked > 0 ? `, ${counted(unchecked, "file")} not fully checked` : "";
  const nothing = seen ? "no findings" : change ? "no handler touched" : "no Lambda handlers here";
  return {
    // What was not checked may hold anything, so that nothing is green yet.
    mood: errors > 0 ? "errors" : warnings + report.problems.length > 0 ? "warnings" : "clean",
    sentence: `${found || nothing}${seen}${unread}`,
  };
}

/** How many findings are left out, in a sentence; empty where none is. */
export function leftOutOf({ leftOut }: Report): string {
  const count = leftOut.error + leftOut.warning;
  if (count === 0) return "";
  const are = count === 1 ? "is" : "are";
  return `${counted(count, "more finding")} ${are} left out, because --max asks for fewer.`;
}
