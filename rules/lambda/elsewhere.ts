import type { TSESTree } from "@typescript-eslint/utils";
import { ancestorsOf, isFunction, memberName, some, type Node } from "../kit/ast.ts";
import { valueOf, variableOf } from "../kit/bindings.ts";
import { lastOf } from "../kit/branches.ts";
import { once } from "../kit/once.ts";
import type { SourceCode } from "../kit/rule.ts";

/** How code asks where it runs, or whether a developer looks on. */
const asks = /^(env|argv|main)$|local|offline|debug|\bdev|\btest|is_?lambda/i;

/**
 * Whether code may be meant for a developer's machine: what decides asks for the environment, or for a mode of such a
 * name, or it is no matter whether the code fails.
 */
export function mayBeMeantForElsewhere(node: Node, sourceCode: SourceCode): boolean {
  let inner = node;
  for (const outer of ancestorsOf(node)) {
    const test = testBefore(inner, outer);
    if (test && asksWhereItRuns(test, sourceCode)) return true;
    if (outer.type === "TryStatement" && outer.block === inner && outer.handler?.body.body.length === 0)
      return true;
    if (outer.type === "BlockStatement" && endElsewhere(outer, sourceCode) < inner.range[0]) return true;
    inner = outer;
  }
  return false;
}

/** What decides whether `outer` gets to run `inner`. */
function testBefore(inner: Node, outer: Node): Node | undefined {
  switch (outer.type) {
    case "IfStatement":
    case "ConditionalExpression":
      return inner === outer.test ? undefined : outer.test;
    case "LogicalExpression":
      return inner === outer.right ? outer.left : undefined;
    default:
      return undefined;
  }
}

/** Where in the text a block has left one of the places it may run at: after `if (!process.env.OFFLINE) return;`. */
const endElsewhere = once((block: TSESTree.BlockStatement, sourceCode: SourceCode): number => {
  const leaving = block.body.find(
    (one) =>
      one.type === "IfStatement" &&
      lastOf(one.consequent)?.type === "ReturnStatement" &&
      asksWhereItRuns(one.test, sourceCode),
  );
  return leaving?.range[1] ?? Infinity;
});

const asksWhereItRuns = (test: Node, sourceCode: SourceCode): boolean =>
  some(test, sourceCode, (node) => {
    if (node.type === "Literal") return asks.test(String(node.value));
    if (node.type === "MemberExpression") return asks.test(memberName(node) ?? "");
    if (node.type !== "Identifier") return false;
    const variable = variableOf(node, sourceCode);
    const value = variable && valueOf(variable);
    // `const isDetailed = process.env.LEVEL === "2"`
    return (
      asks.test(node.name) ||
      (value !== undefined && !isFunction(value) && readsEnvironment(value, sourceCode))
    );
  });

const readsEnvironment = (value: Node, sourceCode: SourceCode): boolean =>
  some(value, sourceCode, (node) => node.type === "MemberExpression" && memberName(node) === "env");
