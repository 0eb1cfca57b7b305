import assert from "node:assert/strict";
import fc from "fast-check";
import { askAboutDeployments } from "../../rules/lambda/deployed.ts";
import { FilesInMemory } from "../../rules/service/files.ts";
import { Modules } from "../../rules/service/modules/modules.ts";
import { Service } from "../../rules/service/service.ts";
import { saidBy } from "../../rules/service/word.ts";
import { Choices } from "./choices.ts";
import type { Source } from "./corpus.ts";
import { idOf } from "./failure.ts";
import { answerTo } from "./lint.ts";
import { madeUp } from "./programs.ts";
import { isDivisible, splitOf, type Split } from "./splits.ts";

/**
 * The rules that speak of code that runs per invocation, wherever it stands: what they say in one file is what they say in
 * several. The others are left out because they need more than one file shows. What a handler answers, and how it is shaped,
 * is asked of its own file (`no-callback-handler`, `valid-api-response-body`); what a call does that leads to another file
 * nobody asks there yet (`no-promise-all-records`, `require-pagination`); and which events are repeated, read or logged is told by names and types around a function
 * (`require-idempotency-key`, `no-log-event`, `no-partial-batch-read`).
 */
const inSeveralFiles: readonly string[] = [
  "no-client-in-handler",
  "no-connection-in-handler",
  "no-floating-promise",
  "no-module-state-from-event",
  "no-sync-lambda-invoke",
];

/** Rules that may say less of several files, and never more: whether others hear of an error, or what they pass, is
 * not known of functions that are handed over by name. */
const atMostInSeveralFiles: readonly string[] = [
  "no-swallowed-error",
  "no-uncached-secret",
  "no-unchecked-batch-write",
  "no-write-outside-tmp",
];

/** The size of a pool matters in all code of a file with a handler, and elsewhere only where a handler gets to it. */
const ofAnyCode = /^no-connection-in-handler: max\b/;

/** A program in one file, and the same in several. */
export interface Spread {
  path: string;
  text: string;
  split: Split | undefined;
  template: string | undefined;
}

/** Programs of which something can be moved: most in the corpus are a handler alone. */
function spreadsFrom(corpus: readonly Source[]): fc.Arbitrary<Spread> {
  const divisible = corpus.filter(({ text, extension }) => isDivisible(text, `src/main${extension}`));
  const row = fc.array(fc.nat({ max: 0xffff }), { maxLength: 240, size: "max" });
  return row.map((numbers) => spreadOf(new Choices(numbers), divisible));
}

function spreadOf(choices: Choices, corpus: readonly Source[]): Spread {
  const template = [undefined, ofQueue, ofApi][choices.below(3)];
  const { text, extension } = choices.below(4) === 3 ? madeUp(choices) : choices.of(corpus);
  const path = `src/main${extension}`;
  return { path, text, split: isDivisible(text, path) ? splitOf(text, path, choices) : undefined, template };
}

const templateWith = (event: string) => `Resources:
  Main:
    Type: AWS::Serverless::Function
    Properties:
      Handler: src/main.handler
      Runtime: nodejs22.x
      Events: { One: ${event} }
`;
const ofQueue = templateWith("{ Type: SQS, Properties: { Queue: !ImportValue Queue } }");
const ofApi = templateWith("{ Type: HttpApi }");

/** What the rules say of a program, file by file: the rule, its message, and what it underlines. */
function findingsOf(files: Split, template: string | undefined): string[] {
  const service = new Service(
    new FilesInMemory({
      ...files,
      "package.json": "{}",
      ...(template !== undefined && { "template.yaml": template }),
    }),
  );
  const modules = new Modules(service);
  const before = askAboutDeployments(({ filename }) => ({
    ...saidBy(service, filename),
    reached: modules.reachedIn(filename),
    given: modules.givenTo(filename),
  }));
  try {
    return Object.entries(files)
      .flatMap(([path, text]) =>
        answerTo({ path, text, parser: "ours" }, [...inSeveralFiles, ...atMostInSeveralFiles]).messages.map(
          ({ ruleId, line, column, endLine, endColumn }) =>
            `${idOf(ruleId!)}: ${excerpt(text, line, column, endLine, endColumn)}`,
        ),
      )
      .sort();
  } finally {
    askAboutDeployments(before);
  }
}

function excerpt(text: string, line: number, column: number, endLine = line, endColumn = column): string {
  const lines = text.split("\n").slice(line - 1, endLine);
  const last = lines.length - 1;
  lines[last] = lines[last]!.slice(0, endColumn - 1);
  lines[0] = lines[0]!.slice(column - 1);
  return lines.join("\n");
}

/**
 * Tries the rules on programs in one file, and in several. What they say of the smallest program of which that differs, if
 * there is any.
 *
 * @returns how many programs could be divided, too
 */
export function failureOfModules(
  corpus: readonly Source[],
  { seed, programs, minutes }: { seed: number; programs: number; minutes?: number },
): { divided: number; failure: string | undefined } {
  let divided = 0;
  const { failed, errorInstance, counterexample } = fc.check(
    fc.property(spreadsFrom(corpus), (spread) => {
      if (spread.split) divided++;
      assertSame(spread);
    }),
    {
      seed,
      numRuns: programs,
      ...(minutes !== undefined && { interruptAfterTimeLimit: minutes * 60_000 }),
    },
  );
  if (!failed || !counterexample) return { divided, failure: undefined };
  const [{ split, template }] = counterexample;
  const files = Object.entries({ ...split, ...(template !== undefined && { "template.yaml": template }) });
  const shown = files.map(([path, text]) => `${path}:\n${text.replaceAll(/^/gm, "  | ")}`);
  return { divided, failure: [String(errorInstance), ...shown].join("\n") };
}

/** Throws where rules say other things of a program in several files than of the same in one. */
function assertSame({ path, text, split, template }: Spread): void {
  if (!split) return;
  const alone = findingsOf({ [path]: text }, template);
  const apart = findingsOf(split, template);
  const more = without(apart, alone);
  assert.deepEqual(more, [], "More is found in several files than in one.");
  const less = without(alone, apart).filter(
    (finding) => inSeveralFiles.includes(finding.split(":")[0]!) && !ofAnyCode.test(finding),
  );
  assert.deepEqual(less, [], "Less is found in several files than in one.");
}

const without = (some: readonly string[], others: readonly string[]): string[] =>
  others.reduce((left, other) => {
    const at = left.indexOf(other);
    return at < 0 ? left : left.toSpliced(at, 1);
  }, some as string[]);
