import assert from "node:assert/strict";
import { diff } from "../../src/report/diff.ts";
import type { Edit } from "../../src/review/finding.ts";

const plain = { columns: 80, colours: false, hyperlinks: false };
const linesOf = (before: string, edits: Edit[]) => diff("a.ts", before, edits, plain).split("\n").slice(2);

describe("a diff", () => {
  const text = "one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\nnine\n";

  it("shows what is taken away and added, with two lines around it", () => {
    assert.equal(
      diff("src/a.ts", text, [{ range: [14, 18], text: "4\n4b" }], plain),
      [
        "--- src/a.ts",
        "+++ src/a.ts",
        "@@ -2,5 +2,6 @@",
        " two",
        " three",
        "-four",
        "+4",
        "+4b",
        " five",
        " six",
      ].join("\n"),
    );
  });

  it("shows no line as changed that an edit repeats", () => {
    assert.deepEqual(linesOf("a\nb\nc\n", [{ range: [0, 5], text: "a\nx\nb\ny\nc" }]), [
      "@@ -1,3 +1,5 @@",
      " a",
      "+x",
      " b",
      "+y",
      " c",
    ]);
  });

  it("shows edits far from each other apart", () => {
    const edits: Edit[] = [
      { range: [0, 0], text: "zero\n" },
      { range: [text.length, text.length], text: "ten\n" },
    ];
    assert.deepEqual(linesOf(text, edits), [
      "@@ -1,2 +1,3 @@",
      "+zero",
      " one",
      " two",
      "@@ -8,2 +9,3 @@",
      " eight",
      " nine",
      "+ten",
    ]);
  });

  it("lets no character of a file command the terminal", () => {
    assert.ok(!diff("a\u001B.ts", "a\u001B[2J\n", [{ range: [0, 1], text: "b" }], plain).includes("\u001B"));
  });

  it("is coloured where the terminal has colours", () => {
    const shown = diff("a.ts", "a\n", [{ range: [0, 1], text: "b" }], { ...plain, colours: true });
    assert.ok(shown.includes("\u001B[31m-a") && shown.includes("\u001B[32m+b"));
  });

  it("of a very long change compares no lines", () => {
    const long = Array.from({ length: 3000 }, (_, index) => `${index}\n`).join("");
    const shown = linesOf(long, [{ range: [0, long.length], text: long.replaceAll("\n", ";\n") }]);
    assert.equal(shown.length, 6001);
  });
});
