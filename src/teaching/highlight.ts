/** What a piece of code is, where a reader is helped by seeing it. */
export type Kind = "comment" | "string" | "keyword";

/**
 * Code in pieces: comments, strings and keywords of JavaScript, TypeScript or YAML, and what is between them. Enough for
 * samples of ten lines; a grammar would weigh more than the slides. What it does not know stays plain.
 */
export function piecesOf(code: string): { text: string; kind?: Kind }[] {
  const pieces: { text: string; kind?: Kind }[] = [];
  let end = 0;
  for (const { 0: text, 1: comment, 2: string, index } of code.matchAll(token)) {
    pieces.push({ text: code.slice(end, index) });
    pieces.push({ text, kind: comment ? "comment" : string ? "string" : "keyword" });
    end = index + text.length;
  }
  return [...pieces, { text: code.slice(end) }].filter(({ text }) => text);
}

/** The same as HTML. */
export const highlighted = (code: string): string =>
  piecesOf(code)
    .map(({ text, kind }) => (kind ? `<span class="${kind}">${escaped(text)}</span>` : escaped(text)))
    .join("");

const keywords =
  "as async await break case catch class const continue default do else export extends finally for from function " +
  "if import in instanceof interface let new null of return static switch throw true false try type typeof undefined " +
  "while yield";

const token = new RegExp(
  [
    /(\/\/.*|\/\*[^]*?\*\/|(?<=^|\s)# .*)/,
    /("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`)/,
    new RegExp(`(?<![\\w.])(?:${keywords.replaceAll(" ", "|")})(?!\\w|:)`),
  ]
    .map(({ source }) => source)
    .join("|"),
  "gm",
);

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
