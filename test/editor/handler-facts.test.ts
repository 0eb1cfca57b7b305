import assert from "node:assert/strict";
import { handlerOf, handlersOf, movedLine } from "../../src/editor/handler-facts.ts";
import { findingWith, handlerWith } from "../report/findings.ts";

const [first, second] = [
  handlerWith({ name: "first", line: 3, endLine: 5 }),
  handlerWith({ name: "second", line: 9, endLine: 12 }),
];

describe("the handlers that a finding counts for", () => {
  const named = (change: object) => handlersOf(findingWith(change), [first, second]).map(({ name }) => name);

  it("are those through which Lambda gets there", () => {
    assert.deepEqual(named({ handler: "second" }), ["second"]);
    assert.deepEqual(named({ handler: "second", through: ["second", "first"] }), ["first", "second"]);
  });

  it("are all of its file for what stands beside them", () => {
    assert.deepEqual(named({ handler: undefined }), ["first", "second"]);
  });

  it("are those that it lies in, where nobody says how Lambda gets there", () => {
    assert.deepEqual(named({ handler: undefined, line: 10, endLine: 11 }), ["second"]);
  });

  it("are none of the file where only handlers elsewhere lead there", () => {
    const elsewhere = { handler: "first", way: [{ function: "first", file: "src/a.js", line: 1 }] };
    assert.deepEqual(named({ ...elsewhere, through: ["create"] }), []);
  });

  it("are none where only a function leads there that may be a handler", () => {
    assert.deepEqual(named({ handler: "other" }), []);
    assert.deepEqual(named({ handler: "other", through: [] }), []);
  });
});

describe("the handler that a finding is told with", () => {
  it("is the one through which rules know that Lambda gets there", () => {
    const finding = findingWith({ handler: "second", through: ["second", "first"] });
    assert.equal(handlerOf(finding, [first, second]), second);
  });

  it("is the first of its file for what stands beside them", () => {
    assert.equal(handlerOf(findingWith({ handler: undefined }), [first, second]), first);
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
