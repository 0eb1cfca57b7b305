import type { TSESTree } from "@typescript-eslint/utils";
import { bare, contains, methodName, outermost, type FunctionNode, type Node } from "../kit/ast.ts";
import { placesOf } from "../kit/binding.ts";
import { functionNamed, isGlobal, variableOf } from "../kit/bindings.ts";
import { isArray, listOf } from "../kit/lists.ts";
import { nodesIn } from "../kit/nodes.ts";
import { chainStart, joinOf, neglectOf, type Neglect } from "../kit/promises.ts";
import type { SourceCode } from "../kit/rule.ts";
import { givesPromise, givesPromiseWhenCalled, isAsynchronous, isCalledBack } from "./async-calls.ts";
import { endsWithPromise } from "./invocation-end.ts";
import type { Lambda } from "./model.ts";
import { requestsLeftAlone } from "./node-requests.ts";

/** Work that an invocation starts and does not wait for. */
export interface Floating {
  /**
   * A promise; the promises of a callback, which `forEach` throws away and `map` collects; what a timer starts later; a
   * request whose answer a callback gets.
   */
  kind: "promise" | "forEach" | "map" | "timer" | "callback";
  /** What starts it. */
  start: TSESTree.CallExpression | TSESTree.NewExpression;
  neglect: Neglect;
}

/** The work that the code of a file starts and does not wait for, though Lambda freezes it with the environment. */
export function floatingIn(lambda: Lambda, sourceCode: SourceCode): Floating[] {
  const started = [
    ...nodesIn(sourceCode.ast, ["ExpressionStatement"], sourceCode).flatMap(({ expression }) =>
      partsOf(expression),
    ),
    ...nodesIn(sourceCode.ast, ["VariableDeclarator"], sourceCode).flatMap(({ id, init }) =>
      mayStart(init) && mayBeForgotten(id, sourceCode) ? [init] : [],
    ),
    ...nodesIn(sourceCode.ast, ["CallExpression"], sourceCode).filter(
      (call) => methodName(call) === "forEach",
    ),
    ...requestsLeftAlone(sourceCode),
  ];
  const found = started.flatMap((expression) => floatingAt(expression, lambda, sourceCode) ?? []);
  const byStart = new Map(found.map((floating) => [floating.start, floating]));
  return [...byStart.values()].sort((one, other) => one.start.range[0] - other.start.range[0]);
}

/** What a statement evaluates and throws away: `a`, `void a`, `c && a`, `c ? a : b`, `a, b`. */
function partsOf(expression: Node): Node[] {
  switch (expression.type) {
    case "UnaryExpression":
      return expression.operator === "void" ? partsOf(expression.argument) : [];
    case "LogicalExpression":
      return partsOf(expression.right);
    case "ConditionalExpression":
      return [...partsOf(expression.consequent), ...partsOf(expression.alternate)];
    case "SequenceExpression":
      return expression.expressions.flatMap(partsOf);
    default:
      return [expression];
  }
}

/** Whether a value is what work starts with: a call or a `new`, awaited or not. */
const mayStart = (value: Node | null): value is TSESTree.Expression =>
  value !== null && /^(Call|New|Await)Expression$/.test(bare(value).type);

/** Whether nothing is done with a variable, or at most one thing: to go on with it where nobody looks. */
function mayBeForgotten(id: Node, sourceCode: SourceCode): boolean {
  const variable = id.type === "Identifier" ? variableOf(id, sourceCode) : undefined;
  return variable !== undefined && placesOf(variable).length < 2;
}

/** The work that an expression starts, if nobody waits for it. */
function floatingAt(node: Node, lambda: Lambda, sourceCode: SourceCode): Floating | undefined {
  const expression = bare(node);
  const value = expression.type === "AwaitExpression" ? bare(expression.argument) : expression;
  if (value.type !== "CallExpression" && value.type !== "NewExpression") return undefined;

  const isAwaited = value !== expression || expression.parent?.type === "AwaitExpression";
  const found =
    (value.type === "CallExpression" &&
      (eachOf(value, isAwaited, lambda, sourceCode) ??
        timerOf(value, sourceCode) ??
        callbackOf(value, sourceCode))) ||
    (isAwaited ? undefined : promiseOf(value, sourceCode));
  if (!found || !lambda.runsPerInvocation(found.start)) return undefined;
  if (!endsWithPromise(found.start, lambda, sourceCode) || tellsOfItsEnd(value, lambda, sourceCode))
    return undefined;
  return found;
}

