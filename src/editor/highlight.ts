/**
 * Marks comments, strings and keywords in JavaScript, TypeScript or YAML as HTML. Enough for samples of ten lines; a
 * grammar would weigh more than the deck. What it does not know stays plain.
 */
export function highlighted(code: string): string {
  return code.replace(token, (found, comment?: string, string?: string, keyword?: string) => {
    const kind = comment ? "comment" : string ? "string" : keyword ? "keyword" : undefined;
    return kind ? `<span class="${kind}">${escaped(found)}</span>` : escaped(found);
  });
}

const keywords =
  "as async await break case catch class const continue default do else export extends finally for from function " +
  "if import in instanceof interface let new null of return static switch throw true false try type typeof undefined " +
  "while yield";

const token = new RegExp(
  [
    /(\/\/.*|\/\*[^]*?\*\/|(?<=^|\s)# .*)/,
    /("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`)/,
    new RegExp(`(?<![\\w.])(${keywords.replaceAll(" ", "|")})(?!\\w|:)`),
    /[&<>]/,
  ]
    .map(({ source }) => source)
    .join("|"),
  "gm",
);

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
