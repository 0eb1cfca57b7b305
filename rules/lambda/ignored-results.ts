import type { TSESTree } from "@typescript-eslint/utils";
import { ancestorsOf, awaited, isFunction, methodName, outermost, type Node } from "../kit/ast.ts";
import { boundBy } from "../kit/bindings.ts";
import { isLogging } from "../kit/logging.ts";
import { isLink } from "../kit/promises.ts";
import type { SourceCode } from "../kit/rule.ts";
import { forgets, forgetsGiven } from "./caught.ts";

/** How many names and chains a value is followed through. */
const maximumDepth = 6;

/**
 * Whether nobody looks at what an expression gives, or only to log it. What a function returns is up to its callers;
 * here it counts as ignored.
 */
export function isIgnored(expression: Node, sourceCode: SourceCode, depth = maximumDepth): boolean {
  const value = outermost(expression);
  const parent = value.parent;
  if (!parent || depth === 0) return false;
  const goesOn = (node: Node) => isIgnored(node, sourceCode, depth - 1);
  switch (parent.type) {
    case "ExpressionStatement":
      return true;
    // Middleware takes settled results for what became of each record.
    case "ReturnStatement":
      return !isSettled(value);
    case "ArrowFunctionExpression":
      return parent.body === value && !isSettled(value);
    case "AwaitExpression":
    case "YieldExpression":
      return goesOn(parent);
    case "UnaryExpression":
      return parent.operator === "void" && goesOn(parent);
    case "LogicalExpression":
      return parent.right === value && goesOn(parent);
    case "ConditionalExpression":
      return parent.test !== value && goesOn(parent);
    case "VariableDeclarator":
      return parent.init === value && isBoundForNothing(parent.id, sourceCode, depth);
    case "MemberExpression":
      return parent.object === value && isChainIgnored(parent, sourceCode, goesOn);
    case "CallExpression":
      if (isLogging(parent)) return true;
      // `Promise.all(event.Records.map(save))`
      return parent.callee !== value && /^all(Settled)?$/.test(methodName(parent) ?? "") && goesOn(parent);
    default:
      return false;
  }
}

const isSettled = (value: Node): boolean => {
  const call = awaited(value);
  return call.type === "CallExpression" && methodName(call) === "allSettled";
};

/** `promise.finally(…)`, `promise.then(() => console.log("done"))` */
function isChainIgnored(
  member: TSESTree.MemberExpression,
  sourceCode: SourceCode,
  goesOn: (node: Node) => boolean,
): boolean {
  const call = member.parent;
  if (call.type !== "CallExpression" || call.callee !== member) return false;
  const [onDone] = call.arguments;
  if (
    methodName(call) === "then" &&
    !(isFunction(onDone) && (onDone.params.length === 0 || forgetsGiven(onDone, sourceCode)))
  )
    return false;
  return isLink(call) && goesOn(call);
}

/** Whether the names in a pattern are used for logs alone. */
function isBoundForNothing(pattern: Node, sourceCode: SourceCode, depth: number): boolean {
  return boundBy(pattern, sourceCode)
    .flatMap(({ references }) => references)
    .every(({ identifier, init }) => {
      const name = identifier as Node;
      // `const saved = event.Records.map(save); await Promise.all(saved);`
      const isPassed = name.parent?.type === "CallExpression" && isIgnored(name, sourceCode, depth - 1);
      return init || isPassed || isOnlyLookedAt(name, sourceCode, depth - 1);
    });
}

function isOnlyLookedAt(name: Node, sourceCode: SourceCode, depth: number): boolean {
  let inner = name;
  for (const outer of ancestorsOf(name)) {
    if (outer.type === "CallExpression" && isLogging(outer)) return true;
    if (outer.type === "VariableDeclarator" && outer.init === inner)
      return depth > 0 && forgets(outer.parent, sourceCode) && isBoundForNothing(outer.id, sourceCode, depth);
    if (outer.type.endsWith("Statement"))
      return outer.type !== "BlockStatement" && forgets(outer, sourceCode);
    inner = outer;
  }
  return false;
}
