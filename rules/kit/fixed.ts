import { memberName, type Node } from "./ast.ts";
import { isGlobal, variableOf } from "./bindings.ts";
import { isEnvironment } from "./environment.ts";
import type { SourceCode } from "./rule.ts";
import { fieldValue, valueBehind } from "./values.ts";

/** How far names and expressions are followed. */
const maximumDepth = 5;

/** Whether an expression has one value as long as the process lives: text, numbers, `process.env`, and what is made of them. */
export function isFixed(node: Node, sourceCode: SourceCode, depth = maximumDepth): boolean {
  if (depth === 0) return false;
  const isFixedPart = (part: Node) => isFixed(part, sourceCode, depth - 1);
  const value = valueBehind(node, sourceCode);
  switch (value.type) {
    case "Literal":
      return true;
    case "TemplateLiteral":
      return value.expressions.every(isFixedPart);
    case "BinaryExpression":
    case "LogicalExpression":
      return isFixedPart(value.left) && isFixedPart(value.right);
    case "CallExpression":
      return isGlobal(value.callee, "String", sourceCode) && value.arguments.every(isFixedPart);
    case "MemberExpression": {
      if (isEnvironment(value.object, sourceCode)) return true;
      const name = memberName(value);
      const field = name === undefined ? undefined : fieldValue(value.object, name, sourceCode);
      return field !== undefined && isFixedPart(field);
    }
    case "Identifier":
      return isFromEnvironment(value, sourceCode);
    default:
      return false;
  }
}

/** `const { BUCKET } = process.env` */
function isFromEnvironment(name: Node, sourceCode: SourceCode): boolean {
  const variable = variableOf(name, sourceCode);
  const declarator = variable?.defs[0]?.node as Node | undefined;
  const isDestructured = declarator?.type === "VariableDeclarator" && declarator.id.type === "ObjectPattern";
  return (
    isDestructured &&
    variable!.references.every((reference) => reference.init ?? !reference.isWrite()) &&
    declarator.init !== null &&
    isEnvironment(declarator.init, sourceCode)
  );
}
