import type { TSESTree } from "@typescript-eslint/utils";
import { lineBreakOf, type Edit } from "./edits.ts";
import type { SourceCode } from "./rule.ts";

/** Adds a property to the end of an object literal, on a line of its own where the others have one. */
export function withProperty(object: TSESTree.ObjectExpression, text: string, sourceCode: SourceCode): Edit {
  const last = object.properties.at(-1);
  if (!last) return { range: object.range, text: `{ ${text} }` };
  const [indent] = /^\s*/.exec(sourceCode.lines[last.loc.start.line - 1]!)!;
  const hasOwnLine = last.loc.start.line > object.loc.start.line;
  const space = hasOwnLine ? lineBreakOf(sourceCode) + indent : " ";
  const [, end] = last.range;
  return { range: [end, end], text: `,${space}${text}` };
}
