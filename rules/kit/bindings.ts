import type { TSESLint, TSESTree } from "@typescript-eslint/utils";
import {
  bare,
  classOfThis,
  contains,
  isClass,
  isFunction,
  memberName,
  type ClassNode,
  type FunctionNode,
  type Node,
} from "./ast.ts";
import { notes, once } from "./once.ts";
import type { SourceCode } from "./rule.ts";
import { scopesOf } from "./scopes.ts";

export type Scope = TSESLint.Scope.Scope;
export type Variable = TSESLint.Scope.Variable;

/** Every identifier that names a variable of this file, resolved once a file. */
const resolved = notes<SourceCode["ast"], Map<Node, Variable>>();

/** The variable an identifier stands for; `undefined` for a global and for a name that is no variable. */
export function variableOf(identifier: Node, sourceCode: SourceCode): Variable | undefined {
  if (!identifier.type.endsWith("Identifier")) return undefined;
  let variables = resolved().get(sourceCode.ast);
  if (!variables) {
    // Most files are left after a look at what they export, which needs none of their functions' names.
    if (standsAtModuleLevel(identifier)) return variableOfModule(identifier, sourceCode);
    resolved().set(sourceCode.ast, (variables = variablesIn(sourceCode)));
  }
  return variables.get(identifier);
}

function variablesIn(sourceCode: SourceCode): Map<Node, Variable> {
  const variables = new Map<Node, Variable>();
  for (const scope of scopesOf(sourceCode)) {
    for (const { identifier, resolved: variable } of scope.references) {
      // A global that ESLint adds has no definition in the file: `require` is then Node's own.
      if (variable && variable.defs.length > 0) variables.set(identifier, variable);
    }
    for (const variable of scope.variables)
      for (const { name } of variable.defs) variables.set(name, variable);
  }
  return variables;
}

/** Expressions and statements that have no scope of their own. */
const withoutScope: ReadonlySet<string> = new Set([
  "ImportDeclaration",
  "ImportSpecifier",
  "ImportDefaultSpecifier",
  "ImportNamespaceSpecifier",
  "ExportNamedDeclaration",
  "ExportDefaultDeclaration",
  "ExportSpecifier",
  "VariableDeclaration",
  "VariableDeclarator",
  "ExpressionStatement",
  "CallExpression",
  "NewExpression",
  "AssignmentExpression",
  "AwaitExpression",
  "ChainExpression",
  "MemberExpression",
  "ObjectExpression",
  "TSAsExpression",
  "TSSatisfiesExpression",
  "Property",
]);

function standsAtModuleLevel(node: Node): boolean {
  let outer = node.parent;
  while (outer && withoutScope.has(outer.type)) outer = outer.parent;
  return outer?.type === "Program";
}

/** The variable that a name at module level stands for. */
function variableOfModule(node: Node, { scopeManager }: SourceCode): Variable | undefined {
  const { parent } = node;
  if (node.type !== "Identifier" || !scopeManager?.globalScope) return undefined;
  if (parent?.type === "MemberExpression" && parent.property === node && !parent.computed) return undefined;
  if (parent?.type === "Property" && parent.key === node && !parent.computed) return undefined;
  const isSpecifier = parent?.type === "ImportSpecifier" || parent?.type === "ExportSpecifier";
  if (isSpecifier && parent.local !== node) return undefined;

  const { globalScope } = scopeManager;
  const [first] = globalScope.childScopes;
  const scope = first?.block.type === "Program" ? first : globalScope;
  const variable = scope.set.get(node.name);
  return variable && variable.defs.length > 0 ? variable : undefined;
}

/** Whether the identifier is a global of the platform: named so, and declared nowhere in the file. */
export const isGlobal = (node: Node, name: string, sourceCode: SourceCode): boolean =>
  node.type === "Identifier" && node.name === name && !variableOf(node, sourceCode);

/** The values that are written into a variable, its first one included; parameters and imports have none here. */
export const writesTo = ofVariable(({ references }): readonly Node[] => {
  const written: Node[] = [];
  for (const { writeExpr } of references) if (writeExpr) written.push(writeExpr);
  return written;
});

/**
 * The one value a variable ever has: its initialiser, its function or its class.
 * `undefined` where it is destructured, assigned twice, a parameter or imported.
 */
export const valueOf = ofVariable((variable): Node | undefined => {
  const [definition, another] = variable.defs;
  if (!definition || (definition.type as string) === "Parameter") return undefined;
  const node = definition.node as Node;
  // Overloads of a function are definitions too; the one with a body counts.
  if (isFunction(node))
    return variable.defs.map((def) => def.node as Node).find((def) => isFunction(def) && def.body);
  if (another) return undefined;
  if (isClass(node)) return node;
  if (node.type !== "VariableDeclarator" || node.id.type !== "Identifier") return undefined;

  const written = writesTo(variable);
  return written.length > 1 ? undefined : written[0];
});

/** A question about a variable. To look through a few references is less work than to remember what was found there. */
function ofVariable<Answer>(answerTo: (variable: Variable) => Answer): (variable: Variable) => Answer {
  const remembered = once(answerTo);
  return (variable) => (variable.references.length > 12 ? remembered(variable) : answerTo(variable));
}

/** What an expression evaluates to, followed through names of this file: a function, a class, a literal, a call … */
export function resolve(node: Node, sourceCode: SourceCode, depth = 8): Node {
  const expression = bare(node);
  if (expression.type !== "Identifier" || depth === 0) return expression;
  const variable = variableOf(expression, sourceCode);
  const value = variable && valueOf(variable);
  return value ? resolve(value, sourceCode, depth - 1) : expression;
}

