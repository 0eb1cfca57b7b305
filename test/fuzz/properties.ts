import type { Linter } from "eslint";
import type { SourceCode } from "../../rules/kit/rule.ts";
import { review } from "../../src/review/review.ts";
import { changeFailures } from "./changes.ts";
import { answered, idOf, isFailure, type Failure } from "./failure.ts";
import type { Answer } from "./lint.ts";
import { isTemplate, type Program } from "./programs.ts";

/** Every rule gets through a program, speaks of places in it, and offers only changes that leave it whole. */
export function failuresOf(program: Program, seen: (answer: Answer) => void = () => undefined): Failure[] {
  const answer = answered(program);
  if (isFailure(answer)) return [answer];
  seen(answer);

  const { messages, offers, sourceCode } = answer;
  try {
    return [
      ...messages.flatMap((message) => misplacedIn(program, message, sourceCode)),
      ...(isReviewed(program) ? reviewFailures(program) : []),
      ...(sourceCode && offers.length > 0 ? changeFailures(program, answer, sourceCode.text) : []),
    ];
  } catch (error) {
    const { message, stack = "" } = error as Error;
    return [{ who: "the fuzzing itself", what: `throws "${message}"`, details: stack, program }];
  }
}

/** Lines and columns count from 1, and an end may be just behind the last character of its line. */
function misplacedIn(program: Program, message: Linter.LintMessage, sourceCode?: SourceCode): Failure[] {
  // Where another parser says that it cannot go on is not ours to mend.
  if (!message.ruleId && program.parser === "another") return [];
  const lines = sourceCode?.lines ?? program.text.split(/\r\n|[\n\r\u2028\u2029]/);
  const { line, column, endLine = line, endColumn = column } = message;
  const isThere = (at: number, place: number) =>
    1 <= at && at <= lines.length && 1 <= place && place <= lines[at - 1]!.length + 1;
  const isForward = line < endLine || (line === endLine && column <= endColumn);
  if (isThere(line, column) && isThere(endLine, endColumn) && isForward) return [];

  const who = message.ruleId ? idOf(message.ruleId) : "parser";
  const details = `${line}:${column} to ${endLine}:${endColumn} of ${lines.length} lines: ${message.message}`;
  return [{ who, what: "speaks of a place outside of the file", details, program }];
}

/** The review costs as much as the rules, and does little else. */
const isReviewed = (program: Program): boolean => !isTemplate(program) && program.text.length % 8 === 0;

/** The review catches what rules throw, and asks more of the model than they do. */
function reviewFailures(program: Program): Failure[] {
  const { problems } = review(program.text, program.path, { preset: "strict" });
  return problems
    .filter(({ kind }) => kind === "crash")
    .map(({ message, details = "" }) => ({ who: "review", what: message, details, program }));
}
