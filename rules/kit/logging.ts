import type { TSESTree } from "@typescript-eslint/utils";
import { bare, isFunction, memberName, type Node } from "./ast.ts";

/** How people name what writes their log: `console`, `logger`, `this.log`, `requestLogger`, `logError(…)`. */
const logName = /^(console|winston|pino)$|^_?log(ger)?$|Logger$|^log[A-Z]/;

/** Whether a call only writes to a log, by the names that lead to what it calls. */
export const isLogging = (call: TSESTree.CallExpression): boolean => isLog(call.callee);

/** Whether what is called, or handed over to be called, only writes to a log: `console.error`. */
export function isLog(callee: Node): boolean {
  for (let named = bare(callee); ;) {
    if (named.type === "Identifier") return logName.test(named.name);
    if (named.type === "CallExpression") named = bare(named.callee);
    else if (named.type !== "MemberExpression") return false;
    else if (logName.test(memberName(named) ?? "")) return true;
    else named = bare(named.object);
  }
}

/** Whether a value is only written to a log where it stands. */
export function isLogged(node: Node): boolean {
  for (let outer = node.parent; outer && !isFunction(outer); outer = outer.parent)
    if (outer.type === "CallExpression" && isLogging(outer)) return true;
  return false;
}
