import { awaited, bare, memberName, type Node } from "../kit/ast.ts";
import { isGlobal, resolve } from "../kit/bindings.ts";
import { once } from "../kit/once.ts";
import type { SourceCode } from "../kit/rule.ts";
import { answeredBy, answersByItself } from "./answers.ts";
import { speaksOfPartialBatches } from "./batch-intent.ts";
import { failuresAnsweredBy } from "./failures-answered.ts";
import type { Handler } from "./handlers.ts";

/** Whether a function tells Lambda which records of a batch failed; `unknown` where its file does not decide it. */
export type NamesFailures = "yes" | "no" | "unknown";

/**
 * Whether a handler answers with `batchItemFailures`. It certainly does not where nothing in its file is about partial
 * batches, and it answers by itself with nothing, or with what is written out.
 */
export const namesFailures = once((handler: Handler, sourceCode: SourceCode): NamesFailures => {
  if (failuresAnsweredBy(handler, sourceCode).length > 0) return "yes";
  if (speaksOfPartialBatches(sourceCode) || !answersByItself(handler, sourceCode)) return "unknown";
  const answers = answeredBy(handler, sourceCode).map((answer) => resolve(awaited(answer), sourceCode));
  return answers.every((answer) => isPlain(answer, sourceCode)) ? "no" : "unknown";
});

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
