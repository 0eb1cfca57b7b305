import { createHash } from "node:crypto";
import type { Finding } from "../review/finding.ts";
import { findingsIn, type Found } from "./gravity.ts";
import type { Report } from "./report.ts";

/**
 * What a finding is recognised by in the next report: its rule, its handler and file, and its code without white space.
 * Lines that move change nothing. Of findings that are alike in all of these, the first stays the first.
 */
export function fingerprintsIn(report: Pick<Report, "files">): Map<Finding, string> {
  const counts = new Map<string, number>();
  return new Map(
    findingsIn(report).map((found) => {
      const identity = identityOf(found);
      const count = (counts.get(identity) ?? 0) + 1;
      counts.set(identity, count);
      return [found.finding, createHash("sha256").update(`${identity}\n${count}`).digest("hex")];
    }),
  );
}

const identityOf = (found: Found): string => {
  const { rule, handler = "" } = found.finding;
  return [rule, found.file.name, handler, snippetOf(found).replace(/\s+/g, "")].join("\n");
};

/** The code of a finding, up to the end of its first line: what follows may be a whole handler. */
function snippetOf({ file, finding }: Found): string {
  const { line, column, endLine, endColumn } = finding;
  const text = file.text.split(/\r\n|[\n\r\u2028\u2029]/)[line - 1] ?? "";
  return text.slice(column - 1, endLine === line ? endColumn - 1 : undefined);
}
