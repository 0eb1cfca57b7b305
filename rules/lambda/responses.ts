import type { TSESTree } from "@typescript-eslint/utils";
import { enclosingFunction, isFunction, memberName, methodName, outermost } from "../kit/ast.ts";
import type { FunctionNode, Node } from "../kit/ast.ts";
import {
  functionNamed,
  isGlobal,
  valueOf,
  variableNaming,
  variableOf,
  type Variable,
} from "../kit/bindings.ts";
import type { SourceCode } from "../kit/rule.ts";
import { usesArguments } from "../kit/unused.ts";
import { callbackOf, responseOf, type SdkCall } from "./sdk-calls.ts";

/** A member of a response that code reads, and where: `result.Items`, `const { Items } = result`. */
export interface Read {
  name: string;
  node: Node;
}

/**
 * All that is read of the response of a request, and nothing where it is dropped. `undefined` where it gets out of
 * sight: returned to another module, passed on, logged or spread as a whole.
 */
export function readsOf(call: SdkCall, sourceCode: SourceCode): readonly Read[] | undefined {
  const trace = new Trace(sourceCode);
  const response = responseOf(call, sourceCode);
  if (response) return trace.of(response, "itself");
  const callback = callbackOf(call, sourceCode);
  return callback && trace.ofParameter(callback, 1, "itself");
}

/** Where in a value the response is: it may be the value itself, or its promise; an element of it; somewhere in it. */
type Place = "itself" | "inside" | number;
type Reads = readonly Read[] | undefined;

/** How many places a response is followed to; one that goes further is nobody's to tell. */
const maximumPlaces = 100;

/** Follows one response through the file. */
class Trace {
  readonly #sourceCode: SourceCode;
  #left = maximumPlaces;

  constructor(sourceCode: SourceCode) {
    this.#sourceCode = sourceCode;
  }

