import type { TSESTree } from "@typescript-eslint/utils";
import { bare, contains, enclosingFunction, methodName, type FunctionNode, type Node } from "../kit/ast.ts";
import { functionNamed, isGlobal, resolve, variableOf } from "../kit/bindings.ts";
import { isLog } from "../kit/logging.ts";
import { nodesIn } from "../kit/nodes.ts";
import { chainStart } from "../kit/promises.ts";
import type { SourceCode } from "../kit/rule.ts";
import { forgets, forgetsGiven, isOnPurpose, passesOn } from "./caught.ts";
import { isHarmless, workFor, workIn } from "./record-work.ts";
import type { RecordLoop } from "./records.ts";
import { isOptional, mayFailExpectedly } from "./work-kinds.ts";

/** A place where errors end and are forgotten. */
export interface Catching {
  /** The clause, or the call of `catch`, `then` or `allSettled`. */
  node: TSESTree.CatchClause | TSESTree.CallExpression;
  /** The statement or the expression after which the code goes on as if nothing was. */
  end: Node;
  /** The clause or function that gets the error; absent where it is not in this file, and for `allSettled`. */
  gets?: TSESTree.CatchClause | FunctionNode;
  /** Whether what gets the error leaves its function or its loop then. */
  leaves: boolean;
  /** Whether errors of all records of a batch end here, rather than those of some work for one. */
  settles: boolean;
}

/** The `catch` clauses and callbacks of a file that forget the errors of work that matters. */
export function forgettingCatchesIn(sourceCode: SourceCode): Catching[] {
  const clauses = nodesIn(sourceCode.ast, ["CatchClause"], sourceCode).flatMap((clause): Catching[] => {
    const { body, parent: tried } = clause;
    const isForgotten =
      forgets(body, sourceCode) &&
      !isOnPurpose(clause, tried, sourceCode) &&
      matters(tried.block, [], sourceCode);
    const leaves = /^(Return|Continue|Break)Statement$/.test(body.body.at(-1)?.type ?? "");
    return isForgotten ? [{ node: clause, end: tried, gets: clause, leaves, settles: false }] : [];
  });
  const calls = nodesIn(sourceCode.ast, ["CallExpression"], sourceCode).flatMap((call): Catching[] => {
    const gets = failureCallback(call);
    const { callee } = call;
    if (!gets || callee.type !== "MemberExpression") return [];
    const fn = functionNamed(gets, sourceCode);
    const isForgotten = isLog(gets) || (fn && forgetsGiven(fn, sourceCode));
    if (!isForgotten || isOnPurpose(gets, statementAround(call), sourceCode)) return [];
    if (!matters(callee.object, [chainStart(callee.object)], sourceCode)) return [];
    return [{ node: call, end: call, leaves: false, settles: false, ...(fn && { gets: fn }) }];
  });
  return [...clauses, ...calls];
}

/** The calls of `Promise.allSettled` that wait for the work for each record of a batch. */
export function settlingOfRecords(loops: readonly RecordLoop[], sourceCode: SourceCode): Catching[] {
  return nodesIn(sourceCode.ast, ["CallExpression"], sourceCode).flatMap((call): Catching[] => {
    const { callee } = call;
    const [list] = call.arguments;
    if (methodName(call) !== "allSettled" || callee.type !== "MemberExpression") return [];
    if (!list || !isGlobal(callee.object, "Promise", sourceCode)) return [];
    const isForgotten = loops.some((loop) => {
      const promises = promisesOf(loop, list, sourceCode);
      return promises.length > 0 && matters(loop.node, promises, sourceCode);
    });
    return isForgotten && !isOnPurpose(call, statementAround(call), sourceCode)
      ? [{ node: call, end: call, leaves: false, settles: true }]
      : [];
  });
}

/** What gets the error of a promise: the argument of `catch`, the second one of `then`. */
export function failureCallback(call: TSESTree.CallExpression): Node | undefined {
  const name = methodName(call);
  return name === "catch" ? call.arguments[0] : name === "then" ? call.arguments[1] : undefined;
}

/** The work of a loop whose promises a list holds: `event.Records.map(save)`, or what the loop puts into it. */
function promisesOf(loop: RecordLoop, list: Node, sourceCode: SourceCode): Node[] {
  const value = bare(list);
  if (resolve(value, sourceCode) === loop.node) return workFor(loop, sourceCode);
  const references = variableOf(value, sourceCode)?.references ?? [];
  return references.flatMap(({ identifier }) => {
    const call = identifier.parent?.parent;
    const isFilled =
      call?.type === "CallExpression" && methodName(call) === "push" && contains(loop.body, call);
    return isFilled ? call.arguments.map(chainStart) : [];
  });
}

/** Code that says itself which failures it expects: writes with a condition, inserts of what may be there. */
const conditional =
  /attribute_not_exists|ConditionExpression|ConditionalCheck|IfNoneMatch|on conflict|P2002|duplicate/i;

/** Whether the errors that leave some code can be of work that has to be done, and that trying again might do. */
function matters(code: Node, more: readonly Node[], sourceCode: SourceCode): boolean {
  const own = more.filter((work) => work.type === "CallExpression" && !isHarmless(work, sourceCode));
  const reaching = [...own, ...workIn(code, sourceCode)].filter(
    (work) => !isCaughtInside(work, code, sourceCode),
  );
  if (reaching.every((work) => isOptional(work, sourceCode) || mayFailExpectedly(work, sourceCode)))
    return false;
  const fn = enclosingFunction(code);
  return fn !== undefined && !conditional.test(sourceCode.getText(fn));
}

/** Whether the errors of some work end before they leave the code around it. */
function isCaughtInside(work: Node, code: Node, sourceCode: SourceCode): boolean {
  for (let inner = work; inner !== code && inner.parent; inner = inner.parent) {
    const { parent } = inner;
    if (parent.type === "TryStatement" && parent.block === inner && parent.handler)
      if (!passesOn(parent.handler.body, sourceCode)) return true;
    const call = parent.type === "MemberExpression" && parent.object === inner ? parent.parent : undefined;
    const gets = call?.type === "CallExpression" ? failureCallback(call) : undefined;
    if (!gets) continue;
    const fn = functionNamed(gets, sourceCode);
    if (!fn || !passesOn(fn.body, sourceCode)) return true;
  }
  return false;
}

function statementAround(node: Node): Node {
  let statement = node;
  while (statement.parent && !/Statement$|Declaration$/.test(statement.type)) statement = statement.parent;
  return statement;
}
