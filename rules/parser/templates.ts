import { Parser, type CST } from "yaml";
import { parseForESLint as parseYaml } from "yaml-eslint-parser";
import manifest from "../package.json" with { type: "json" };

export const meta = { name: `${manifest.name}/template-parser`, version: manifest.version };

/** The parser compares each key of a mapping with all others; no template has nearly as many. */
const mostKeys = 10_000;

/** Parses YAML and JSON for ESLint. What would take it for ever is refused, at its place. */
export function parseForESLint(text: string, options?: object): ReturnType<typeof parseYaml> {
  const place = text.split(":", mostKeys + 2).length > mostKeys + 1 ? placeOfLargest(text) : undefined;
  if (place !== undefined) throw asError(`A mapping of more than ${mostKeys} keys is not read.`, text, place);
  try {
    return parseYaml(text, options);
  } catch (error) {
    const { message, index = 0 } = error as Error & { index?: number };
    // ESLint shows the place of an error that says where it is.
    if (error instanceof RangeError || message.includes("call stack"))
      throw asError("This is nested too deeply to be read.", text, index);
    throw "lineNumber" in (error as object) ? error : asError(message, text, index);
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
