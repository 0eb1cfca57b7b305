import type { TSESTree } from "@typescript-eslint/utils";
import {
  bare,
  enclosingFunction,
  isNullish,
  memberName,
  methodName,
  type FunctionNode,
  type Node,
} from "../kit/ast.ts";
import { functionNamed, isGlobal, parametersOf, valueOf, variableOf } from "../kit/bindings.ts";
import { importedAs } from "../kit/imports.ts";
import { isLogging } from "../kit/logging.ts";
import { nodesIn } from "../kit/nodes.ts";
import { once } from "../kit/once.ts";
import type { SourceCode } from "../kit/rule.ts";
import type { Lambda } from "./model.ts";
import { isOnDemand, isQuiet, isQuietHelper } from "./quiet-logs.ts";

export type LoggedKind = "event" | "headers" | "environment";

/** Something that goes to the log as a whole. */
export interface LoggedData {
  kind: LoggedKind;
  /** What stands for the data: `event`, `event.headers`, `process.env`. */
  node: Node;
  /** What could stand in its place: an argument of the call, a property or spread of an object in it, a part of a text. */
  place: Node;
  call: TSESTree.CallExpression;
}

/** Methods that write to the log unless somebody turns them off; `debug` and `trace` are there to be turned off. */
const level = /^(log|info|warn|warning|error|critical|fatal|notice|dir|table)$/;

/** Everything in a file that goes to the log as a whole, unasked, on each invocation or at the start. */
export function wholesLogged(lambda: Lambda, sourceCode: SourceCode): LoggedData[] {
  const kind = (value: Whole["node"]) => kindOf(value, lambda, sourceCode);
  const isWhole = (passed: Node) => wholesIn(passed, passed, kind, sourceCode).length > 0;
  return nodesIn(sourceCode.ast, ["CallExpression"], sourceCode).flatMap((call) => {
    const logged = isWritten(call) ? call.arguments : handedOnBy(call, lambda, sourceCode);
    const found = logged.flatMap((argument) => wholesIn(argument, argument, kind, sourceCode));
    if (found.length === 0 || isOnDemand(call, sourceCode) || redacts(call, sourceCode)) return [];
    const helper = enclosingFunction(call);
    if (helper && isQuietHelper(helper, { isWhole, sourceCode })) return [];
    return found.map((whole) => ({ ...whole, call }));
  });
}

/** Whether a call writes to the log at a level that is seen. */
const isWritten = (call: TSESTree.CallExpression): boolean =>
  level.test(methodName(call) ?? "") && isLogging(call);

/** What a call passes to a function of the file that does nothing but log it: `log("Received", event)`. */
function handedOnBy(call: TSESTree.CallExpression, lambda: Lambda, sourceCode: SourceCode): Node[] {
  const { callee } = call;
  const fn = callee.type === "Identifier" ? functionNamed(callee, sourceCode) : undefined;
  const logged = fn ? parametersLogged(fn, sourceCode) : [];
  if (logged.length === 0 || [callee, ...call.arguments].some(isQuiet)) return [];
  const parameters = parametersOf(fn!);
  return logged.flatMap((parameter) => {
    const index = parameters.indexOf(parameter);
    if (parameter.type === "RestElement") return call.arguments.slice(index);
    const argument = call.arguments[index];
    // Where all calls pass the same part of the event, it is found in the function.
    return argument && lambda.eventPathOf(parameter) === undefined ? [argument] : [];
  });
}

type Parameter = ReturnType<typeof parametersOf>[number];

/** The parameters of a function that logs them as they are, and does nothing else. */
const parametersLogged = once((fn: FunctionNode, sourceCode: SourceCode): readonly Parameter[] => {
  const call = onlyCallOf(fn);
  if (!call || !isWritten(call) || redacts(call, sourceCode)) return [];
  const parameters = parametersOf(fn);
  const parameterOf = (value: Node) =>
    parameters.find((parameter) => {
      const name = parameter.type === "RestElement" ? parameter.argument : parameter;
      return name.type === "Identifier" && variableOf(name, sourceCode) === variableOf(value, sourceCode);
    });
  const kind = (value: Node) => (parameterOf(value) ? "event" : undefined);
  const wholes = call.arguments.flatMap((argument) => wholesIn(argument, argument, kind, sourceCode));
  return wholes.flatMap(({ node }) => parameterOf(node) ?? []);
});

