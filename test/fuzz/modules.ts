import fc from "fast-check";
import { askAboutDeployments } from "../../rules/lambda/deployed.ts";
import { FilesInMemory } from "../../rules/service/files.ts";
import { Modules } from "../../rules/service/modules/modules.ts";
import { Service } from "../../rules/service/service.ts";
import { deployedBy, saidBy } from "../../rules/service/word.ts";
import { Choices } from "./choices.ts";
import type { Source } from "./corpus.ts";
import { answerTo } from "./lint.ts";
import { madeUp } from "./programs.ts";
import { splitOf, type Split } from "./splits.ts";

/**
 * The rules that speak of code that runs per invocation, wherever it stands.
 */
export const acrossModules: readonly string[] = [
  "no-client-in-handler",
  "no-connection-in-handler",
  "no-floating-promise",
  "no-module-state-from-event",
  "no-swallowed-error",
  "no-sync-lambda-invoke",
  "no-uncached-secret",
  "no-write-outside-tmp",
];

/** A program in one file, and the same in several. */
export interface Spread {
  path: string;
  text: string;
  split: Split | undefined;
  template: string | undefined;
}

export function spreadsFrom(corpus: readonly Source[]): fc.Arbitrary<Spread> {
  const row = fc.array(fc.nat({ max: 0xffff }), { maxLength: 240, size: "max" });
  return row.map((numbers) => spreadOf(new Choices(numbers), corpus));
}

function spreadOf(choices: Choices, corpus: readonly Source[]): Spread {
  const source = choices.below(3) === 0 ? madeUp(choices) : choices.of(corpus);
  const path = `src/main${source.extension}`;
  const { text } = source;
  const template = [undefined, ofQueue, ofApi][choices.below(3)];
  return { path, text, split: splitIfRead(text, path, choices), template };
}

function splitIfRead(text: string, path: string, choices: Choices): Split | undefined {
  try {
    return splitOf(text, path, choices);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
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
export function findingsOf(files: Split, template: string | undefined): string[] {
  const service = new Service(
    new FilesInMemory({
      ...files,
      "package.json": "{}",
      ...(template !== undefined && { "template.yaml": template }),
    }),
  );
  const modules = new Modules(service);
  askAboutDeployments(({ filename }) => ({
    ...saidBy(service, filename),
    reached: modules.reachedIn(filename),
  }));
  try {
    return Object.entries(files)
      .flatMap(([path, text]) =>
        answerTo({ path, text, parser: "ours" }, acrossModules).messages.map(
          ({ ruleId, line, column, endLine, endColumn }) =>
            `${ruleId}: ${excerpt(text, line, column, endLine, endColumn)}`,
        ),
      )
      .sort();
  } finally {
    askAboutDeployments(deployedBy);
  }
}

function excerpt(text: string, line: number, column: number, endLine = line, endColumn = column): string {
  const lines = text.split("\n").slice(line - 1, endLine);
  const last = lines.length - 1;
  lines[last] = lines[last]!.slice(0, endColumn - 1);
  lines[0] = lines[0]!.slice(column - 1);
  return lines.join("\n");
}