  /** What is read of the response in the value of an expression. */
  of(expression: Node, place: Place): Reads {
    if (--this.#left < 0) return undefined;
    const value = outermost(expression);
    const parent = value.parent!;
    switch (parent.type) {
      case "ExpressionStatement":
        return [];
      case "AwaitExpression":
        return this.of(parent, place);
      case "UnaryExpression":
        return /^(void|!)$/.test(parent.operator) ? [] : undefined;
      case "IfStatement":
        return [];
      case "LogicalExpression":
        return parent.right === value ? this.of(parent, place) : undefined;
      case "ConditionalExpression":
        return parent.test === value ? [] : this.of(parent, place);
      case "VariableDeclarator":
        return this.#ofPattern(parent.id, place);
      case "AssignmentExpression":
        return parent.right === value && parent.operator === "="
          ? joined([this.#ofPattern(parent.left, place), this.of(parent, place)])
          : undefined;
      case "MemberExpression":
        return parent.object === value ? this.#ofMember(parent, place) : undefined;
      case "ArrayExpression":
        return this.of(parent, place === "itself" ? parent.elements.indexOf(value as never) : "inside");
      case "SpreadElement":
        return place === "itself" ? undefined : this.#ofElement(parent, "inside");
      case "CallExpression":
        return this.#ofElement(value, place);
      case "ReturnStatement":
        return this.#ofResult(enclosingFunction(parent), place);
      case "ArrowFunctionExpression":
        return this.#ofResult(parent, place);
      default:
        return undefined;
    }
  }

  /** What a function reads of the response that it is called with. */
  ofParameter(callback: Node, index: number, place: Place): Reads {
    const fn = isFunction(callback) ? callback : functionNamed(callback, this.#sourceCode);
    if (!fn || usesArguments(fn, this.#sourceCode)) return undefined;
    const parameter = fn.params[index];
    if (parameter) return this.#ofPattern(parameter, place);
    return fn.params.at(-1)?.type === "RestElement" ? undefined : [];
  }

  #ofPattern(pattern: Node, place: Place): Reads {
    switch (pattern.type) {
      case "Identifier": {
        const variable = variableOf(pattern, this.#sourceCode);
        return variable && this.#ofVariable(variable, place);
      }
      case "AssignmentPattern":
        return this.#ofPattern(pattern.left, place);
      case "ObjectPattern":
        return place === "itself" ? joined(pattern.properties.map(readByProperty)) : undefined;
      case "ArrayPattern": {
        if (typeof place !== "number" || pattern.elements.some((one) => one?.type === "RestElement"))
          return undefined;
        const element = pattern.elements[place];
        return element ? this.#ofPattern(element, "itself") : [];
      }
      default:
        return undefined;
    }
  }

  #ofVariable({ defs, references }: Variable, place: Place): Reads {
    if (references.length > maximumPlaces || defs.some(isDeclaredForOthers)) return undefined;
    const reads = references.filter((reference) => reference.isRead());
    return joined(
      reads.map(({ identifier }) => {
        const { parent } = identifier;
        return parent.type === "TSTypeQuery" ? [] : this.of(identifier as Node, place);
      }),
    );
  }

  /** `result.Items`, `promise.then(…)`, `promises.push(…)` */
  #ofMember(member: TSESTree.MemberExpression, place: Place): Reads {
    const name = memberName(member);
    if (name === undefined) return undefined;
    const callee = outermost(member);
    const call = callee.parent;
    const isCalled = call?.type === "CallExpression" && call.callee === callee;
    if (isCalled && /^(catch|finally)$/.test(name)) return this.of(call, place);
    if (isCalled && name === "then") {
      const [callback] = call.arguments;
      return callback && this.ofParameter(callback, 0, place);
    }
    if (place === "itself") return [{ name, node: member }];
    if (isCalled && /^(filter|forEach|map|some|every)$/.test(name)) return this.#ofFailures(call);
    return name === "length" || (isCalled && /^(push|unshift)$/.test(name)) ? [] : undefined;
  }

  /** `settled.filter(({ status }) => status === "rejected")` asks nothing of the responses of those that were fulfilled. */
  #ofFailures(call: TSESTree.CallExpression): Reads {
    const [callback] = call.arguments;
    const reads = callback && this.ofParameter(callback, 0, "itself");
    const isAboutFailures = reads?.every(({ name }) => /^(status|reason)$/.test(name));
    if (!isAboutFailures) return undefined;
    return methodName(call) === "filter" ? this.of(call, "inside") : [];
  }

  /** `Promise.all([send()])`, `promises.push(send())`, `[...promises]` */
  #ofElement(value: Node, place: Place): Reads {
    const { parent } = value;
    if (parent?.type === "ArrayExpression") return this.of(parent, "inside");
    if (parent?.type !== "CallExpression" || parent.callee === value) return undefined;
    const callee = parent.callee;
    if (callee.type !== "MemberExpression") return undefined;
    const name = memberName(callee) ?? "";
    if (isGlobal(callee.object, "Promise", this.#sourceCode) && value.type !== "SpreadElement") {
      if (!/^all(Settled)?$/.test(name) || place === "itself") return undefined;
      // What has settled is no response yet: `{ status, value }`.
      return this.of(parent, name === "all" ? place : "inside");
    }
    const isAdded = /^(push|unshift)$/.test(name);
    return isAdded ? this.#ofPattern(callee.object, "inside") : undefined;
  }

  /** What is read of a response that a function returns. */
  #ofResult(fn: FunctionNode | undefined, place: Place): Reads {
    if (!fn || fn.generator) return undefined;
    const variable = variableNaming(fn, this.#sourceCode);
    if (!variable) return this.#ofCallsBy(fn, place);
    const { defs, references } = variable;
    if (references.length > maximumPlaces || valueOf(variable) !== fn) return undefined;
    if (isExported(fn) || defs.some(isDeclaredForOthers)) return undefined;
    const uses = references.filter((reference) => reference.isRead());
    return joined(uses.map(({ identifier }) => this.#ofCallsBy(identifier as Node, place)));
  }

  /** What is read of the results of a function where its expression stands: called, or given to who calls it. */
  #ofCallsBy(fn: Node, place: Place): Reads {
    if (--this.#left < 0) return undefined;
    const value = outermost(fn);
    const call = value.parent;
    if (call?.type !== "CallExpression") return undefined;
    if (call.callee === value) return this.of(call, place);
    if (call.arguments[0] !== value) return undefined;
    switch (methodName(call)) {
      case "then":
        return this.of(call, place);
      case "map":
      case "flatMap":
        return this.of(call, "inside");
      case "forEach":
        return [];
      default:
        return undefined;
    }
  }
}

/** All of several reads; unknown where one of them is. */
function joined(reads: readonly Reads[]): Reads {
  const known = reads.filter((read) => read !== undefined);
  return known.length < reads.length ? undefined : known.flat();
}

function readByProperty(property: TSESTree.Property | TSESTree.RestElement): Reads {
  const name = property.type === "Property" ? memberName(property) : undefined;
  return name === undefined ? undefined : [{ name, node: (property as TSESTree.Property).value }];
}

const isExported = (declaration: Node): boolean => declaration.parent?.type.startsWith("Export") ?? false;

/** `export const result = …` */
const isDeclaredForOthers = ({ parent }: Variable["defs"][number]): boolean =>
  parent?.type === "VariableDeclaration" && isExported(parent);
