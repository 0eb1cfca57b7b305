import { ancestorsOf, isFunction, some, type FunctionNode, type Node } from "../kit/ast.ts";
import { catcherAt } from "../kit/catching.ts";
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
  for (const node of [work, ...ancestorsOf(work)]) {
    if (node === callback) break;
    if (catcherAt(node)) return true;
  }
  const helper = work.type === "CallExpression" ? functionNamed(work.callee, sourceCode) : undefined;
  return helper !== undefined && some(helper.body, sourceCode, (node) => catcherAt(node) !== undefined);
}