/** A method or a function-valued property, of an object literal or of a class (`static` or not), by its name. */
function memberFunction(owner: Node, name: string): FunctionNode | undefined {
  if (owner.type === "ObjectExpression") {
    const property = owner.properties.find((one) => one.type === "Property" && memberName(one) === name);
    return property?.type === "Property" && isFunction(property.value) ? property.value : undefined;
  }
  if (!isClass(owner)) return undefined;
  for (const member of owner.body.body) {
    if (member.type !== "MethodDefinition" && member.type !== "PropertyDefinition") continue;
    if (memberName(member) !== name) continue;
    const value = member.value && bare(member.value);
    if (isFunction(value) && value.body) return value;
  }
  return undefined;
}

/** The variable that a function is declared under, or is the first value of. */
export function variableNaming(fn: FunctionNode, sourceCode: SourceCode): Variable | undefined {
  const { parent } = fn;
  const name =
    fn.type === "FunctionDeclaration" ? fn.id : parent?.type === "VariableDeclarator" ? parent.id : undefined;
  return name ? variableOf(name, sourceCode) : undefined;
}

/** The class of this file that an expression is, or is an instance of: `new Service()`, `service`, `Service`, `this`. */
export function classOf(node: Node, sourceCode: SourceCode, depth = 8): ClassNode | undefined {
  const value = resolve(node, sourceCode);
  const classAt = (inner: Node) => classOf(inner, sourceCode, depth - 1);
  if (depth === 0 || isClass(value)) return isClass(value) ? value : undefined;
  if (value.type === "NewExpression") return classAt(value.callee);
  if (value.type === "ThisExpression") return classOfThis(value);
  if (value.type !== "MemberExpression") return undefined;

  // `Service.prototype`, `this.service`
  const owner = classAt(value.object);
  const name = memberName(value);
  if (name === "prototype") return owner;
  const field = owner?.body.body.find((one) => one.type === "PropertyDefinition" && memberName(one) === name);
  return field?.type === "PropertyDefinition" && field.value ? classAt(field.value) : undefined;
}

/** The function of this file that an expression names: `f`, `object.f`, `instance.f`, `Class.f`, `this.f`, `this.field.f`. */
export function functionNamed(node: Node, sourceCode: SourceCode): FunctionNode | undefined {
  const value = resolve(node, sourceCode);
  if (isFunction(value)) return value;
  if (value.type !== "MemberExpression") return undefined;
  const name = memberName(value);
  if (name === undefined) return undefined;
  const owner = resolve(value.object, sourceCode);
  // Most owners are imported or parameters, and nothing is known of what they have.
  if (owner.type === "Identifier") return undefined;
  return memberFunction(classOf(owner, sourceCode) ?? owner, name);
}

/** Whether a variable lives and dies with a function, a class or a block; those of the module outlast every call. */
export const declaredIn = (variable: Variable, outer: Node): boolean =>
  contains(outer, variable.scope.block as Node) && outer.type !== "Program";

/** The parameters of a function without their defaults and accessibility: what the caller's arguments land in. */
export function parametersOf(fn: FunctionNode): (TSESTree.BindingName | TSESTree.RestElement)[] {
  const parameters: (TSESTree.BindingName | TSESTree.RestElement)[] = [];
  for (const given of fn.params) {
    const whole = given.type === "TSParameterProperty" ? given.parameter : given;
    const parameter = whole.type === "AssignmentPattern" ? (whole.left as TSESTree.BindingName) : whole;
    if (parameter.type !== "Identifier" || parameter.name !== "this") parameters.push(parameter);
  }
  return parameters;
}

/** The variables that a pattern binds. */
export function boundBy(pattern: Node, sourceCode: SourceCode): Variable[] {
  switch (pattern.type) {
    case "Identifier": {
      const variable = variableOf(pattern, sourceCode);
      return variable ? [variable] : [];
    }
    case "ObjectPattern":
      return pattern.properties.flatMap((property) =>
        boundBy(property.type === "RestElement" ? property.argument : property.value, sourceCode),
      );
    case "ArrayPattern":
      return pattern.elements.flatMap((element) => (element ? boundBy(element, sourceCode) : []));
    case "AssignmentPattern":
      return boundBy(pattern.left, sourceCode);
    case "RestElement":
      return boundBy(pattern.argument, sourceCode);
    case "TSParameterProperty":
      return boundBy(pattern.parameter, sourceCode);
    default:
      return [];
  }
}

/**
 * The steps that lead through a pattern to a name in it: `["Records", "[]"]` in `{ Records: [name] }`. `undefined` where
 * it is not in the pattern, or gets what is left over there.
 */
export function stepsTo(name: Node, pattern: Node): string[] | undefined {
  const steps: string[] = [];
  for (let inner = name; inner !== pattern; inner = inner.parent!) {
    const { parent } = inner;
    switch (parent?.type) {
      case "Property": {
        const key = parent.value === inner ? memberName(parent) : undefined;
        if (key === undefined) return undefined;
        steps.unshift(key);
        break;
      }
      case "ArrayPattern":
        steps.unshift("[]");
        break;
      case "AssignmentPattern":
        if (parent.left !== inner) return undefined;
        break;
      case "ObjectPattern":
        break;
      default:
        return undefined;
    }
  }
  return steps;
}
