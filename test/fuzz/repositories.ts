import fc from "fast-check";
import { Choices } from "./choices.ts";
import type { Source } from "./corpus.ts";
import { derive, indented } from "./grammar/derive.ts";
import { typescript } from "./programs.ts";
import { templateOf } from "./templates.ts";

/** What somebody does to a repository; `undefined` takes a file away. */
export type Step = { look: string } | { write: string; text: string | undefined };

/** A repository, and what happens to it while a linter has it open. */
export interface History {
  files: Record<string, string>;
  steps: Step[];
}

const folders = ["", "a", "a/b", "infra", "services/orders", "a/cdk.out"];
const codeOf = [
  "src/work.ts",
  "work.js",
  "src/app.ts",
  "app.mjs",
  "index.js",
  "lib/stack.Fn.ts",
  "src/orders.ts",
];
const handlers = [
  "src/work.handler",
  "b/work.main",
  "work.main",
  "../app.handler",
  "../../x.y",
  "index.handler",
  "app",
  "dist/app.handler",
];

/** The files that somebody may ask for, below the root and out of it. */
export const asked: readonly string[] = [
  ...folders.flatMap((folder) => codeOf.map((name) => below(folder, name))),
  "../work.js",
  "a/../work.js",
  "README.md",
  "",
];

export function historiesFrom(corpus: readonly Source[]): fc.Arbitrary<History> {
  const row = fc.array(fc.nat({ max: 0xffff }), { maxLength: 1_000, size: "max" });
  return row.map((numbers) => historyOf(new Choices(numbers), corpus));
}

function historyOf(choices: Choices, corpus: readonly Source[]): History {
  const files = Object.fromEntries(times(1 + choices.below(5), () => fileOf(choices, corpus)));
  const steps = times(choices.below(8), (): Step => {
    if (choices.below(2) === 0) return { look: choices.of(asked) };
    const [path, text] = fileOf(choices, corpus);
    return { write: path, text: choices.below(4) === 3 ? undefined : text };
  });
  return { files, steps };
}

/** A file with the path that it has in the repository: short of names, so that the same is written again. */
function fileOf(choices: Choices, corpus: readonly Source[]): readonly [path: string, text: string] {
  const folder = choices.of(folders);
  const [name, text] = choices.of([simple, simple, simpleStack, foreign, template, stack, app, app, code])(
    choices,
    corpus,
  );
  return [below(folder, name), text];
}

type MadeFile = readonly [name: string, text: string];

const simple = (choices: Choices): MadeFile => [
  choices.of(["template.yml", "orders.template.yaml", "serverless.yml"]),
  choices.of([
    `Resources:\n  Work:\n    Type: AWS::Serverless::Function\n    Properties: { Handler: ${choices.of(handlers)}, CodeUri: ${choices.of([".", "src", "..", "../a"])} }\n`,
    `service: a\nprovider: { name: aws }\nfunctions:\n  work: { handler: ${choices.of(handlers)} }\n`,
  ]),
];

const foreign = (choices: Choices): MadeFile => [
  choices.of(["serverless.yml", "serverless.google.yml"]),
  `service: a\nprovider: ${choices.of(["google", "aws", "\n  name: azure", "{ name: google }"])}\n`,
];

function template(choices: Choices, corpus: readonly Source[]): MadeFile {
  const { text, path } = templateOf(choices, corpus);
  return [choices.below(2) === 0 ? path : path.replace("template", "serverless"), text];
}

const stack = (choices: Choices): MadeFile => [
  "lib/stack.ts",
  indented(derive(typescript, "stack", choices)),
];

const simpleStack = (choices: Choices): MadeFile => [
  choices.of(["lib/stack.ts", "stack.ts"]),
  `import { NodejsFunction } from "aws-cdk-lib/aws-lambda-nodejs";
new NodejsFunction(this, "Fn", { entry: ${choices.of(['"src/work.ts"', '"a/src/work.ts"', '__dirname + "/../src/work.ts"', '"b/work.js"'])} });
`,
];

const app = (): MadeFile => ["cdk.json", "{}"];

const code = (choices: Choices): MadeFile => [choices.of(codeOf), "export const handler = async () => {};"];

function below(folder: string, name: string): string {
  return folder === "" ? name : `${folder}/${name}`;
}

const times = <T>(count: number, one: () => T): T[] => Array.from({ length: count }, one);
