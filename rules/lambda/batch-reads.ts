import type { TSESTree } from "@typescript-eslint/utils";
import { ancestorsOf, calledName, isFunction, memberName, outermost, type Node } from "../kit/ast.ts";
import { boundBy, functionNamed } from "../kit/bindings.ts";
import { isLogged } from "../kit/logging.ts";
import { nodesIn } from "../kit/nodes.ts";
import type { SourceCode } from "../kit/rule.ts";
import { countsToOne, saysAsOne } from "./batch-intent.ts";
import type { Handler, Lambda } from "./model.ts";

/** A place that reads a part of a batch: the first record, or the first few. */
export interface PartialRead {
  node: Node;
  reads: "first" | "cut";
}

/** The list of records, as most sources call it and as Firehose does. */
const listNames = ["Records", "records"];

/**
 * The places where a handler reads a part of its batch and nothing reads the rest, in source order. None where somebody
 * else gets the list or the event, or where the code sees to it that a batch is one record.
 */
export function partialReadsOf(handler: Handler, lambda: Lambda, sourceCode: SourceCode): PartialRead[] {
  const isHandlers = (node: Node) => lambda.handlerOf(node) === handler;
  const isOne =
    saysAsOne(sourceCode) ||
    nodesIn(sourceCode.ast, ["BinaryExpression"], sourceCode).some((node) => countsToOne(node, lambda));
  if (isOne || namesOf("", lambda, sourceCode).some((name) => isHandlers(name) && escapes(name, sourceCode)))
    return [];

  const reads: PartialRead[] = [];
  for (const key of listNames) {
    for (const pattern of nodesIn(sourceCode.ast, ["ArrayPattern"], sourceCode).filter(isHandlers)) {
      if (!takesElements(pattern, key, lambda, sourceCode)) continue;
      if (pattern.elements.length !== 1 || pattern.elements[0]?.type === "RestElement") return [];
      reads.push({ node: pattern, reads: "first" });
    }
    for (const list of listsOf(key, lambda, sourceCode).filter(isHandlers)) {
      const read = readAt(list, sourceCode);
      if (read === "other") return [];
      if (read) reads.push(read);
    }
  }
  return reads.sort((one, other) => one.node.range[0] - other.node.range[0]);
}

/** Where the file names the list of records: `event.Records`, and the variables that hold it. */
const listsOf = (key: string, lambda: Lambda, sourceCode: SourceCode): Node[] => [
  ...nodesIn(sourceCode.ast, ["MemberExpression"], sourceCode).filter(
    (member) => memberName(member) === key && lambda.eventPathOf(member) === key,
  ),
  ...namesOf(key, lambda, sourceCode),
];

/** Where the file uses the variables that hold a part of the event. */
function namesOf(path: string, lambda: Lambda, { scopeManager }: SourceCode): Node[] {
  const variables = (scopeManager?.scopes ?? []).flatMap((scope) => scope.variables);
  return variables
    .filter(({ identifiers: [name] }) => name && lambda.eventPathOf(name as Node) === path)
    .flatMap(({ references }) => references.filter(({ init }) => !init))
    .map(({ identifier }) => identifier as Node);
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

/** What a place reads of a list: a part, something else, or nothing that matters. */
function readAt(list: Node, sourceCode: SourceCode): PartialRead | "other" | undefined {
  if (isLogged(list)) return undefined;
  const value = chosenFrom(list);
  const parent = value.parent!;
  switch (parent.type) {
    case "MemberExpression":
      return parent.object === value ? readOfMember(parent) : "other";
    case "VariableDeclarator":
      // What the names in it are used for is looked at where they are.
      return /^(Identifier|ArrayPattern)$/.test(parent.id.type) ? undefined : "other";
    case "CallExpression":
      return isHandedOn(parent, value, sourceCode) ? undefined : "other";
    case "ConditionalExpression":
    case "LogicalExpression":
    case "IfStatement":
    case "UnaryExpression":
    case "BinaryExpression":
      return undefined;
    default:
      return "other";
  }
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
function readOfMember(member: TSESTree.MemberExpression): PartialRead | "other" | undefined {
  const name = memberName(member) ?? "";
  const outer = outermost(member).parent!;
  if (name === "length") {
    const isCut = outer.type === "AssignmentExpression" && outer.left === member;
    return isCut ? { node: outer, reads: "cut" } : undefined;
  }
  const call = outer.type === "CallExpression" && outer.callee === member ? outer : undefined;
  const [start, end] = call?.arguments ?? [];
  if (/^(slice|splice)$/.test(name) && isNumber(start, 0) && isNumber(end))
    return { node: call!, reads: "cut" };
  const isFirst = call
    ? (name === "at" && isNumber(start, 0)) || (name === "shift" && !isInLoop(call))
    : isNumber(member.property, 0);
  if (!isFirst) return "other";
  const first = outermost(call ?? member);
  const isOnlyTold =
    first.parent?.type === "MemberExpression" && telling.test(memberName(first.parent) ?? "");
  return isOnlyTold || isLogged(first) ? undefined : { node: call ?? member, reads: "first" };
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

/** Whether a value goes to a function of this file, where it is followed, or to one that only looks at its kind. */
const isHandedOn = (call: TSESTree.CallExpression, value: Node, sourceCode: SourceCode): boolean =>
  call.callee !== value &&
  (calledName(call) === "isArray" || functionNamed(call.callee, sourceCode) !== undefined);

/** Whether somebody elsewhere may get the whole event where it is named. */
function escapes(name: Node, sourceCode: SourceCode): boolean {
  const value = outermost(name);
  const parent = value.parent!;
  if (isLogged(value)) return false;
  switch (parent.type) {
    case "MemberExpression":
      return parent.object !== value;
    case "VariableDeclarator":
      return (
        parent.id.type === "ObjectPattern" && parent.id.properties.some(({ type }) => type === "RestElement")
      );
    case "CallExpression":
      return !isHandedOn(parent, value, sourceCode);
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
