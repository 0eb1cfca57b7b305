import type { TSESTree } from "@typescript-eslint/utils";
import {
  ancestorsOf,
  bare,
  contains,
  isFunction,
  methodName,
  type FunctionNode,
  type Node,
} from "../kit/ast.ts";
import {
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
import { nodesIn } from "../kit/nodes.ts";
import type { SourceCode } from "../kit/rule.ts";

/** Where the value of a variable or an expression comes from. */
interface Origin {
  /** Whether it may be another in each call, whatever it is computed from. */
  varies: boolean;
  /** The variables it is computed from. */
  reads: ReadonlySet<Variable>;
}

/**
 * Which values may hold something of the event. What cannot be told counts as if it did: the element of a loop, a
 * parameter that a caller elsewhere fills, `this`. A rule that needs certainty of the opposite can rely on a "no".
 */
export class Taint {
  readonly #sourceCode: SourceCode;
  readonly #origins = new Map<Variable, Origin>();
  #exported: ReadonlySet<Node> | undefined;

  constructor(sourceCode: SourceCode) {
    this.#sourceCode = sourceCode;
  }

  /** Whether the value of an expression may differ with the event. */
  dependsOnEvent(node: Node): boolean {
    const { varies, reads } = this.#originIn([node]);
    if (varies) return true;

    const seen = new Set(reads);
    for (const variable of seen) {
      const origin = this.#originOf(variable);
      if (origin.varies) return true;
      for (const read of origin.reads) seen.add(read);
    }
    return false;
  }

  #originOf(variable: Variable): Origin {
    let origin = this.#origins.get(variable);
    if (!origin) {
      const passed = this.#passedTo(variable);
      origin =
        passed && !variesByItself(variable)
          ? this.#originIn([
              ...passed,
              ...declaredBodies(variable),
              ...writesTo(variable),
              ...mutationsOf(variable),
              ...conditionsOf(variable),
            ])
          : { varies: true, reads: new Set() };
      this.#origins.set(variable, origin);
    }
    return origin;
  }

  #originIn(expressions: readonly Node[]): Origin {
    const reads = new Set<Variable>();
    for (const expression of expressions) {
      for (const node of nodesIn(expression, readTypes, this.#sourceCode)) {
        if (isOfThisCall(node, this.#sourceCode)) return { varies: true, reads };
        const read = variableOf(node, this.#sourceCode);
        if (read) reads.add(read);
      }
    }
    return { varies: false, reads };
  }

  /** What callers pass to a parameter; `undefined` where not every caller is in sight. Other variables get nothing. */
  #passedTo({ defs: [definition] }: Variable): readonly Node[] | undefined {
    const fn = definition?.node as Node | undefined;
    if ((definition?.type as string) !== "Parameter" || !isFunction(fn)) return [];
    this.#exported ??= exportedValues(this.#sourceCode);
    const calls = this.#exported.has(fn) ? undefined : this.#everyCallOf(fn);
    const parameters = parametersOf(fn);
    const index = parameters.findIndex((parameter) => contains(parameter, definition!.name as Node));
    return calls?.flatMap((passed) => argumentsFor(parameters[index]!, index, passed));
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

/** What an expression is computed from: variables, and what only this call has. */
const readTypes = ["Identifier", "ThisExpression", "CallExpression"] as const;

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
