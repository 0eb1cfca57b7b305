import manifest from "../../rules/package.json" with { type: "json" };
import type { FileEdits, JointChange } from "../review/finding.ts";
import { asJson } from "./as-json.ts";
import { diff } from "./diff.ts";
import type { FileProblem } from "./report.ts";
import { painted, tamed, type Terminal } from "./terminal.ts";
import { allOf, counted, indented, maximumProse, wrapped } from "./words.ts";

/** Where a finding is. */
interface FindingPlace {
  file: string;
  line: number;
  column: number;
}

/** A change for a finding; its files are called as reports call them. */
export interface ProposedChange extends JointChange {
  place: FindingPlace;
}

/** A finding that no change is made for, and why. */
export interface Unchanged {
  place: FindingPlace;
  reason: string;
}

/** What the suggestions of a rule change, or would change. */
export interface ChangeReport {
  rule: string;
  changes: ProposedChange[];
  /** Changes that overlap some of these, and can be made after them. */
  left: ProposedChange[];
  unchanged: Unchanged[];
  problems: FileProblem[];
  /**
   * Whether the changes are made; they are `refused` where one of their files cannot be written, and `partial` where
   * another that was cannot be put back then.
   */
  outcome: "shown" | "written" | "refused" | "partial";
}

/** The changes for programs. Ranges of edits are offsets from 0, a byte order mark not counted. */
export function changesAsJson({ rule, changes, left, unchanged, problems, outcome }: ChangeReport): string {
  const spelt = ({ place, title, files }: ProposedChange) => ({
    ...place,
    title,
    files: files.map(({ file, edits }) => ({ file, edits })),
  });
  const report = {
    version: manifest.version,
    rule,
    written: outcome === "written",
    changes: changes.map(spelt),
    left: left.map(spelt),
    unchanged: unchanged.map(({ place, reason }) => ({ ...place, reason })),
    problems: problems.map(({ file, message }) => ({ file, message })),
  };
  return asJson(report);
}

const margin = "  ";

/** The changes for people: each with what it does to its files, or only its title once it is made; then what is left, and the sums. */
export function changesForPeople(report: ChangeReport, terminal: Terminal): string {
  const { changes, left, unchanged, problems, outcome } = report;
  const head = ({ place, title }: ProposedChange) => `${placeOf(place, terminal)}\n${prose(title, terminal)}`;
  const paragraphs = [
    ...changes.flatMap((change) =>
      outcome === "shown"
        ? [head(change), ...diffsOf(change.files, terminal)]
        : [`${head(change)}\n${prose(`In ${listed(change)}`, terminal)}`],
    ),
    section("Not changed", unchanged, terminal),
    section(
      "Left for another run, because they overlap others",
      left.map(({ place, title }) => ({ place, reason: title })),
      terminal,
    ),
    section(
      "Problems",
      problems.map(({ file, message }) => ({ place: file, reason: message })),
      terminal,
    ),
    wrapped(sumsOf(report), Math.min(terminal.columns, maximumProse)),
  ];
  return `${paragraphs.filter(Boolean).join("\n\n")}\n`;
}

const listed = ({ files }: ProposedChange): string => allOf.format(files.map(({ file }) => file));

const diffsOf = (files: readonly FileEdits[], terminal: Terminal): string[] =>
  files.map(({ file, before, edits }) => diff(file, before, edits, terminal));

const placeOf = ({ file, line, column }: FindingPlace, terminal: Terminal): string =>
  painted(`${tamed(file)}:${line}:${column}`, "bold", terminal);

/** Places with a sentence each, under a title. */
function section(
  title: string,
  entries: readonly { place: FindingPlace | string; reason: string }[],
  terminal: Terminal,
): string {
  if (entries.length === 0) return "";
  const lines = entries.flatMap(({ place, reason }) => [
    margin + (typeof place === "string" ? tamed(place) : placeOf(place, terminal)),
    indented(prose(reason, terminal), margin),
  ]);
  return [painted(title, "bold", terminal), ...lines].join("\n");
}

const prose = (text: string, { columns }: Terminal): string =>
  indented(wrapped(tamed(text), Math.min(columns, maximumProse) - margin.length * 2), margin);

function sumsOf({ rule, changes, left, unchanged, outcome }: ChangeReport): string {
  const files = new Set(changes.flatMap((change) => change.files.map(({ file }) => file))).size;
  const amount = `${counted(changes.length, "change")} in ${counted(files, "file")}`;
  const done = {
    shown: `${amount}. Nothing is written yet: add --write.`,
    written: `Made ${amount}.`,
    refused: `Nothing was written, because not all of it could be: ${amount}.`,
    partial: `Only a part was written, and could not be put back: see the problems. It should have been ${amount}.`,
  };
  return [
    changes.length > 0 ? done[outcome] : `There is nothing to change for ${rule}.`,
    unchanged.length > 0 ? `${counted(unchanged.length, "finding")} without a change.` : "",
    left.length > 0 ? `${counted(left.length, "change")} left: run the command again for them.` : "",
  ]
    .filter(Boolean)
    .join(" ");
}
