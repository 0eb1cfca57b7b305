import type { TSESTree } from "@typescript-eslint/utils";
import {
  bare,
  calledName,
  contains,
  isFunction,
  memberName,
  methodName,
  outermost,
  propertyOf,
  stringValue,
  type Node,
} from "../kit/ast.ts";
import { placesOf } from "../kit/binding.ts";
import { parametersOf, resolve, variableOf, type Variable } from "../kit/bindings.ts";
import type { Edit } from "../kit/edits.ts";
import { once } from "../kit/once.ts";
import type { SourceCode } from "../kit/rule.ts";
import { markedAsBase64, stringified } from "./answer-edits.ts";
import type { Answer } from "./answers.ts";

/** What is wrong with an answer, and what may be done about it. */
export interface Fault {
  messageId: "object" | "unmarked" | "statusCode";
  node: TSESTree.Node;
  title: "wrap" | "mark" | "number";
  code?: string;
  edits: Edit[];
  /** Whether nobody but the client gets what is changed. */
  isSafe?: boolean;
}

/** What is wrong with the body of an answer. */
export function faultsOfBody(answer: Answer, sourceCode: SourceCode): Fault[] {
  const body = lastingProperty(answer, "body");
  if (!body) return [];
  if (isUnmarkedBase64(body, answer, sourceCode))
    return [
      { messageId: "unmarked", node: body.value, title: "mark", edits: [markedAsBase64(body, sourceCode)] },
    ];
  const objects = objectsIn(body.value, answer, sourceCode) as TSESTree.Node[];
  return objects.map((node) => ({
    messageId: "object",
    node,
    title: "wrap",
    code: "JSON.stringify(…)",
    edits: stringified(node),
    // What has a name, or is read through the answer's name, may be read as an object.
    isSafe: node.type !== "Identifier" && contains(body, node) && !isReadBefore(answer, "body"),
  }));
}

/** What is wrong with the status of an answer. */
export function faultsOfStatus(answer: Answer): Fault[] {
  const status = lastingProperty(answer, "statusCode")?.value;
  const code = stringValue(status);
  if (!status || !code || !/^\d{3}$/.test(code)) return [];
  const edits = [{ range: status.range, text: code }];
  return [{ messageId: "statusCode", node: status, title: "number", code, edits }];
}

/** The property that an answer certainly has under a name: nothing that is spread after it, or set later, replaces it. */
function lastingProperty(answer: Answer, name: string): TSESTree.Property | undefined {
  const { object } = answer;
  const property = propertyOf(object, name);
  if (!property) return undefined;
  const after = object.properties.slice(object.properties.indexOf(property) + 1);
  if (after.some((one) => one.type === "SpreadElement" || memberName(one) === name)) return undefined;
  return membersOf(answer, name).some(isWritten) ? undefined : property;
}

/** Whether something reads the property through a name of the answer: `answer.body.id`. */
const isReadBefore = (answer: Answer, name: string): boolean => membersOf(answer, name).length > 0;

/** `answer.body`, through each name of the answer; a computed name may be any. */
const membersOf = ({ names }: Answer, name: string): TSESTree.MemberExpression[] =>
  names
    .flatMap((variable) => membersThrough(variable))
    .filter((member) => (memberName(member) ?? name) === name);

/** The member expressions that start with a variable; many answers may have one name. */
const membersThrough = once((variable: Variable): TSESTree.MemberExpression[] =>
  placesOf(variable).flatMap(({ parent }) => (parent?.type === "MemberExpression" ? [parent] : [])),
);

const isWritten = (member: TSESTree.MemberExpression): boolean =>
  member.parent.type === "AssignmentExpression" && member.parent.left === member;

/**
 * What stands where text should: an object or a list, spelt out or under a name. Numbers and truth values are no text
 * either, but API Gateway writes them out.
 */
function objectsIn(body: Node, answer: Answer, sourceCode: SourceCode): Node[] {
  const value = bare(body);
  if (value.type !== "Identifier") return literalsIn(value);
  return isObject(value, sourceCode) ? [value] : passedFor(value, answer, sourceCode);
}

/** A name in a condition may stand there because it is text: `typeof body === "string" ? body : JSON.stringify(body)`. */
function literalsIn(node: Node): Node[] {
  const value = bare(node);
  switch (value.type) {
    case "ObjectExpression":
    case "ArrayExpression":
      return [value];
    case "ConditionalExpression":
      return [...literalsIn(value.consequent), ...literalsIn(value.alternate)];
    case "LogicalExpression":
      return [...(value.operator === "&&" ? [] : literalsIn(value.left)), ...literalsIn(value.right)];
    default:
      return [];
  }
}

const isObject = (node: Node, sourceCode: SourceCode): boolean =>
  /^(Object|Array)Expression$/.test(resolve(node, sourceCode).type);

/** The object that the call of a helper passes for a parameter: `respond(200, { id })`. */
function passedFor(parameter: TSESTree.Identifier, { call }: Answer, sourceCode: SourceCode): Node[] {
  const variable = variableOf(parameter, sourceCode);
  const fn = variable?.defs[0]?.node as Node | undefined;
  if (!call || !variable || !isFunction(fn) || variable.references.some((use) => use.isWrite())) return [];
  if (placesOf(variable).some(isDecidedOn)) return [];
  const index = parametersOf(fn).indexOf(variable.identifiers[0] as TSESTree.Identifier);
  const argument = call.arguments[index];
  if (!argument || call.arguments.slice(0, index).some(({ type }) => type === "SpreadElement")) return [];
  return isObject(argument, sourceCode) ? [bare(argument)] : [];
}

/** `typeof body`, `body instanceof Buffer`, `isString(body)`, `JSON.stringify(body)`: the helper makes text where it has to. */
function isDecidedOn(place: Node): boolean {
  const { parent } = outermost(place);
  switch (parent?.type) {
    case "UnaryExpression":
      return parent.operator === "typeof";
    case "BinaryExpression":
      return parent.operator === "instanceof";
    case "CallExpression":
      return /^is[A-Z]|^stringify$/.test(calledName(parent) ?? "");
    default:
      return false;
  }
}

/** Types of content that are bytes and no text. https://developer.mozilla.org/docs/Web/HTTP/MIME_types */
const binary = /^((image|audio|video|font)\/(?!svg)|application\/(pdf|zip|gzip|octet-stream)\b)/;

/** Whether a body is base64 text that nothing marks as such, though the answer says that it holds bytes. */
function isUnmarkedBase64(body: TSESTree.Property, { object }: Answer, sourceCode: SourceCode): boolean {
  const value = resolve(body.value, sourceCode);
  if (value.type !== "CallExpression" || methodName(value) !== "toString") return false;
  if (stringValue(value.arguments[0]) !== "base64") return false;
  const isWhole = object.properties.every(({ type }) => type === "Property");
  if (!isWhole || propertyOf(object, "isBase64Encoded")) return false;
  const headers = propertyOf(object, "headers");
  const fields = headers && resolve(headers.value, sourceCode);
  return (
    fields?.type === "ObjectExpression" &&
    fields.properties.some(
      (field) =>
        field.type === "Property" &&
        memberName(field)?.toLowerCase() === "content-type" &&
        binary.test(stringValue(field.value) ?? ""),
    )
  );
}
