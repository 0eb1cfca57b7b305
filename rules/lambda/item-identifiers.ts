import type { TSESTree } from "@typescript-eslint/utils";
import { awaited, bare, contains, isFunction, methodName, stringValue, type Node } from "../kit/ast.ts";
import { isGlobal, parametersOf, resolve, variableOf } from "../kit/bindings.ts";
import type { SourceCode } from "../kit/rule.ts";
import { reportsBatchItems, sourceNamed, type SourceName } from "./event-sources.ts";
import type { Lambda } from "./model.ts";

/** Why Lambda does not find the record that an `itemIdentifier` is to name. */
export interface Fault {
  kind: "field" | "constant" | "maybeUndefined" | "kafkaString" | "filtered";
  /** Whose record it is, where that source knows its records by one field. */
  source?: SourceName;
  /** How the record is called where the identifier stands; absent where it has no name there. */
  record?: string;
}

/** What is wrong with the value of an `itemIdentifier`; `undefined` where it is right or cannot be told. */
export function faultOf(value: Node, lambda: Lambda, sourceCode: SourceCode): Fault | undefined {
  const handler = lambda.handlerOf(value);
  const sources = handler ? [...lambda.sourcesOf(handler)] : [];
  if (sources.length === 1 && sources[0] === "kafka") {
    return isText(value, sourceCode) ? { kind: "kafkaString" } : undefined;
  }

  if (countsWhatIsLeft(value, lambda, sourceCode)) return { kind: "filtered" };
  const batches = sources.filter(reportsBatchItems);
  if (isConstant(value, sourceCode)) {
    if (!handler || isDeliberate(value, sourceCode)) return undefined;
    return { kind: "constant", source: batches[0] ?? "sqs", ...recordAround(value, lambda) };
  }
  return fieldFault(value, batches, lambda, sourceCode);
}

/** A field of the record other than the one by which its source knows it. */
function fieldFault(
  value: Node,
  batches: readonly SourceName[],
  lambda: Lambda,
  sourceCode: SourceCode,
): Fault | undefined {
  const body = bodyReadBy(value, lambda, sourceCode);
  const path = lambda.eventPathOf(body ?? value);
  if (!path?.startsWith("Records[]")) return undefined;

  const [known, another] = batches;
  const shown = sourceOfField(path);
  const source = shown && (!known || batches.includes(shown)) ? shown : another ? undefined : known;
  if (!source) return undefined;
  if (![source, ...batches].some((one) => sourceNamed(one).itemIdentifier === path)) {
    return { kind: "field", source, ...recordIn(body ?? value, value, lambda, sourceCode) };
  }
  return mayBeMissing(value, lambda, sourceCode) ? { kind: "maybeUndefined", source } : undefined;
}

/** `results.filter(isRejected).map((_, index) => event.Records[index].messageId)`: the index is one among those left. */
function countsWhatIsLeft(value: Node, lambda: Lambda, sourceCode: SourceCode, depth = 8): boolean {
  const member = resolve(value, sourceCode);
  if (member.type !== "MemberExpression" || depth === 0) return false;
  const list = bare(member.object);
  const isPicked = member.computed && lambda.eventPathOf(list) === "Records";
  if (!isPicked) return countsWhatIsLeft(list, lambda, sourceCode, depth - 1);

  const [index] = variableOf(bare(member.property), sourceCode)?.defs ?? [];
  const fn = index?.node as Node | undefined;
  const call = isFunction(fn) && parametersOf(fn)[1] === index!.name ? fn.parent : undefined;
  if (call?.type !== "CallExpression" || !/^(map|flatMap|forEach)$/.test(methodName(call) ?? ""))
    return false;
  const { object: over } = bare(call.callee) as TSESTree.MemberExpression;
  const left = awaited(resolve(over, sourceCode));
  const isFiltered = left.type === "CallExpression" && methodName(left) === "filter";
  return isFiltered && resolve(list, sourceCode) !== left;
}

