import type { TSESTree } from "@typescript-eslint/utils";
import { enclosingFunction, isNullish, type FunctionNode, type Node } from "../kit/ast.ts";
import type { Variable } from "../kit/bindings.ts";
import type { Edit } from "../kit/edits.ts";
import type { SourceCode } from "../kit/rule.ts";
import { endOf, isCaught } from "../kit/tail.ts";

/** What a call of the callback says: `callback(null, order)` that the work is done, `callback(error)` that it failed. */
interface Outcome {
  keyword: "return" | "throw";
  value?: Node;
}

/**
 * Makes an async function return or throw what it hands to its callback. `undefined` where that is not the same: where
 * a call is not the last thing the function does, or is made by another function, later.
 */
export function withoutCalls(
  fn: FunctionNode,
  callback: Variable,
  sourceCode: SourceCode,
): Edit[] | undefined {
  const edits: Edit[] = [];
  for (const { identifier } of callback.references) {
    const call = identifier.parent as Node;
    if (call.type !== "CallExpression" || call.callee !== identifier || enclosingFunction(call) !== fn)
      return undefined;
    const outcome = outcomeOf(call);
    const edit = outcome && editFor(call, outcome, fn, sourceCode);
    if (!edit) return undefined;
    edits.push(edit);
  }
  return edits;
}

function outcomeOf({ arguments: passed }: TSESTree.CallExpression): Outcome | undefined {
  const [error, value, more] = passed;
  if (more || passed.some(({ type }) => type === "SpreadElement")) return undefined;
  if (!error || isNullish(error)) return { keyword: "return", ...(value && { value }) };
  return value ? undefined : { keyword: "throw", value: error };
}

function editFor(
  call: TSESTree.CallExpression,
  { keyword, value }: Outcome,
  fn: FunctionNode,
  sourceCode: SourceCode,
): Edit | undefined {
  const comments = sourceCode.getCommentsInside(call).length;
  if (comments > (value ? sourceCode.getCommentsInside(value).length : 0)) return undefined;
  // An annotation such as `Promise<void>` may forbid the value.
  if (keyword === "return" && value && fn.returnType) return undefined;

  const text = value ? sourceCode.getText(value) : "undefined";
  if (fn.body === call) {
    const isAmbiguous = value?.type === "ObjectExpression" || value?.type === "SequenceExpression";
    return keyword === "return" ? { range: call.range, text: isAmbiguous ? `(${text})` : text } : undefined;
  }

  const statement = call.parent;
  const isReturned = statement.type === "ReturnStatement";
  if (!isReturned && statement.type !== "ExpressionStatement") return undefined;
  const end = isReturned ? statement : endOf(statement, fn);
  if (!end || (keyword === "throw" && isCaught(call, fn))) return undefined;
  if (end !== statement && sourceCode.commentsExistBetween(statement, end)) return undefined;

  const semicolon = sourceCode.getLastToken(statement)!.value === ";" ? ";" : "";
  return {
    range: [statement.range[0], end.range[1]],
    text: `${keyword}${value ? ` ${text}` : ""}${semicolon}`,
  };
}
