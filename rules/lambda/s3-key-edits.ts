import type { TSESTree } from "@typescript-eslint/utils";
import { ancestorsOf, calledName, isFunction, memberName, outermost, type Node } from "../kit/ast.ts";
import { placesOf } from "../kit/binding.ts";
import { variableOf } from "../kit/bindings.ts";
import type { Edit } from "../kit/edits.ts";
import { importedAs } from "../kit/imports.ts";
import { isLogged } from "../kit/logging.ts";
import type { SourceCode } from "../kit/rule.ts";

/**
 * Decodes a key where it is read, the way S3's documentation does; `undefined` where others that get the key may want it
 * as it came, or where it may be missing.
 */
export function decoded(key: Node, sourceCode: SourceCode): Edit | undefined {
  const value = outermost(key);
  const text = sourceCode.getText(value as TSESTree.Node);
  // `key as string` would need parentheses before a method can be called on it.
  const isCallable = /^(Identifier|MemberExpression|TSNonNullExpression)$/.test(value.type);
  if (!isCallable || text.includes("?.") || !isFreeToDecode(value, sourceCode)) return undefined;
  const isShorthand = value.parent?.type === "Property" && value.parent.shorthand;
  return {
    range: value.range,
    text: `${isShorthand ? `${text}: ` : ""}decodeURIComponent(${text}.replace(/\\+/g, " "))`,
  };
}

/** Replaces the `+` in a key before it is decoded. */
export const withSpaces = (key: Node): Edit => {
  const [, end] = outermost(key).range;
  return { range: [end, end], text: '.replace(/\\+/g, " ")' };
};

/** Whether what becomes of a key is in sight, if it has a name: nobody decodes it again, or wants it encoded. */
function isFreeToDecode(value: Node, sourceCode: SourceCode): boolean {
  const { parent } = value;
  if (parent?.type === "Property" && parent.parent.type === "ObjectPattern") return false;
  const name = parent?.type === "VariableDeclarator" ? parent.id : value;
  const variable = name.type === "Identifier" ? variableOf(name, sourceCode) : undefined;
  if (!variable) return name.type !== "ObjectPattern";
  // A parameter, or a name in a pattern, may have another value for another caller.
  if (parent?.type !== "VariableDeclarator" && placesOf(variable).length > 1) return false;
  return placesOf(variable).every((place) => isLogged(place) || !mayWantItEncoded(place, sourceCode));
}

function mayWantItEncoded(place: Node, sourceCode: SourceCode): boolean {
  for (const outer of ancestorsOf(place)) {
    if (isFunction(outer)) return false;
    if (outer.type === "Property" && memberName(outer) === "CopySource") return true;
    if (outer.type !== "CallExpression") continue;
    if (/decode|unescape/i.test(calledName(outer) ?? "")) return true;
    const isPassed = outer.arguments.includes(outermost(place) as TSESTree.CallExpressionArgument);
    const imported = isPassed ? importedAs(outer.callee, sourceCode) : undefined;
    if (imported && !/^(node:)?(path|fs)/.test(imported.module)) return true;
  }
  return false;
}
