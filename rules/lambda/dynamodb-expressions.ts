import { memberName, methodName, type Node } from "../kit/ast.ts";
import { isGlobal } from "../kit/bindings.ts";
import type { SourceCode } from "../kit/rule.ts";
import { fieldValue, textOf, valueBehind } from "../kit/values.ts";
import { addsTo, isTally } from "./counts.ts";

// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.UpdateExpressions.html
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html

/** The attributes that an update changes by what they were before: `ADD n :x`, `SET n = n + :x`, or read and written. */
export function countersOf(input: Node, sourceCode: SourceCode): string[] {
  const expression = fieldValue(input, "UpdateExpression", sourceCode);
  const text = expression && textOf(expression, sourceCode);
  if (text === undefined) return [];
  const names = fieldValue(input, "ExpressionAttributeNames", sourceCode);
  const values = fieldValue(input, "ExpressionAttributeValues", sourceCode);
  const nameOf = (path: string) => {
    const alias = fieldValue(names, path, sourceCode);
    return (alias && textOf(alias, sourceCode)) ?? path.replace(/^#/, "");
  };
  const valueAt = (name: string) => placeholderValue(values, name, sourceCode);

  return clausesOf(text)
    .filter(({ path, operand, kind }) => {
      if (kind === "replaced") {
        const value = valueAt(operand);
        return value !== undefined && addsTo(nameOf(path), value, sourceCode);
      }
      return !isSet(valueAt(operand), sourceCode);
    })
    .map(({ path }) => nameOf(path))
    .filter((name) => !isTally(name));
}

interface Clause {
  path: string;
  operand: string;
  kind: "added" | "replaced";
}

function clausesOf(expression: string): Clause[] {
  const clauses: Clause[] = [];
  const parts = expression.split(/\b(SET|REMOVE|ADD|DELETE)\s/i);
  for (const [index, keyword] of parts.entries()) {
    const list = parts[index + 1] ?? "";
    if (/^ADD$/i.test(keyword)) {
      for (const [, path, operand] of list.matchAll(/([\w#.?[\]-]+)\s+(:[\w?]+)/g))
        clauses.push({ path: path!, operand: operand!, kind: "added" });
    }
    if (/^SET$/i.test(keyword)) {
      for (const assignment of list.split(/,(?![^(]*\))/)) {
        const [, path, value] = /^\s*([\w#.?[\]-]+)\s*=\s*(.+?)\s*$/s.exec(assignment) ?? [];
        if (!path || !value) continue;
        const [, start, operand] =
          /^(?:if_not_exists\(\s*)?([\w#.?[\]-]+)(?:\s*,[^)]*\))?\s*[+-]\s*(:[\w?]+)$/.exec(value) ?? [];
        if (start === path) clauses.push({ path, operand: operand!, kind: "added" });
        const [, swapped] = /^(:[\w?]+)\s*\+/.exec(value) ?? [];
        if (swapped && value.endsWith(path)) clauses.push({ path, operand: swapped, kind: "added" });
        if (/^:[\w?]+$/.test(value)) clauses.push({ path, operand: value, kind: "replaced" });
      }
    }
  }
  return clauses;
}

/** What `:name` stands for, without DynamoDB's wrapping of numbers. */
function placeholderValue(values: Node | undefined, name: string, sourceCode: SourceCode): Node | undefined {
  const inner = values && valueBehind(values, sourceCode);
  const isMarshalled = inner?.type === "CallExpression" && inner.arguments.length > 0;
  const value = fieldValue(isMarshalled ? inner.arguments[0] : values, name, sourceCode);
  return fieldValue(value, "N", sourceCode) ?? value;
}

/** `ADD tags :tag` to a set is the same the second time. */
function isSet(node: Node | undefined, sourceCode: SourceCode): boolean {
  const value = node && valueBehind(node, sourceCode);
  if (value?.type === "NewExpression") return isGlobal(value.callee, "Set", sourceCode);
  if (value?.type === "CallExpression") return methodName(value) === "createSet";
  if (value?.type !== "ObjectExpression") return false;
  return value.properties.some((one) => one.type === "Property" && /^[SNB]S$/.test(memberName(one) ?? ""));
}

/**
 * Whether a condition can tell that the write was done before. `attribute_exists` cannot, and neither can a limit on the
 * count itself: `stock >= :n` still holds the second time.
 */
export function conditionTells(condition: string, input: Node, sourceCode: SourceCode): boolean {
  if (/attribute_not_exists|\bNOT\b|<>|(?<![<>])=/i.test(condition)) return true;
  const names = fieldValue(input, "ExpressionAttributeNames", sourceCode);
  const counters = new Set(countersOf(input, sourceCode));
  const compared = condition
    .replace(/attribute_exists\s*\([^)]*\)/gi, "")
    .replace(/\b(AND|OR|BETWEEN|size)\b/gi, "")
    .match(/(?<![:\w#])#?[A-Za-z_][\w.]*/g);
  return (compared ?? []).some((path) => {
    const alias = fieldValue(names, path, sourceCode);
    return !counters.has((alias && textOf(alias, sourceCode)) ?? path.replace(/^#/, ""));
  });
}
