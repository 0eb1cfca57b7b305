import { awaited, bare, isNullish, memberName, type Node } from "../../kit/ast.ts";
import { variableOf } from "../../kit/bindings.ts";
import type { SourceCode } from "../../kit/rule.ts";
import { fieldOf, spreadField, type Field } from "../../kit/values.ts";
import { homeOf } from "../around.ts";
import { behindParameter, type Bound, type Made } from "./constructs.ts";

/** How far a class hands on what it is given. */
const maximumDepth = 8;

const nothingBound: Bound = new Map();

/** What properties have under a name, be it that a class passes on, or adds to, those that it is given. */
export const fieldPassed = (
  holder: Node | undefined,
  name: string,
  { bound = nothingBound }: Made,
  sourceCode: SourceCode,
): Field =>
  bound.size > 0
    ? fieldIn(holder, name, bound, sourceCode, maximumDepth)
    : fieldOf(holder, name, holder ? homeOf(holder, sourceCode) : sourceCode);

function fieldIn(
  holder: Node | undefined,
  name: string,
  bound: Bound,
  from: SourceCode,
  depth: number,
): Field {
  if (!holder) return "absent";
  if (depth === 0) return "unknown";
  const sourceCode = homeOf(holder, from);
  const expression = awaited(holder);
  const variable = expression.type === "Identifier" ? variableOf(expression, sourceCode) : undefined;
  if (variable && bound.has(variable)) {
    // What the class assigns to it counts, and not always.
    const own = fieldOf(expression, name, sourceCode);
    return typeof own === "string" ? fieldIn(bound.get(variable), name, bound, from, depth - 1) : own;
  }
  if (expression.type !== "ObjectExpression") return fieldOf(expression, name, sourceCode);
  for (const property of [...expression.properties].reverse()) {
    if (property.type === "Property") {
      const key = memberName(property);
      if (key === name) return valuePassed(property.value, bound, sourceCode, depth - 1);
      if (key === undefined) return "unknown";
      continue;
    }
    const field = isChoice(property.argument)
      ? spreadField(property.argument, name, sourceCode)
      : fieldIn(property.argument, name, bound, sourceCode, depth - 1);
    if (field !== "absent") return field;
  }
  return "absent";
}

/** `...(condition && { … })` */
const isChoice = (node: Node): boolean => /^(Logical|Conditional)Expression$/.test(bare(node).type);

/** A value that is a parameter, or a field of one: `props.batchSize`, `props.batchSize ?? 10`. */
function valuePassed(node: Node, bound: Bound, sourceCode: SourceCode, depth: number): Field {
  const value = bare(node);
  if (value.type === "LogicalExpression" && value.operator === "??") {
    const field = valuePassed(value.left, bound, sourceCode, depth - 1);
    return field === "absent" ? value.right : field === value.left ? node : field;
  }
  const variable =
    value.type === "MemberExpression" && bare(value.object).type === "Identifier"
      ? variableOf(bare(value.object), sourceCode)
      : undefined;
  const name = value.type === "MemberExpression" ? memberName(value) : undefined;
  if (!variable || name === undefined || !bound.has(variable))
    return behindParameter(value, bound, sourceCode);
  const field = fieldIn(bound.get(variable), name, bound, sourceCode, depth);
  return typeof field !== "string" && isNullish(field) ? "absent" : field;
}
