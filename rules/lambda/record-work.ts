import type { TSESTree } from "@typescript-eslint/utils";
import {
  bare,
  contains,
  isFunction,
  methodName,
  returnedBy,
  some,
  walk,
  type FunctionNode,
  type Node,
} from "../kit/ast.ts";
import { functionNamed, variableOf } from "../kit/bindings.ts";
import { isLogging } from "../kit/logging.ts";
import { chainStart, waitingFor, waitingForVariable } from "../kit/promises.ts";
import type { SourceCode } from "../kit/rule.ts";
import type { RecordLoop } from "./records.ts";

/** Methods whose calls leave the function: of SDK clients, and what makes a request of version 2 a promise. */
const leaving = /^(send|promise)$/;

/**
 * What a loop does for each record that can fail after the record was read: what is awaited, sent, or returned to
 * whoever waits for all of it. Parsing and logging are no such work, and neither is what happens after a failure.
 */
export function workFor({ node, body }: RecordLoop, sourceCode: SourceCode): Node[] {
  if (node.type !== "CallExpression" || !waitingFor(node, sourceCode)) return workIn(body, sourceCode);
  // `Promise.all(event.Records.map(save))`, with a `save` of another module
  const returned = isFunction(body.parent) ? callsReturnedBy(body.parent, sourceCode) : [body];
  const followed = new Set<FunctionNode>();
  return [...failing(returned, sourceCode, followed), ...workIn(body, sourceCode, followed)];
}

/** What some code does that can fail, as for one record. */
export function workIn(code: Node, sourceCode: SourceCode, followed = new Set<FunctionNode>()): Node[] {
  const work: Node[] = [];
  walk(code, sourceCode, (inner) => {
    if (isAfterFailure(inner)) return false;
    if (inner.type === "AwaitExpression") work.push(...failing([inner.argument], sourceCode, followed));
    if (inner.type !== "CallExpression") return true;
    const left = leaving.test(methodName(inner) ?? "") ? [inner] : promisesCollectedBy(inner, sourceCode);
    work.push(...failing(left, sourceCode, followed));
    return true;
  });
  return work;
}

/** What the promises among these wait for, as far as it may fail; each function is followed once. */
const failing = (promises: readonly Node[], sourceCode: SourceCode, followed: Set<FunctionNode>): Node[] =>
  promises.map(chainStart).flatMap((start) => {
    if (start.type !== "CallExpression") return [start];
    if (isHarmless(start, sourceCode)) return [];
    const fn = functionRunBy(start, sourceCode);
    if (!fn) return [start];
    if (followed.has(fn)) return [];
    followed.add(fn);
    const returned = failing(callsReturnedBy(fn, sourceCode), sourceCode, followed);
    // What stands in the call itself is found with all that is awaited around it.
    return contains(start, fn) ? returned : [...returned, ...workIn(fn.body, sourceCode, followed)];
  });

/** `limit(async () => { … })`: the function that one of another module is given to run, which fails as that one does. */
function functionRunBy(
  { callee, arguments: given }: TSESTree.CallExpression,
  sourceCode: SourceCode,
): FunctionNode | undefined {
  if (functionNamed(callee, sourceCode)) return undefined;
  const [fn, another] = given.flatMap((argument) => functionNamed(argument, sourceCode) ?? []);
  const isAwaited = fn?.async || (fn && bare(fn.body).type === "CallExpression");
  return isAwaited && !another ? fn : undefined;
}

/** Whether a call only logs and computes, as far as the functions of this file that it runs do. */
export function isHarmless(call: TSESTree.CallExpression, sourceCode: SourceCode, depth = 3): boolean {
  if (isLogging(call) || isGlobalUtility(call)) return true;
  const fn = depth > 0 ? functionNamed(call.callee, sourceCode) : undefined;
  return (
    fn !== undefined &&
    !some(fn.body, sourceCode, (node) => {
      if (node.type === "CallExpression") return !isHarmless(node, sourceCode, depth - 1);
      return node.type === "ThrowStatement" || node.type === "NewExpression";
    })
  );
}

/** `JSON.parse(…)`, `Object.entries(…)`, `Buffer.from(…)`, `String(…)`. */
const isGlobalUtility = ({ callee }: TSESTree.CallExpression): boolean =>
  callee.type === "MemberExpression"
    ? callee.object.type === "Identifier" &&
      /^(JSON|Object|Array|Buffer|Math|Number|String|Date)$/.test(callee.object.name)
    : callee.type === "Identifier" && /^(Number|String|Boolean|parseInt|parseFloat)$/.test(callee.name);

const isAfterFailure = (node: Node): boolean =>
  node.type === "CatchClause" || (node.parent?.type === "TryStatement" && node.parent.finalizer === node);

const callsReturnedBy = (fn: FunctionNode, sourceCode: SourceCode): Node[] =>
  returnedBy(fn, sourceCode).filter((returned) => bare(returned).type === "CallExpression");

/** `promises.push(save(record))`, where all of `promises` is waited for later. */
function promisesCollectedBy(call: TSESTree.CallExpression, sourceCode: SourceCode): Node[] {
  const callee = bare(call.callee);
  if (methodName(call) !== "push" || callee.type !== "MemberExpression") return [];
  const list = variableOf(bare(callee.object), sourceCode);
  if (!list || waitingForVariable(list, sourceCode) !== "for all") return [];
  return call.arguments.filter((argument) => bare(argument).type === "CallExpression");
}
