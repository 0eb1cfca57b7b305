import type { TSESTree } from "@typescript-eslint/utils";
import {
  awaited,
  bare,
  isFunction,
  memberName,
  methodName,
  type FunctionNode,
  type Node,
} from "../kit/ast.ts";
import { isGlobal, parametersOf, stepsTo, variableOf, type Variable } from "../kit/bindings.ts";
import { usesOf } from "../kit/methods.ts";
import type { SourceCode } from "../kit/rule.ts";
import { parametersFrom, type Handler } from "./handlers.ts";
import { typedPathOf } from "./event-types.ts";

/** How many steps are followed from an expression to the event, through members, calls and variables. */
const mostSteps = 100;

/** Methods that call a function with each element of an array. */
const eachElement = /^(map|flatMap|forEach|filter|find|findIndex|findLast|some|every)$/;
/** Methods and functions that give the same elements again, be it in other lists. */
const sameElements = /^(filter|slice|reverse|toReversed|sort|toSorted|concat|values|entries|flat|from)$/;

/** No event has a path as long. A chain of thousands of members would else have thousands of paths as long as itself. */
const longest = 500;

/**
 * Where in the event values come from, as paths: `Records[].messageId` for `record.messageId` in a loop over
 * `event.Records`. Aliases, destructuring, callbacks and the helpers of the file are followed.
 */
export class EventPaths {
  readonly #sourceCode: SourceCode;
  readonly #parameters: ReadonlyMap<FunctionNode, readonly (string | undefined)[]>;
  readonly #known = new Map<Variable, string | undefined>();
  /** How many steps the way has that is being followed. */
  #steps = 0;

  constructor(handlers: readonly Handler[], sourceCode: SourceCode) {
    this.#sourceCode = sourceCode;
    this.#parameters = new Map(handlers.map((handler) => [handler.function, parametersFrom(handler)]));
  }

  /** The path of an expression; `""` is the event itself, `undefined` what is no part of it or cannot be told. */
  pathOf(node: Node): string | undefined {
    if (this.#steps === mostSteps) return undefined;
    this.#steps += 1;
    const path = this.#pathOfExpression(awaited(node));
    this.#steps -= 1;
    return path;
  }

  #pathOfExpression(expression: Node): string | undefined {
    switch (expression.type) {
      case "Identifier": {
        const variable = variableOf(expression, this.#sourceCode);
        return variable && this.#pathOfVariable(variable);
      }
      case "MemberExpression":
        return this.#pathOfMember(expression);
      case "LogicalExpression":
        return this.pathOf(expression.left);
      case "ConditionalExpression":
        return this.pathOf(expression.consequent) ?? this.pathOf(expression.alternate);
      case "ArrayExpression": {
        const [list, another] = expression.elements;
        return list?.type === "SpreadElement" && !another ? this.pathOf(list.argument) : undefined;
      }
      case "CallExpression": {
        const list = listGivenAgainBy(expression, this.#sourceCode);
        return list ? this.pathOf(list) : this.#pathOfElementGiven(expression);
      }
      default:
        return undefined;
    }
  }

  /** The path of each element a function gets, where a call gives it the elements of a list one by one. */
  elementsPassedTo(fn: FunctionNode): string | undefined {
    const call = fn.parent;
    if (call?.type !== "CallExpression") return undefined;
    const list = listGivenBy(call, fn);
    const path = list && this.pathOf(list);
    return path === undefined ? undefined : elementOf(path);
  }

  #pathOfMember(member: TSESTree.MemberExpression): string | undefined {
    const owner = this.pathOf(member.object);
    if (owner === undefined || owner.length > longest) return undefined;
    const name = memberName(member);
    if (name !== undefined) return isElement(name) ? elementOf(owner) : stepInto(owner, name);
    return member.computed ? elementOf(owner) : undefined;
  }

  /** `records.find(…)`, `records.at(0)`, `records.pop()`: one element of the list. */
  #pathOfElementGiven(call: TSESTree.CallExpression): string | undefined {
    if (!/^(find|findLast|at|pop|shift)$/.test(methodName(call) ?? "")) return undefined;
    const list = this.pathOf((bare(call.callee) as TSESTree.MemberExpression).object);
    return list === undefined ? undefined : elementOf(list);
  }

  #pathOfVariable(variable: Variable): string | undefined {
    if (this.#known.has(variable)) return this.#known.get(variable);
    this.#known.set(variable, undefined);
    const path = this.#pathOfDefinition(variable);
    this.#known.set(variable, path);
    return path;
  }

