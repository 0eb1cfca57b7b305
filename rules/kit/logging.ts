import type { TSESTree } from "@typescript-eslint/utils";
import { bare, isFunction, memberName, type Node } from "./ast.ts";

/** How people name what writes their log: `console`, `logger`, `this.log`, `requestLogger`, `logError(…)`. */
const logName = /^(console|winston|pino)$|^_?log(ger)?$|Logger$|^log[A-Z]/;

/** Whether a call only writes to a log, by the names that lead to what it calls. */
export function isLogging(call: TSESTree.CallExpression): boolean {
  for (let callee = bare(call.callee); ;) {
    if (callee.type === "Identifier") return logName.test(callee.name);
    if (callee.type === "CallExpression") callee = bare(callee.callee);
    else if (callee.type !== "MemberExpression") return false;
    else if (logName.test(memberName(callee) ?? "")) return true;
    else callee = bare(callee.object);
  }
}

/** Whether a value is only written to a log where it stands. */
export function isLogged(node: Node): boolean {
  for (let outer = node.parent; outer && !isFunction(outer); outer = outer.parent)
    if (outer.type === "CallExpression" && isLogging(outer)) return true;
  return false;
}