function onlyCallOf({ body }: FunctionNode): TSESTree.CallExpression | undefined {
  const [statement, another] = body?.type === "BlockStatement" ? body.body : [];
  const only = statement?.type === "ExpressionStatement" && !another ? statement.expression : body;
  return only?.type === "CallExpression" ? only : undefined;
}

interface Whole {
  kind: LoggedKind;
  node: TSESTree.Identifier | TSESTree.MemberExpression;
  place: Node;
}

function wholesIn(
  node: Node,
  place: Node,
  kindOfValue: (value: Whole["node"]) => LoggedKind | undefined,
  sourceCode: SourceCode,
  depth = 8,
): Whole[] {
  const value = node.type === "SpreadElement" ? bare(node.argument) : bare(node);
  const within = (inner: Node | null, innerPlace: Node | null = inner) =>
    inner && innerPlace && depth > 0 ? wholesIn(inner, innerPlace, kindOfValue, sourceCode, depth - 1) : [];
  switch (value.type) {
    case "Identifier":
    case "MemberExpression": {
      const kind = kindOfValue(value);
      return kind ? [{ kind, node: value, place }] : [];
    }
    case "ObjectExpression":
      return value.properties.flatMap((one, index) => {
        if (one.type === "Property") return within(one.value, one);
        // `{ ...event, body: "***" }` puts something else in the place of what must not be seen.
        return index < value.properties.length - 1 ? [] : within(one.argument, one);
      });
    case "ArrayExpression":
      return value.elements.flatMap((element) => within(element));
    case "LogicalExpression":
      return [...within(value.left, place), ...within(value.right, place)];
    case "ConditionalExpression":
      return [...within(value.consequent, place), ...within(value.alternate, place)];
    case "TemplateLiteral":
      return value.expressions.filter(isCall).flatMap((expression) => within(expression));
    case "BinaryExpression":
      return [value.left, value.right]
        .filter((side) => isCall(side) || side.type === "BinaryExpression")
        .flatMap((side) => within(side));
    case "CallExpression": {
      const [data] = value.arguments;
      return data && writesOut(value, sourceCode) ? within(data, place) : [];
    }
    default:
      return [];
  }
}

/** In a text, an object that nothing writes out is only `[object Object]`. */
const isCall = (node: Node): boolean => bare(node).type === "CallExpression";

/** `JSON.stringify(data, null, 2)`, without a function that leaves something out; `util.inspect(data)`. */
function writesOut(call: TSESTree.CallExpression, sourceCode: SourceCode): boolean {
  const callee = bare(call.callee);
  const [, replacer] = call.arguments;
  if (callee.type === "MemberExpression" && isGlobal(callee.object, "JSON", sourceCode))
    return memberName(callee) === "stringify" && (!replacer || isNullish(replacer));
  const imported = importedAs(callee, sourceCode);
  return imported?.name === "inspect" && /^(node:)?util$/.test(imported.module);
}

function kindOf(
  value: TSESTree.Identifier | TSESTree.MemberExpression,
  lambda: Lambda,
  sourceCode: SourceCode,
): LoggedKind | undefined {
  if (value.type === "MemberExpression" && isGlobal(value.object, "process", sourceCode))
    return memberName(value) === "env" ? "environment" : undefined;
  // `event = withoutSecrets(event)`
  const variable = variableOf(value, sourceCode);
  const isReplaced = variable?.references.some((reference) => reference.isWrite() && !reference.init);
  const path = isReplaced ? undefined : lambda.eventPathOf(value);
  if (path === "") return "event";
  return path === "headers" || path === "multiValueHeaders" ? "headers" : undefined;
}

/** Whether the logger is made in this file and told what to leave out: `pino({ redact: ["headers.authorization"] })`. */
function redacts(call: TSESTree.CallExpression, sourceCode: SourceCode): boolean {
  const callee = bare(call.callee);
  const logger = callee.type === "MemberExpression" ? variableOf(callee.object, sourceCode) : undefined;
  const made = logger && valueOf(logger);
  return (
    made !== undefined && /redact|mask|sanitiz|replacer/i.test(sourceCode.getText(made as TSESTree.Node))
  );
}