  #pathOfDefinition(variable: Variable): string | undefined {
    const [definition, another] = variable.defs;
    if (!definition || another) return undefined;
    const name = definition.name as Node;
    const node = definition.node as Node;
    const origin = isFunction(node)
      ? this.#originOfParameter(name, node)
      : node.type === "VariableDeclarator"
        ? this.#originOfDeclarator(node)
        : undefined;
    if (!origin) return undefined;
    const steps = stepsTo(name, origin.pattern);
    return (
      steps &&
      steps.reduce((path, step) => (step === "[]" ? elementOf(path) : stepInto(path, step)), origin.path)
    );
  }

  #originOfDeclarator(declarator: TSESTree.VariableDeclarator): Origin | undefined {
    const loop = declarator.parent.parent;
    if (loop.type === "ForOfStatement" && loop.left === declarator.parent) {
      const list = this.pathOf(loop.right);
      return list === undefined ? undefined : { pattern: declarator.id, path: elementOf(list) };
    }
    const path = declarator.init ? this.pathOf(declarator.init) : undefined;
    return path === undefined ? undefined : { pattern: declarator.id, path };
  }

  #originOfParameter(name: Node, fn: FunctionNode): Origin | undefined {
    const index = parametersOf(fn).findIndex((parameter) => stepsTo(name, parameter) !== undefined);
    const pattern = parametersOf(fn)[index];
    if (!pattern) return undefined;
    const typed = typedPathOf(pattern, this.#sourceCode);
    if (typed !== undefined) return { pattern, path: typed };
    const parameters = this.#parameters.get(fn);
    if (parameters) return parameters[index] === undefined ? undefined : { pattern, path: parameters[index] };
    const path =
      index === 0
        ? (this.elementsPassedTo(fn) ?? this.#passedByCallers(fn, 0))
        : this.#passedByCallers(fn, index);
    return path === undefined ? undefined : { pattern, path };
  }

  /** What the first caller in sight that passes a part of the event passes in a position. */
  #passedByCallers(fn: FunctionNode, index: number): string | undefined {
    for (const use of usesOf(fn, this.#sourceCode)) {
      const call = use.parent;
      if (call?.type !== "CallExpression") continue;
      const { callee, arguments: passed } = call;
      if (bare(callee) === use) {
        const argument = passed[index];
        const path = argument && this.pathOf(argument);
        if (path !== undefined) return path;
        continue;
      }
      const list = index === 0 ? listGivenBy(call, use) : undefined;
      const path = list && this.pathOf(list);
      if (path !== undefined) return elementOf(path);
    }
    return undefined;
  }
}

interface Origin {
  pattern: Node;
  path: string;
}

const stepInto = (path: string, name: string): string => (path === "" ? name : `${path}.${name}`);
/** An element of a list; lists in lists count as one, as Kafka's records by topic or an element with its index do. */
export const elementOf = (path: string): string => (path === "" || path.endsWith("[]") ? path : `${path}[]`);
const isElement = (name: string): boolean => /^\d+$/.test(name);

/** The list whose elements a call gives again: `list.filter(…)`, `Object.values(lists)`, `Array.from(list)`. */
function listGivenAgainBy(call: TSESTree.CallExpression, sourceCode: SourceCode): Node | undefined {
  const callee = bare(call.callee);
  if (callee.type !== "MemberExpression" || !sameElements.test(memberName(callee) ?? "")) return undefined;
  const isBuiltIn = ["Object", "Array"].some((name) => isGlobal(callee.object, name, sourceCode));
  if (!isBuiltIn) return callee.object;
  return call.arguments.length === 1 ? call.arguments[0] : undefined;
}

/** The list whose elements a call gives to a function: `list.map(fn)`, `pMap(list, fn)`, `Array.from(list, fn)`. */
export function listGivenBy(call: TSESTree.CallExpression, fn: Node): Node | undefined {
  const callee = bare(call.callee);
  if (
    callee.type === "MemberExpression" &&
    call.arguments[0] === fn &&
    eachElement.test(memberName(callee) ?? "")
  ) {
    return callee.object;
  }
  const position = call.arguments.indexOf(fn as TSESTree.CallExpressionArgument);
  return position === 1 && !eachElement.test(methodName(call) ?? "") ? call.arguments[0] : undefined;
}
