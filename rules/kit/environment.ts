import type { TSESTree } from "@typescript-eslint/utils";
import { bare, memberName, type Node } from "./ast.ts";
import { isGlobal, stepsTo, variableOf } from "./bindings.ts";
import type { SourceCode } from "./rule.ts";
import { valueBehind } from "./values.ts";

/** The environment variable that an expression reads: `process.env.TABLE`, a constant of that value, `{ TABLE } = process.env`. */
export function environmentVariable(node: Node, sourceCode: SourceCode): string | undefined {
  const value = valueBehind(node, sourceCode);
  switch (value.type) {
    case "MemberExpression":
      return isEnvironment(value.object, sourceCode) ? memberName(value) : undefined;
    case "LogicalExpression":
      // `process.env.TABLE ?? ""`
      return value.operator === "&&" ? undefined : environmentVariable(value.left, sourceCode);
    case "Identifier": {
      const [definition, another] = variableOf(value, sourceCode)?.defs ?? [];
      const declarator = definition?.node as Node | undefined;
      if (another || declarator?.type !== "VariableDeclarator" || !declarator.init) return undefined;
      const [name, more] = stepsTo(definition!.name as Node, declarator.id) ?? [];
      return more === undefined && isEnvironment(declarator.init, sourceCode) ? name : undefined;
    }
    default:
      return undefined;
  }
}

/** `process.env` */
export function isEnvironment(node: Node, sourceCode: SourceCode): boolean {
  const owner = bare(node);
  return (
    owner.type === "MemberExpression" &&
    memberName(owner) === "env" &&
    isGlobal(owner.object, "process", sourceCode)
  );
}

/** `process.env.NAME = …`; what only fills a gap, as `??=` does, leaves Lambda's own value alone. */
export function variableWrittenBy(
  { operator, left, right }: TSESTree.AssignmentExpression,
  sourceCode: SourceCode,
): string | undefined {
  const member = bare(left);
  if (operator !== "=" || member.type !== "MemberExpression" || !isEnvironment(member.object, sourceCode))
    return undefined;
  const keepsOwn = sourceCode.getText(right).includes(sourceCode.getText(member));
  return keepsOwn ? undefined : memberName(member);
}
