import type { TSESTree } from "@typescript-eslint/utils";
import { isFunction, returnedBy, type FunctionNode, type Node } from "../../kit/ast.ts";
import { functionNamed, parametersOf, variableOf, writesTo } from "../../kit/bindings.ts";
import { nodesIn } from "../../kit/nodes.ts";
import { oncePerFile } from "../../kit/once.ts";
import type { SourceCode } from "../../kit/rule.ts";

/**
 * What stands behind the call of a function that its file calls once: what it returns, `this.createWorker()`, or what it
 * is given, of a parameter. Each call of the others makes, or is given, something else.
 */
export function stepThroughCall(value: Node, sourceCode: SourceCode): Node | undefined {
  if (value.type === "CallExpression") {
    const fn = functionNamed(value.callee, sourceCode);
    const [result, another] = fn && onlyCallOf(fn, sourceCode) ? returnedBy(fn, sourceCode) : [];
    return another ? undefined : result;
  }
  const variable = value.type === "Identifier" ? variableOf(value, sourceCode) : undefined;
  const fn = variable?.defs[0]?.node as Node | undefined;
  if (!isFunction(fn) || writesTo(variable!).length > 0) return undefined;
  const index = parametersOf(fn).findIndex((parameter) => parameter === variable!.identifiers[0]);
  const given = index < 0 ? undefined : onlyCallOf(fn, sourceCode)?.arguments.slice(0, index + 1);
  return given?.some(({ type }) => type === "SpreadElement") ? undefined : given?.[index];
}

function onlyCallOf(fn: FunctionNode, sourceCode: SourceCode): TSESTree.CallExpression | undefined {
  const [call, another] = callsIn(sourceCode).get(fn) ?? [];
  return another ? undefined : call;
}

/** Where a file calls its own functions. */
const callsIn = oncePerFile((sourceCode): ReadonlyMap<FunctionNode, readonly TSESTree.CallExpression[]> => {
  const calls = new Map<FunctionNode, TSESTree.CallExpression[]>();
  for (const call of nodesIn(sourceCode.ast, ["CallExpression"], sourceCode)) {
    const fn = functionNamed(call.callee, sourceCode);
    if (fn) calls.set(fn, [...(calls.get(fn) ?? []), call]);
  }
  return calls;
});
