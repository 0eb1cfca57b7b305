import type { Change, FileEdits } from "../review/finding.ts";
import { diffLines } from "./diff.ts";
import type { Found } from "./gravity.ts";
import { printable } from "./terminal.ts";

/** A real change that ends a finding: what it does, and the lines before and after. */
export interface Remedy {
  title: string;
  /** Whether the command makes it without being asked about it: `--fix`. */
  isSafe: boolean;
  files: { file: string; diff: string[] }[];
}

/** What to do about a finding. What belongs together in several files is one change. */
export function remedyFor({ file, finding }: Found): Remedy | undefined {
  const { fix, suggestions, joint } = finding;
  const here = ({ edits }: Change): FileEdits => ({ file: file.name, before: file.text, edits });
  if (fix) return remedy(fix.title, true, [here(fix)]);
  // Where something is in the way of the other half, this half alone does harm.
  if (joint) return "files" in joint ? remedy(joint.title, false, joint.files) : undefined;
  const [first] = suggestions;
  return first && remedy(first.title, false, [here(first)]);
}

const remedy = (title: string, isSafe: boolean, files: readonly FileEdits[]): Remedy => ({
  title,
  isSafe,
  files: files.map(({ file, before, edits }) => ({ file, diff: diffLines(before, edits) })),
});

/** More of a piece of code is not read in a report. */
const mostLines = 6;

/** The lines that a finding is about. */
export function codeOf({ file, finding }: Found): string[] {
  const lines = file.text.split(/\r\n|[\n\r\u2028\u2029]/);
  const last = Math.min(finding.endLine, finding.line + mostLines - 1);
  return lines.slice(finding.line - 1, last).map((line) => printable(line).trimEnd());
}
