import type { TSESTree } from "@typescript-eslint/utils";
import { ancestorsOf, bare, isFunction, methodName, walk, type FunctionNode, type Node } from "../kit/ast.ts";
import {
  boundBy,
  isGlobal,
  parametersOf,
  valueOf,
  variableNaming,
  variableOf,
  writesTo,
  type Variable,
} from "../kit/bindings.ts";
import { exportedValues } from "../kit/exports.ts";
import { isLogging } from "../kit/logging.ts";
import type { SourceCode } from "../kit/rule.ts";

/**
 * Which variables may hold something of the event. What cannot be told counts as if it did: the element of a loop, a
 * parameter that a caller elsewhere fills, `this`. A rule that needs certainty of the opposite can rely on a "no".
 */
export class Taint {
  readonly #sourceCode: SourceCode;
  #tainted: Set<Variable> | undefined;

  constructor(sourceCode: SourceCode) {
    this.#sourceCode = sourceCode;
  }

  /** Whether the value of an expression may differ with the event. */
  dependsOnEvent(node: Node): boolean {
    this.#tainted ??= this.#spread();
    const tainted = this.#tainted;
    let found = false;
    walk(node, this.#sourceCode, (inner) => {
      if (isOfThisCall(inner, this.#sourceCode)) found = true;
      const variable = inner.type === "Identifier" ? variableOf(inner, this.#sourceCode) : undefined;
      if (variable && tainted.has(variable)) found = true;
      return !found;
    });
    return found;
  }

  /** From the variables that certainly hold it to all that are computed from them. */
  #spread(): Set<Variable> {
    const readers = new Map<Variable, Set<Variable>>();
    const tainted = new Set<Variable>();
    const reads = (reader: Variable, expression: Node) => {
      walk(expression, this.#sourceCode, (node) => {
        if (isOfThisCall(node, this.#sourceCode)) tainted.add(reader);
        const read = node.type === "Identifier" ? variableOf(node, this.#sourceCode) : undefined;
        if (read && read !== reader) readers.set(read, (readers.get(read) ?? new Set()).add(reader));
      });
    };

    const exported = exportedValues(this.#sourceCode);
    for (const scope of this.#sourceCode.scopeManager?.scopes ?? []) {
      for (const variable of scope.variables) {
        if (variesByItself(variable)) tainted.add(variable);
        const values = [...declaredBodies(variable), ...writesTo(variable), ...mutationsOf(variable)];
        for (const value of [...values, ...conditionsOf(variable)]) reads(variable, value);
      }
      const fn = scope.block as Node;
      if (scope.type !== "function" || !isFunction(fn)) continue;
      const calls = exported.has(fn) ? undefined : this.#everyCallOf(fn);
      for (const [index, parameter] of parametersOf(fn).entries()) {
        for (const variable of boundBy(parameter, this.#sourceCode)) {
          if (!calls) tainted.add(variable);
          for (const passed of calls ?? [])
            for (const argument of argumentsFor(parameter, index, passed)) reads(variable, argument);
        }
      }
    }

    for (const variable of tainted) for (const reader of readers.get(variable) ?? []) tainted.add(reader);
    return tainted;
  }

  /** The arguments of each call of a function; `undefined` where it is used in any other way than by calling it. */
  #everyCallOf(fn: FunctionNode): Node[][] | undefined {
    const variable = variableNaming(fn, this.#sourceCode);
    if (!variable || valueOf(variable) !== fn) return undefined;

    const calls: Node[][] = [];
    for (const { identifier, init } of variable.references) {
      const call = identifier.parent;
      if (init) continue;
      if (call?.type !== "CallExpression" || call.callee !== identifier) return undefined;
      if (call.arguments.some(({ type }) => type === "SpreadElement")) return undefined;
      calls.push(call.arguments);
    }
    return calls;
  }
}

/** `this`, `arguments`, and `storage.getStore()` of an `AsyncLocalStorage`: what a call is given beside its parameters. */
const isOfThisCall = (node: Node, sourceCode: SourceCode): boolean =>
  node.type === "ThisExpression" ||
  isGlobal(node, "arguments", sourceCode) ||
  (node.type === "CallExpression" && methodName(node) === "getStore");

/** A parameter holds what its callers pass in its position; a rest parameter holds all from there on. */
const argumentsFor = (parameter: Node, index: number, passed: readonly Node[]): readonly Node[] =>
  passed.slice(index, parameter.type === "RestElement" ? undefined : index + 1);

/** The functions that are declared under a name: calling it gives what they read. Parameters have their function too. */
const declaredBodies = ({ defs }: Variable): Node[] =>
  defs.flatMap(({ node, name }) =>
    node.type === "FunctionDeclaration" && node.id === name ? [node as Node] : [],
  );

/** What decides whether a later value is written: `let region = "a"; if (event.isB) region = "b";`. */
function conditionsOf({ references, scope }: Variable): Node[] {
  const conditions: Node[] = [];
  for (const { identifier, init, writeExpr } of references) {
    if (init || !writeExpr) continue;
    for (const outer of ancestorsOf(identifier as Node)) {
      if (outer === scope.block) break;
      if (outer.type === "IfStatement" || outer.type === "ConditionalExpression") conditions.push(outer.test);
      if (outer.type === "SwitchStatement") conditions.push(outer.discriminant);
    }
  }
  return conditions;
}

/** `for (const x of …)`, `for (let i = 0; …)`, `catch (error)`: another value each time. */
function variesByItself(variable: Variable): boolean {
  return variable.defs.some(({ node }) => {
    if ((node as Node).type === "CatchClause") return true;
    const declaration = (node as Node).parent;
    if (declaration?.type !== "VariableDeclaration") return false;
    const loop = declaration.parent;
    if (loop.type === "ForOfStatement" || loop.type === "ForInStatement") return loop.left === declaration;
    return loop.type === "ForStatement" && loop.init === declaration;
  });
}

const adding = /^(push|unshift|set|add|append|assign|splice)$/;

/** What is put into the object a variable holds: `x.a = value`, `x.push(value)`, `Object.assign(x, value)`. */
function mutationsOf(variable: Variable): Node[] {
  return variable.references.flatMap(({ identifier }) => {
    let owner: Node = identifier;
    while (owner.parent && isPartOf(owner, owner.parent)) owner = owner.parent;
    const { parent } = owner;
    if (parent?.type === "AssignmentExpression")
      return parent.left === owner && owner !== identifier ? [parent.right] : [];
    if (parent?.type !== "CallExpression") return [];
    const isFilled = adding.test(methodName(parent) ?? "")
      ? parent.callee === owner || parent.arguments[0] === owner
      : isHandedOver(owner, parent, variable);
    return isFilled ? parent.arguments.filter((argument) => argument !== owner) : [];
  });
}

/** `fill(options, event);`: an object of this file's own, given to a function whose result nobody wants. */
function isHandedOver(owner: Node, call: TSESTree.CallExpression, variable: Variable): boolean {
  const isStatement = /^(ExpressionStatement|AwaitExpression)$/.test(call.parent.type);
  return (
    isStatement && call.callee !== owner && !isLogging(call) && valueOf(variable)?.type === "ObjectExpression"
  );
}

/** Whether `outer` is a member of `inner`, or `inner` under another type: `inner.a`, `(inner as T)`. */
const isPartOf = (inner: Node, outer: Node): boolean =>
  outer.type === "MemberExpression" ? outer.object === inner : bare(outer) !== outer;
