import {
  calledName,
  enclosingFunction,
  outermost,
  returnedBy,
  type FunctionNode,
  type Node,
} from "../kit/ast.ts";
import { placesOf } from "../kit/binding.ts";
import { variableNaming } from "../kit/bindings.ts";
import { once } from "../kit/once.ts";
import type { SourceCode } from "../kit/rule.ts";
import { isAsynchronous } from "./async-calls.ts";
import { callbackOf } from "./callback.ts";
import { isCalledByWhoGetsIt, isRunAtOnce } from "./calls-back.ts";
import { startsDurableExecutions, streamsResponse } from "./evidence.ts";
import type { Handler, Lambda } from "./model.ts";

/**
 * Whether nothing but promises keeps an invocation open while the code at a node runs. Then Lambda freezes the
 * environment once the handler's promise is settled, whatever else was started.
 * https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html
 *
 * It is otherwise in a handler with a callback, where Lambda waits for an empty event loop, with a stream, which ends
 * when the stream does, and in a durable execution, whose SDK decides when to go on; and where the executor of a promise
 * or the listener of an event decides on the end.
 */
export function endsWithPromise(node: Node, lambda: Lambda, sourceCode: SourceCode): boolean {
  const handler = lambda.handlerOf(node);
  if (!handler || !answersByPromise(handler, sourceCode)) return false;
  for (let fn = enclosingFunction(node); fn; fn = enclosingFunction(fn)) {
    if (fn === handler.function) return true;
    if (!isRunByPromise(fn, sourceCode) && !isCalledByWhoGetsIt(fn, sourceCode)) return false;
  }
  return true;
}

/**
 * Whether a handler answers by a promise, so that Lambda waits for nothing else. Of a function that handlers elsewhere
 * call, they say so.
 */
export const answersByPromise = once((handler: Handler, sourceCode: SourceCode): boolean => {
  const { function: fn, wrappers, evidence, reach } = handler;
  if (reach?.excuses.has("kept open")) return false;
  if (evidence === "is called") return !callbackOf(handler, sourceCode);
  const givesPromise = () => {
    const returned = returnedBy(fn, sourceCode);
    return returned.length > 0 && returned.every((one) => isAsynchronous(one, sourceCode));
  };
  return (
    !wrappers.some((one) => streamsResponse(one, sourceCode) || startsDurableExecutions(one, sourceCode)) &&
    (fn.async || (!callbackOf(handler, sourceCode) && givesPromise()))
  );
});

/** Functions that run what they are given when something happens, or keep the invocation open for it. */
const apart =
  /^(on|once|addListener|addEventListener|subscribe|waitUntil|setTimeout|setInterval|setImmediate|nextTick|queueMicrotask)$/;

/** Whether a function runs as a part of what a promise stands for, so that nobody else could wait for what it starts. */
const isRunByPromise = once((fn: FunctionNode, sourceCode: SourceCode): boolean => {
  const { parent } = outermost(fn);
  switch (parent?.type) {
    case "CallExpression":
      return isRunAtOnce(fn) || (fn.async && !apart.test(calledName(parent) ?? ""));
    case "NewExpression":
      return false;
    case "Property":
    case "AssignmentExpression":
    case "ReturnStatement":
    case "ArrowFunctionExpression":
      return fn.async;
    default:
      return isCalled(fn, sourceCode);
  }
});

/** Whether a function of the file is called, rather than only handed to something that calls it when it likes. */
function isCalled(fn: FunctionNode, sourceCode: SourceCode): boolean {
  const variable = variableNaming(fn, sourceCode);
  if (!variable) return true;
  return placesOf(variable).some((place) => {
    const value = outermost(place);
    const { parent } = value;
    if (parent?.type !== "CallExpression") return parent?.type !== "NewExpression";
    return parent.callee === value || !apart.test(calledName(parent) ?? "");
  });
}
