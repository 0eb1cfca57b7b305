import type { Choices } from "./choices.ts";
import { oddExpressions, oddLines, oddNames, unfinished } from "./oddities.ts";

/** A change to a program that leaves it looking like one, at a place that the choices pick. */
export type Mutation = (text: string, choices: Choices, others: readonly string[]) => string;

/** What looks like a token: enough to take code apart, whether it parses or not. */
const token =
  /\s+|\/\/.*|\/\*[^]*?\*\/|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\[^])*`|[\w$#]+|=>|\.\.\.|\?\?=?|\?\.|&&|\|\||[=!]==?|[^\s\w]/g;

export const tokensOf = (text: string): string[] => text.match(token) ?? [];
const isName = (one: string): boolean => /^[a-zA-Z_$][\w$]*$/.test(one) && !keyword.test(one);
const isCode = (one: string): boolean => !/^(\s|\/[/*])/.test(one);
const isText = (one: string): boolean => /^["'`]/.test(one);
const keyword =
  /^(async|await|break|case|catch|class|const|continue|default|do|else|export|extends|finally|for|from|function|if|import|in|let|new|of|return|static|super|switch|this|throw|try|type|typeof|var|void|while|with|yield)$/;

/** The positions of tokens of a kind; one of them, picked. */
function placeOf(
  tokens: readonly string[],
  is: (one: string) => boolean,
  choices: Choices,
): number | undefined {
  const places = tokens.flatMap((one, index) => (is(one) ? [index] : []));
  return places.length > 0 ? choices.of(places) : undefined;
}

/** Replaces one token of a kind. */
const withToken =
  (
    is: (one: string) => boolean,
    replacement: (one: string, choices: Choices, tokens: string[]) => string,
  ): Mutation =>
  (text, choices) => {
    const tokens = tokensOf(text);
    const place = placeOf(tokens, is, choices);
    if (place === undefined) return text;
    return tokens.with(place, replacement(tokens[place]!, choices, tokens)).join("");
  };

/** Lines from one on until every bracket that they open is closed: a statement, as a rule. */
function blockAt(lines: readonly string[], first: number): [first: number, end: number] {
  let open = 0;
  for (let end = first; end < lines.length; end += 1) {
    open += (lines[end]!.match(/[([{]/g)?.length ?? 0) - (lines[end]!.match(/[)\]}]/g)?.length ?? 0);
    if (open <= 0) return [first, end + 1];
  }
  return [first, lines.length];
}

/** Replaces one block of lines by other lines. */
const withBlock =
  (replacement: (block: string[], choices: Choices, others: readonly string[]) => string[]): Mutation =>
  (text, choices, others) => {
    const lines = text.split("\n");
    const [first, end] = blockAt(lines, choices.below(lines.length));
    return lines
      .toSpliced(first, end - first, ...replacement(lines.slice(first, end), choices, others))
      .join("\n");
  };

const blockOf = (text: string, choices: Choices): string[] => {
  const lines = text.split("\n");
  return lines.slice(...blockAt(lines, choices.below(lines.length)));
};

/** Adds a line between two others. */
const withLine =
  (line: (choices: Choices, text: string) => string): Mutation =>
  (text, choices) => {
    const lines = text.split("\n");
    return lines.toSpliced(choices.below(lines.length + 1), 0, line(choices, text)).join("\n");
  };

const around = (before: string, after: string): Mutation => withBlock((block) => [before, ...block, after]);

const nesting: readonly [open: string, close: string][] = [
  ["{", "}"],
  ["if (event) {", "} else {}"],
  ["try {", "} finally {}"],
  ["for (const record of event.Records) {", "}"],
  ["(async () => {", "})();"],
  ["const inner = async (event) => {", "};"],
  ["class Inner { async handle(event) {", "} }"],
  ["switch (event.source) { case 1:", "}"],
];

