import type { TSESTree } from "@typescript-eslint/utils";
import { awaited, bare, isFunction, memberName, returnedBy, type FunctionNode, type Node } from "./ast.ts";
import { functionNamed, resolve } from "./bindings.ts";
import { memoises } from "./memo.ts";
import type { SourceCode } from "./rule.ts";

/** How deep wrappers, factories and names are followed from a value to its function. */
const maximumDepth = 8;

/**
 * The functions of this file that run when a value is called: itself, what `bind` binds, what a factory of this file
 * returns, what a wrapper was given: `wrap(fn)`, `wrap(options)(fn)`, `chain().use(x).handler(fn)`.
 *
 * @param callsItsArguments whether a wrapper that this file does not declare runs the functions passed to it
 */
export function functionsBehind(
  node: Node,
  sourceCode: SourceCode,
  callsItsArguments: (wrapper: TSESTree.CallExpression) => boolean,
  depth = maximumDepth,
): FunctionNode[] {
  if (depth === 0) return [];
  const value = awaited(resolve(awaited(node), sourceCode));
  // Flow asks this of every call of a handler, and most go to other modules.
  if (value.type === "Identifier") return [];
  if (isFunction(value)) return value.body ? [value] : [];
  const behind = (inner: Node) => functionsBehind(inner, sourceCode, callsItsArguments, depth - 1);

  switch (value.type) {
    case "ConditionalExpression":
      return [...behind(value.consequent), ...behind(value.alternate)];
    case "LogicalExpression":
      return [...behind(value.left), ...behind(value.right)];
    case "AssignmentExpression":
      return behind(value.right);
    case "MemberExpression": {
      const method = functionNamed(value, sourceCode);
      return method ? [method] : [];
    }
    case "CallExpression":
      return behindCall(value, sourceCode, callsItsArguments, behind);
    default:
      return [];
  }
}

function behindCall(
  call: TSESTree.CallExpression,
  sourceCode: SourceCode,
  callsItsArguments: (wrapper: TSESTree.CallExpression) => boolean,
  behind: (node: Node) => FunctionNode[],
): FunctionNode[] {
  const callee = bare(call.callee);
  if (callee.type === "MemberExpression" && memberName(callee) === "bind") return behind(callee.object);

  // `const wrap = (inner) => async (event) => inner(event)`: the function returned runs, and the one it was given.
  const factory = functionNamed(callee, sourceCode);
  const before = callee.type === "CallExpression" ? behind(callee) : [];
  const made = (factory ? [factory] : before).flatMap((fn) => returnedBy(fn, sourceCode)).flatMap(behind);
  const passed = () => (memoises(call, sourceCode) ? [] : call.arguments.flatMap(behind));
  if (made.length > 0) return [...made, ...passed()];

  if (!callsItsArguments(call)) return [];
  // `wrap(fn).use(…)` and `wrap().use(…).handler(fn)`: the chain before the last call may hold the function.
  const chain = callee.type === "MemberExpression" ? awaited(callee.object) : callee;
  const held = chain !== callee && chain.type === "CallExpression" ? behind(chain) : before;
  return [...held, ...passed()];
}
