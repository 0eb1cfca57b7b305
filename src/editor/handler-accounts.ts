import type { Finding, FoundHandler } from "../review/finding.ts";
import { groupsOf, type Entry, type FileResult } from "./finding-groups.ts";

/** What is known of files. */
export interface Known {
  /** Those with handlers or findings. */
  all(): readonly FileResult[];
  /** A file that was reviewed, whatever was found, by what people call it. */
  at(path: string): FileResult | undefined;
}

/** How much is found, and where. */
export interface Tally {
  found: number;
  /** How much of that is in other files. */
  elsewhere: number;
  /** Whether nothing more can be found, as all code was reviewed that is led to. */
  isWhole: boolean;
}

/** What is known of a handler. */
export interface Account extends Tally {
  /** Its group's. */
  key: string;
  file: string;
  handler: FoundHandler;
  /** What is found of it, in its own file first. */
  entries: Entry[];
  /** Whether what is found in its own file for another handler may be of this one, too. */
  mayShare: boolean;
}

/** What is known of each handler, or of those in some files, wherever it is found. */
export const accountsOf = (known: Known, files?: readonly string[]): Account[] =>
  groupsOf(known.all(), "handler").flatMap(({ key, path, of, entries }) => {
    if (!of || files?.includes(of.file) === false) return [];
    const elsewhere = entries.filter(({ file }) => file !== of.file);
    return [
      {
        key,
        ...of,
        entries: [...entries.filter(({ file }) => file === of.file), ...elsewhere],
        found: entries.length,
        elsewhere: elsewhere.length,
        isWhole: entries.length > 0 || isWhole(path!, known),
        mayShare: entries.length === 0 && mayShare(of.handler, known.at(path!)),
      },
    ];
  });

/** Whether something is found in the file of a handler that lies in none of the others there. */
function mayShare({ name }: FoundHandler, file: FileResult | undefined): boolean {
  const others = file?.handlers.filter((other) => other.name !== name) ?? [];
  const isIn = (finding: Finding, { line, endLine }: FoundHandler) =>
    line <= finding.line && finding.endLine <= endLine;
  return file?.findings.some((finding) => !others.some((other) => isIn(finding, other))) ?? false;
}

/**
 * Whether all code was reviewed that a file leads to, and nothing is found there. A finding names one handler only, though
 * others may run the same code.
 */
function isWhole(start: string, known: Known): boolean {
  return [...ledToFrom([start], known)].every((path) => {
    const file = known.at(path);
    return file && (path === start || file.findings.length === 0);
  });
}

/** Some files and all that they lead to, by what people call them. Where one is not known, nobody knows what it leads to. */
export function ledToFrom(starts: Iterable<string>, known: Pick<Known, "at">): ReadonlySet<string> {
  const paths = new Set(starts);
  for (const path of paths) {
    const file = known.at(path);
    for (const imported of file?.imports ?? []) paths.add(file!.prefix + imported);
  }
  return paths;
}
