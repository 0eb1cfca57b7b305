import { posix } from "node:path";
import type { ReviewedChange } from "./change.ts";
import type { DeployedFunction, Finding, FoundHandler, Suppressed } from "../review/finding.ts";

/** All that one run has to say. */
export interface Report {
  /** What the user asked for, as reports call it. */
  paths: string[];
  /** Every file that was reviewed, sorted by name. */
  files: ReviewedFile[];
  /** Sorted by file. */
  problems: FileProblem[];
  /** How many more findings there are than are told, because no more are asked for. */
  leftOut: Readonly<Record<Finding["severity"], number>>;
  /** What is known beside where a change is reviewed, and not all there is. */
  change?: ReviewedChange;
}

export interface ReviewedFile {
  /** Relative to the working directory, with `/`. */
  name: string;
  isTemplate: boolean;
  handlers: FoundHandler[];
  /** How many exported functions take an event without certainly being handlers. */
  eventTakers: number;
  deployed: DeployedFunction[];
  /** Sorted by place. */
  findings: Finding[];
  /** Sorted by place. */
  suppressed: Suppressed[];
  /** The source the findings point into. */
  text: string;
  /** How many findings were fixed in the file. */
  fixed: number;
  /** The handlers that a template seems to spell wrong. */
  misspelt: Misspelling[];
}

/** A name that nothing has, beside one that is almost so. */
export interface Misspelling {
  /** The file in which it stands, where that is not the template but one of its parts. */
  file?: string;
  line: number;
  /** A sentence for the user, with the name that may be meant. */
  message: string;
}

/** Why a file could not be reviewed, or not by every rule. */
export interface FileProblem {
  file: string;
  /** A sentence for the user, with what to do. */
  message: string;
  /**
   * Whose fault it is: that of a path the user named, of a file that was met in a folder, of the system that does not let
   * it be read, or our own.
   */
  fault: "named" | "met" | "denied" | "ours";
  /** The stack, for `--debug`. */
  details?: string;
}

/** What could not be reviewed, and why: files, and what a change has besides files. */
export const uncheckedIn = ({ problems, change }: Report): { file: string; message: string }[] => [
  ...problems,
  ...(change?.unchecked ?? []).map(({ file, reason }) => ({ file, message: reason })),
];

/** What seems to be spelt wrong, in all files. No rule says so, and the files were checked. */
export const misspeltIn = ({ files }: Report): (Misspelling & { file: string })[] =>
  files.flatMap(({ name, misspelt }) => misspelt.map((one) => ({ file: name, ...one })));

/** The paths in which there is neither a handler nor a function's deployment, where nothing else explains why. */
export const pathsWithoutHandlers = ({ paths, files, problems }: Report): string[] =>
  paths.filter(
    (path) =>
      !files.some((file) => file.handlers.length + file.deployed.length > 0 && isWithin(path, file.name)) &&
      !problems.some((problem) => isWithin(path, problem.file)),
  );

/** Whether a file is what a path names, or in it. */
export const isWithin = (path: string, name: string): boolean =>
  !/^\.\.(\/|$)/.test(posix.relative(path, name));
