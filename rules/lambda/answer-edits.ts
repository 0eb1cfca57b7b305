import type { TSESTree } from "@typescript-eslint/utils";
import { ancestorsOf, outermost, type Node } from "../kit/ast.ts";
import { lineBreakOf, type Edit } from "../kit/edits.ts";
import type { SourceCode } from "../kit/rule.ts";
import { typeDemandedBy } from "../kit/types.ts";

/** Types whose answers have text for a body, and a number for a status. */
const answering =
  /^(Promise<)?(lambda\.|AWSLambda\.)?(APIGateway\w*|ALB\w*|Proxy(Result|Handler|CallbackV?)|Handler|any|unknown)>?$/;

/** Whether no type around a node may demand of it what stands there now: one of the file's own, or one with parameters. */
export const isFreeToChange = (node: Node, sourceCode: SourceCode): boolean =>
  [...ancestorsOf(node)].every((outer) => {
    const type = typeDemandedBy(outer);
    return !type || answering.test(sourceCode.getText(type as TSESTree.Node));
  });

/** Makes text of an object where it stands. */
export function stringified(object: Node): Edit[] {
  const { range, parent } = outermost(object);
  const [start, end] = range;
  const isShorthand = parent?.type === "Property" && parent.shorthand && object.type === "Identifier";
  return [
    { range: [start, start], text: isShorthand ? `${object.name}: JSON.stringify(` : "JSON.stringify(" },
    { range: [end, end], text: ")" },
  ];
}

/** Says beside a body that it is base64 text, on a line of its own where the body has one. */
export function markedAsBase64(body: TSESTree.Property, sourceCode: SourceCode): Edit {
  const [indent] = /^[ \t]*/.exec(sourceCode.lines[body.loc.start.line - 1]!)!;
  const isFirstInLine = indent.length === body.loc.start.column;
  const [, end] = body.range;
  return {
    range: [end, end],
    text: `,${isFirstInLine ? lineBreakOf(sourceCode) + indent : " "}isBase64Encoded: true`,
  };
}
