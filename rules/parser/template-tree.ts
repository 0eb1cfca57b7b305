import { Parser, type CST } from "yaml";
import { parseForESLint as parseYaml, traverseNodes, type AST } from "yaml-eslint-parser";

/**
 * The parser compares each key of a mapping with all others, and moves all entries of a list for each of them; no
 * template has nearly as many.
 */
const mostEntries = 10_000;

type Parsed = ReturnType<typeof parseYaml>;

/** The tree of a text in YAML or JSON. What would take the parser for ever is refused, at its place. */
export function templateTreeOf(text: string, options?: object): Parsed {
  const place = mayBeTooMuch(text) ? placeOfTooMuch(text) : undefined;
  if (place !== undefined)
    throw asError(`A mapping or list of more than ${mostEntries} entries is not read.`, text, place);
  try {
    const parsed = withoutStacks(() => parseYaml(text, options));
    if (oddLineBreak.test(text)) relocate(parsed.ast, text);
    return parsed;
  } catch (error) {
    const { message, index = 0 } = error as Error & { index?: number };
    // ESLint shows the place of an error that says where it is.
    if (error instanceof RangeError || message.includes("call stack"))
      throw asError("This is nested too deeply to be read.", text, index);
    // ESLint counts columns from 1, and this parser from 0.
    throw asError(message, text, index);
  }
}

/** The parser makes an error of each tag it does not know, as `!Ref`, and the stacks of these take a tenth of its time. */
function withoutStacks<T>(parse: () => T): T {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return parse();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/** What ends a line for ESLint, and none in YAML as it is read here. */
const oddLineBreak = /\r(?!\n)|[\u2028\u2029]/;

/** Has lines counted as ESLint counts them, so that what is reported stands where it says. */
function relocate(ast: Parsed["ast"], text: string): void {
  const starts = [
    0,
    ...[...text.matchAll(/\r\n|[\n\r\u2028\u2029]/g)].map(({ 0: all, index }) => index + all.length),
  ];
  const placeAt = (index: number) => {
    let [low, high] = [0, starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (starts[middle]! <= index) low = middle;
      else high = middle;
    }
    return { line: low + 1, column: index - starts[low]! };
  };
  const relocated = ({ range, loc }: Pick<AST.YAMLNode, "range" | "loc">) => {
    loc.start = placeAt(range[0]);
    loc.end = placeAt(range[1]);
  };
  traverseNodes(ast, { enterNode: relocated, leaveNode: () => undefined });
  for (const token of [...ast.tokens, ...ast.comments]) relocated(token);
}

/** Each entry has a colon, a comma or a line of its own. */
const mayBeTooMuch = (text: string): boolean =>
  text.split(/[:,\n]/, mostEntries + 2).length > mostEntries + 1;

/** Where a mapping or a list starts that has too many entries, or with which all mappings take as long as one that has. */
function placeOfTooMuch(text: string): number | undefined {
  const waiting: CST.Token[] = [...new Parser().parse(text)];
  let compared = 0;
  for (let token = waiting.pop(); token; token = waiting.pop()) {
    if (token.type === "document" && token.value) waiting.push(token.value);
    if (!("items" in token)) continue;
    const { length } = token.items;
    if (token.type !== "block-seq" && token.items[0]?.sep) compared += length ** 2;
    if (Math.max(length ** 2, compared) > mostEntries ** 2) return token.offset;
    for (const { key, value } of token.items) for (const one of [key, value]) if (one) waiting.push(one);
  }
  return undefined;
}

const asError = (message: string, text: string, index: number): SyntaxError => {
  const lines = text.slice(0, index).split(/\r\n|[\n\r\u2028\u2029]/);
  return Object.assign(new SyntaxError(message), {
    index,
    lineNumber: lines.length,
    column: lines.at(-1)!.length + 1,
  });
};