export const mutations: Record<string, Mutation> = {
  "deletes a statement": withBlock(() => []),
  "deletes a token": withToken(isCode, () => ""),
  "repeats a statement": withBlock((block) => [...block, ...block]),
  "repeats a token": withToken(isCode, (one) => `${one} ${one}`),
  "moves a statement": (text, choices) => {
    const lines = text.split("\n");
    const [first, end] = blockAt(lines, choices.below(lines.length));
    const moved = lines.splice(first, end - first);
    return lines.toSpliced(choices.below(lines.length + 1), 0, ...moved).join("\n");
  },
  "takes a statement from another program": withBlock((block, choices, others) => [
    ...block,
    ...blockOf(choices.of(others), choices),
  ]),
  "replaces a statement by one of another program": withBlock((_, choices, others) =>
    blockOf(choices.of(others), choices),
  ),
  "swaps two tokens": (text, choices) => {
    const tokens = tokensOf(text);
    const [one, other] = [placeOf(tokens, isCode, choices), placeOf(tokens, isCode, choices)];
    if (one === undefined || other === undefined) return text;
    return tokens.with(one, tokens[other]!).with(other, tokens[one]!).join("");
  },
  "confuses a name": withToken(isName, (_, choices, tokens) => choices.of(tokens.filter(isName))),
  "gives one place an odd name": withToken(isName, (_, choices) => choices.of(oddNames)),
  "gives a name everywhere another": (text, choices) => {
    const tokens = tokensOf(text);
    const place = placeOf(tokens, isName, choices);
    if (place === undefined) return text;
    const name = choices.of(oddNames);
    return tokens.map((one) => (one === tokens[place] ? name : one)).join("");
  },
  "escapes a name": withToken(isName, (one, choices) =>
    choices.of([
      `\\u00${one.charCodeAt(0).toString(16)}${one.slice(1)}`,
      `\\u{${one.charCodeAt(0).toString(16)}}${one.slice(1)}`,
    ]),
  ),
  "puts an odd expression in a name's place": withToken(isName, (one, choices) =>
    choices.of(oddExpressions)(one),
  ),
  "declares a name once more": (text, choices, others) => {
    const name = tokensOf(text).filter(isName)[choices.below(50)] ?? "event";
    const line = choices.of([`const ${name} = event;`, `var ${name};`, `function ${name}() {}`]);
    return withLine(() => line)(text, choices, others);
  },
  "adds an odd statement": withLine((choices) => choices.of(oddLines)),
  "leaves something unfinished": withToken(isCode, (one, choices) => `${one}${choices.of(unfinished)}`),
  "stops early": (text, choices) => text.slice(0, choices.below(text.length)),
  "wraps a statement": (text, choices, others) => around(...choices.of(nesting))(text, choices, others),
  "nests a statement deeply": (text, choices, others) => {
    const [open, close] = choices.of(nesting);
    const depth = choices.of([5, 20, 60]);
    return around(`${open}\n`.repeat(depth), `${close}\n`.repeat(depth))(text, choices, others);
  },
  "repeats a statement many times": (text, choices, others) => {
    const times = choices.of([5, 20, 60]);
    return withBlock((block) => Array.from({ length: times }, () => block).flat())(text, choices, others);
  },
  "makes a list wide": withToken(
    (one) => one === "[" || one === "(",
    (one, choices) =>
      `${one}${choices.of(["event, ", "...event.Records, ", "{}, ", "1, "]).repeat(choices.of([5, 20, 200]))}`,
  ),
  "makes a text huge": withToken(
    isText,
    (one, choices) => one[0] + choices.of(["x", "SET ", "é", "?,", "../"]).repeat(3_000) + one[0],
  ),
  "comments a token": withToken(isCode, (one, choices) =>
    choices.of([`${one} /* kept ${choices.below(1_000)} */`, `${one} // kept ${choices.below(1_000)}\n`]),
  ),
  "comments every token": (text) =>
    tokensOf(text)
      .map((one, index) => (isCode(one) ? `${one}/*${index}*/` : one))
      .join(""),
  "comments every line": (text) =>
    text
      .split("\n")
      .map((line, index) => `${line} // line ${index}`)
      .join("\n"),
  "puts it all on one line": (text) => text.replace(/\/\/.*/g, "").replace(/\s*\n\s*/g, " "),
  "puts each token on a line": (text) =>
    tokensOf(text)
      .map((one) => (/[;{},]/.test(one) ? `${one}\n` : one))
      .join(""),
  "leaves semicolons out": (text) => text.replace(/;$/gm, ""),
  "indents with tabs": (text) => text.replace(/^( {2})+/gm, (indent) => "\t".repeat(indent.length / 2)),
  "forgets to indent": (text) => text.replace(/^ +/gm, ""),
  "ends lines as Windows does": (text) => text.replace(/\r?\n/g, "\r\n"),
  "ends lines in every way": (text, choices) =>
    text.replace(/\n/g, () => choices.of(["\n", "\r\n", "\r", "\u2028", "\n\n"])),
  "starts with a byte order mark": (text) => (text.startsWith("\uFEFF") ? text : `\uFEFF${text}`),
  "starts with a hashbang": (text) => `#!/usr/bin/env node\n${text}`,
  "is strict": (text) => `"use strict";\n${text}`,
};
