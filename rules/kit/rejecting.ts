import { isFunction, type Node } from "./ast.ts";
import type { Edit } from "./edits.ts";
import { nodesIn } from "./nodes.ts";
import type { SourceCode } from "./rule.ts";

/**
 * The edits after which a promise tells of all that a callback throws: `(text) => save(JSON.parse(text))` throws where it
 * is called, before there is a promise. None where the callback is `async`, or only hands over what it was given.
 */
export function rejecting(callback: Node | undefined, sourceCode: SourceCode): Edit[] {
  if (!isFunction(callback) || callback.async || callback.generator) return [];
  const [start] = callback.range;
  const mayThrow = nodesIn(callback.body!, ["CallExpression", "NewExpression"], sourceCode).length > 1;
  const { returnType } = callback;
  const promises = !returnType || /^:\s*Promise\b/.test(sourceCode.getText(returnType));
  return mayThrow && promises ? [{ range: [start, start], text: "async " }] : [];
}
