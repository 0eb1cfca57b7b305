import { isAbout, type Lines } from "../change/lines.ts";
import type { Finding } from "../review/finding.ts";
import type { ChangedFile, TouchedHandler } from "./change-messages.ts";
import { entriesOf, type Entry, type FileResult } from "./finding-groups.ts";
import { movedLine } from "./handler-facts.ts";

/** The same lines of a file in a newer text of it. */
export function movedTo(text: string, file: ChangedFile): ChangedFile {
  if (text === file.text) return file;
  const moved = <T extends Lines>(lines: T): T => ({
    ...lines,
    start: movedLine(lines.start, file.text, text),
    // What is written at the end of some lines belongs to them.
    end: movedLine(lines.end + 1, file.text, text) - 1,
  });
  const [made, parts, found] = [file.made.map(moved), file.parts.map(moved), file.found.map(moved)];
  return { ...file, text, made, parts, found };
}

/**
 * What of a file's result a change is about. Whether it brought a finding is not known of what was not found as the change
 * was reviewed: it was typed since then, or is asked by the editor's settings alone.
 */
export const ofChange = (result: FileResult, { made, parts, handlers, found }: ChangedFile): FileResult => ({
  ...result,
  handlers: result.handlers.filter(({ name }) => handlers.includes(name)),
  findings: result.findings
    .filter((finding) => isAbout(finding, made, parts))
    .map((finding) => {
      const isNew = ageIn(found, finding);
      return isNew === undefined ? finding : { ...finding, isNew };
    }),
});

/** The touched handlers that none of the files shows as they are now: those that are gone, or whose code is not in sight. */
export function notShown(
  touched: readonly TouchedHandler[],
  results: readonly FileResult[],
  files: ReadonlyMap<string, ChangedFile>,
): TouchedHandler[] {
  const shown = new Set(
    results.flatMap(({ file, handlers }) => handlers.map(({ name }) => `${files.get(file)!.name} ${name}`)),
  );
  return touched.filter(({ file, name }) => !shown.has(`${file} ${name}`));
}

/** Of several on one line, each is known by its column, unless they are of one age: something may be typed before them. */
function ageIn(found: ChangedFile["found"], { rule, line, column }: Finding): boolean | undefined {
  const there = found.filter((one) => one.rule === rule && one.start === line);
  const same = there.find((one) => one.column === column);
  if (same) return same.isNew;
  return new Set(there.map(({ isNew }) => isNew)).size === 1 ? there[0]!.isNew : undefined;
}

/** A finding that is recognised in the next result, on whatever line it is then. */
export interface KnownEntry extends Entry {
  key: string;
}

/** The findings of some files. Of those that are alike in all but their lines, the first stays the first. */
export function knownEntries(results: readonly FileResult[]): KnownEntry[] {
  const counts = new Map<string, number>();
  return entriesOf(results).map((entry) => {
    const { file, rule, finding } = entry;
    const identity = [file, rule, finding.handler, finding.message].join("\n");
    const count = (counts.get(identity) ?? 0) + 1;
    counts.set(identity, count);
    return { ...entry, key: `${identity}\n${count}` };
  });
}
