import assert from "node:assert/strict";
import { SourceCode } from "eslint";
import type { SourceCode as Source } from "../../rules/kit/rule.ts";
import { contentOf, documentsOf, entriesIn } from "../../rules/kit/yaml.ts";
import { mappingWith, type Writable } from "../../rules/kit/yaml-edits.ts";
import { parseForESLint } from "../../rules/parser/templates.ts";

/** The text after entries are added to what it has under `at`. */
function withAdded(text: string, entries: Record<string, Writable>): string {
  const { ast, visitorKeys } = parseForESLint(text);
  const sourceCode = new SourceCode({ text, ast: ast as never, visitorKeys }) as unknown as Source;
  const root = contentOf(documentsOf(sourceCode)[0]!.content);
  assert.equal(root?.type, "YAMLMapping");
  const mapping = contentOf(entriesIn(root).get("at")!.value);
  assert.equal(mapping?.type, "YAMLMapping");
  const edits = mappingWith(mapping, Object.entries(entries), sourceCode);
  const added = edits
    .toSorted((one, other) => other.range[0] - one.range[0])
    .reduce((rest, { range: [start, end], text: put }) => rest.slice(0, start) + put + rest.slice(end), text);
  parseForESLint(added);
  return added;
}

describe("Entries added to a mapping", () => {
  it("stand behind the last, with the comment it has", () =>
    assert.equal(withAdded("at:\n  a: 1 # one\n# end\n", { b: 2 }), "at:\n  a: 1 # one\n  b: 2\n# end\n"));

  it("stand behind a text of several lines", () => {
    assert.equal(
      withAdded("at:\n  a: |\n    one\n\n    two\nc: 3\n", { b: 2 }),
      "at:\n  a: |\n    one\n\n    two\n  b: 2\nc: 3\n",
    );
    assert.equal(withAdded("at:\n  a: >-\n    one", { b: 2 }), "at:\n  a: >-\n    one\n  b: 2");
  });

  it("stand behind what is nested, and behind nothing", () => {
    assert.equal(
      withAdded("at:\n  a:\n    - x: 1\n      y: 2\n", { b: 2 }),
      "at:\n  a:\n    - x: 1\n      y: 2\n  b: 2\n",
    );
    assert.equal(withAdded("at:\n  a:\n", { b: 2 }), "at:\n  a:\n  b: 2\n");
    assert.equal(withAdded("at:\n  a: !Ref B\n", { b: 2 }), "at:\n  a: !Ref B\n  b: 2\n");
  });

  it("have the line ends and the indentation of the file", () => {
    assert.equal(
      withAdded("at:\r\n    a: 1\r\nc: 3\r\n", { b: { d: 4 } }),
      "at:\r\n    a: 1\r\n    b:\r\n        d: 4\r\nc: 3\r\n",
    );
    assert.equal(withAdded("at:\n  a: 1 #\r b\n", { c: 2 }), "at:\n  a: 1 #\r b\n  c: 2\n");
    assert.equal(
      withAdded("list:\n- 1\nat:\n  a: 1\n", { b: ["x", "y"] }),
      "list:\n- 1\nat:\n  a: 1\n  b:\n  - x\n  - y\n",
    );
    assert.equal(withAdded("at:\n  a: 1\n", { b: ["x"] }), "at:\n  a: 1\n  b:\n    - x\n");
  });

  it("stand in one line where the others do", () => {
    assert.equal(
      withAdded("at: { a: 1 }\n", { b: ["x"], c: { d: 4 } }),
      "at: { a: 1, b: [x], c: { d: 4 } }\n",
    );
    assert.equal(withAdded("at: {a: 1,}\n", { b: { d: 4 } }), "at: {a: 1, b: {d: 4},}\n");
    assert.equal(withAdded("at: {}\n", { b: 2 }), "at: { b: 2 }\n");
  });

  it("are quoted in JSON, and have a line each where the others do", () => {
    assert.equal(withAdded('{ "at": {} }', { b: "x" }), '{ "at": { "b": "x" } }');
    assert.equal(
      withAdded('{\n\t"at": {\n\t\t"a": 1\n\t}\n}', { b: { c: ["x"] } }),
      '{\n\t"at": {\n\t\t"a": 1,\n\t\t"b": {\n\t\t\t"c": ["x"]\n\t\t}\n\t}\n}',
    );
  });

  it("leave comments where they are", () => {
    assert.equal(withAdded("at: {\n  a: 1 # one\n}\n", { b: 2 }), "at: {\n  a: 1, # one\n  b: 2\n}\n");
    assert.equal(withAdded("at: {\n  a: 1, # one\n}\n", { b: 2 }), "at: {\n  a: 1, # one\n  b: 2,\n}\n");
  });
});
