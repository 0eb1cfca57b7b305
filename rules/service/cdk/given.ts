import { bare, memberName, type Node } from "../../kit/ast.ts";
import { classOf, parametersOf, variableOf } from "../../kit/bindings.ts";
import { nodesIn } from "../../kit/nodes.ts";
import type { SourceCode } from "../../kit/rule.ts";
import { fieldValue } from "../../kit/values.ts";

/** What a class of the file is given for a value in its constructor, `fn` or `props.fn`, wherever the file makes one. */
export function valuesGivenFor(node: Node, sourceCode: SourceCode): Node[] {
  const value = bare(node);
  const [holder, name] =
    value.type === "MemberExpression" ? [bare(value.object), memberName(value)] : [value];
  const variable = holder.type === "Identifier" ? variableOf(holder, sourceCode) : undefined;
  const fn = variable?.defs[0]?.node as Node | undefined;
  const method = fn?.parent;
  if (fn?.type !== "FunctionExpression" || method?.type !== "MethodDefinition") return [];
  const index = parametersOf(fn).findIndex((parameter) => parameter === variable!.identifiers[0]);
  if (method.kind !== "constructor" || index < 0) return [];

  const owner = method.parent.parent;
  return nodesIn(sourceCode.ast, ["NewExpression"], sourceCode)
    .filter(({ callee }) => classOf(callee, sourceCode) === owner)
    .flatMap(({ arguments: given }) => {
      const found = name === undefined ? given[index] : fieldValue(given[index], name, sourceCode);
      return found ?? [];
    });
}
