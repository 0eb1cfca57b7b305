import type { TSESTree } from "@typescript-eslint/utils";
import { bare, isFunction, memberName, type Node } from "./ast.ts";
import type { SourceCode } from "./rule.ts";

/** How many steps of a chain a message shows, and how many characters; what comes before is left out. */
const maximumSteps = 6;
const maximumLength = 40;

/** A call or a `new` as a message shows it, in one line and without arguments: `sqs.send()`, `new Promise()`. */
export function shortNameOf(node: Node, steps = maximumSteps): string {
  const name = steps > 0 ? nameOf(bare(node), steps - 1) : "…";
  return name.length > maximumLength && steps === maximumSteps ? `…${name.slice(-maximumLength)}` : name;
}

function nameOf(expression: Node, steps: number): string {
  switch (expression.type) {
    case "Identifier":
    case "PrivateIdentifier":
      return expression.name;
    case "ThisExpression":
      return "this";
    case "MemberExpression":
      return `${shortNameOf(expression.object, steps)}.${memberName(expression) ?? "…"}`;
    case "CallExpression":
      return `${shortNameOf(expression.callee, steps)}()`;
    case "NewExpression":
      return `new ${shortNameOf(expression.callee, steps)}()`;
    default:
      if (!isFunction(expression)) return "…";
      return expression.async ? "(async () => …)" : "(() => …)";
  }
}

/** What to underline of a call or a `new`: what is called, without its arguments and on one line if possible. */
export function headOf(
  { callee }: TSESTree.CallExpression | TSESTree.NewExpression,
  sourceCode: SourceCode,
): TSESTree.SourceLocation {
  const called = bare(callee);
  if (isFunction(called)) return headBefore(called.body, called, sourceCode);
  const isLong = called.type === "MemberExpression" && called.loc.start.line < called.loc.end.line;
  return isLong ? called.property.loc : callee.loc;
}

/** What to underline of something with a body: what comes before it, as in `for (const record of event.Records)`. */
export const headBefore = (body: Node, node: Node, sourceCode: SourceCode): TSESTree.SourceLocation => ({
  start: node.loc.start,
  end: sourceCode.getTokenBefore(body as TSESTree.Node)!.loc.end,
});
