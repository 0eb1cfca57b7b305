import type { FoundHandler } from "../review/finding.ts";
import { groupsOf, type Entry, type FileResult } from "./finding-groups.ts";

/** What is known of files. */
export interface Known {
  /** Those with handlers or findings. */
  all(): readonly FileResult[];
  /** A file that was reviewed, whatever was found, by what people call it. */
  at(path: string): FileResult | undefined;
}

/**
 * How much is found, and where: however severe, but nothing that is silenced. The line above a handler, the view and the
 * status count by this, and whoever shows less or more of it says so.
 */
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
      },
    ];
  });

/** What is known of some handlers together: what several of them lead to is found once. */
export function tallyOfAll(accounts: readonly Pick<Account, "file" | "entries" | "isWhole">[]): Tally {
  const entries = accounts.flatMap(({ file: own, entries }) => entries.map((entry) => ({ own, ...entry })));
  const countOf = (some: readonly Entry[]) => new Set(some.map(({ finding }) => finding)).size;
  return {
    found: countOf(entries),
    elsewhere: countOf(entries.filter(({ own, file }) => file !== own)),
    isWhole: accounts.every(({ isWhole }) => isWhole),
  };
}

/** Whether all code was reviewed that a file leads to, and it is known of all that is found there which handlers run it. */
function isWhole(start: string, known: Known): boolean {
  return [...ledToFrom([start], known)].every((path) => {
    const file = known.at(path);
    return file && (path === start || file.findings.every(({ way }) => way));
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
