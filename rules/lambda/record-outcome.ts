import type { TSESTree } from "@typescript-eslint/utils";
import {
  awaited,
  bare,
  contains,
  enclosingFunction,
  isFunction,
  isNullish,
  methodName,
  outermost,
  someOwn,
  walk,
  type FunctionNode,
  type Node,
} from "../kit/ast.ts";
import { functionNamed } from "../kit/bindings.ts";
import { isLogging } from "../kit/logging.ts";
import { waitingFor } from "../kit/promises.ts";
import type { SourceCode } from "../kit/rule.ts";
import type { RecordLoop } from "./records.ts";

/**
 * What becomes of a batch in which the work for one record fails: the failure ends the invocation (`thrown`, or
 * `rethrown` by a catch on its way), nobody learns of it (`lost`), or the code does something about it (`handled`).
 */
export type Outcome = "thrown" | "rethrown" | "lost" | "handled";

/** Work without which a record still counts as processed. */
const optional = /metric|cache|telemetry|analytics|trac(e|er|ing)\b|statsd/i;
const onPurpose =
  /ignor|skip|drop|discard|best[- ]effort|on purpose|deliberate|intention|optional|not critical|swallow/i;

/** What becomes of a batch in which this work fails, followed from the work out to the handler's end. */
export function outcomeOf(work: Node, loop: RecordLoop, sourceCode: SourceCode): Outcome {
  const entry = loop.handler.function;
  let outcome: Outcome = "thrown";
  for (let node: Node | undefined = work; node && node !== entry; node = callerOf(node, loop, sourceCode)) {
    const failed = failureOf(node, work, loop, sourceCode);
    if (failed === "rethrown") outcome = "rethrown";
    else if (failed) return failed;
  }
  return outcome;
}

/** Where a failure goes next: to the parent, or from a function to where the handler calls it. */
function callerOf(node: Node, loop: RecordLoop, sourceCode: SourceCode): Node | undefined {
  const parent = node.parent!;
  if (!isFunction(parent) || parent === loop.handler.function) return parent;
  if (parent.body === loop.body) return loop.node;
  return contains(loop.handler.function, parent) ? parent : callOf(parent, loop.handler.function, sourceCode);
}

/** What happens to a failure on the step from a node to its parent; `undefined` where it passes. */
function failureOf(node: Node, work: Node, loop: RecordLoop, sourceCode: SourceCode): Outcome | undefined {
  const parent = node.parent!;
  if (parent.type === "TryStatement" && parent.block === node && parent.handler) {
    return afterCatch(parent.handler.body, work, loop, sourceCode);
  }
  if (
    parent.type === "MemberExpression" &&
    parent.object === node &&
    parent.parent.type === "CallExpression"
  ) {
    const onFailure = failureCallback(parent.parent);
    return onFailure && afterCallback(onFailure, work, loop, sourceCode);
  }
  return node === loop.node && node.type === "CallExpression" ? afterCall(node, loop, sourceCode) : undefined;
}

/** What gets the error of a promise: the argument of `catch`, the second one of `then`. */
function failureCallback(call: TSESTree.CallExpression): Node | undefined {
  const name = methodName(call);
  return name === "catch" ? call.arguments[0] : name === "then" ? call.arguments[1] : undefined;
}

function afterCallback(callback: Node, work: Node, loop: RecordLoop, sourceCode: SourceCode): Outcome {
  if (callback.type === "Identifier" && reporting.test(callback.name)) return "rethrown";
  const fn = functionNamed(callback, sourceCode);
  if (fn && fn.body.type !== "BlockStatement") {
    const answer = bare(fn.body);
    return answer.type === "CallExpression" && isLogging(answer) ? "lost" : "handled";
  }
  return fn ? afterCatch(fn.body, work, loop, sourceCode) : "handled";
}

/** What becomes of the failures in a call that goes through the records: it depends on who waits for it. */
function afterCall(
  call: TSESTree.CallExpression,
  loop: RecordLoop,
  sourceCode: SourceCode,
): Outcome | undefined {
  switch (waitingFor(call, sourceCode)) {
    case "for all":
      return undefined;
    case "not at all":
      return loop.handler.function.async ? "lost" : "handled";
    case "until settled":
      return isForgotten(call) ? "lost" : throwsAfter(loop, sourceCode) ? "rethrown" : "handled";
    default:
      return "handled";
  }
}

/** `await Promise.allSettled(…);`, whose results nobody looks at. */
function isForgotten(call: TSESTree.CallExpression): boolean {
  const settled = outermost(call).parent!;
  return settled.type === "CallExpression" && statementOf(settled)?.type === "ExpressionStatement";
}

const statementOf = (node: Node): Node | undefined => {
  const { parent } = outermost(node);
  return parent?.type === "AwaitExpression" ? statementOf(parent) : parent;
};

function afterCatch(body: Node, work: Node, loop: RecordLoop, sourceCode: SourceCode): Outcome {
  if (throws(body, sourceCode)) return "rethrown";
  const isOnlyLogged =
    body.type === "BlockStatement" && body.body.every((statement) => leavesNothing(statement, loop));
  if (!isOnlyLogged) return throwsAfter(loop, sourceCode) ? "rethrown" : "handled";
  const isMeant =
    optional.test(sourceCode.getText(work as TSESTree.Node)) ||
    sourceCode.getCommentsInside(body as TSESTree.Node).some(({ value }) => onPurpose.test(value));
  return isMeant ? "handled" : "lost";
}

/** What a callback handler, or the executor of a promise, is told of a failure by. */
const reporting = /^(callback|cb|done|reject|next)$/;

const throws = (body: Node, sourceCode: SourceCode): boolean =>
  someOwn(body, sourceCode, (node) => {
    if (node.type === "ThrowStatement") return true;
    if (node.type !== "CallExpression") return false;
    const [error] = node.arguments;
    if (node.callee.type === "Identifier")
      return reporting.test(node.callee.name) && error !== undefined && !isNullish(error);
    return /^(reject|fail)$/.test(methodName(node) ?? "");
  });

/** Whether the function around the loop may throw once all records were tried: it remembers that one failed. */
function throwsAfter({ node }: RecordLoop, sourceCode: SourceCode): boolean {
  const fn = enclosingFunction(node);
  return (
    fn !== undefined &&
    someOwn(fn, sourceCode, (inner) => inner.type === "ThrowStatement" && inner.range[0] > node.range[1])
  );
}

/** A statement after which nothing is known of a failure: it logs, goes on, or answers as if nothing was. */
function leavesNothing(statement: Node, { handler }: RecordLoop): boolean {
  switch (statement.type) {
    case "ContinueStatement":
    case "BreakStatement":
    case "EmptyStatement":
      return true;
    case "ReturnStatement":
      // A callback may return what tells its caller of the failure; what the handler returns, Lambda ignores.
      return (
        !statement.argument ||
        (isPlain(statement.argument) && enclosingFunction(statement) === handler.function)
      );
    case "ExpressionStatement": {
      const call = awaited(statement.expression);
      return call.type === "CallExpression" && isLogging(call);
    }
    default:
      return false;
  }
}

const isPlain = (value: Node): boolean =>
  /^(ObjectExpression|Literal|TemplateLiteral|Identifier)$/.test(value.type);

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
