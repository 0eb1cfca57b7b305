import type { TSESTree } from "@typescript-eslint/utils";
import {
  ancestorsOf,
  awaited,
  bare,
  isFunction,
  isNullish,
  memberName,
  methodName,
  some,
  stringValue,
  walk,
  type FunctionNode,
  type Node,
} from "../kit/ast.ts";
import { FirstStatements } from "../kit/blocks.ts";
import { lastOf } from "../kit/branches.ts";
import { functionNamed, valueOf, variableNaming, variableOf, writesTo } from "../kit/bindings.ts";
import { importedModules } from "../kit/imports.ts";
import { callsOfMethod } from "../kit/methods.ts";
import { once } from "../kit/once.ts";
import type { SourceCode } from "../kit/rule.ts";
import type { Lambda } from "./model.ts";
import { insertsOnce } from "./sql-writes.ts";

/** Packages that see to it that a piece of work is done once: Powertools, Middy plug-ins, durable executions. */
const libraries = /idempoten|dedup|durable-(execution|functions)/i;

/** What people call the code that sees to it. Names of tokens say nothing: whether they are good is another question. */
const saysOnce =
  /idempoten(?!cy_?(key|token))|(?<!message_?)de_?dup(?!lication_?id)|processed|duplicate|already|\bseen|\bonce\b|durable/i;

/** Whether what a node does is done once for an event, however often the event arrives. */
export function isDoneOnce(node: Node, lambda: Lambda, sourceCode: SourceCode): boolean {
  if (importedModules(sourceCode).some((module) => libraries.test(module))) return true;
  if (lambda.isExcused(node, "done once")) return true;
  const wrappers = lambda.handlerOf(node)?.wrappers ?? [];
  if (wrappers.some((wrapper) => saysOnce.test(sourceCode.getText(wrapper.callee as TSESTree.Node))))
    return true;
  return isGuarded(node, lambda, sourceCode, 3);
}

/** What has been found out about a file on the way to its effects, which share most of it. */
interface Guards {
  tells: (test: Node, entersWhereTrue: boolean) => boolean;
  /** The statements after which work is done once. */
  statements: FirstStatements;
  /** Whether the calls of a function are guarded, by how far these may still be followed. */
  guardedCalls: Map<Node, boolean>[];
}

const guardsIn = once((lambda: Lambda, sourceCode: SourceCode): Guards => {
  const tells = (test: Node, entersWhereTrue: boolean) =>
    tellsRepeats(test, entersWhereTrue, lambda, sourceCode);
  const statements = new FirstStatements(
    (statement) => leavesAtRepeats(statement, tells, sourceCode) || claims(statement, sourceCode),
  );
  return { tells, statements, guardedCalls: [] };
});

/** Whether the code around a node, or around the calls that lead to it, asks first if the event is a new one. */
function isGuarded(node: Node, lambda: Lambda, sourceCode: SourceCode, depth: number): boolean {
  const { tells, statements } = guardsIn(lambda, sourceCode);
  let inner = node;
  for (const outer of ancestorsOf(node)) {
    switch (outer.type) {
      case "IfStatement":
      case "ConditionalExpression":
        if (inner !== outer.test && tells(outer.test, inner === outer.consequent)) return true;
        break;
      case "LogicalExpression":
        if (inner === outer.right && tells(outer.left, outer.operator === "&&")) return true;
        break;
      case "BlockStatement":
      case "SwitchCase":
        if (statements.standBefore(inner, outer)) return true;
        break;
      case "CatchClause":
        // Telling somebody of a failure, or counting it, is about this attempt.
        return true;
      case "ForOfStatement":
        if (inner === outer.body && saysOnce.test(sourceCode.getText(outer.right))) return true;
        break;
      case "CallExpression":
        if (inner !== outer.callee && runsOnce(outer, sourceCode)) return true;
        break;
      case "FunctionDeclaration":
      case "FunctionExpression":
      case "ArrowFunctionExpression":
        if (lambda.isHandler(outer)) return false;
        if (depth > 0 && isCalledGuarded(outer, lambda, sourceCode, depth - 1)) return true;
        break;
      default:
    }
    inner = outer;
  }
  return false;
}

/** Whether some call of a function stands where the event is known to be a new one. */
function isCalledGuarded(fn: FunctionNode, lambda: Lambda, sourceCode: SourceCode, depth: number): boolean {
  const known = (guardsIn(lambda, sourceCode).guardedCalls[depth] ??= new Map());
  let isCalled = known.get(fn);
  if (isCalled === undefined) {
    isCalled = callsOf(fn, sourceCode).some((call) => isGuarded(call, lambda, sourceCode, depth));
    known.set(fn, isCalled);
  }
  return isCalled;
}

/** `if (seen) return;` */
function leavesAtRepeats(
  statement: Node,
  tells: (test: Node, enters: boolean) => boolean,
  sourceCode: SourceCode,
): boolean {
  if (statement.type !== "IfStatement") return false;
  const last = lastOf(statement.consequent);
  if (last?.type === "ThrowStatement")
    return refuses.test(sourceCode.getText(statement.test as TSESTree.Node));
  return /^(Return|Continue|Break)Statement$/.test(last?.type ?? "") && tells(statement.test, false);
}

/** An exception tells of a failed call as well as of a repeat; only names tell them apart. */
const refuses = /exist|conflict|taken|duplicate|processed|idempoten|already/i;

