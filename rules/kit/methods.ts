import type { TSESTree } from "@typescript-eslint/utils";
import { bare, memberName, outermost, type FunctionNode, type Node } from "./ast.ts";
import { placesOf } from "./binding.ts";
import { functionNamed, valueOf, variableNaming } from "./bindings.ts";
import { grouped } from "./grouped.ts";
import { nodesIn } from "./nodes.ts";
import { oncePerFile } from "./once.ts";
import type { SourceCode } from "./rule.ts";

/** Where methods are used, by their name and then by the method: many classes may call theirs `process`. */
interface Uses {
  members: ReadonlyMap<string | undefined, readonly TSESTree.MemberExpression[]>;
  resolved: Map<string, ReadonlyMap<Node | undefined, readonly TSESTree.MemberExpression[]>>;
}

const usesIn = oncePerFile((sourceCode): Uses => ({
  members: grouped(nodesIn(sourceCode.ast, ["MemberExpression"], sourceCode), memberName),
  resolved: new Map(),
}));

/** The places where the file uses a function by a name: `save`, `this.save`. Each is the whole expression. */
export function usesOf(fn: FunctionNode, sourceCode: SourceCode): readonly Node[] {
  const variable = variableNaming(fn, sourceCode);
  return variable && valueOf(variable) === fn
    ? placesOf(variable)
    : usesOfMethod(fn, sourceCode).filter(({ computed }) => !computed);
}

/** The places where a method, of a class or of an object of this file, is used: `service.process`, `this.process`. */
function usesOfMethod(fn: FunctionNode, sourceCode: SourceCode): readonly TSESTree.MemberExpression[] {
  const { parent } = fn;
  if (
    parent?.type !== "MethodDefinition" &&
    parent?.type !== "PropertyDefinition" &&
    parent?.type !== "Property"
  )
    return [];
  const name = memberName(parent);
  if (name === undefined) return [];

  const { members, resolved } = usesIn(sourceCode);
  let uses = resolved.get(name);
  if (!uses)
    resolved.set(name, (uses = grouped(members.get(name) ?? [], (use) => functionNamed(use, sourceCode))));
  return uses.get(fn) ?? [];
}

/** The calls of a method: `service.process(…)`, `this.process(…)`. */
export const callsOfMethod = (fn: FunctionNode, sourceCode: SourceCode): TSESTree.CallExpression[] =>
  usesOfMethod(fn, sourceCode).flatMap((use) => {
    const { parent } = outermost(use);
    return parent?.type === "CallExpression" && bare(parent.callee) === use ? [parent] : [];
  });
