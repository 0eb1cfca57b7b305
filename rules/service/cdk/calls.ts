import type { TSESTree } from "@typescript-eslint/utils";
import { bare, memberName, type Node } from "../../kit/ast.ts";
import type { Made } from "./constructs.ts";

/** A method that is called on something: `fn.addEventSource(source)`. */
export interface Call extends Made {
  name: string;
  /** Where the name stands. */
  at: Node;
  owner: Node;
}

/** The method that an expression calls. */
export function callAt(node: TSESTree.CallExpression): Call[] {
  const callee = bare(node.callee);
  const name = callee.type === "MemberExpression" ? memberName(callee) : undefined;
  if (callee.type !== "MemberExpression" || name === undefined) return [];
  return [{ node, name, at: callee.property, owner: callee.object, arguments: node.arguments }];
}
