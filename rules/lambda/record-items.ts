import type { TSESTree } from "@typescript-eslint/utils";
import { awaited, bare, memberName, methodName, type Node } from "../kit/ast.ts";
import { functionNamed, isGlobal, resolve } from "../kit/bindings.ts";
import { failureCallback } from "../kit/catching.ts";
import { nodesIn } from "../kit/nodes.ts";
import type { SourceCode } from "../kit/rule.ts";

/** `event.Records.map(…)` */
export const isMapping = (node: Node): node is TSESTree.CallExpression =>
  node.type === "CallExpression" && /^(map|flatMap)$/.test(methodName(node) ?? "");

/** How many steps are followed from a list to the mapping that made it. */
const maximumDepth = 8;

/** Whether a list holds what mappings made of each record, all of it or some, under a name or not. */
export function holdsItems(
  list: Node,
  mappings: ReadonlySet<Node>,
  sourceCode: SourceCode,
  depth = maximumDepth,
): boolean {
  const value = awaited(resolve(awaited(list), sourceCode));
  if (mappings.has(value)) return true;
  if (value.type !== "CallExpression" || depth === 0) return false;
  const callee = bare(value.callee);
  if (callee.type !== "MemberExpression") return false;
  const name = memberName(callee) ?? "";
  if (isGlobal(callee.object, "Promise", sourceCode)) {
    const [promises] = value.arguments;
    return name === "all" && promises !== undefined && isFilled(promises, mappings, sourceCode);
  }
  return (
    /^(map|flatMap|filter|slice|sort|toSorted|reverse|toReversed|flat)$/.test(name) &&
    holdsItems(callee.object, mappings, sourceCode, depth - 1)
  );
}

/**
 * Whether promises are those of a mapping whose function is in sight and catches nothing. Where one does, what comes next
 * may be what its author does about the failures.
 */
function isFilled(promises: Node, mappings: ReadonlySet<Node>, sourceCode: SourceCode): boolean {
  const mapping = resolve(promises, sourceCode);
  const given = mapping.type === "CallExpression" && mappings.has(mapping) ? mapping.arguments[0] : undefined;
  const fn = given && functionNamed(given, sourceCode);
  return (
    fn !== undefined &&
    nodesIn(fn, ["CatchClause", "CallExpression"], sourceCode).every(
      (node) => node.type === "CallExpression" && !failureCallback(node),
    )
  );
}
