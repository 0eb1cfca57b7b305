import type { TSESTree } from "@typescript-eslint/utils";
import {
  bare,
  contains,
  enclosingFunction,
  isFunction,
  returnedBy,
  walk,
  type FunctionNode,
  type Node,
} from "../kit/ast.ts";
import { functionNamed } from "../kit/bindings.ts";
import { catcherAt } from "../kit/catching.ts";
import { nodesIn } from "../kit/nodes.ts";
import { oncePerFile } from "../kit/once.ts";
import { chainStart, waitingFor } from "../kit/promises.ts";
import type { SourceCode } from "../kit/rule.ts";
import { Ways } from "../kit/ways.ts";
import { forgets, isCaughtInside, passesOn, reporting } from "./caught.ts";
import { givenBy } from "./given.ts";
import { isIgnored } from "./ignored-results.ts";
import { isHarmless, workIn } from "./record-work.ts";
import type { RecordLoop } from "./records.ts";
import { targetOf } from "./targets.ts";

/**
 * What becomes of a batch in which the work for one record fails: the failure ends the invocation (`thrown`, or
 * `rethrown` by a catch on its way), or it does not get so far (`kept`): the code does something about it, or forgets it.
 */
export type Outcome = "thrown" | "rethrown" | "kept";

/** What becomes of a batch in which this work fails, followed from the work out to the handler's end. */
export function outcomeOf(work: Node, loop: RecordLoop, sourceCode: SourceCode): Outcome {
  const entry = loop.handler.function;
  if (keepsErrors(work, sourceCode)) return "kept";
  let outcome: Outcome = "thrown";
  for (let node: Node | undefined = work; node && node !== entry; node = callerOf(node, loop, sourceCode)) {
    const failed = failureOf(node, loop, sourceCode);
    if (failed === "rethrown") outcome = "rethrown";
    else if (failed) return failed;
  }
  return outcome;
}

/**
 * Whether some work is a call of a function, of this file or of another, that lets no error out, and nobody looks at its
 * answer, or it gives none.
 */
function keepsErrors(work: Node, sourceCode: SourceCode): boolean {
  if (work.type !== "CallExpression") return false;
  const fn = functionNamed(work.callee, sourceCode);
  const givesNothing = fn !== undefined && returnedBy(fn, sourceCode).length === 0;
  if (!givesNothing && !isIgnored(work, sourceCode)) return false;
  return fn
    ? !letsErrorsOut(fn, sourceCode)
    : (givenBy(targetOf(work, sourceCode), sourceCode)?.keepsErrors ?? false);
}

/** How many functions in a row are followed that call the next. */
const mostCalls = 50;

const waysOutIn = oncePerFile(() => new Ways<FunctionNode>());

/** Whether an error of what a function does may leave it. */
export function letsErrorsOut(fn: FunctionNode, sourceCode: SourceCode): boolean {
  const ways = waysOutIn(sourceCode);
  if (ways.depth >= mostCalls) return true;
  return ways.from(fn, () => {
    const handedOn = returnedBy(fn, sourceCode)
      .map(bare)
      .filter((answer) => answer.type === "CallExpression" && !isHarmless(answer, sourceCode));
    const work = [
      ...workIn(fn.body, sourceCode, new Set([fn])).map((one) => ({ one, within: fn.body })),
      // Of a promise that is returned no `try` around it gets the error.
      ...handedOn.map((answer) => ({ one: chainStart(answer), within: answer })),
    ];
    const isKept = ({ one, within }: { one: Node; within: Node }) =>
      isCaughtInside(one, [within], sourceCode) || keepsErrors(one, sourceCode);
    return passesOn(fn.body, sourceCode) || work.length === 0 || !work.every(isKept);
  });
}

/** Where a failure goes next: to the parent, or from a function to where the handler calls it. */
function callerOf(node: Node, loop: RecordLoop, sourceCode: SourceCode): Node | undefined {
  const parent = node.parent!;
  if (!isFunction(parent) || parent === loop.handler.function) return parent;
  if (parent.body === loop.body) return loop.node;
  return contains(loop.handler.function, parent) ? parent : callOf(parent, loop.handler.function, sourceCode);
}

/** What happens to a failure on the step from a node to its parent; `undefined` where it passes. */
function failureOf(node: Node, loop: RecordLoop, sourceCode: SourceCode): Outcome | undefined {
  const catcher = catcherAt(node);
  if (catcher?.type === "CatchClause") return afterCatch(catcher.body, loop, sourceCode);
  if (catcher) return afterCallback(catcher, loop, sourceCode);
  return node === loop.node && node.type === "CallExpression" ? afterCall(node, loop, sourceCode) : undefined;
}

function afterCallback(callback: Node, loop: RecordLoop, sourceCode: SourceCode): Outcome {
  if (callback.type === "Identifier" && reporting.test(callback.name)) return "rethrown";
  const fn = functionNamed(callback, sourceCode);
  return fn ? afterCatch(fn.body, loop, sourceCode) : "kept";
}

/** What becomes of the failures in a call that goes through the records: it depends on who waits for it. */
function afterCall(
  call: TSESTree.CallExpression,
  loop: RecordLoop,
  sourceCode: SourceCode,
): Outcome | undefined {
  const waiting = waitingFor(call, sourceCode);
  if (waiting === "for all") return undefined;
  return waiting === "until settled" && throwsAfter(loop, sourceCode) ? "rethrown" : "kept";
}

/** What becomes of an error that some code gets: it may be remembered, and thrown once all records were tried. */
function afterCatch(body: Node, loop: RecordLoop, sourceCode: SourceCode): Outcome {
  if (passesOn(body, sourceCode)) return "rethrown";
  return !forgets(body, sourceCode) && throwsAfter(loop, sourceCode) ? "rethrown" : "kept";
}

/** Whether the function around the loop may throw once all records were tried: it remembers that one failed. */
function throwsAfter({ node }: RecordLoop, sourceCode: SourceCode): boolean {
  const fn = enclosingFunction(node);
  const thrown = fn ? nodesIn(fn, ["ThrowStatement"], sourceCode) : [];
  return thrown.some((inner) => inner.range[0] > node.range[1] && enclosingFunction(inner) === fn);
}

/** Where the handler itself calls one of its helpers. */
function callOf(helper: FunctionNode, entry: FunctionNode, sourceCode: SourceCode): Node | undefined {
  let found: Node | undefined;
  walk(entry, sourceCode, (node) => {
    if (!found && node.type === "CallExpression" && functionNamed(node.callee, sourceCode) === helper)
      found = node;
    return !found;
  });
  return found;
}
