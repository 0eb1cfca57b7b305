import type { TSESTree } from "@typescript-eslint/utils";
import { calledName, contains, isFunction, outermost, type Node } from "../kit/ast.ts";
import { placesOf } from "../kit/binding.ts";
import { variableOf } from "../kit/bindings.ts";
import { importedAs } from "../kit/imports.ts";
import { callsOfMethod } from "../kit/methods.ts";
import { nodesIn } from "../kit/nodes.ts";
import type { SourceCode } from "../kit/rule.ts";
import type { Handler, Lambda } from "./model.ts";

/**
 * Work that Powertools does once for a key: a handler, or a function that it calls.
 * https://docs.aws.amazon.com/powertools/typescript/latest/features/idempotency/
 */
export interface Guard {
  /** `makeIdempotent(…)`, `makeHandlerIdempotent(…)` or, in a decorator, `idempotent(…)`. */
  call: TSESTree.CallExpression;
  options: Node | undefined;
  /** The handler that is guarded, or that calls what is. */
  handler: Handler;
  isHandler: boolean;
  /** What calls the guarded function, or is given it; empty for a handler. */
  uses: TSESTree.CallExpression[];
}

const modules = /^@aws-lambda-powertools\/idempotency(\/middleware)?$/;

/** Whether a file may use the utility at all, judged by its text alone. */
export const mentionsGuards = ({ text }: SourceCode): boolean =>
  text.includes("@aws-lambda-powertools/idempotency");

/** The guards of a file whose handler is in it, in source order. */
export const guardsIn = (lambda: Lambda, sourceCode: SourceCode): Guard[] =>
  nodesIn(sourceCode.ast, ["CallExpression"], sourceCode).flatMap(
    (call) => guardAt(call, lambda, sourceCode) ?? [],
  );

function guardAt(call: TSESTree.CallExpression, lambda: Lambda, sourceCode: SourceCode): Guard | undefined {
  if (!/^(makeIdempotent|makeHandlerIdempotent|idempotent)$/.test(calledName(call) ?? "")) return undefined;
  const imported = importedAs(call.callee, sourceCode);
  if (!imported || !modules.test(imported.module)) return undefined;

  const options = call.arguments[imported.name === "makeIdempotent" ? 1 : 0];
  const method = call.parent.parent;
  const decorated =
    method?.type === "MethodDefinition" && isFunction(method.value) ? method.value : undefined;
  const handler = lambda.handlers.find(
    ({ function: fn, wrappers }) => fn === decorated || wrappers.some((wrapper) => contains(wrapper, call)),
  );
  if (handler) return { call, options, handler, isHandler: true, uses: [] };

  const uses = decorated ? callsOfMethod(decorated, sourceCode) : usesOf(call, sourceCode);
  const caller = uses[0] && lambda.handlerOf(uses[0]);
  return caller && { call, options, handler: caller, isHandler: false, uses };
}

/** The calls that a function's name stands in, or none where something else may call it as well. */
function usesOf(made: Node, sourceCode: SourceCode): TSESTree.CallExpression[] {
  const { parent } = outermost(made);
  const variable = parent?.type === "VariableDeclarator" ? variableOf(parent.id, sourceCode) : undefined;
  const calls = (variable ? placesOf(variable) : []).map(({ parent: use }) => use);
  return calls.every((call) => call?.type === "CallExpression") ? calls : [];
}
