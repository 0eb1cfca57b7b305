import assert from "node:assert/strict";
import { handlerOf, movedLine } from "../../src/editor/handler-facts.ts";
import { findingWith, handlerWith } from "../report/findings.ts";

const [first, second] = [handlerWith({ name: "first", line: 3 }), handlerWith({ name: "second", line: 9 })];

describe("the handler that a finding counts for", () => {
  const named = (change: object) => handlerOf(findingWith(change), [first, second])?.name;

  it("is the one through which Lambda gets there", () => {
    assert.equal(named({ handler: "second" }), "second");
  });

  it("is the first of its file for what stands beside them", () => {
    assert.equal(named({ handler: undefined }), "first");
  });

  it("is none of the file where a handler elsewhere leads there", () => {
    assert.equal(
      named({ handler: "first", way: [{ function: "first", file: "src/a.js", line: 1 }] }),
      undefined,
    );
  });
});

describe("the line of a handler", () => {
  const before = "one\ntwo\nhandler\nfour\nfive";

  it("stays where it is as long as only lines below it change", () => {
    assert.equal(movedLine(3, before, "one\ntwo\nhandler\n4\nfive\nsix"), 3);
  });

  it("moves with what is typed above it", () => {
    assert.equal(movedLine(3, before, "zero\none\ntwo\nhandler\nfour\nfive"), 4);
    assert.equal(movedLine(3, before, "handler\nfour\nfive"), 1);
  });

  it("stays within the text where it was itself changed", () => {
    assert.equal(movedLine(3, before, "one\ntwo\nhandle"), 3);
    assert.equal(movedLine(5, before, "one"), 1);
  });
});
