import type { TSESTree } from "@typescript-eslint/utils";
import { ancestorsOf, calledName, isFunction, memberName, outermost, type Node } from "../kit/ast.ts";
import { placesOf } from "../kit/binding.ts";
import { boundBy, functionNamed, parametersOf, variableOf } from "../kit/bindings.ts";
import { grouped } from "../kit/grouped.ts";
import { isLogged } from "../kit/logging.ts";
import { nodesIn } from "../kit/nodes.ts";
import { once } from "../kit/once.ts";
import { mentions } from "../kit/mentions.ts";
import type { SourceCode } from "../kit/rule.ts";
import { countsToOne, saysAsOne } from "./batch-intent.ts";
import type { Handler, Lambda } from "./model.ts";

/** A place that reads a part of a batch: the first record, or the first few. */
export interface PartialRead {
  node: Node;
  reads: "first" | "cut";
}

/** How many names and functions a list is followed through. */
const maximumDepth = 4;

/** The list of records, as most sources call it and as Firehose does. */
const listNames = ["Records", "records"];

/** Code that may read a part of a list, judged by the text alone: `[0]`, `.slice(0, 5)`, `const [record] = …`. */
const mayReadPart = mentions(
  /\[0\]|\.at\(0|\.shift\(|\.sp?lice\(0|\.length\s?=[^=]|\]\s?=[^=>]|[Rr]ecords:\s?\[/,
);

/**
 * The places where a handler reads a part of its batch and nothing reads the rest, in source order. None where somebody
 * else gets the list or the event, or where the code sees to it that a batch is one record.
 */
export function partialReadsOf(handler: Handler, lambda: Lambda, sourceCode: SourceCode): PartialRead[] {
  if (!mayReadPart(sourceCode)) return [];
  const reads = new Set(listNames.flatMap((key) => readsOf(key, handler, lambda, sourceCode)));
  if (reads.size === 0 || reads.has("other")) return [];
  const [event] = parametersOf(handler.function);
  const isOne =
    saysAsOne(sourceCode) ||
    countsAnyToOne(lambda, sourceCode) ||
    (event && usesOfPattern(event, sourceCode).some((name) => escapes(name, sourceCode)));
  const parts = isOne ? [] : [...reads].filter((read) => read !== "other");
  return parts.sort((one, other) => one.node.range[0] - other.node.range[0]);
}

type Read = PartialRead | "other";

const countsAnyToOne = once((lambda: Lambda, sourceCode: SourceCode) =>
  nodesIn(sourceCode.ast, ["BinaryExpression"], sourceCode).some((node) => countsToOne(node, lambda)),
);

/** Where a file may read a list of records, `event.Records` or `{ Records }`, by the handler that gets it. */
const listsByHandler = once((lambda: Lambda, sourceCode: SourceCode) => {
  const mayBeList = (node: TSESTree.MemberExpression | TSESTree.Property) =>
    listNames.includes(memberName(node) ?? "");
  const members = nodesIn(sourceCode.ast, ["MemberExpression"], sourceCode).filter(mayBeList);
  const properties = nodesIn(sourceCode.ast, ["Property"], sourceCode).filter(
    (property) => mayBeList(property) && property.parent.type === "ObjectPattern",
  );
  return grouped([...members, ...properties], (node) => lambda.handlerOf(node));
});

/** What is read of a list, wherever the file names it; no more than that it is read in another way, where it is. */
function readsOf(key: string, handler: Handler, lambda: Lambda, sourceCode: SourceCode): Read[] {
  const isList = (node: Node) => lambda.eventPathOf(node) === key;
  const reads: Read[] = [];
  for (const list of listsByHandler(lambda, sourceCode).get(handler) ?? []) {
    if (memberName(list) !== key) continue;
    // Most handlers loop, and say so where they name the list.
    if (reads.includes("other")) return ["other"];
    if (list.type === "MemberExpression") {
      if (isList(list)) reads.push(...readsAt(list, sourceCode));
      continue;
    }
    const pattern = list.value.type === "AssignmentPattern" ? list.value.left : list.value;
    const isPicked =
      pattern.type === "ArrayPattern" ? takesElements(pattern, key, lambda, sourceCode) : isList(pattern);
    if (isPicked) reads.push(...readsOfPattern(pattern, sourceCode));
  }
  return reads;
}

/** What is read of a list that is bound to a pattern: through a name, or element by element. */
function readsOfPattern(pattern: Node, sourceCode: SourceCode, depth = maximumDepth): Read[] {
  if (depth === 0) return ["other"];
  if (pattern.type !== "ArrayPattern")
    return usesOfPattern(pattern, sourceCode).flatMap((use) => readsAt(use, sourceCode, depth - 1));
  const [first, another] = pattern.elements;
  return !first || another || first.type === "RestElement" ? ["other"] : [{ node: pattern, reads: "first" }];
}

/** Where the file uses the one name of a pattern. */
function usesOfPattern(pattern: Node, sourceCode: SourceCode): readonly Node[] {
  const variable = pattern.type === "Identifier" ? variableOf(pattern, sourceCode) : undefined;
  return variable ? placesOf(variable) : [];
}

/** `const [record] = event.Records`, `({ Records: [record] })` */
function takesElements(
  pattern: TSESTree.ArrayPattern,
  key: string,
  lambda: Lambda,
  sourceCode: SourceCode,
): boolean {
  const [variable] = boundBy(pattern, sourceCode);
  const path = variable && lambda.eventPathOf(variable.identifiers[0] as Node);
  return path !== undefined && (path === `${key}[]` || path.startsWith(`${key}[].`));
}

/** What is read of a list where it is named: parts of it, something else, or nothing that matters. */
function readsAt(list: Node, sourceCode: SourceCode, depth = maximumDepth): Read[] {
  if (isLogged(list)) return [];
  const value = chosenFrom(list);
  const parent = value.parent!;
  switch (parent.type) {
    case "MemberExpression":
      return parent.object === value ? readsOfMember(parent) : ["other"];
    case "VariableDeclarator":
      return readsOfPattern(parent.id, sourceCode, depth);
    case "CallExpression": {
      if (calledName(parent) === "isArray") return [];
      const parameter = parameterFor(value, parent, sourceCode);
      return parameter ? readsOfPattern(parameter, sourceCode, depth) : ["other"];
    }
    case "ConditionalExpression":
    case "LogicalExpression":
    case "IfStatement":
    case "UnaryExpression":
    case "BinaryExpression":
      return [];
    default:
      return ["other"];
  }
}

/** What an argument lands in, where a function of this file is called. */
function parameterFor(
  argument: Node,
  call: TSESTree.CallExpression,
  sourceCode: SourceCode,
): Node | undefined {
  const fn = functionNamed(call.callee, sourceCode);
  return fn && parametersOf(fn)[call.arguments.indexOf(argument as TSESTree.CallExpressionArgument)];
}

/** The expression whose value a list may be: `event.Records ?? []`, `isBatch ? event.Records : []`. */
function chosenFrom(list: Node): Node {
  let value = outermost(list);
  for (let { parent } = value; parent; { parent } = value) {
    const isTested =
      (parent.type === "LogicalExpression" && parent.operator === "&&" && parent.left === value) ||
      (parent.type === "ConditionalExpression" && parent.test === value);
    if (isTested || !/^(Logical|Conditional)Expression$/.test(parent.type)) break;
    value = outermost(parent);
  }
  return value;
}

/** Properties of a record that tell where it comes from, rather than what it holds. */
const telling =
  /^(eventSource|EventSource|eventSourceARN|eventVersion|EventVersion|awsRegion|messageId|eventID)$/;

/** `event.Records[0]`, `event.Records.slice(0, 5)`, `event.Records.length` */
function readsOfMember(member: TSESTree.MemberExpression): Read[] {
  const name = memberName(member) ?? "";
  const outer = outermost(member).parent!;
  if (name === "length") {
    const isCut = outer.type === "AssignmentExpression" && outer.left === member;
    return isCut ? [{ node: outer, reads: "cut" }] : [];
  }
  const call = outer.type === "CallExpression" && outer.callee === member ? outer : undefined;
  const [start, end] = call?.arguments ?? [];
  if (/^(slice|splice)$/.test(name) && isNumber(start, 0) && isNumber(end))
    return [{ node: call!, reads: "cut" }];
  const isFirst = call
    ? (name === "at" && isNumber(start, 0)) || (name === "shift" && !isInLoop(call))
    : isNumber(member.property, 0);
  if (!isFirst) return ["other"];
  const first = outermost(call ?? member);
  const isOnlyTold =
    first.parent?.type === "MemberExpression" && telling.test(memberName(first.parent) ?? "");
  return isOnlyTold || isLogged(first) ? [] : [{ node: call ?? member, reads: "first" }];
}

const isNumber = (node: Node | undefined, value?: number): boolean =>
  node?.type === "Literal" && typeof node.value === "number" && (value === undefined || node.value === value);

const isInLoop = (node: Node): boolean => {
  for (const outer of ancestorsOf(node)) {
    if (isFunction(outer)) return false;
    if (/^(For|While|DoWhile)/.test(outer.type)) return true;
  }
  return false;
};

/** Whether somebody elsewhere may get the whole event where it is named. */
function escapes(name: Node, sourceCode: SourceCode, depth = maximumDepth): boolean {
  const value = outermost(name);
  const parent = value.parent!;
  if (isLogged(value)) return false;
  switch (parent.type) {
    case "MemberExpression":
      return parent.object !== value;
    case "VariableDeclarator":
      return escapesInto(parent.id, sourceCode, depth);
    case "CallExpression": {
      const parameter = parameterFor(value, parent, sourceCode);
      return !parameter || escapesInto(parameter, sourceCode, depth);
    }
    case "LogicalExpression":
    case "IfStatement":
    case "UnaryExpression":
    case "BinaryExpression":
    case "ExpressionStatement":
      return false;
    default:
      return true;
  }
}

const escapesInto = (pattern: Node, sourceCode: SourceCode, depth: number): boolean =>
  depth === 0 ||
  (pattern.type === "ObjectPattern" && pattern.properties.some(({ type }) => type === "RestElement")) ||
  usesOfPattern(pattern, sourceCode).some((use) => escapes(use, sourceCode, depth - 1));