/** Whether nobody waits for the work that a call starts, such as a `map` of which only the list is awaited. */
export function isFloating(call: Node, lambda: Lambda, sourceCode: SourceCode): boolean {
  const { parent } = outermost(call);
  const expression = parent?.type === "AwaitExpression" ? parent : call;
  return floatingAt(expression, lambda, sourceCode) !== undefined;
}

function promiseOf(value: Floating["start"], sourceCode: SourceCode): Floating | undefined {
  if (!isAsynchronous(value, sourceCode)) return undefined;
  const start = chainStart(value);
  if (start.type !== "CallExpression" && start.type !== "NewExpression") return undefined;
  const neglect = neglectOf(start, sourceCode);
  return neglect && { kind: "promise", start, neglect };
}

/** `list.forEach(async …)`, `list.map(async …);`: what the callback promises. To await a list is to await nothing. */
function eachOf(
  call: TSESTree.CallExpression,
  isAwaited: boolean,
  lambda: Lambda,
  sourceCode: SourceCode,
): Floating | undefined {
  const name = methodName(call) ?? "";
  if (!/^(forEach|map|flatMap)$/.test(name)) return undefined;
  const [callback] = call.arguments;
  if (!callback || !givesPromiseWhenCalled(callback, sourceCode)) return undefined;

  if (name !== "forEach") {
    const neglect = isAwaited ? "forgotten" : neglectOf(call, sourceCode);
    return neglect && { kind: "map", start: call, neglect };
  }
  // A cursor of a database or a stream waits for what its `forEach` calls, and gives one promise for all of it.
  const isThrownAway = () => joinOf(call, sourceCode) || isBatchOrArray(listOf(call)!, lambda, sourceCode);
  const neglect =
    (isAwaited ? undefined : neglectOf(call, sourceCode)) ?? (isThrownAway() ? "forgotten" : undefined);
  return neglect ? { kind: "forEach", start: call, neglect } : undefined;
}

/** Whether an expression is the event's list of records, or another array for certain. */
export const isBatchOrArray = (list: Node, lambda: Lambda, sourceCode: SourceCode): boolean =>
  isArray(list, sourceCode, (node) => lambda.eventPathOf(node) === "Records");

/** `s3.putObject(params, (error) => …);`, `https.get(url, (response) => …)` */
function callbackOf(call: TSESTree.CallExpression, sourceCode: SourceCode): Floating | undefined {
  if (requestsLeftAlone(sourceCode).has(call)) return { kind: "callback", start: call, neglect: "forgotten" };
  const neglect = isCalledBack(call, sourceCode) ? neglectOf(call, sourceCode) : undefined;
  return neglect && { kind: "callback", start: call, neglect };
}

/** `setTimeout(async () => …, 1000);`, unless it is there to warn that the time of the invocation is running out. */
function timerOf(call: TSESTree.CallExpression, sourceCode: SourceCode): Floating | undefined {
  const { callee } = call;
  if (callee.type !== "Identifier" || !/^set(Timeout|Interval|Immediate)$/.test(callee.name))
    return undefined;
  if (call.arguments[1] && /remaining|timeout|deadline/i.test(sourceCode.getText(call.arguments[1])))
    return undefined;
  const callback = functionNamed(call.arguments[0] ?? call, sourceCode);
  if (!callback || !isGlobal(callee, callee.name, sourceCode) || !startsWork(callback, sourceCode))
    return undefined;
  const neglect = neglectOf(call, sourceCode);
  return neglect && { kind: "timer", start: call, neglect };
}

const startsWork = (fn: FunctionNode, sourceCode: SourceCode): boolean =>
  givesPromise(fn, sourceCode) ||
  nodesIn(fn, ["CallExpression"], sourceCode).some((call) => isAsynchronous(call, sourceCode));

/** What the end of some work is told to by convention. */
const listener = /\b(resolve|reject|callback|cb|done|next)\b/;

/**
 * Whether work tells of its end itself: `save().then(resolve)`, where somebody waits for the promise that `resolve`
 * settles. The callback of an async handler is no such thing, because Lambda waits no longer.
 */
function tellsOfItsEnd(work: Node, lambda: Lambda, sourceCode: SourceCode): boolean {
  if (!listener.test(sourceCode.getText(work))) return false;
  return nodesIn(work, ["Identifier"], sourceCode).some((node) => {
    const owner = listener.test(node.name) ? variableOf(node, sourceCode)?.defs[0]?.node : undefined;
    if (!owner || contains(work, owner as Node)) return false;
    return lambda.handlers.every((handler) => handler.function !== owner);
  });
}
