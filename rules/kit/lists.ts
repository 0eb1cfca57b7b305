import { awaited, bare, memberName, methodName, type Node } from "./ast.ts";
import { isGlobal, valueOf, variableOf } from "./bindings.ts";
import type { SourceCode } from "./rule.ts";

/** Methods of an array that give another one. */
const another = /^(map|filter|flatMap|flat|slice|concat|reverse|sort|toSorted|toReversed|splice)$/;

/** Functions of the platform that give an array. */
const making = /^(Object\.(keys|values|entries)|Array\.(from|of)|Promise\.(all|allSettled))$/;

/**
 * Whether an expression is an array for certain. Other things have a `forEach` too: a `Map`, a database's cursor, a
 * stream.
 *
 * @param isKnown what else is one
 */
export function isArray(
  node: Node,
  sourceCode: SourceCode,
  isKnown: (node: Node) => boolean,
  depth = 8,
): boolean {
  const value = awaited(node);
  if (depth === 0 || isKnown(value)) return depth > 0;
  switch (value.type) {
    case "ArrayExpression":
      return true;
    case "NewExpression":
      return isGlobal(value.callee, "Array", sourceCode);
    case "Identifier": {
      const variable = variableOf(value, sourceCode);
      const definition = variable?.defs[0]?.name as Node | undefined;
      if (!variable || !definition) return false;
      if (isArrayPattern(definition)) return true;
      const held = valueOf(variable);
      return held !== undefined && isArray(held, sourceCode, isKnown, depth - 1);
    }
    case "CallExpression": {
      const callee = bare(value.callee);
      if (callee.type !== "MemberExpression") return false;
      const name = methodName(value) ?? "";
      const owner = bare(callee.object);
      if (owner.type === "Identifier" && making.test(`${owner.name}.${name}`))
        return isGlobal(owner, owner.name, sourceCode);
      return name === "split" || (another.test(name) && isArray(owner, sourceCode, isKnown, depth - 1));
    }
    default:
      return false;
  }
}

/** `records: SQSRecord[]`, `...rest`. */
function isArrayPattern(name: Node): boolean {
  if (name.parent?.type === "RestElement") return name.parent.parent.type !== "ObjectPattern";
  const type = name.type === "Identifier" ? name.typeAnnotation?.typeAnnotation : undefined;
  if (type?.type === "TSTypeOperator") return type.operator === "readonly";
  if (type?.type !== "TSTypeReference") return type?.type === "TSArrayType";
  return type.typeName.type === "Identifier" && /^(Readonly)?Array$/.test(type.typeName.name);
}

/** A call that goes through a list: `list.forEach(fn)`. */
export const listOf = (call: Node): Node | undefined => {
  const callee = call.type === "CallExpression" ? bare(call.callee) : undefined;
  return callee?.type === "MemberExpression" && memberName(callee) !== undefined ? callee.object : undefined;
};
