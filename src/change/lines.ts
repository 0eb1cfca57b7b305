import type { ChangedFile, Hunk, Span } from "../git/change.ts";

/** Some lines of a file, both ends counted. */
export interface Lines {
  start: number;
  end: number;
}

/** The lines of a file that a change touches on one side of it, each with where it stands now. */
export interface ChangedLines {
  /** Whether all of the file counts. */
  isWhole: boolean;
  spans: (Lines & { now: number })[];
}

/** The lines that a change made, by the paths of now. */
export const linesNow = (files: readonly ChangedFile[]): Map<string, ChangedLines> =>
  linesBy(
    files,
    ({ path }) => path,
    ({ after }) => after,
  );

/** The lines that a change took away or replaced, by the paths of before. */
export const linesBefore = (files: readonly ChangedFile[]): Map<string, ChangedLines> =>
  linesBy(
    files,
    ({ before }) => before,
    ({ before }) => before,
  );

function linesBy(
  files: readonly ChangedFile[],
  pathOf: (file: ChangedFile) => string | undefined,
  spanOf: (hunk: { before: Span; after: Span }) => Span,
): Map<string, ChangedLines> {
  const changed = new Map<string, ChangedLines>();
  for (const file of files) {
    const path = file.kind === "file" ? pathOf(file) : undefined;
    if (path === undefined) continue;
    const spans = (file.hunks ?? []).flatMap((hunk) => {
      const { start, count } = spanOf(hunk);
      const now = Math.max(1, hunk.after.start);
      return count > 0 ? [{ start, end: start + count - 1, now }] : [];
    });
    changed.set(path, { isWhole: file.hunks === undefined, spans });
  }
  return changed;
}

/** The first line of some that a change touches, as it is called now; `undefined` where it touches none. */
export function firstTouched(changed: ChangedLines | undefined, lines: readonly Lines[]): number | undefined {
  if (!changed || lines.length === 0) return undefined;
  if (changed.isWhole) return Math.min(...lines.map(({ start }) => start));
  const touched = changed.spans.find((span) => lines.some((one) => overlap(span, one)));
  const first = touched && lines.find((one) => overlap(touched, one))!;
  return touched && touched.now + Math.max(0, Math.min(first!.start, touched.end) - touched.start);
}

const overlap = (one: Lines, other: Lines): boolean => one.start <= other.end && other.start <= one.end;

/** Whether a change is about a finding: it made one of its lines, or touches a handler in a part of which the finding begins. */
export const isAbout = (
  { line, endLine }: { line: number; endLine: number },
  made: readonly Lines[],
  parts: readonly Lines[],
): boolean =>
  made.some((lines) => overlap(lines, { start: line, end: endLine })) ||
  parts.some(({ start, end }) => start <= line && line <= end);

/**
 * Where a line of one side of a change is now: on which line, or among those that took the place of others. Lines of both
 * sides with the same answer are the same.
 */
export function lineNow(line: number, hunks: readonly Hunk[], side: keyof Hunk): string {
  let moved = 0;
  for (const hunk of hunks) {
    const { start, count } = hunk[side];
    // A side without lines names the line before them.
    if (line < start || (count === 0 && line === start)) break;
    if (line < start + count) return `in ${hunk.after.start}, ${hunk.after.count}`;
    moved += hunk.after.count - hunk.before.count;
  }
  return String(side === "before" ? line + moved : line);
}
