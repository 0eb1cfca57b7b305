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

/** The one field that Lambda reads of a function's answer to a batch. */
const listKey = "batchItemFailures";

/**
 * Whether an object is an element of the list that goes back to Lambda as `batchItemFailures`: written, pushed or
 * mapped into it. A list whose elements the file reads again is not meant: they may be anything.
 */
export function isReported(item: Node, sourceCode: SourceCode): boolean {
  const value = outermost(item);
  const parent = value.parent!;
  switch (parent.type) {
    case "ConditionalExpression":
    case "LogicalExpression":
      return isReported(parent, sourceCode);
    case "ArrayExpression":
      return becomesList(parent, sourceCode);
    case "CallExpression":
      return isPutIntoList(parent, sourceCode);
    case "ReturnStatement":
    case "ArrowFunctionExpression": {
      const call = callWithEach(parent);
      return call !== undefined && becomesList(call, sourceCode);
    }
    default:
      return false;
  }
}

/** Whether a list is the one that goes back to Lambda, or becomes a part of it. */
function becomesList(list: Node, sourceCode: SourceCode): boolean {
  const value = outermost(list);
  const parent = value.parent!;
  switch (parent.type) {
    case "Property":
      return (
        parent.value === value && parent.parent.type === "ObjectExpression" && memberName(parent) === listKey
      );
    case "VariableDeclarator":
      return isList(parent.id, sourceCode);
    case "AssignmentExpression":
      return parent.right === value && isList(parent.left, sourceCode);
    case "AwaitExpression":
    case "ConditionalExpression":
    case "LogicalExpression":
      return becomesList(parent, sourceCode);
    case "SpreadElement":
      return parent.parent.type === "CallExpression"
        ? isPutIntoList(parent.parent, sourceCode)
        : becomesList(parent.parent, sourceCode);
    case "MemberExpression": {
      const call = parent.parent;
      return (
        call.type === "CallExpression" &&
        call.callee === parent &&
        keepsElements(call) &&
        becomesList(call, sourceCode)
      );
    }
    case "CallExpression":
      return methodName(parent) === "all"
        ? becomesList(parent, sourceCode)
        : isPutIntoList(parent, sourceCode);
    case "ReturnStatement":
    case "ArrowFunctionExpression": {
      const call = callWithEach(parent);
      return call !== undefined && methodName(call) === "flatMap" && becomesList(call, sourceCode);
    }
    default:
      return false;
  }
}

/** `batchItemFailures.push(…)`, `response.batchItemFailures.concat(…)`. */
function isPutIntoList(call: TSESTree.CallExpression, sourceCode: SourceCode): boolean {
  const callee = bare(call.callee);
  return (
    callee.type === "MemberExpression" &&
    /^(push|unshift|concat)$/.test(memberName(callee) ?? "") &&
    isList(callee.object, sourceCode)
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

function isList(node: Node, sourceCode: SourceCode): boolean {
  const list = bare(node);
  if (list.type === "MemberExpression") return memberName(list) === listKey;
  const variable = list.type === "Identifier" ? variableOf(list, sourceCode) : undefined;
  return variable !== undefined && isListVariable(variable);
}

/** Whether a variable holds the list, by its name or by where it goes, and nothing reads its elements. */
function isListVariable({ name, references }: Variable): boolean {
  const uses = references.map(({ identifier }) => outermost(identifier as Node));
  return (name === listKey || uses.some(isAnswered)) && !uses.some(readsElements);
}

/** `{ batchItemFailures: failures }`, `response.batchItemFailures = failures`. */
function isAnswered(use: Node): boolean {
  const parent = use.parent!;
  if (parent.type === "Property") return parent.value === use && memberName(parent) === listKey;
  return (
    parent.type === "AssignmentExpression" &&
    parent.right === use &&
    parent.left.type === "MemberExpression" &&
    memberName(parent.left) === listKey
  );
}

function readsElements(use: Node): boolean {
  const parent = use.parent!;
  if (parent.type === "ForOfStatement") return parent.right === use;
  if (parent.type !== "MemberExpression" || parent.object !== use) return false;
  return parent.computed || !/^(push|unshift|concat|slice|flat|length)$/.test(memberName(parent) ?? "");
}
