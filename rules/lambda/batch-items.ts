import type { TSESTree } from "@typescript-eslint/utils";
import {
  bare,
  enclosingFunction,
  isFunction,
  memberName,
  methodName,
  outermost,
  type Node,
} from "../kit/ast.ts";
import { variableOf, type Variable } from "../kit/bindings.ts";
import type { SourceCode } from "../kit/rule.ts";

/**
 * Whether an object is an element of the list that goes back to Lambda as `batchItemFailures`: written, pushed or
 * mapped into it. A list whose elements the file reads again is not meant: they may be anything.
 *
 * @param keys what the file calls the list: `batchItemFailures`, and what it misspells as that
 */
export function isReported(item: Node, keys: ReadonlySet<string>, sourceCode: SourceCode): boolean {
  const value = outermost(item);
  const parent = value.parent!;
  switch (parent.type) {
    case "ConditionalExpression":
    case "LogicalExpression":
      return isReported(parent, keys, sourceCode);
    case "ArrayExpression":
      return becomesList(parent, keys, sourceCode);
    case "CallExpression":
      return isPutIntoList(parent, keys, sourceCode);
    case "ReturnStatement":
    case "ArrowFunctionExpression": {
      const call = callWithEach(parent);
      return call !== undefined && becomesList(call, keys, sourceCode);
    }
    default:
      return false;
  }
}

/** Whether a list is the one that goes back to Lambda, or becomes a part of it. */
function becomesList(list: Node, keys: ReadonlySet<string>, sourceCode: SourceCode): boolean {
  const value = outermost(list);
  const parent = value.parent!;
  switch (parent.type) {
    case "Property":
      return (
        parent.value === value &&
        parent.parent.type === "ObjectExpression" &&
        keys.has(memberName(parent) ?? "")
      );
    case "VariableDeclarator":
      return isList(parent.id, keys, sourceCode);
    case "AssignmentExpression":
      return parent.right === value && isList(parent.left, keys, sourceCode);
    case "AwaitExpression":
    case "ConditionalExpression":
    case "LogicalExpression":
      return becomesList(parent, keys, sourceCode);
    case "SpreadElement":
      return parent.parent.type === "CallExpression"
        ? isPutIntoList(parent.parent, keys, sourceCode)
        : becomesList(parent.parent, keys, sourceCode);
    case "MemberExpression": {
      const call = parent.parent;
      return (
        call.type === "CallExpression" &&
        call.callee === parent &&
        keepsElements(call) &&
        becomesList(call, keys, sourceCode)
      );
    }
    case "CallExpression":
      return methodName(parent) === "all"
        ? becomesList(parent, keys, sourceCode)
        : isPutIntoList(parent, keys, sourceCode);
    case "ReturnStatement":
    case "ArrowFunctionExpression": {
      const call = callWithEach(parent);
      return call !== undefined && methodName(call) === "flatMap" && becomesList(call, keys, sourceCode);
    }
    default:
      return false;
  }
}

/** `batchItemFailures.push(…)`, `response.batchItemFailures.concat(…)`. */
function isPutIntoList(
  call: TSESTree.CallExpression,
  keys: ReadonlySet<string>,
  sourceCode: SourceCode,
): boolean {
  const callee = bare(call.callee);
  return (
    callee.type === "MemberExpression" &&
    /^(push|unshift|concat)$/.test(memberName(callee) ?? "") &&
    isList(callee.object, keys, sourceCode)
  );
}

/** `list.filter(Boolean)`, `list.flat()`: the same elements, and no function that reads them. */
const keepsElements = (call: TSESTree.CallExpression): boolean =>
  /^(filter|flat|slice|concat|reverse)$/.test(methodName(call) ?? "") && !isFunction(call.arguments[0]);

/** The call that makes a list of what a function returns for each element. */
function callWithEach(returning: Node): TSESTree.CallExpression | undefined {
  const fn = isFunction(returning) ? returning : enclosingFunction(returning);
  const call = fn?.parent;
  if (call?.type !== "CallExpression" || call.arguments[0] !== fn) return undefined;
  return /^(map|flatMap)$/.test(methodName(call) ?? "") ? call : undefined;
}

function isList(node: Node, keys: ReadonlySet<string>, sourceCode: SourceCode): boolean {
  const list = bare(node);
  if (list.type === "MemberExpression") return keys.has(memberName(list) ?? "");
  const variable = list.type === "Identifier" ? variableOf(list, sourceCode) : undefined;
  return variable !== undefined && isListVariable(variable, keys);
}

/** Whether a variable holds the list, by its name or by where it goes, and nothing reads its elements. */
function isListVariable({ name, references }: Variable, keys: ReadonlySet<string>): boolean {
  const uses = references.map(({ identifier }) => outermost(identifier as Node));
  return (keys.has(name) || uses.some((use) => isAnswered(use, keys))) && !uses.some(readsElements);
}

/** `{ batchItemFailures: failures }`, `response.batchItemFailures = failures`. */
function isAnswered(use: Node, keys: ReadonlySet<string>): boolean {
  const parent = use.parent!;
  if (parent.type === "Property") return parent.value === use && keys.has(memberName(parent) ?? "");
  return (
    parent.type === "AssignmentExpression" &&
    parent.right === use &&
    parent.left.type === "MemberExpression" &&
    keys.has(memberName(parent.left) ?? "")
  );
}

function readsElements(use: Node): boolean {
  const parent = use.parent!;
  if (parent.type === "ForOfStatement") return parent.right === use;
  if (parent.type !== "MemberExpression" || parent.object !== use) return false;
  return parent.computed || !/^(push|unshift|concat|slice|flat|length)$/.test(memberName(parent) ?? "");
}
