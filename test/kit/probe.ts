import assert from "node:assert/strict";
import { Linter } from "eslint";
import type { Node } from "../../rules/kit/ast.ts";
import type { SourceCode } from "../../rules/kit/rule.ts";
import { lambdaIn, type Lambda } from "../../rules/lambda/model.ts";
import * as parser from "../../rules/parser.ts";
import * as templateParser from "../../rules/parser/templates.ts";

/** What the model says of a place in the source. */
export interface Answer {
  at: Pick<Node, "loc">;
  says: string;
}

/** A question to the model about a whole file. */
export type Question = (lambda: Lambda, sourceCode: SourceCode) => Answer[];

type Titled = (title: string, examples: Record<string, string>) => void;

/**
 * A way of writing tests about one question: titled source code with carets under each place the model answers for,
 * and the answer beside them. A place of several lines is underlined on its first.
 */
export const probe = (ask: Question): Titled =>
  probeFile((sourceCode) => {
    const lambda = lambdaIn(sourceCode);
    return lambda ? ask(lambda, sourceCode) : [];
  });

/** The same for questions to any file, with handlers or without. */
export function probeFile(ask: (sourceCode: SourceCode) => Answer[], filename = "example.ts"): Titled {
  const sign = /\.ya?ml$/.test(filename) ? "#" : "//";
  return (title, examples) => {
    describe(title, () => {
      for (const [name, code] of Object.entries(examples)) {
        it(name, () => {
          const plain = withoutMarks(code);
          assert.equal(withMarks(plain, answersIn(plain, ask, filename), sign), code);
        });
      }
    });
  };
}

/** The calls of a function that only the examples have: they stand for the code a rule would ask about. */
export function callsOf(name: string, sourceCode: SourceCode): Extract<Node, { type: "CallExpression" }>[] {
  return (sourceCode.scopeManager?.globalScope?.through ?? [])
    .filter(({ identifier }) => identifier.name === name)
    .map(({ identifier }) => identifier.parent as Node)
    .filter((call) => call.type === "CallExpression");
}

/** What the model answers inside a real run of ESLint, where each answer is a report. */
function answersIn(
  code: string,
  ask: (sourceCode: SourceCode) => Answer[],
  filename: string,
): Linter.LintMessage[] {
  const answers: Answer[] = [];
  const messages = new Linter().verify(
    code,
    {
      files: ["**/*.{ts,yml,json}"],
      languageOptions: { parser: filename.endsWith(".ts") ? parser : templateParser },
      plugins: {
        probe: {
          rules: {
            probe: {
              create(context) {
                answers.push(...ask(context.sourceCode as unknown as SourceCode));
                for (const { at, says } of answers) context.report({ loc: at.loc, message: says });
                return {};
              },
            },
          },
        },
      },
      rules: { "probe/probe": "error" },
    },
    { filename },
  );
  assert.deepEqual(
    messages.filter(({ fatal }) => fatal),
    [],
  );
  return messages;
}

const isMark = (line: string): boolean => /^\s*(\/\/|#)\s*\^+ /.test(line);

const withoutMarks = (code: string): string =>
  code
    .split("\n")
    .filter((line) => !isMark(line))
    .join("\n");

/** The code with a line of carets below each place, in the order of their columns. */
function withMarks(code: string, answers: Linter.LintMessage[], sign: string): string {
  return code
    .split("\n")
    .flatMap((line, index) => [
      line,
      ...answers.filter((answer) => answer.line === index + 1).map((answer) => markUnder(line, answer, sign)),
    ])
    .join("\n");
}

function markUnder(
  line: string,
  { column, line: first, endLine, endColumn, message }: Linter.LintMessage,
  sign: string,
): string {
  const start = column - 1;
  const end = endLine === first ? endColumn! - 1 : line.length;
  const indent = Math.max(0, Math.min(line.search(/\S/), start - sign.length - 1));
  return `${`${" ".repeat(indent)}${sign}`.padEnd(start)}${"^".repeat(end - start)} ${message}`;
}
