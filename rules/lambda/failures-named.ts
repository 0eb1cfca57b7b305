import { awaited, bare, memberName, propertyOf, type Node } from "../kit/ast.ts";
import { isGlobal, resolve } from "../kit/bindings.ts";
import { importedAs } from "../kit/imports.ts";
import { once } from "../kit/once.ts";
import type { SourceCode } from "../kit/rule.ts";
import { answeredBy, answersByItself } from "./answers.ts";
import { speaksOfPartialBatches } from "./batch-intent.ts";
import type { Handler } from "./handlers.ts";

/** Whether a function tells Lambda which records of a batch failed; `unknown` where its file does not decide it. */
export type NamesFailures = "yes" | "no" | "unknown";

/**
 * Whether a handler answers with `batchItemFailures`. It certainly does not where nothing in its file is about partial
 * batches, and it answers by itself with nothing, or with what is written out.
 */
export const namesFailures = once((handler: Handler, sourceCode: SourceCode): NamesFailures => {
  const answers = answeredBy(handler, sourceCode).map((answer) => resolve(awaited(answer), sourceCode));
  if (answers.some((answer) => holdsFailures(answer, sourceCode))) return "yes";
  if (handler.evidence !== "entry" || speaksOfPartialBatches(sourceCode)) return "unknown";
  const isShown =
    answersByItself(handler, sourceCode) && answers.every((answer) => isPlain(answer, sourceCode));
  return isShown ? "no" : "unknown";
});

/** `{ batchItemFailures }`, and what Powertools answers: https://docs.powertools.aws.dev/lambda/typescript/latest/features/batch/ */
function holdsFailures(answer: Node, sourceCode: SourceCode): boolean {
  if (propertyOf(answer, "batchItemFailures")) return true;
  if (answer.type !== "CallExpression") return false;
  const called = importedAs(answer.callee, sourceCode);
  return (
    called?.module === "@aws-lambda-powertools/batch" && called.name.startsWith("processPartialResponse")
  );
}

/** Whether an answer shows all that is in it: a text, an object without anything spread into it, a list. */
function isPlain(answer: Node, sourceCode: SourceCode): boolean {
  switch (answer.type) {
    case "Literal":
    case "TemplateLiteral":
    case "ArrayExpression":
      return true;
    case "ObjectExpression":
      return answer.properties.every(({ type }) => type === "Property");
    case "UnaryExpression":
      return true;
    case "Identifier":
      return isGlobal(answer, "undefined", sourceCode);
    case "CallExpression": {
      const callee = bare(answer.callee);
      return (
        callee.type === "MemberExpression" &&
        isGlobal(callee.object, "Promise", sourceCode) &&
        /^all(Settled)?$/.test(memberName(callee) ?? "")
      );
    }
    default:
      return false;
  }
}
