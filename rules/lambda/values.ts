import { isClass, memberName, returnedBy, type ClassNode, type FunctionNode, type Node } from "../kit/ast.ts";
import { classOf, resolve } from "../kit/bindings.ts";
import { functionsBehind } from "../kit/callables.ts";
import { exportsOf } from "../kit/exports.ts";
import { oncePerFile } from "../kit/once.ts";
import type { SourceCode } from "../kit/rule.ts";
import { isTransparent } from "./flow.ts";

/** What stands between the name of a class and that of a method of its instances: `OrderService#create`. */
export const ofInstance = "#";

/** What stands behind the name of a function for what it returns: `createHandler()`, `createOrders().save`. */
export const ofResult = "()";

/** How many functions that return functions, and classes that extend others, are looked into. */
const mostSteps = 3;

/** A value that other files can get at, by the name it has there. */
export interface Value {
  name: string;
  value: Node;
}

/** What a file exports, what the instances of its classes have, and what its functions return. */
export const valuesIn = oncePerFile((sourceCode): readonly Value[] =>
  exportsOf(sourceCode).flatMap((exported) => valuesOf(exported, sourceCode, mostSteps)),
);

function valuesOf({ name, value }: Value, sourceCode: SourceCode, depth: number): Value[] {
  const resolved = resolve(value, sourceCode);
  if (isClass(resolved))
    return [{ name, value: resolved }, ...membersOf(resolved, name + ofInstance, sourceCode)];
  const made = resolved.type === "NewExpression" ? classOf(resolved, sourceCode) : undefined;
  // `export const orders = new OrderService();`, of which others call `orders.create()`.
  if (made) return membersOf(made, name === "default" ? "" : `${name}.`, sourceCode);
  const fn = functionBehind(resolved, sourceCode);
  const [result, another] = fn && depth > 0 ? returnedBy(fn, sourceCode) : [];
  if (!result || another) return [{ name, value }];
  return [
    { name, value },
    ...valuesReturned({ name: name + ofResult, value: result }, sourceCode, depth - 1),
  ];
}

function valuesReturned({ name, value }: Value, sourceCode: SourceCode, depth: number): Value[] {
  const resolved = resolve(value, sourceCode);
  const properties = resolved.type === "ObjectExpression" ? resolved.properties : [];
  const members = properties.flatMap((property) => {
    const member = property.type === "Property" ? memberName(property) : undefined;
    return property.type === "Property" && member !== undefined
      ? valuesOf({ name: `${name}.${member}`, value: property.value }, sourceCode, depth)
      : [];
  });
  return [...valuesOf({ name, value }, sourceCode, depth), ...members];
}

/** What the instances of a class have: their methods and fields, those that are inherited in this file too. */
function membersOf(owner: ClassNode, prefix: string, sourceCode: SourceCode, depth = mostSteps): Value[] {
  if (depth === 0) return [];
  const superClass = owner.superClass && resolve(owner.superClass, sourceCode);
  const inherited = isClass(superClass) ? membersOf(superClass, prefix, sourceCode, depth - 1) : [];
  const own = owner.body.body.flatMap((member): Value[] => {
    if (member.type !== "MethodDefinition" && member.type !== "PropertyDefinition") return [];
    const isOutside = !member.static && member.key.type !== "PrivateIdentifier";
    const name = isOutside ? memberName(member) : undefined;
    const isValue = member.type === "PropertyDefinition" || member.kind === "method";
    return name !== undefined && isValue && member.value
      ? [{ name: prefix + name, value: member.value }]
      : [];
  });
  return [...inherited, ...own];
}

/** The one function that a value is. */
export function functionBehind(value: Node, sourceCode: SourceCode): FunctionNode | undefined {
  const [fn, another] = functionsBehind(value, sourceCode, (wrapper) => isTransparent(wrapper, sourceCode));
  return another ? undefined : fn;
}
