import type { Choice } from "../change/in-folder.ts";
import type { Lines } from "../change/lines.ts";
import type { Touched } from "../report/change.ts";
import type { FormatName } from "../report/formats.ts";

/** What a thread is given at its start that is to look at changes, and not at documents. */
export const forChanges = "changes";

/** What such a thread can be asked. */
export interface ChangeTasks {
  /** What there is to compare a folder with, or else the repository around a file in it. */
  choice(folder: string, file: string | undefined): Choice;
  /** What has changed in a folder since a base. */
  change(folder: string, base: string): ChangeInFolder;
  /** The report that the command gives of that. */
  report(folder: string, base: string, format: FormatName): string;
}

export interface ChangeInFolder {
  touched: TouchedHandler[];
  files: ChangedFile[];
  /** What could not be looked at, and why. */
  unchecked: { file: string; message: string }[];
}

/** A handler that a change touches, whose file is relative to the folder, too; of one that is gone, it is where it was. */
export type TouchedHandler = Pick<Touched, "kind" | "file" | "name" | "state">;

/** What a change is about in a file. */
export interface ChangedFile {
  /** Relative to the folder, with `/`. */
  name: string;
  /** What the lines are of. */
  text: string;
  /** The lines that the change made. */
  made: readonly Lines[];
  /** The lines of what the handlers are made of that it touches. */
  parts: readonly Lines[];
  /** The names of such handlers that the file exports. */
  handlers: readonly string[];
  /** What was found there, and whether the change brought it. Columns count from 1. */
  found: readonly (Lines & { column: number; rule: string; isNew: boolean })[];
}

export type ChangeTask = {
  [T in keyof ChangeTasks]: { task: T; input: Parameters<ChangeTasks[T]> };
}[keyof ChangeTasks];

/** What comes back. While it goes on, the thread tells how far it is. */
export type FromChanges =
  | { reviewing: string; index: number; total: number }
  | { answer: ReturnType<ChangeTasks[keyof ChangeTasks]> }
  /** Why there is no answer: a sentence for the user. */
  | { refused: string };
