import assert from "node:assert/strict";
import { templateFactsOf, templateHarmBetween } from "./template-facts.ts";

/** What a change of one text for another does to a template that it must not do. */
function harmOf(before: string, from: string, to: string): string | undefined {
  const start = before.indexOf(from);
  const edits = [{ range: [start, start + from.length] as const, text: to }];
  return templateHarmBetween(templateFactsOf(before), templateFactsOf(before.replace(from, to)), edits);
}

describe("A change of a template", () => {
  it("is harmless where it replaces a value, or adds an entry", () => {
    assert.equal(harmOf("a: 1 # one\nb: 2\n", "1", "3"), undefined);
    assert.equal(harmOf("a: 1 # one\nb: 2\n", "2\n", "2\nc: 3\n"), undefined);
  });

  it("is seen to lose a comment", () =>
    assert.equal(harmOf("a: 1 # one\nb: 2\n", "1 # one", "3"), "loses a comment"));

  it("is seen to move what it does not name", () =>
    assert.equal(harmOf("a:\n  b: 1\n  c: 2\n", "1\n  ", "1\nd:\n  "), "changes what it does not name"));
});
