import type { TSESTree } from "@typescript-eslint/utils";
import { ancestorsOf, isFunction, methodName, some, type FunctionNode, type Node } from "../kit/ast.ts";
import { functionNamed } from "../kit/bindings.ts";
import type { SourceCode } from "../kit/rule.ts";
import { workFor } from "./record-work.ts";
import type { RecordLoop } from "./records.ts";

/** Whether the failure of one record leaves the callback that goes through the records, with nothing in it to catch it. */
export function failsOnItsOwn(loop: RecordLoop, sourceCode: SourceCode): boolean {
  const callback = loop.body.parent;
  return (
    isFunction(callback) && workFor(loop, sourceCode).some((work) => !isCaughtIn(callback, work, sourceCode))
  );
}

/** Whether something between work and the end of its callback, or in the function of the file it calls, catches errors. */
function isCaughtIn(callback: FunctionNode, work: Node, sourceCode: SourceCode): boolean {
  let inner = work;
  for (const outer of ancestorsOf(work)) {
    if (outer === callback) break;
    if (outer.type === "TryStatement" && outer.block === inner && outer.handler) return true;
    if (outer.type === "CallExpression" && catches(outer) && outer.callee === inner) return true;
    inner = outer;
  }
  const helper = work.type === "CallExpression" ? functionNamed(work.callee, sourceCode) : undefined;
  return helper !== undefined && some(helper.body, sourceCode, catchesBelow);
}

/** `save().catch(…)`, `save().then(…, onError)`. */
function catches(call: TSESTree.CallExpression): boolean {
  const name = methodName(call);
  return name === "catch" || (name === "then" && call.arguments.length > 1);
}

const catchesBelow = (node: Node): boolean =>
  (node.type === "TryStatement" && node.handler !== null) ||
  (node.type === "CallExpression" && catches(node));
