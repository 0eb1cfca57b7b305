import type { Linter } from "eslint";
import { prefix } from "../../rules/plugin.ts";
import type { Edit } from "../../src/review/finding.ts";
import { firstOfTouching, placeAfter, withEdits } from "./edits.ts";
import { factsOf, harmBetween } from "./facts.ts";
import { answered, idOf, isFailure, type Failure } from "./failure.ts";
import { answerTo, type Answer, type Offer } from "./lint.ts";
import { isTemplate, type Program } from "./programs.ts";
import { templateFactsOf, templateHarmBetween } from "./template-facts.ts";

/** Each change alone mends what it is offered for and harms nothing, and so do all fixes together. */
export function changeFailures(program: Program, answer: Answer, text: string): Failure[] {
  const harm = harmIn(text, program);
  const failures = oneOfEach(answer.offers).flatMap((offer) =>
    offerFailures(offer, program, answer, text, harm),
  );
  return failures.length > 0 ? failures : settlingFailures(program, answer, text);
}

/** A statement that is there a hundred times has a hundred changes alike. */
const oneOfEach = (offers: readonly Offer[]): Offer[] => [
  ...new Map(offers.map((offer) => [`${offer.rule} ${offer.name}`, offer])).values(),
];

function offerFailures(
  offer: Offer,
  program: Program,
  answer: Answer,
  text: string,
  harmOf: HarmOf,
): Failure[] {
  const failure = (what: string, details: string): Failure[] => {
    const name = offer.name === "fix" ? "fix" : `suggestion "${offer.name}"`;
    return [{ who: offer.rule, what: `${name} ${what}`, details, program }];
  };
  // A comment keeps quiet what would be said here.
  if (!isSaidAt(offer.place, offer, answer)) return [];
  if (!isInside(offer, text)) return failure("edits a place outside of the file", "");
  const output = withEdits(text, offer.edits);
  const harm = harmOf(offer.edits, output);
  if (harm) return failure(harm, output);

  const after = answered({ ...program, text: output }, [offer.rule]);
  if (isFailure(after)) return [after];
  const isMended =
    isSaidLess(offer, answer, after) || !isSaidAt(placeAfter(offer.place, offer.edits), offer, after);
  return isMended ? [] : failure("leaves what it is to mend", output);
}

const isInside = ({ edits }: Offer, text: string): boolean =>
  edits.every(({ range: [start, end] }) => 0 <= start && start <= end && end <= text.length);

const saidOf = ({ rule, finding }: Offer, { messages }: Answer): Linter.LintMessage[] =>
  messages.filter(({ ruleId, messageId }) => ruleId === `${prefix}/${rule}` && messageId === finding);

const isSaidLess = (offer: Offer, before: Answer, after: Answer): boolean =>
  saidOf(offer, after).length < saidOf(offer, before).length;

/** Whether the same is still said of a place; another place may come to light only now. */
const isSaidAt = (place: number | undefined, offer: Offer, answer: Answer): boolean =>
  place === undefined ||
  saidOf(offer, answer).some(
    ({ line, column }) => answer.sourceCode!.getIndexFromLoc({ line, column: column - 1 }) === place,
  );

type HarmOf = (edits: readonly Edit[], output: string) => string | undefined;

/** What edits do to a text that they must not do. */
function harmIn(text: string, program: Program): HarmOf {
  const harmOf = isTemplate(program) ? harmInTemplate(text) : harmInCode(text, program.path);
  return (edits, output) => {
    try {
      const harm = harmOf(edits, output);
      if (harm) return harm;
    } catch {
      return "does not parse";
    }
    const [message] = program.parser === "ours" ? [] : answerTo({ ...program, text: output }, []).messages;
    return message?.fatal ? "does not parse with another parser" : undefined;
  };
}

function harmInCode(text: string, path: string): HarmOf {
  const before = factsOf(text, path);
  return (edits, output) => harmBetween(before, factsOf(output, path), edits);
}

function harmInTemplate(text: string): HarmOf {
  const before = templateFactsOf(text);
  return (edits, output) => templateHarmBetween(before, templateFactsOf(output), edits);
}

/** More passes than any file needs whose fixes come to an end. */
const enough = 30;

/** Fixes are applied until nothing is left to fix: each pass as harmless as one change, and there is a last one. */
function settlingFailures(program: Program, first: Answer, text: string): Failure[] {
  let answer: Answer | Failure = first;
  let current = text;
  for (let pass = 1; ; pass += 1) {
    const fixable: Linter.LintMessage[] = answer.messages.filter(({ fix }) => fix);
    if (fixable.length === 0) return [];
    const who = [...new Set(fixable.map(({ ruleId }) => idOf(ruleId!)))].join(" and ");
    if (pass > enough) return [{ who, what: "never has done with its fixes", details: current, program }];

    const edits = firstOfTouching(fixable.map(({ fix }) => fix!));
    const output = withEdits(current, edits);
    const harm = harmIn(current, program)(edits, output);
    const what = `fixes of one pass, applied together: ${harm}`;
    if (harm) return [{ who, what, details: output, program: { ...program, text: current } }];
    current = output;
    answer = answered({ ...program, text: current });
    if (isFailure(answer)) return [answer];
  }
}
