import assert from "node:assert/strict";
import { frame } from "../../src/report/frame.ts";

/** The frame around what `«` and `»` enclose in a text. */
function framed(marked: string, width = 80): string {
  const place = (index: number) => {
    const before = marked.slice(0, index).replaceAll(/[«»]/g, "").split("\n");
    return { line: before.length, column: before.at(-1)!.length + 1 };
  };
  const start = place(marked.indexOf("«"));
  const end = place(marked.indexOf("»"));
  const text = marked.replaceAll(/[«»]/g, "");
  return frame(text, { ...start, endLine: end.line, endColumn: end.column }, width, false);
}

describe("a frame", () => {
  it("shows two lines before and one after, with carets", () => {
    assert.equal(
      framed("one\ntwo\nthree\nx = «new Client()»;\nfive\nsix\n"),
      ["  2 | two", "  3 | three", "> 4 | x = new Client();", "    |     ^^^^^^^^^^^^", "  5 | five"].join(
        "\n",
      ),
    );
  });

  it("marks the first line of a place that spans several", () => {
    assert.equal(
      framed("x = «f(  \n  1,\n  2,\n)»;\n"),
      ["> 1 | x = f(  ", "    |     ^^", "  2 |   1,"].join("\n"),
    );
  });

  it("puts carets in their place behind tabs", () => {
    assert.equal(framed("\t\tx = «y»;"), ["> 1 |     x = y;", "    |         ^"].join("\n"));
  });

  it("counts lines that end in CRLF once", () => {
    assert.equal(framed("one\r\n«two»\r\n"), ["  1 | one", "> 2 | two", "    | ^^^", "  3 |"].join("\n"));
  });

  it("cuts a long line around what it marks", () => {
    assert.equal(
      framed(`${"a".repeat(100)}«bad»${"c".repeat(100)}`, 40),
      ["> 1 | …aaaaaaaaaabadccccccccccccccccccc…", "    |            ^^^"].join("\n"),
    );
  });

  it("cuts the carets of a mark that is longer than the width", () => {
    for (const line of framed(`x = «${"b".repeat(100)}»;`, 40).split("\n")) assert.equal(line.length, 40);
  });

  it("marks one column where the place has no length", () => {
    assert.equal(framed("ab«»"), ["> 1 | ab", "    |   ^"].join("\n"));
  });

  it("lets no character of the source command the terminal", () => {
    assert.ok(!framed("«x» = '\u001B[2J'").includes("\u001B"));
  });
});
