import type { TSESTree } from "@typescript-eslint/utils";
import type { Node } from "./ast.ts";
import { lineBreakOf, type Edit } from "./edits.ts";
import type { SourceCode } from "./rule.ts";

/**
 * Writes a property into an object: into a literal as its first one, on a line of its own where the others have theirs,
 * or beside what an object under a name holds. `undefined` for anything else.
 */
export function withFirstProperty(object: Node, text: string, sourceCode: SourceCode): Edit | undefined {
  if (object.type === "Identifier") return { range: object.range, text: `{ ...${object.name}, ${text} }` };
  if (object.type !== "ObjectExpression") return undefined;
  const start = object.range[0] + 1;
  const [first] = object.properties;
  if (!first) return withOnlyProperty(object, text, sourceCode);
  if (first.loc.start.line === object.loc.start.line) return { range: [start, start], text: ` ${text},` };
  const [indent] = /^\s*/.exec(sourceCode.lines[first.loc.start.line - 1]!)!;
  return { range: [start, start], text: `${lineBreakOf(sourceCode)}${indent}${text},` };
}

/** Writes a property into an object literal as its last one, on a line of its own where the others have theirs. */
export function withLastProperty(
  object: TSESTree.ObjectExpression,
  text: string,
  sourceCode: SourceCode,
): Edit | undefined {
  const last = object.properties.at(-1);
  if (!last) return withOnlyProperty(object, text, sourceCode);
  const [indent] = /^\s*/.exec(sourceCode.lines[last.loc.start.line - 1]!)!;
  const hasOwnLine = last.loc.start.line > object.loc.start.line;
  const space = hasOwnLine ? lineBreakOf(sourceCode) + indent : " ";
  const [, end] = last.range;
  return { range: [end, end], text: `,${space}${text}` };
}

/** Fills an empty literal, unless a comment in it would go. */
const withOnlyProperty = (
  object: TSESTree.ObjectExpression,
  text: string,
  sourceCode: SourceCode,
): Edit | undefined =>
  sourceCode.getCommentsInside(object).length > 0 ? undefined : { range: object.range, text: `{ ${text} }` };

/** Passes an argument at a position where the call has none, or one that moves on; those missing before it are `undefined`. */
export function withArgument(
  call: TSESTree.CallExpression | TSESTree.NewExpression,
  position: number,
  text: string,
  sourceCode: SourceCode,
): Edit | undefined {
  const before = call.arguments.slice(0, position);
  if (before.some(({ type }) => type === "SpreadElement")) return undefined;
  const passed = [...Array<string>(position - before.length).fill("undefined"), text].join(", ");
  const last = before.at(-1);
  if (last) return { range: [last.range[1], last.range[1]], text: `, ${passed}` };

  const [first] = call.arguments;
  if (first) return { range: [first.range[0], first.range[0]], text: `${passed}, ` };
  const close = sourceCode.getLastToken(call)!;
  // `new Client` needs no brackets.
  return close.value === ")"
    ? { range: [close.range[0], close.range[0]], text: passed }
    : { range: [call.range[1], call.range[1]], text: `(${passed})` };
}
