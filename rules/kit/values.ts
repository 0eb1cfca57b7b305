import {
  awaited,
  bare,
  isFunction,
  memberName,
  methodName,
  returnedBy,
  stringValue,
  type Node,
} from "./ast.ts";
import {
  functionNamed,
  parametersOf,
  valueOf,
  variableNaming,
  variableOf,
  type Variable,
} from "./bindings.ts";
import { once } from "./once.ts";
import type { SourceCode } from "./rule.ts";

/** How far names and functions are followed to a value. */
const maximumDepth = 8;

/**
 * What an expression evaluates to, as far as one place in the file decides it: followed through names, through
 * parameters that a single call fills, and through the file's functions that have one result.
 */
export function valueBehind(node: Node, sourceCode: SourceCode, depth = maximumDepth): Node {
  const expression = awaited(node);
  const next = depth > 0 ? stepBehind(expression, sourceCode) : undefined;
  return next ? valueBehind(next, sourceCode, depth - 1) : expression;
}

function stepBehind(expression: Node, sourceCode: SourceCode): Node | undefined {
  if (expression.type === "Identifier") {
    const variable = variableOf(expression, sourceCode);
    return variable && (valueOf(variable) ?? onlyArgumentFor(variable, sourceCode));
  }
  if (expression.type !== "CallExpression") return undefined;
  const fn = functionNamed(expression.callee, sourceCode);
  const [result, another] = fn ? returnedBy(fn, sourceCode) : [];
  return another ? undefined : result;
}

/** What the one call of a function in this file passes for a parameter. */
function onlyArgumentFor(variable: Variable, sourceCode: SourceCode): Node | undefined {
  const fn = variable.defs[0]?.node as Node | undefined;
  if (!isFunction(fn)) return undefined;
  const index = parametersOf(fn).findIndex((parameter) => parameter === variable.identifiers[0]);
  const uses = variableNaming(fn, sourceCode)?.references.filter(({ init }) => !init);
  const [use, another] = uses ?? [];
  const call = use?.identifier.parent;
  if (another || index < 0 || call?.type !== "CallExpression" || call.callee !== use?.identifier)
    return undefined;
  const argument = call.arguments[index];
  return argument?.type === "SpreadElement" ? undefined : argument;
}

/** What an object has under a name: the value's expression, nothing, or something that cannot be told. */
export type Field = Node | "absent" | "unknown";

/** What an object holds under a name, however it is put together: literally, by spreads, by a later assignment. */
export function fieldOf(
  holder: Node | undefined,
  name: string,
  sourceCode: SourceCode,
  depth = maximumDepth,
): Field {
  if (!holder) return "absent";
  const expression = awaited(holder);
  const assigned = assignmentsTo(expression, sourceCode).find(([key]) => key === name);
  if (assigned) return assigned[1];
  if (expression.type === "ObjectExpression")
    return literalField(expression.properties, name, sourceCode, depth);

  const next = depth > 0 ? stepBehind(expression, sourceCode) : undefined;
  return next ? fieldOf(next, name, sourceCode, depth - 1) : "unknown";
}

/** The value of a field where it can be told. */
export function fieldValue(holder: Node | undefined, name: string, sourceCode: SourceCode): Node | undefined {
  const field = fieldOf(holder, name, sourceCode);
  return typeof field === "string" ? undefined : field;
}

function literalField(
  properties: readonly Node[],
  name: string,
  sourceCode: SourceCode,
  depth: number,
): Field {
  for (const property of [...properties].reverse()) {
    if (property.type === "Property") {
      const key = memberName(property);
      if (key === name) return property.value;
      if (key === undefined) return "unknown";
    } else if (property.type === "SpreadElement") {
      const field = spreadField(property.argument, name, sourceCode, depth - 1);
      if (field !== "absent") return field;
    }
  }
  return "absent";
}

/** `...common`, and `...(condition && { … })`, which may add the field or not. */
export function spreadField(
  argument: Node,
  name: string,
  sourceCode: SourceCode,
  depth = maximumDepth,
): Field {
  const spread = bare(argument);
  const branches =
    spread.type === "LogicalExpression"
      ? [spread.right]
      : spread.type === "ConditionalExpression"
        ? [spread.consequent, spread.alternate]
        : undefined;
  if (!branches) return fieldOf(spread, name, sourceCode, depth);
  return branches.every((branch) => fieldOf(branch, name, sourceCode, depth) === "absent")
    ? "absent"
    : "unknown";
}

/** The fields of an object that can be told, in source order; those assigned later come last. */
export function entriesOf(holder: Node, sourceCode: SourceCode, depth = maximumDepth): [string, Node][] {
  const expression = awaited(holder);
  const next = depth > 0 ? stepBehind(expression, sourceCode) : undefined;
  const own =
    expression.type === "ObjectExpression"
      ? expression.properties.flatMap((property): [string, Node][] => {
          if (property.type === "SpreadElement") return entriesOf(property.argument, sourceCode, depth - 1);
          const name = memberName(property);
          return name === undefined ? [] : [[name, property.value]];
        })
      : next
        ? entriesOf(next, sourceCode, depth - 1)
        : [];
  return [...own, ...assignmentsTo(expression, sourceCode)];
}

/** `params.Key = value`, for the variable that an expression is. */
function assignmentsTo(expression: Node, sourceCode: SourceCode): readonly [string, Node][] {
  const variable = expression.type === "Identifier" ? variableOf(expression, sourceCode) : undefined;
  return variable ? assignmentsToFieldsOf(variable) : [];
}

const assignmentsToFieldsOf = once(({ references }: Variable): readonly [string, Node][] =>
  references.flatMap(({ identifier }): [string, Node][] => {
    const member = identifier.parent;
    if (member?.type !== "MemberExpression" || member.object !== identifier) return [];
    const { parent } = member;
    const name = memberName(member);
    if (name === undefined || parent.type !== "AssignmentExpression" || parent.left !== member) return [];
    return parent.operator === "=" ? [[name, parent.right]] : [];
  }),
);

/** The text that an expression builds, with `?` where it holds something computed; `undefined` for anything but text. */
export function textOf(node: Node, sourceCode: SourceCode, depth = maximumDepth): string | undefined {
  const value = valueBehind(node, sourceCode);
  // `const list = (n) => "?, " + list(n - 1)` has no end.
  const left = value === awaited(node) ? depth : depth - 1;
  const textAt = (part: Node) => textOf(part, sourceCode, left);
  const literal = stringValue(value);
  if (literal !== undefined || left < 0) return literal;
  if (value.type === "TemplateLiteral") return value.quasis.map(({ value: { raw } }) => raw).join("?");
  if (value.type === "BinaryExpression" && value.operator === "+") {
    const sides = [value.left, value.right].map(textAt);
    return sides.every((side) => side === undefined) ? undefined : sides.map((side) => side ?? "?").join("");
  }
  if (value.type === "CallExpression" && methodName(value) === "join") {
    const list =
      value.callee.type === "MemberExpression" ? valueBehind(value.callee.object, sourceCode) : value;
    const glue = stringValue(value.arguments[0]) ?? ",";
    if (list.type !== "ArrayExpression") return undefined;
    return list.elements.map((element) => (element && textAt(element)) ?? "?").join(glue);
  }
  return undefined;
}

/** The words of a name: `AuditLogTable`, `AUDIT_LOG` → `audit`, `log` … */
export const wordsOf = (name: string): string[] =>
  name
    .replace(/([a-z\d])([A-Z])/g, "$1 $2")
    .split(/[^A-Za-z\d]+/)
    .map((word) => word.toLowerCase());
