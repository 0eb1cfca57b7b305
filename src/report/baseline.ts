import type { FileProblem } from "./report.ts";
import type { Terminal } from "./terminal.ts";
import { counted, maximumProse, wrapped } from "./words.ts";

/** What holds the errors that a project accepts for now, in the folder in which ESLint runs. ESLint calls it so. */
export const baselineFile = "eslint-suppressions.json";

/** What became of a baseline. */
export interface BaselineReport {
  /** Whether it was only to forget. */
  prune: boolean;
  /** Whether there is one now. */
  isThere: boolean;
  isChanged: boolean;
  before: Accepted;
  after: Accepted;
  /** How many findings it cannot accept. */
  warnings: number;
  problems: FileProblem[];
}

/** How many errors are accepted, and in how many files. */
interface Accepted {
  errors: number;
  files: number;
}

/** What was done, in a paragraph. */
export function baselineForPeople(report: BaselineReport, { columns }: Pick<Terminal, "columns">): string {
  const sentences = report.prune ? forgotten(report) : accepted(report);
  return `${wrapped(sentences.join(" "), Math.min(columns, maximumProse))}\n`;
}

function accepted({ isChanged, before, after, warnings }: BaselineReport): string[] {
  const less = before.errors > 0 ? [`Before, it accepted ${before.errors}.`] : [];
  return [
    ...(isChanged
      ? [`Wrote ${baselineFile}: it accepts ${inWords(after)}.`, ...less]
      : after.errors > 0
        ? [`${baselineFile} stays as it is: it accepts ${inWords(after)} already.`]
        : ["There is no error to accept. Nothing is written."]),
    ...(warnings > 0
      ? [`${counted(warnings, "warning")} cannot be accepted: ESLint counts only errors.`]
      : []),
  ];
}

function forgotten({ isThere, isChanged, before, after }: BaselineReport): string[] {
  if (!isThere) return [`There is no ${baselineFile} in this folder. Nothing is written.`];
  if (!isChanged)
    return [`${baselineFile} stays as it is: it accepts ${inWords(after)}, and none of them is mended.`];
  const mended = before.errors - after.errors;
  return [
    `Wrote ${baselineFile}: ${counted(mended, "error")} in it ${mended === 1 ? "is" : "are"} mended.`,
    after.errors > 0 ? `It still accepts ${inWords(after)}.` : "It accepts none any more.",
  ];
}

const inWords = ({ errors, files }: Accepted): string =>
  `${counted(errors, "error")} in ${counted(files, "file")}`;
