import assert from "node:assert/strict";
import { compatible, edited, merged, together } from "../../src/review/edits.ts";
import type { Edit, JointChange } from "../../src/review/finding.ts";

const edit = (start: number, end: number, text: string): Edit => ({ range: [start, end], text });

describe("edits of a text", () => {
  it("are made from the back, whatever their order", () => {
    assert.equal(edited("abcdef", [edit(4, 6, "!"), edit(0, 1, "A-"), edit(2, 2, "+")]), "A-b+cd!");
  });

  it("become one that spans them, and keep the order in which they touch", () => {
    const edits = [edit(5, 5, "!"), edit(2, 4, "x"), edit(4, 4, "y"), edit(4, 4, "z")];
    assert.deepEqual(merged(edits, "abcdefg"), edit(2, 5, "xyze!"));
    assert.equal(edited("abcdefg", [merged(edits, "abcdefg")]), edited("abcdefg", edits));
  });

  it("are there once, though two findings want them", () => {
    assert.deepEqual(together([edit(5, 5, "x"), edit(0, 1, "y"), edit(5, 5, "x")]), [
      edit(0, 1, "y"),
      edit(5, 5, "x"),
    ]);
  });

  it("are none where two want the same place differently", () => {
    assert.equal(together([edit(0, 4, "x"), edit(3, 6, "y")]), undefined);
    assert.equal(together([edit(4, 4, "x"), edit(4, 4, "y")]), undefined);
  });
});

describe("changes of several files", () => {
  const change = (title: string, files: Record<string, Edit[]>): JointChange => ({
    title,
    files: Object.entries(files).map(([file, edits]) => ({ file, before: "", edits })),
  });
  const titlesOf = ({ taken, left }: Record<"taken" | "left", JointChange[]>) => [
    taken.map(({ title }) => title),
    left.map(({ title }) => title),
  ];

  it("are all taken where they are about different places", () => {
    const changes = [
      change("one", { "a.ts": [edit(0, 2, "")], "t.yml": [edit(0, 2, "")] }),
      change("two", { "a.ts": [edit(4, 6, "")], "t.yml": [edit(9, 9, "x")] }),
    ];
    assert.deepEqual(titlesOf(compatible(changes)), [["one", "two"], []]);
  });

  it("are left whole where one of their files overlaps an earlier change", () => {
    const changes = [
      change("one", { "a.ts": [edit(0, 2, "")], "t.yml": [edit(0, 20, "")] }),
      change("two", { "b.ts": [edit(4, 6, "")], "t.yml": [edit(9, 9, "x")] }),
      change("three", { "b.ts": [edit(4, 6, "")] }),
    ];
    assert.deepEqual(titlesOf(compatible(changes)), [["one", "three"], ["two"]]);
  });

  it("count once where two findings have the same", () => {
    const files = { "a.ts": [edit(0, 2, "")], "t.yml": [edit(0, 2, "")] };
    assert.deepEqual(titlesOf(compatible([change("one", files), change("one", files)])), [["one"], []]);
  });
});
