import type { TSESTree } from "@typescript-eslint/utils";
import {
  ancestorsOf,
  bare,
  contains,
  enclosingFunction,
  methodName,
  type FunctionNode,
  type Node,
} from "../kit/ast.ts";
import { functionNamed, isGlobal, resolve, variableOf } from "../kit/bindings.ts";
import { failureCallback } from "../kit/catching.ts";
import { isLog } from "../kit/logging.ts";
import { nodesIn } from "../kit/nodes.ts";
import { once } from "../kit/once.ts";
import { chainStart } from "../kit/promises.ts";
import type { SourceCode } from "../kit/rule.ts";
import { headBefore } from "../kit/spelling.ts";
import { forgets, forgetsGiven, isCaughtInside, isOnPurpose } from "./caught.ts";
import { isHarmless, workFor, workIn } from "./record-work.ts";
import type { RecordLoop } from "./records.ts";
import { isOptional, mayFailExpectedly } from "./work-kinds.ts";

/** A place where errors end and are forgotten. */
export interface Catching {
  /** The clause, or the call of `catch`, `then` or `allSettled`. */
  node: TSESTree.CatchClause | TSESTree.CallExpression;
  /** The statement or the expression after which the code goes on as if nothing was. */
  end: Node;
  /** The code whose errors end here, and the promises that it is given or gives. */
  guarded: readonly Node[];
  promises: readonly Node[];
  /** The clause or function that gets the error; absent where it is not in this file, and for `allSettled`. */
  gets?: TSESTree.CatchClause | FunctionNode;
  /** Whether what gets the error leaves its function or its loop then. */
  leaves: boolean;
  /** Whether errors of all records of a batch end here, rather than those of some work for one. */
  settles: boolean;
}

/** The `catch` clauses and callbacks of a file that forget the errors they get, without anybody having said so. */
export function forgettingCatchesIn(sourceCode: SourceCode): Catching[] {
  const clauses = nodesIn(sourceCode.ast, ["CatchClause"], sourceCode).flatMap((clause): Catching[] => {
    const { body, parent: tried } = clause;
    if (!forgets(body, sourceCode) || isOnPurpose(clause, tried, sourceCode)) return [];
    const leaves = /^(Return|Continue|Break)Statement$/.test(body.body.at(-1)?.type ?? "");
    const guarded = [tried.block];
    return [{ node: clause, end: tried, gets: clause, guarded, promises: [], leaves, settles: false }];
  });
  const calls = nodesIn(sourceCode.ast, ["CallExpression"], sourceCode).flatMap((call): Catching[] => {
    const gets = failureCallback(call);
    const callee = bare(call.callee);
    if (!gets || callee.type !== "MemberExpression") return [];
    const fn = functionNamed(gets, sourceCode);
    const isForgotten = isLog(gets) || (fn && forgetsGiven(fn, sourceCode));
    if (!isForgotten || isOnPurpose(gets, statementAround(call), sourceCode)) return [];
    const guarded = [callee.object];
    const promises = [chainStart(callee.object)];
    return [
      { node: call, end: call, guarded, promises, leaves: false, settles: false, ...(fn && { gets: fn }) },
    ];
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
    if (isOnPurpose(call, statementAround(call), sourceCode)) return [];
    const given = resolve(list, sourceCode);
    const loop = loops.find(({ node }) => node === given);
    const filled = loop
      ? { guarded: [loop.node], promises: workFor(loop, sourceCode) }
      : filledIn(list, loops, sourceCode);
    return filled ? [{ node: call, end: call, ...filled, leaves: false, settles: true }] : [];
  });
}

/** The promises that a loop puts into a list. What else it waits for, it waits for itself. */
function filledIn(
  list: Node,
  loops: readonly RecordLoop[],
  sourceCode: SourceCode,
): Pick<Catching, "guarded" | "promises"> | undefined {
  const fillings = (variableOf(bare(list), sourceCode)?.references ?? [])
    .map(({ identifier }) => identifier.parent?.parent)
    .filter((call) => call?.type === "CallExpression")
    .filter((call) => methodName(call) === "push");
  const [first] = fillings;
  const loop = first && loops.find(({ body }) => contains(body, first));
  if (!loop) return undefined;
  const inside = fillings.filter((call) => contains(loop.body, call));
  const guarded = inside.flatMap((call) => call.arguments);
  return { guarded, promises: guarded.map(chainStart) };
}

/** Code that says itself which failures it expects: writes with a condition, inserts of what may be there. */
const conditional =
  /attribute_not_exists|ConditionExpression|ConditionalCheck|IfNoneMatch|on conflict|P2002|duplicate/i;

/** Whether what ends somewhere can be errors of work that has to be done, and that trying again might do. */
export function endsWork({ guarded, promises }: Catching, sourceCode: SourceCode): boolean {
  const given = promises.filter((work) => work.type === "CallExpression" && !isHarmless(work, sourceCode));
  const reaching = [...given, ...guarded.flatMap((code) => workIn(code, sourceCode))].filter(
    (work) => !isCaughtInside(work, guarded, sourceCode),
  );
  const fn = enclosingFunction(guarded[0]!);
  return (
    reaching.some(
      (work) =>
        !isOptional(work, sourceCode) &&
        !mayFailExpectedly(work, sourceCode) &&
        !throwsAnyway(work, sourceCode),
    ) &&
    fn !== undefined &&
    !isConditional(fn, sourceCode)
  );
}

/** Whether a function says itself which failures it expects. */
const isConditional = once((fn: FunctionNode, sourceCode: SourceCode): boolean =>
  conditional.test(sourceCode.getText(fn)),
);

/**
 * Whether some work is a function of the file that throws even where all it does went well: it tells somebody that there
 * is nothing to be done for the event, and ends it so. To whoever catches that, the failure is an answer.
 */
function throwsAnyway(work: Node, sourceCode: SourceCode): boolean {
  const fn = work.type === "CallExpression" ? functionNamed(work.callee, sourceCode) : undefined;
  return fn !== undefined && onlyRefuses(fn, sourceCode);
}

const onlyRefuses = once((fn: FunctionNode, sourceCode: SourceCode): boolean => {
  const done = nodesIn(fn.body, ["CallExpression", "NewExpression", "AwaitExpression"], sourceCode).filter(
    (node) => node.type !== "CallExpression" || !isHarmless(node, sourceCode),
  );
  return done.length > 0 && done.every((node) => isBeforeThrow(node, fn));
});

/** Whether the statements around a node, in its function, end with a `throw`. */
function isBeforeThrow(node: Node, fn: FunctionNode): boolean {
  for (const outer of ancestorsOf(node)) {
    const statements =
      outer.type === "BlockStatement" ? outer.body : outer.type === "SwitchCase" ? outer.consequent : [];
    if (statements.at(-1)?.type === "ThrowStatement") return true;
    if (outer === fn.body) return false;
  }
  return false;
}

function statementAround(node: Node): Node {
  let statement = node;
  while (statement.parent && !/Statement$|Declaration$/.test(statement.type)) statement = statement.parent;
  return statement;
}

/** What names the place in the source: `catch (error)`, `catch` of `promise.catch(…)`, `Promise.allSettled`. */
export function headOfCatching({ node, settles }: Catching, sourceCode: SourceCode): TSESTree.SourceLocation {
  if (node.type === "CatchClause") return headBefore(node.body, node, sourceCode);
  const { callee } = node;
  return callee.type === "MemberExpression" && !settles ? callee.property.loc : callee.loc;
}