/** Whose records have a field; what several have tells nothing. */
function sourceOfField(path: string): SourceName | undefined {
  const [, field = ""] = path.split(".");
  if (/^(kinesis|dynamodb)$/.test(field)) return field as SourceName;
  return /^(messageI[dD]|receiptHandle|body|md5OfBody|attributes|messageAttributes)$/.test(field)
    ? "sqs"
    : undefined;
}

/** The part of the event whose parsed text a value is read from: `record.body` for `JSON.parse(record.body).id`. */
function bodyReadBy(value: Node, lambda: Lambda, sourceCode: SourceCode, depth = 4): Node | undefined {
  const expression = awaited(value);
  if (depth === 0) return undefined;
  switch (expression.type) {
    case "MemberExpression":
      return bodyReadBy(expression.object, lambda, sourceCode, depth);
    case "LogicalExpression":
      return bodyReadBy(expression.left, lambda, sourceCode, depth);
    case "Identifier": {
      const declarator = variableOf(expression, sourceCode)?.defs[0]?.node as Node | undefined;
      return declarator?.type === "VariableDeclarator" && declarator.init
        ? bodyReadBy(declarator.init, lambda, sourceCode, depth - 1)
        : undefined;
    }
    case "CallExpression": {
      const [text] = expression.arguments;
      const isBody =
        methodName(expression) === "parse" && text && lambda.eventPathOf(text) === "Records[].body";
      return isBody ? text : undefined;
    }
    default:
      return undefined;
  }
}

/** The record that a field is read from, if it has its name at the identifier too. */
function recordIn(field: Node, value: Node, lambda: Lambda, sourceCode: SourceCode): { record?: string } {
  const node = bare(field);
  if (node.type === "LogicalExpression") return recordIn(node.left, value, lambda, sourceCode);
  if (lambda.eventPathOf(node) !== "Records[]") {
    return node.type === "MemberExpression" ? recordIn(node.object, value, lambda, sourceCode) : {};
  }
  const scope = variableOf(node, sourceCode)?.scope.block as Node | undefined;
  const isVisible = contains(value, node) || (scope !== undefined && contains(scope, value));
  return isVisible ? { record: sourceCode.getText(node as never) } : {};
}

/** The record of the loop around a node. */
function recordAround(node: Node, lambda: Lambda): { record?: string } {
  const loop = lambda.recordLoops.around(node);
  return loop?.record?.type === "Identifier" ? { record: loop.record.name } : {};
}

function isConstant(value: Node, sourceCode: SourceCode): boolean {
  const constant = resolve(value, sourceCode);
  return (
    constant.type === "Literal" ||
    stringValue(constant) !== undefined ||
    isGlobal(constant, "undefined", sourceCode)
  );
}

/** `[{ itemIdentifier: "" }]`: the documented way to fail the whole batch without throwing. */
function isDeliberate(value: Node, sourceCode: SourceCode): boolean {
  const constant = resolve(value, sourceCode);
  const isEmpty =
    isGlobal(constant, "undefined", sourceCode) ||
    stringValue(constant) === "" ||
    (constant.type === "Literal" && constant.value === null);
  return isEmpty && value.parent?.parent?.parent?.type === "ArrayExpression";
}

/** `event.Records.find(…)?.messageId`: nothing is found where the search fails. */
function mayBeMissing(value: Node, lambda: Lambda, sourceCode: SourceCode): boolean {
  if (value.type !== "ChainExpression") return false;
  let owner: Node = value.expression;
  while (owner.type === "MemberExpression") owner = bare(owner.object);
  const found = resolve(owner, sourceCode);
  return (
    found.type === "CallExpression" &&
    /^(find|findLast|at|pop|shift)$/.test(methodName(found) ?? "") &&
    lambda.eventPathOf(found) === "Records[]"
  );
}

/** Whether a value is certainly a string. */
function isText(value: Node, sourceCode: SourceCode): boolean {
  const text = resolve(value, sourceCode);
  switch (text.type) {
    case "TemplateLiteral":
      return true;
    case "Literal":
      return typeof text.value === "string" && text.value !== "";
    case "BinaryExpression":
      return text.operator === "+";
    case "CallExpression":
      return methodName(text) === "toString" || isGlobal(text.callee, "String", sourceCode);
    default:
      return false;
  }
}
