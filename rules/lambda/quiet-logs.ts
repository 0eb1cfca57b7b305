import type { TSESTree } from "@typescript-eslint/utils";
import {
  ancestorsOf,
  isFunction,
  memberName,
  stringValue,
  type FunctionNode,
  type Node,
} from "../kit/ast.ts";
import { variableNaming } from "../kit/bindings.ts";
import { usesOf } from "../kit/methods.ts";
import { once } from "../kit/once.ts";
import type { SourceCode } from "../kit/rule.ts";

/** How people call what is there to be turned off: `debug(event)`, `log("debug", event)`, `log(Level.TRACE, event)`. */
const quiet = /debug|verbose|trace|silly/i;

/** What people test before they log more than usual, or outside of production. */
const onDemand =
  /debug|verbose|trace|log_?level|local|offline|develop|\bis_?dev|node_env|\bstage\b|prod(uction)?\b/i;

/** What people test before they leave a function that logs more than usual. */
const askedLevel = /debug|verbose|log_?level/i;

/** Whether a name, or a text that says a level, is that of something quiet. */
export function isQuiet(node: Node): boolean {
  if (node.type === "Identifier") return quiet.test(node.name);
  return quiet.test((node.type === "MemberExpression" ? memberName(node) : stringValue(node)) ?? "");
}

/** Whether a call is made only where somebody asks for more than usual: `if (process.env.DEBUG) …`. */
export function isOnDemand(call: Node, sourceCode: SourceCode): boolean {
  for (const outer of ancestorsOf(call)) {
    if (isFunction(outer)) return false;
    if (outer.type === "BlockStatement" && call.range[0] > endUnasked(outer, sourceCode)) return true;
    const test =
      outer.type === "IfStatement" || outer.type === "ConditionalExpression"
        ? outer.test
        : outer.type === "LogicalExpression"
          ? outer.left
          : undefined;
    if (test && onDemand.test(sourceCode.getText(test))) return true;
  }
  return false;
}

/** Where a block ends for whoever did not ask for more than usual: `if (!process.env.DEBUG) return;`. */
const endUnasked = once((block: TSESTree.BlockStatement, sourceCode: SourceCode): number => {
  const leaving = block.body.find(
    (statement) =>
      statement.type === "IfStatement" &&
      !statement.alternate &&
      isPlainReturn(statement.consequent) &&
      askedLevel.test(sourceCode.getText(statement.test)),
  );
  return leaving?.range[1] ?? Infinity;
});

function isPlainReturn(statement: Node): boolean {
  const [only, another] = statement.type === "BlockStatement" ? statement.body : [statement];
  return only?.type === "ReturnStatement" && !only.argument && !another;
}

/** Whether a function logs at a quiet level: by its own name, or by all calls that pass such data to it. */
export const isQuietHelper = once(
  (
    fn: FunctionNode,
    { isWhole, sourceCode }: { isWhole: (passed: Node) => boolean; sourceCode: SourceCode },
  ): boolean => {
    if (quiet.test(variableNaming(fn, sourceCode)?.name ?? "")) return true;
    const calls = usesOf(fn, sourceCode)
      .map(({ parent }) => parent)
      .filter((outer) => outer?.type === "CallExpression")
      .filter((outer) => outer.arguments.some(isWhole));
    return (
      calls.length > 0 && calls.every(({ callee, arguments: given }) => [callee, ...given].some(isQuiet))
    );
  },
);
