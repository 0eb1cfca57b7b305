import fc from "fast-check";
import { rules } from "../../rules/plugin.ts";
import { answerTo, type Answer } from "./lint.ts";
import { isTemplate, type Program } from "./programs.ts";
import type { Failure } from "./failure.ts";
import { failuresOf } from "./properties.ts";
import { smallest } from "./smallest.ts";
import { TooLong, within } from "./within.ts";

/** How long all rules together may take for one program, in milliseconds; most take two or three. */
const patience = 5_000;

/** So many programs share a watch, which would cost as much as a program. */
const batchSize = 50;

export interface Outcome {
  programs: number;
  /** How many of them parse, so that rules saw them. */
  read: number;
  /** One program for each thing that can go wrong, made as small as it gets. */
  failures: Failure[];
  /** How often each rule reported something, and each change was offered: `no-client-in-handler fix`. */
  reports: Map<string, number>;
  offers: Map<string, number>;
}

/** Tries the rules on many programs. The same seed gives the same programs. */
export function campaign(
  arbitrary: fc.Arbitrary<Program>,
  { seed, programs, minutes }: { seed: number; programs: number; minutes?: number },
): Outcome {
  const outcome: Outcome = { programs: 0, read: 0, failures: [], reports: new Map(), offers: new Map() };
  const known = new Set<string>();
  const seen = (answer: Answer) => {
    if (answer.sourceCode) outcome.read += 1;
    for (const { ruleId } of answer.messages) if (ruleId) count(outcome.reports, ruleId.replace(/.*\//, ""));
    for (const { rule, name } of answer.offers) count(outcome.offers, `${rule} ${name}`);
  };

  const isNew = (failure: Failure) => !known.has(nameOf(failure));

  const batches = fc.array(arbitrary, { minLength: batchSize, maxLength: batchSize });
  const holds = fc.property(batches, (batch) => {
    outcome.programs += batch.length;
    for (const failure of failuresOfAll(batch, seen)) {
      if (!isNew(failure)) continue;
      known.add(nameOf(failure));
      outcome.failures.push(reduced(failure));
    }
  });
  fc.assert(holds, {
    seed,
    numRuns: Math.ceil(programs / batchSize),
    ...(minutes !== undefined && { interruptAfterTimeLimit: minutes * 60_000 }),
  });
  return outcome;
}

const nameOf = ({ who, what }: Failure): string => `${who} ${what}`;

const count = (counts: Map<string, number>, one: string) => counts.set(one, (counts.get(one) ?? 0) + 1);

/** The failures of some programs. One that takes too long stops the rest, so that then each is asked alone. */
function failuresOfAll(batch: readonly Program[], seen: (answer: Answer) => void): Failure[] {
  try {
    return within(2 * patience, () => batch.flatMap((program) => failuresOf(program, seen)));
  } catch (error) {
    if (!(error instanceof TooLong)) throw error;
    return batch.flatMap((program) => timedFailuresOf(program, patience));
  }
}

/** The failures of a program, where a rule that takes too long is one of them. */
function timedFailuresOf(program: Program, milliseconds: number): Failure[] {
  const slow = Object.keys(rules).filter((id) => {
    try {
      within(milliseconds, () => answerTo(program, [id]));
      return false;
    } catch (error) {
      return error instanceof TooLong;
    }
  });
  if (slow.length === 0) return failuresOf(program);
  return slow.map((who) => ({ who, what: tooLong, details: "", program }));
}

const tooLong = "takes too long";

/** The failure with the smallest program that shows it. */
function reduced(failure: Failure): Failure {
  const again = (program: Program): Failure | undefined => {
    const failures = failure.what === tooLong ? timedFailuresOf(program, patience / 10) : failuresOf(program);
    return failures.find((other) => nameOf(other) === nameOf(failure));
  };
  const program = smallest(failure.program, (smaller) => again(smaller) !== undefined, 30);
  return again(program) ?? failure;
}

/** What somebody needs who mends it. */
export const report = ({ who, what, details, program }: Failure): string =>
  [
    `${who}: ${what}`,
    `${program.path}, parsed by ${parserOf(program)}:`,
    framed(program.text),
    ...(details ? [framed(details)] : []),
  ].join("\n");

const parserOf = (program: Program): string => {
  if (program.parser === "ours") return "our parser";
  return isTemplate(program) ? "eslint-plugin-yml" : "ESLint's own parser";
};

/** As much of a text as anybody reads. */
function framed(text: string): string {
  const lines = text.split("\n").map((line) => `  | ${line.slice(0, 200)}`);
  return lines.length > 60 ? [...lines.slice(0, 60), "  …"].join("\n") : lines.join("\n");
}
