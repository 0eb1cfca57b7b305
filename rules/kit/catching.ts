import type { TSESTree } from "@typescript-eslint/utils";
import { methodName, type Node } from "./ast.ts";

/** What gets the error of a promise: the argument of `catch`, the second one of `then`. */
export function failureCallback(call: TSESTree.CallExpression): Node | undefined {
  const name = methodName(call);
  return name === "catch" ? call.arguments[0] : name === "then" ? call.arguments[1] : undefined;
}

/** What gets an error on the step from a node to its parent: the clause of a `try`, or the callback of a promise. */
export function catcherAt(node: Node): Node | undefined {
  const { parent } = node;
  if (parent?.type === "TryStatement")
    return parent.block === node ? (parent.handler ?? undefined) : undefined;
  const call = parent?.type === "MemberExpression" && parent.object === node ? parent.parent : undefined;
  return call?.type === "CallExpression" ? failureCallback(call) : undefined;
}
