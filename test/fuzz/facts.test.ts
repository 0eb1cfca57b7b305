import assert from "node:assert/strict";
import { withEdits } from "./edits.ts";
import { factsOf, harmBetween } from "./facts.ts";

/** What is wrong with a text after something in it was replaced. */
function harmOf(text: string, replaced: string, by: string): string | undefined {
  const start = text.indexOf(replaced);
  const edits = [{ range: [start, start + replaced.length], text: by }] as const;
  return harmBetween(factsOf(text, "a.ts"), factsOf(withEdits(text, edits), "a.ts"), edits);
}

describe("the fuzzing sees", () => {
  it("a comment that is gone", () => {
    assert.equal(harmOf("a(/* why */ b);", "/* why */ ", ""), "loses a comment");
  });
  it("one of two equal comments that is gone", () => {
    assert.equal(harmOf("a(); // why\nb(); // why", " // why\nb", "\nb"), "loses a comment");
  });
  it("a directive that is gone", () => {
    assert.equal(harmOf('"use strict";\na();', '"use strict";\n', ""), "loses a directive");
  });
  it("a name declared twice", () => {
    assert.match(harmOf("let a, b;", "b", "a") ?? "", /^is an error: Identifier/);
  });
  it("a name that nothing declares", () => {
    assert.equal(harmOf("let a; a();", "a()", "b()"), "names what nothing declares");
  });
  it("a name that a new declaration takes", () => {
    assert.equal(harmOf("let a; { a; }", "{ ", "{ let a; "), "gives a name another meaning");
  });
  it("a name that a declaration leaves behind", () => {
    assert.equal(
      harmOf("const a = 1; a;", "const a = 1;", "{ const a = 1; }"),
      "gives a name another meaning",
    );
  });
});

describe("the fuzzing has nothing against", () => {
  it("a comment that is moved", () => {
    assert.equal(harmOf("a(/* why */ b);", "a(/* why */ b)", "/* why */ a(b)"), undefined);
  });
  it("a declaration that moves to where its name still means it", () => {
    assert.equal(harmOf("{ const a = 1; a; }", "{ const a = 1;", "const a = 1; {"), undefined);
  });
  it("what the platform has", () => {
    assert.equal(harmOf("let a; a();", "a()", "Promise.all(a)"), undefined);
  });
  it("errors where there were some before", () => {
    assert.equal(harmOf("let a, a, b;", "b", "a"), undefined);
  });
});
