import type { TSESTree } from "@typescript-eslint/utils";
import { awaited, bare, isFunction, methodName, outermost, type Node } from "./ast.ts";
import { placesOf } from "./binding.ts";
import { valueOf, variableOf, type Variable } from "./bindings.ts";
import { notes } from "./once.ts";
import type { SourceCode } from "./rule.ts";

/** Who waits for promises: whoever sees the first failure, whoever sees them all settled, or nobody. */
export type Waiting = "for all" | "until settled" | "not at all";

const combinator = /^(all|allSettled|race|any)$/;
const sameElements = /^(filter|flat|concat|slice|reverse)$/;
const eachElement = /^(map|flatMap|forEach)$/;

/** How a promise is left alone: nobody looks at it again, or the `void` before it says that nobody means to. */
export type Neglect = "forgotten" | "voided";

/** How a promise is left alone where it is made; `undefined` where somebody may still wait for it. */
export function neglectOf(promise: Node, sourceCode: SourceCode, depth = 4): Neglect | undefined {
  const value = outermost(promise);
  const parent = value.parent!;
  switch (parent.type) {
    case "ExpressionStatement":
      return "forgotten";
    case "UnaryExpression":
      return parent.operator === "void" && neglectOf(parent, sourceCode, depth) ? "voided" : undefined;
    case "LogicalExpression":
      return parent.right === value ? neglectOf(parent, sourceCode, depth) : undefined;
    case "ConditionalExpression":
      return parent.test === value ? undefined : neglectOf(parent, sourceCode, depth);
    case "SequenceExpression":
      return parent.expressions.at(-1) === value ? neglectOf(parent, sourceCode, depth) : "forgotten";
    case "MemberExpression": {
      const call = parent.parent;
      const goesOn = call.type === "CallExpression" && call.callee === parent && isLink(call);
      return goesOn ? neglectOf(call, sourceCode, depth) : undefined;
    }
    case "VariableDeclarator":
      return neglectOfVariable(parent, sourceCode, depth);
    default:
      return undefined;
  }
}

/** `const saved = save();` with nothing more than `saved.catch(…);` afterwards. */
function neglectOfVariable(
  { id, parent }: TSESTree.VariableDeclarator,
  sourceCode: SourceCode,
  depth: number,
): Neglect | undefined {
  const variable = id.type === "Identifier" ? variableOf(id, sourceCode) : undefined;
  if (!variable || !valueOf(variable) || parent.kind.endsWith("using") || depth === 0) return undefined;
  if (parent.parent.type === "ExportNamedDeclaration") return undefined;
  return placesOf(variable).every((place) => neglectOf(place, sourceCode, depth - 1))
    ? "forgotten"
    : undefined;
}

/** Whether a call goes on with the promise it is made on. */
export const isLink = (call: TSESTree.CallExpression): boolean =>
  /^(then|catch|finally)$/.test(methodName(call) ?? "");

/** The call at the start of a chain of `then`, `catch` and `finally`, `await` or not: what is waited for. */
export function chainStart(node: Node): Node {
  const value = awaited(node);
  if (value.type !== "CallExpression" || !isLink(value)) return value;
  return chainStart((bare(value.callee) as TSESTree.MemberExpression).object);
}

/**
 * Who waits for the promises in a value: a list of them, or the promise of a call that goes through a list.
 * `undefined` where the value goes somewhere that cannot be followed.
 */
export function waitingFor(node: Node, sourceCode: SourceCode, names = mostNames): Waiting | undefined {
  if (!waits.has(node)) waits.set(node, names > 0 ? waitingAt(node, sourceCode, names) : undefined);
  return waits.get(node);
}

/** Through how many names a value is followed; no hand-written code has more in a row. */
const mostNames = 50;

/** One list can be made of another in more ways than can be gone through again and again. */
const waits = new WeakMap<Node, Waiting | undefined>();

function waitingAt(node: Node, sourceCode: SourceCode, names: number): Waiting | undefined {
  const value = outermost(node);
  const parent = value.parent!;
  switch (parent.type) {
    case "ExpressionStatement":
      return "not at all";
    case "AwaitExpression":
      // `await list.map(async …)` waits for a list, which is no promise.
      return isListOf(node) ? "not at all" : "for all";
    case "VariableDeclarator": {
      const variable = parent.id.type === "Identifier" ? variableOf(parent.id, sourceCode) : undefined;
      // `var promises = [...promises, save(record)]` reads what it was before.
      return variable && waitingForVariable(variable, sourceCode, parent.range[1], names - 1);
    }
    case "MemberExpression": {
      const call = parent.parent;
      if (call.type !== "CallExpression" || call.callee !== parent) return undefined;
      if (sameElements.test(methodName(call) ?? "")) return waitingFor(call, sourceCode, names);
      return isLink(call) ? "for all" : undefined;
    }
    case "SpreadElement":
      return parent.parent.type === "ArrayExpression"
        ? waitingFor(parent.parent, sourceCode, names)
        : undefined;
    case "CallExpression": {
      const name = methodName(parent) ?? "";
      if (parent.arguments[0] !== value || !combinator.test(name)) return undefined;
      return name === "allSettled" ? "until settled" : "for all";
    }
    default:
      return undefined;
  }
}

/** Who waits for the promises in a list, wherever the list is used after a position in the text. */
export function waitingForVariable(
  variable: Variable,
  sourceCode: SourceCode,
  start = 0,
  names = mostNames,
): Waiting | undefined {
  for (const { identifier, init } of variable.references) {
    const parent = identifier.parent;
    if (
      init ||
      identifier.range[0] < start ||
      (parent?.type !== "CallExpression" && parent?.type !== "SpreadElement")
    )
      continue;
    const waiting = waitingFor(identifier as Node, sourceCode, names);
    if (waiting) return waiting;
  }
  return undefined;
}

/** The call of `Promise.all` that gets a list, at once or under a name. */
export function joinOf(
  list: Node,
  sourceCode: SourceCode,
  names = mostNames,
): TSESTree.CallExpression | undefined {
  const known = joins();
  if (!known.has(list)) known.set(list, names > 0 ? joinAt(list, sourceCode, names) : undefined);
  return known.get(list);
}

const joins = notes<Node, TSESTree.CallExpression | undefined>();

function joinAt(list: Node, sourceCode: SourceCode, names: number): TSESTree.CallExpression | undefined {
  const value = outermost(list);
  const { parent } = value;
  switch (parent?.type) {
    case "CallExpression":
      return parent.arguments[0] === value && methodName(parent) === "all" ? parent : undefined;
    case "SpreadElement":
      return parent.parent.type === "ArrayExpression" ? joinOf(parent.parent, sourceCode, names) : undefined;
    case "VariableDeclarator": {
      const variable = parent.id.type === "Identifier" ? variableOf(parent.id, sourceCode) : undefined;
      for (const place of variable ? placesOf(variable) : []) {
        const join = place.range[0] > parent.range[1] ? joinOf(place, sourceCode, names - 1) : undefined;
        if (join) return join;
      }
      return undefined;
    }
    default:
      return undefined;
  }
}

const isListOf = (node: Node): boolean => {
  const call = bare(node);
  return (
    call.type === "CallExpression" &&
    eachElement.test(methodName(call) ?? "") &&
    isFunction(call.arguments[0])
  );
};
