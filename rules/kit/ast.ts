import type { TSESTree } from "@typescript-eslint/utils";
import { once } from "./once.ts";
import type { SourceCode } from "./rule.ts";

export type Node = TSESTree.Node;
export type FunctionNode =
  TSESTree.FunctionDeclaration | TSESTree.FunctionExpression | TSESTree.ArrowFunctionExpression;
export type ClassNode = TSESTree.ClassDeclaration | TSESTree.ClassExpression;

export const isFunction = (node: Node | null | undefined): node is FunctionNode =>
  node?.type === "FunctionDeclaration" ||
  node?.type === "FunctionExpression" ||
  node?.type === "ArrowFunctionExpression";

export const isClass = (node: Node | null | undefined): node is ClassNode =>
  node?.type === "ClassDeclaration" || node?.type === "ClassExpression";

/** Whether a statement is one such as `"use strict"`. */
export const isDirective = (statement: Node): boolean =>
  statement.type === "ExpressionStatement" && "directive" in statement && statement.directive !== undefined;

/** Whether `outer` holds `inner` or is it. Both must come from one file. */
export const contains = (outer: Node, inner: Node): boolean =>
  outer.range[0] <= inner.range[0] && inner.range[1] <= outer.range[1];

/** The nodes around a node, from its parent to the program. */
export function* ancestorsOf(node: Node): Generator<Node> {
  for (let ancestor = node.parent; ancestor; ancestor = ancestor.parent) yield ancestor;
}

/** The class that `this` is of at a place; `undefined` in a function of its own there, which others may call on anything. */
export function classOfThis(node: Node): ClassNode | undefined {
  for (const ancestor of ancestorsOf(node)) {
    if (isClass(ancestor)) return ancestor;
    const isMember =
      ancestor.parent?.type === "MethodDefinition" || ancestor.parent?.type === "PropertyDefinition";
    if (isFunction(ancestor) && ancestor.type !== "ArrowFunctionExpression" && !isMember) return undefined;
  }
  return undefined;
}

/** The function whose body or parameters hold the node; `undefined` at module scope. */
export function enclosingFunction(node: Node): FunctionNode | undefined {
  let outer = node.parent;
  while (outer && !isFunction(outer)) outer = outer.parent;
  return outer;
}

/** The expression without what changes only its type or its spelling: `as`, `satisfies`, `!`, `?.` chains. */
export function bare(node: Node): Node {
  switch (node.type) {
    case "TSAsExpression":
    case "TSSatisfiesExpression":
    case "TSNonNullExpression":
    case "TSTypeAssertion":
    case "TSInstantiationExpression":
    case "ChainExpression":
      return bare(node.expression);
    default:
      return node;
  }
}

/** What a chain of members starts with: `stats` of `stats.failed.count`. */
export function rootOf(node: Node): Node {
  const owner = bare(node);
  return owner.type === "MemberExpression" ? rootOf(owner.object) : owner;
}

/** The expression with what `bare` takes away around it. */
export function outermost(expression: Node): Node {
  const { parent } = expression;
  return parent && bare(parent) === bare(expression) ? outermost(parent) : expression;
}

/** The expression that is awaited, or the expression itself. */
export function awaited(node: Node): Node {
  const expression = bare(node);
  return expression.type === "AwaitExpression" ? awaited(expression.argument) : expression;
}

/** The name of a member or a property where it stands in the source: `a.b`, `a["b"]`, `a.#b`, `{ b }`, `{ "b": … }`. */
export function memberName(
  node:
    TSESTree.MemberExpression | TSESTree.Property | TSESTree.MethodDefinition | TSESTree.PropertyDefinition,
): string | undefined {
  const key = node.type === "MemberExpression" ? node.property : node.key;
  if (key.type === "Identifier" && !node.computed) return key.name;
  return key.type === "PrivateIdentifier" ? `#${key.name}` : stringValue(key);
}

/** The text of a string literal or of a template without expressions. */
export function stringValue(node: Node | null | undefined): string | undefined {
  if (node?.type === "Literal" && typeof node.value === "string") return node.value;
  if (node?.type === "TemplateLiteral" && node.expressions.length === 0)
    return node.quasis[0]?.value.cooked ?? undefined;
  return undefined;
}

