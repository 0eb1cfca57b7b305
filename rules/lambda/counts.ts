import { memberName, walk, type Node } from "../kit/ast.ts";
import { variableOf } from "../kit/bindings.ts";
import type { SourceCode } from "../kit/rule.ts";
import { textOf, valueBehind, wordsOf } from "../kit/values.ts";
import { sdkCallAt } from "./sdk-calls.ts";

/** Counts of deliveries and of changes: these have to grow each time. */
export const isTally = (name: string): boolean =>
  wordsOf(name).some((word) =>
    /^(attempts?|retry|retries|tries|fail(ed|ure|ures)?|errors?|versions?|revisions?|rev|seq|sequence|deliver(y|ies)|received?)$/.test(
      word,
    ),
  );

/** Whether a value is the stored value of the same name and something more. */
export function addsTo(name: string, value: Node, sourceCode: SourceCode, depth = 4): boolean {
  if (depth === 0) return false;
  const sum = valueBehind(value, sourceCode);
  if (sum.type === "CallExpression")
    return sum.arguments.some((argument) => addsTo(name, argument, sourceCode, depth - 1));
  if (sum.type === "TemplateLiteral")
    return sum.expressions.length === 1 && addsTo(name, sum.expressions[0]!, sourceCode, depth - 1);
  if (sum.type !== "BinaryExpression" || !/^[+-]$/.test(sum.operator)) return false;
  if ([sum.left, sum.right].some((side) => textOf(side, sourceCode) !== undefined)) return false;
  return [sum.left, sum.right].some((side) => isRead(name, side, sourceCode));
}

/** `Item.count`, `Item?.count ?? 0`, `Number(Item.count.N)`, and a name for it, where `Item` came out of a table. */
function isRead(name: string, node: Node, sourceCode: SourceCode): boolean {
  let found = false;
  walk(valueBehind(node, sourceCode), sourceCode, (inner) => {
    if (inner.type !== "MemberExpression" || memberName(inner) !== name) return true;
    found ||= cameFromTable(inner.object, sourceCode);
    return true;
  });
  return found;
}

function cameFromTable(node: Node, sourceCode: SourceCode, depth = 4): boolean {
  let found = false;
  walk(node, sourceCode, (inner) => {
    if (/^(Get|Query|Scan|BatchGet|TransactGet)$/.test(sdkCallAt(inner, sourceCode)?.operation ?? ""))
      found = true;
    const definition = inner.type === "Identifier" ? variableOf(inner, sourceCode)?.defs[0]?.node : undefined;
    const declared = definition as Node | undefined;
    if (depth > 0 && declared?.type === "VariableDeclarator" && declared.init)
      found ||= cameFromTable(declared.init, sourceCode, depth - 1);
    const behind = inner.type === "CallExpression" ? valueBehind(inner, sourceCode) : inner;
    if (depth > 0 && behind !== inner) found ||= cameFromTable(behind, sourceCode, depth - 1);
    return !found;
  });
  return found;
}
