import { Parser, type CST } from "yaml";
import { parseForESLint as parseYaml } from "yaml-eslint-parser";

/** The parser compares each key of a mapping with all others; no template has nearly as many. */
const mostKeys = 10_000;

/** The tree of a text in YAML or JSON. What would take the parser for ever is refused, at its place. */
export function templateTreeOf(text: string, options?: object): ReturnType<typeof parseYaml> {
  const place = text.split(":", mostKeys + 2).length > mostKeys + 1 ? placeOfLargest(text) : undefined;
  if (place !== undefined) throw asError(`A mapping of more than ${mostKeys} keys is not read.`, text, place);
  try {
    return parseYaml(text, options);
  } catch (error) {
    const { message, index = 0, column } = error as Error & { index?: number; column?: number };
    // ESLint shows the place of an error that says where it is.
    if (error instanceof RangeError || message.includes("call stack"))
      throw asError("This is nested too deeply to be read.", text, index);
    if (column === undefined) throw asError(message, text, index);
    // ESLint counts from 1.
    throw Object.assign(error as Error, { column: column + 1 });
  }
}

/** Where a mapping starts that has too many keys. */
function placeOfLargest(text: string): number | undefined {
  const waiting: CST.Token[] = [...new Parser().parse(text)];
  for (let token = waiting.pop(); token; token = waiting.pop()) {
    if (token.type === "document" && token.value) waiting.push(token.value);
    if (!("items" in token)) continue;
    if (token.type !== "block-seq" && token.items.length > mostKeys && token.items[0]?.sep)
      return token.offset;
    for (const { key, value } of token.items) for (const one of [key, value]) if (one) waiting.push(one);
  }
  return undefined;
}

const asError = (message: string, text: string, index: number): SyntaxError => {
  const lines = text.slice(0, index).split("\n");
  return Object.assign(new SyntaxError(message), {
    index,
    lineNumber: lines.length,
    column: lines.at(-1)!.length + 1,
  });
};