/** The method called, `query` in `db.query(x)`, however the receiver is spelt. */
export function methodName(call: TSESTree.CallExpression | TSESTree.NewExpression): string | undefined {
  const callee = bare(call.callee);
  return callee.type === "MemberExpression" ? memberName(callee) : undefined;
}

/** The last word of what is called: `f` in `f(x)`, `query` in `db.query(x)`. */
export function calledName(call: TSESTree.CallExpression | TSESTree.NewExpression): string | undefined {
  const callee = bare(call.callee);
  return callee.type === "Identifier" ? callee.name : methodName(call);
}

/** Whether `null` or `undefined` is spelt out. */
export const isNullish = (node: Node): boolean =>
  (node.type === "Literal" && node.raw === "null") ||
  (node.type === "Identifier" && node.name === "undefined");

/** The value of a property of an object literal; `undefined` where it is absent or comes from a spread. */
export function propertyOf(object: Node | null | undefined, name: string): TSESTree.Property | undefined {
  if (object?.type !== "ObjectExpression") return undefined;
  return object.properties.find(
    (property): property is TSESTree.Property =>
      property.type === "Property" && memberName(property) === name,
  );
}

/** Calls `visit` for the node and everything below it; what `visit` answers `false` for is not entered. */
export function walk(node: Node, sourceCode: SourceCode, visit: (node: Node) => unknown): void {
  walkBelow(node, sourceCode.visitorKeys, visit);
}

function walkBelow(node: Node, keysOf: SourceCode["visitorKeys"], visit: (node: Node) => unknown): void {
  if (visit(node) === false) return;
  // Rules walk a lot, and lists of children made for each node would cost more than the walk itself.
  for (const key of keysOf[node.type] ?? []) {
    const child = (node as unknown as Record<string, Node | (Node | null)[] | null | undefined>)[key];
    if (Array.isArray(child)) {
      for (const element of child) if (element) walkBelow(element, keysOf, visit);
    } else if (child) walkBelow(child, keysOf, visit);
  }
}

/** Whether the node or anything below it has the property. */
export function some(node: Node, sourceCode: SourceCode, has: (node: Node) => boolean): boolean {
  let found = false;
  walk(node, sourceCode, (inner) => {
    found ||= has(inner);
    return !found;
  });
  return found;
}

/** Whether the node, or anything below it outside of the functions and classes in it, has the property. */
export function someOwn(node: Node, sourceCode: SourceCode, has: (node: Node) => boolean): boolean {
  let found = false;
  walk(node, sourceCode, (inner) => {
    if (found || (inner !== node && (isFunction(inner) || isClass(inner)))) return false;
    found = has(inner);
    return !found;
  });
  return found;
}

/** The expressions a function returns itself, not through the functions inside it. */
export const returnedBy: (fn: FunctionNode, sourceCode: SourceCode) => readonly TSESTree.Expression[] = once(
  (fn: FunctionNode) => {
    if (fn.body.type !== "BlockStatement") return [fn.body];
    const returned: TSESTree.Expression[] = [];
    addReturned(fn.body, returned);
    return returned;
  },
);

/** Adds what the `return`s in a statement return. Only statements hold any, so that no expression has to be walked. */
function addReturned(statement: Node | null | undefined, returned: TSESTree.Expression[]): void {
  switch (statement?.type) {
    case "ReturnStatement":
      if (statement.argument) returned.push(statement.argument);
      break;
    case "BlockStatement":
      for (const inner of statement.body) addReturned(inner, returned);
      break;
    case "IfStatement":
      addReturned(statement.consequent, returned);
      addReturned(statement.alternate, returned);
      break;
    case "TryStatement":
      addReturned(statement.block, returned);
      addReturned(statement.handler?.body, returned);
      addReturned(statement.finalizer, returned);
      break;
    case "SwitchStatement":
      for (const { consequent } of statement.cases)
        for (const inner of consequent) addReturned(inner, returned);
      break;
    case "ForStatement":
    case "ForInStatement":
    case "ForOfStatement":
    case "WhileStatement":
    case "DoWhileStatement":
    case "LabeledStatement":
    case "WithStatement":
      addReturned(statement.body, returned);
      break;
    default:
  }
}