/**
 * Whether a test tells repeats from new events: by a name that says so, or by what was looked up with the event's data.
 * That nothing was found is the sign of a new event; `if (!user) return` asks for something else.
 */
function tellsRepeats(test: Node, entersWhereTrue: boolean, lambda: Lambda, sourceCode: SourceCode): boolean {
  if (some(test, sourceCode, (node) => node.type === "Identifier" && saysOnce.test(node.name))) return true;
  const expression = awaited(test);
  if (expression.type === "LogicalExpression") {
    return [expression.left, expression.right].some((side) =>
      tellsRepeats(side, entersWhereTrue, lambda, sourceCode),
    );
  }
  if (!some(test, sourceCode, (node) => isLookedUp(node, lambda, sourceCode))) return false;
  const meaning = meaningOf(expression);
  return meaning === "state" || meaning === (entersWhereTrue ? "absent" : "present");
}

/** What a test asks of a value: whether it is there, is not there, what it is like, or how much it is. */
function meaningOf(test: Node): "present" | "absent" | "state" | "amount" {
  if (test.type === "UnaryExpression" && test.operator === "!")
    return meaningOf(awaited(test.argument)) === "absent" ? "present" : "absent";
  if (test.type !== "BinaryExpression") return "present";
  const isEmpty = [test.left, test.right].some(
    (side) => isNullish(side) || (side.type === "Literal" && side.value === 0),
  );
  // `response.status !== 200`, `order.total > 100`
  if (
    [test.left, test.right].some(
      (side) => side.type === "Literal" && side.value !== 0 && typeof side.value === "number",
    )
  )
    return "amount";
  if (!isEmpty) return "state";
  return /^(===?|<=)$/.test(test.operator) ? "absent" : "present";
}

/** A value that was awaited and asked for with something of the event, or what was made of it. */
function isLookedUp(node: Node, lambda: Lambda, sourceCode: SourceCode, depth = 3): boolean {
  if (node.type === "AwaitExpression")
    return node.argument.type === "CallExpression" && lambda.dependsOnEvent(node);
  const variable = node.type === "Identifier" && depth > 0 ? variableOf(node, sourceCode) : undefined;
  return (variable ? writesTo(variable) : []).some(
    (value) =>
      !isFunction(value) &&
      some(value, sourceCode, (inner) => isLookedUp(inner, lambda, sourceCode, depth - 1)),
  );
}

/** What `claims` answered, by depth: the effects of a file share the statements before them and the helpers these call. */
const answered = [new WeakMap<Node, boolean>(), new WeakMap<Node, boolean>(), new WeakMap<Node, boolean>()];

/** Whether a statement marks the event as taken, in a way that fails where it was taken before. */
function claims(statement: Node, sourceCode: SourceCode, depth = 2): boolean {
  const known = answered[depth]!.get(statement);
  if (known !== undefined) return known;
  let found = false;
  walk(statement, sourceCode, (node) => {
    if (node.type === "CatchClause") return false;
    const text =
      stringValue(node) ?? (node.type === "TemplateLiteral" ? sourceCode.getText(node) : undefined);
    if (text !== undefined)
      found ||= /attribute_not_exists/.test(text) || insertsOnce.test(text) || text === "NX";
    if (node.type === "Property") found ||= memberName(node) === "NX";
    if (node.type === "AwaitExpression" && node.argument.type === "CallExpression") {
      const call = node.argument;
      found ||= saysOnce.test(fullName(call)) || /^set_?nx$/i.test(methodName(call) ?? "");
    }
    if (node.type === "CallExpression" && depth > 0) {
      const fn = functionNamed(node.callee, sourceCode);
      if (fn?.body) found ||= claims(fn.body, sourceCode, depth - 1);
    }
    return !found && !isFunction(node);
  });
  answered[depth]!.set(statement, found);
  return found;
}

/** `withIdempotency(id, () => …)`, and a step of a durable execution, whose result is remembered. */
function runsOnce(call: TSESTree.CallExpression, sourceCode: SourceCode): boolean {
  if (saysOnce.test(fullName(call))) return true;
  const callee = bare(call.callee);
  if (callee.type !== "MemberExpression") return false;
  const elements = /^(map|forEach|flatMap)$/.test(memberName(callee) ?? "") ? callee.object : undefined;
  return elements !== undefined && saysOnce.test(sourceCode.getText(elements as TSESTree.Node));
}

/** The name of a called function together with its owner's: `processedEvents.add`. */
function fullName(call: TSESTree.CallExpression): string {
  const callee = bare(call.callee);
  if (callee.type === "Identifier") return callee.name;
  if (callee.type !== "MemberExpression") return "";
  const owner = bare(callee.object);
  return `${owner.type === "Identifier" ? owner.name : ""}.${memberName(callee) ?? ""}`;
}

/** The calls of a function of this file by its name, or that it is passed to by name. */
function callsOf(fn: FunctionNode, sourceCode: SourceCode): readonly Node[] {
  const variable = variableNaming(fn, sourceCode);
  if (variable && valueOf(variable) === fn)
    return variable.references
      .map(({ identifier }) => identifier as Node)
      .filter((use) => use.parent?.type === "CallExpression");
  return callsOfMethod(fn, sourceCode).map(({ callee }) => bare(callee));
}
