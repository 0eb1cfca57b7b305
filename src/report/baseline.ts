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
  /** How many errors it accepts, or did before it forgot them, that are mended. */
  mended: number;
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

function accepted({ isChanged, before, after, mended, warnings }: BaselineReport): string[] {
  const less = before.errors > 0 ? [`Before, it accepted ${before.errors}.`] : [];
  return [
    ...(isChanged
      ? [`Wrote ${baselineFile}: it accepts ${inWords(after)}.`, ...less]
      : after.errors > 0
        ? [`${baselineFile} stays as it is: it accepts ${inWords(after)} already.`]
        : ["There is no error to accept. Nothing is written."]),
    ...(mended > 0
      ? [
          `Of what it accepts, ${counted(mended, "error")} ${areMended(mended)}: \`effective-lambda baseline --prune\` forgets that.`,
        ]
      : []),
    ...(warnings > 0
      ? [`${counted(warnings, "warning")} cannot be accepted: ESLint counts only errors.`]
      : []),
  ];
}

function forgotten({ isThere, isChanged, after, mended }: BaselineReport): string[] {
  if (!isThere) return [`There is no ${baselineFile} in this folder. Nothing is written.`];
  if (!isChanged)
    return [`${baselineFile} stays as it is: it accepts ${inWords(after)}, and none of them is mended.`];
  return [
    `Wrote ${baselineFile}: ${counted(mended, "error")} in it ${areMended(mended)}.`,
    after.errors > 0 ? `It still accepts ${inWords(after)}.` : "It accepts none any more.",
  ];
}

const areMended = (count: number): string => (count === 1 ? "is mended" : "are mended");

const inWords = ({ errors, files }: Accepted): string =>
  `${counted(errors, "error")} in ${counted(files, "file")}`;
