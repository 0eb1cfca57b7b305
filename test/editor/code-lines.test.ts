import assert from "node:assert/strict";
import type { CodeLine } from "../../media/messages.ts";
import { differences, linesAround } from "../../src/editor/code-lines.ts";

const code = `/*
 * Built for new orders.
 */
import { S3Client } from "@aws-sdk/client-s3";

export const handler = async () => {
  const s3 = new S3Client({});
  return s3.config;
};
`;

/** Lines as the page shows them, without their colours. */
const shown = (lines: readonly CodeLine[]): string =>
  lines
    .map(({ number, mark, pieces }) =>
      `${number} ${mark} ${pieces.map(({ text }) => text).join("")}`.trimEnd(),
    )
    .join("\n");

describe("the lines of a finding", () => {
  it("come with three above and below, and its own are marked", () => {
    assert.equal(
      shown(linesAround(code, { line: 7, endLine: 7 })),
      [
        '4   import { S3Client } from "@aws-sdk/client-s3";',
        "5",
        "6   export const handler = async () => {",
        "7 >   const s3 = new S3Client({});",
        "8     return s3.config;",
        "9   };",
        "10",
      ].join("\n"),
    );
  });

  it("end where the text ends", () => {
    assert.equal(shown(linesAround("a();\nb();", { line: 1, endLine: 2 })), "1 > a();\n2 > b();");
  });

  it("are ten at most, and those around", () => {
    const long = Array.from({ length: 40 }, (_, index) => `call(${index});`).join("\n");
    const lines = linesAround(long, { line: 5, endLine: 40 });
    assert.equal(lines.length, 16);
    assert.equal(lines.filter(({ mark }) => mark === ">").length, 10);
  });

  it("keep the kind of what they hold, in each line of a long comment too", () => {
    const lines = linesAround(code, { line: 2, endLine: 2 });
    assert.deepEqual(lines[1]!.pieces, [{ text: " * Built for new orders.", kind: "comment" }]);
    assert.deepEqual(lines[3]!.pieces[0], { text: "import", kind: "keyword" });
  });

  it("are cut where nobody would read on", () => {
    const [line] = linesAround(`const a = "${"x".repeat(5000)}";`, { line: 1, endLine: 1 });
    const text = line!.pieces.map((piece) => piece.text).join("");
    assert.equal(text.length, 201);
    assert.match(text, /x…$/);
  });
});

describe("what a change makes of lines", () => {
  const own = "  const s3 = new S3Client({});\n";
  const start = code.indexOf(own);
  const before = code.indexOf("export");
  const moved = [
    { range: [before, before] as const, text: "const s3 = new S3Client({});\n\n" },
    { range: [start, start + own.length] as const, text: "" },
  ];

  it("is shown with what is taken away and added, each with its own number", () => {
    const text = [
      '4   import { S3Client } from "@aws-sdk/client-s3";',
      "5",
      "6 + const s3 = new S3Client({});",
      "7 +",
      "8   export const handler = async () => {",
      "7 -   const s3 = new S3Client({});",
      "9     return s3.config;",
      "10   };",
    ].join("\n");
    assert.deepEqual(differences(code, moved).map(shown), [text]);
  });

  it("is the same in a text with Windows' ends of lines", () => {
    const windows = "a();\r\nb();\r\n";
    const edits = [{ range: [0, 3] as const, text: "c()" }];
    assert.deepEqual(differences(windows, edits).map(shown), ["1 - a();\n1 + c();\n2   b();"]);
  });
});
