import { isFunction, walk, type FunctionNode, type Node } from "../kit/ast.ts";
import { boundBy, valueOf, variableOf, writesTo, type Variable } from "../kit/bindings.ts";
import { exportsOf, isExported } from "../kit/exports.ts";
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
      if (inner.type === "ThisExpression") found = true;
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
        if (node.type === "ThisExpression") tainted.add(reader);
        const read = node.type === "Identifier" ? variableOf(node, this.#sourceCode) : undefined;
        if (read && read !== reader) readers.set(read, (readers.get(read) ?? new Set()).add(reader));
      });
    };

    for (const scope of this.#sourceCode.scopeManager?.scopes ?? []) {
      for (const variable of scope.variables) {
        if (isLoopVariable(variable)) tainted.add(variable);
        for (const value of [...writesTo(variable), ...mutationsOf(variable)]) reads(variable, value);
      }
      const fn = scope.block as Node;
      if (scope.type === "function" && isFunction(fn)) this.#fillParameters(fn, tainted, reads);
    }

    for (const variable of tainted) for (const reader of readers.get(variable) ?? []) tainted.add(reader);
    return tainted;
  }

  /** A parameter holds what its callers pass; where not every caller is in sight, it may hold anything. */
  #fillParameters(
    fn: FunctionNode,
    tainted: Set<Variable>,
    reads: (reader: Variable, expression: Node) => void,
  ): void {
    const calls = this.#everyCallOf(fn);
    for (const [index, parameter] of fn.params.entries()) {
      for (const variable of boundBy(parameter, this.#sourceCode)) {
        if (!calls) tainted.add(variable);
        else
          for (const passed of calls)
            for (const argument of passed.slice(index, index + 1)) reads(variable, argument);
      }
    }
  }

  /** The arguments of each call of a function; `undefined` where it is used in any other way than by calling it. */
  #everyCallOf(fn: FunctionNode): Node[][] | undefined {
    const name =
      fn.type === "FunctionDeclaration"
        ? fn.id
        : fn.parent?.type === "VariableDeclarator"
          ? fn.parent.id
          : undefined;
    const variable = name && variableOf(name, this.#sourceCode);
    if (
      !variable ||
      valueOf(variable) !== fn ||
      isExported(name, exportsOf(this.#sourceCode), this.#sourceCode)
    )
      return undefined;

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

/** `for (const x of …)`, `for (let i = 0; …)`, `catch (error)`: another value each time round. */
function isLoopVariable(variable: Variable): boolean {
  return variable.defs.some(({ node }) => {
    const declaration = (node as Node).parent;
    if (declaration?.type !== "VariableDeclaration") return false;
    const loop = declaration.parent;
    if (loop.type === "ForOfStatement" || loop.type === "ForInStatement") return loop.left === declaration;
    return loop.type === "ForStatement" && loop.init === declaration;
  });
}

const adding = /^(push|unshift|set|add|append|assign|splice)$/;

/** What is put into the object a variable holds: `x.a = value`, `x.push(value)`. */
function mutationsOf(variable: Variable): Node[] {
  return variable.references.flatMap(({ identifier }) => {
    let member: Node | undefined = identifier.parent;
    while (
      member?.type === "MemberExpression" &&
      member.parent?.type === "MemberExpression" &&
      member.parent.object === member
    ) {
      member = member.parent;
    }
    if (member?.type !== "MemberExpression") return [];
    const { parent } = member;
    if (parent.type === "AssignmentExpression" && parent.left === member) return [parent.right];
    if (parent.type !== "CallExpression" || parent.callee !== member) return [];
    return member.property.type === "Identifier" && adding.test(member.property.name) ? parent.arguments : [];
  });
}
