import { memberName, type FunctionNode, type Node } from "./ast.ts";
import { functionNamed, valueOf, variableNaming } from "./bindings.ts";
import { nodesIn } from "./nodes.ts";
import type { SourceCode } from "./rule.ts";

/** The places where the file uses a function by a name: `save`, `this.save`. Each is the whole expression. */
export function usesOf(fn: FunctionNode, sourceCode: SourceCode): Node[] {
  const variable = variableNaming(fn, sourceCode);
  if (variable && valueOf(variable) === fn)
    return variable.references.filter(({ init }) => !init).map(({ identifier }) => identifier as Node);
  const owner = fn.parent;
  if (
    owner?.type !== "MethodDefinition" &&
    owner?.type !== "PropertyDefinition" &&
    owner?.type !== "Property"
  )
    return [];
  const named = membersOf(sourceCode).get(memberName(owner) ?? "") ?? [];
  return named.filter((member) => functionNamed(member, sourceCode) === fn);
}

const members = new WeakMap<object, Map<string, Node[]>>();

/** The member expressions of the file by the name they end with. */
function membersOf(sourceCode: SourceCode): Map<string, Node[]> {
  let byName = members.get(sourceCode.ast);
  if (!byName) {
    byName = new Map();
    for (const node of nodesIn(sourceCode.ast, ["MemberExpression"], sourceCode)) {
      const name = node.computed ? undefined : memberName(node);
      if (name === undefined) continue;
      const known = byName.get(name);
      if (known) known.push(node);
      else byName.set(name, [node]);
    }
    members.set(sourceCode.ast, byName);
  }
  return byName;
}
