import { calledName, enclosingFunction, outermost, type FunctionNode, type Node } from "../kit/ast.ts";
import { isChanged, placesOf } from "../kit/binding.ts";
import { functionNamed, parametersOf, variableOf } from "../kit/bindings.ts";
import { once } from "../kit/once.ts";
import type { SourceCode } from "../kit/rule.ts";
import { givenBy } from "./given.ts";
import { targetOf } from "./targets.ts";

/** Methods that run what they are given at once, or as part of the promise they belong to. */
const transparent =
  /^(forEach|map|flatMap|filter|find|findIndex|findLast|some|every|reduce|reduceRight|sort|then|catch|finally)$/;

/** Whether a function is called where it stands, or by such a method that gets it. */
export function isRunAtOnce(fn: Node): boolean {
  const value = outermost(fn);
  const { parent } = value;
  if (parent?.type !== "CallExpression") return false;
  return parent.callee === value || transparent.test(calledName(parent) ?? "");
}

/**
 * Which of its parameters a function calls itself, on some way through it: before it is over, or as part of a promise. One
 * that it keeps, or hands on to somebody else, is none of them, nor is one that it gives a function to tell of its end.
 */
export const parametersCalledBy = once((fn: FunctionNode, sourceCode: SourceCode): readonly number[] =>
  // What a generator does waits for whoever asks for its next value.
  fn.generator
    ? []
    : parametersOf(fn).flatMap((parameter, index) => {
        const variable = parameter.type === "Identifier" ? variableOf(parameter, sourceCode) : undefined;
        const places = variable ? placesOf(variable) : [];
        const isCalled = places.some((place) => isRunAtOnce(place) && isOf(place, fn));
        const isLeft = places.some((place) => isChanged(place) || isGivenFunction(place, sourceCode));
        return isCalled && !isLeft ? [index] : [];
      }),
);

/** `work((error) => settle(error))` */
function isGivenFunction(called: Node, sourceCode: SourceCode): boolean {
  const value = outermost(called);
  const { parent } = value;
  return (
    parent?.type === "CallExpression" &&
    parent.callee === value &&
    parent.arguments.some((argument) => functionNamed(argument, sourceCode))
  );
}

/** Whether a node runs with a function around it. */
function isOf(node: Node, fn: FunctionNode): boolean {
  const inner = enclosingFunction(node);
  return inner === fn || (inner !== undefined && isRunAtOnce(inner) && isOf(inner, fn));
}

/** Whether a function is handed to one that calls it itself, of this file or of another. */
export function isCalledByWhoGetsIt(fn: Node, sourceCode: SourceCode): boolean {
  const value = outermost(fn);
  const { parent } = value;
  if (parent?.type !== "CallExpression" || parent.arguments.some(({ type }) => type === "SpreadElement"))
    return false;
  const getting = functionNamed(parent.callee, sourceCode);
  const called = getting
    ? parametersCalledBy(getting, sourceCode)
    : (givenBy(targetOf(parent, sourceCode), sourceCode)?.calledBack ?? []);
  return called.includes(parent.arguments.findIndex((one) => one === value));
}
