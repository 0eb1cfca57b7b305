import assert from "node:assert/strict";
import { stripVTControlCharacters } from "node:util";
import type { Terminal } from "../../src/report/terminal.ts";
import { prose } from "../../src/terminal/prose.ts";
import { sheetOn } from "../../src/terminal/sheet.ts";
import { colourful, plain } from "./terminal.ts";

describe("Markdown in a terminal", () => {
  const shown = (text: string, terminal: Terminal = plain, columns = 80) =>
    prose(
      text,
      sheetOn({ ...terminal, columns }, (href) => href.replace(/^(\w+)\.md$/, "https://pages.test/$1")),
    );

  it("breaks prose between words, and keeps short code whole", () => {
    assert.equal(shown("One two `three four` **five**\nsix.", plain, 18), "One two\n`three four` five\nsix.");
  });

  it("keeps what follows a word without a space", () => {
    assert.equal(shown("See [`a`](a.md), **b**; *c*.", plain), "See `a`, b; c.");
  });

  it("breaks long code like prose", () => {
    const code = "`export const handler = async (event) => event.Records.length`";
    assert.ok(
      shown(code, plain, 30)
        .split("\n")
        .every((line) => line.length <= 30),
    );
  });

  it("indents lists and what they hold", () => {
    assert.equal(
      shown("- one two three\n- four\n  - five", plain, 12),
      "- one two\n  three\n- four\n  - five",
    );
  });

  it("shows code as it is, and goes on below where a line is too long", () => {
    assert.equal(shown("```js\nif (a) {\n  b(1);\n}\n```"), "  if (a) {\n    b(1);\n  }");
    assert.equal(
      shown("```js\n  call(one, two, three);\n```", plain, 20),
      "    call(one, two,\n        three);",
    );
  });

  it("goes on below behind a bracket or a comma, where that leaves enough", () => {
    assert.equal(
      shown("```js\nawait send(new Command({ Bucket: reports }));\n```", plain, 40),
      "  await send(new Command({\n      Bucket: reports }));",
    );
    assert.equal(
      shown("```js\nconst { Body } = await client.send(command);\n```", plain, 40),
      "  const { Body } = await\n      client.send(command);",
    );
  });

  it("marks comments, strings and keywords of code where there are colours", () => {
    const code = shown('```js\nconst a = "b"; // c\n```', colourful);
    assert.equal(code, '  \u001B[35mconst\u001B[39m a = \u001B[32m"b"\u001B[39m; \u001B[2m// c\u001B[22m');
  });

  it("ends the colour of a comment with each line", () => {
    const code = shown("```js\n/* a\nb */\n```", colourful);
    assert.equal(code, "  \u001B[2m/* a\u001B[22m\n  \u001B[2mb */\u001B[22m");
  });

  it("writes an address behind what leads to it", () => {
    assert.equal(shown("- [A page](https://a.test/b), and more"), "- A page https://a.test/b, and more");
  });

  it("makes one link of several words on a line, where the terminal knows links", () => {
    const link = (text: string) => `\u001B]8;;https://a.test/\u0007${text}\u001B]8;;\u0007`;
    assert.equal(shown("[A long page](https://a.test/).", colourful), `${link("A long page")}.`);
    assert.equal(
      shown("[A long page](https://a.test/).", colourful, 7),
      `${link("A long")}\n${link("page")}.`,
    );
  });

  it("leads from page to page as it is told", () => {
    assert.ok(shown("[a](a.md)", colourful).includes("https://pages.test/a\u0007a"));
    assert.equal(shown("[a](a.md)", plain), "a");
  });

  it("sets a table in columns", () => {
    assert.equal(shown("| A | B |\n| - | - |\n| `long` | c |"), "A     B\nlong  c");
  });

  it("makes a list of a table that is too wide", () => {
    assert.equal(shown("| A | B |\n| - | - |\n| long | longer |", plain, 10), "- long\n  B: longer");
  });

  it("counts no colour as width", () => {
    const text = "**One** two `three` [four](https://a.test) five six seven eight nine ten";
    for (const columns of [12, 20, 33])
      for (const line of stripVTControlCharacters(shown(text, colourful, columns)).split("\n"))
        assert.ok(line.length <= columns, line);
  });
});
