/** Which findings of a change are told: those of the handlers it touches, those on its lines, or those in its files. */
export type Scope = "handler" | "lines" | "file";

/** A change that is reviewed: the files of the report hold what is in its scope. All lists are sorted by file and line. */
export interface ReviewedChange {
  /** What it is compared with, as people call it: `main`. */
  base: string;
  /** The commit at which the two part. */
  commit: string;
  scope: Scope;
  touched: readonly Touched[];
  /** The lines it adds or changes, by file: from and to, both counted. */
  lines: Readonly<Record<string, readonly (readonly [from: number, to: number])[]>>;
  /** What was found before it, and is not any more; where that was before. */
  fixed: readonly { file: string; line: number; rule: string; message: string }[];
  /** When suppressions were written, by `file:line`: `2026-03-01`. Nothing of those that nobody has committed yet. */
  suppressedSince: Readonly<Record<string, string>>;
  /** What is part of it, and no file that can be reviewed. */
  unchecked: readonly { file: string; reason: string }[];
}

/** A handler that a change touches, or a function that a template deploys whose code is not in sight. */
export interface Touched {
  kind: "handler" | "function";
  /** As reports call it; of one that is gone, what it was called. */
  file: string;
  /** From 1. */
  line: number;
  name: string;
  /** Event sources by their short names; empty where they are not known. */
  sources: readonly string[];
  state: "new" | "changed" | "gone";
  /** The first changed line of each kind in each file. */
  because: readonly Reason[];
}

/** Why a handler counts as touched. */
export interface Reason {
  /** A line of its own file, of a function that it calls in another, of what else it imports, or of what says how it is deployed. */
  what: "code" | "called" | "used" | "deployment";
  file: string;
  /** From 1; of what was only taken away, where that was. */
  line: number;
}
