import assert from "node:assert/strict";
import { HeldTexts } from "../../src/editor/held-texts.ts";

/** What has changed since a version, as plain data. */
const told = (texts: HeldTexts, since: number) =>
  Object.fromEntries([...texts.since(since)].map(([root, files]) => [root, Object.fromEntries(files)]));

describe("what is held of folders that lie on no disk", () => {
  it("is told whole to whoever knows nothing of it", () => {
    const texts = new HeldTexts();
    texts.change("/orders", [["a.js", "1"]]);
    texts.change("/orders", [["b.js", "2"]]);
    texts.change("/invoices", [["a.js", "3"]]);
    assert.deepEqual(told(texts, 0), {
      "/orders": { "a.js": "1", "b.js": "2" },
      "/invoices": { "a.js": "3" },
    });
  });

  it("is told later only as far as it has changed", () => {
    const texts = new HeldTexts();
    texts.change("/orders", [
      ["a.js", "1"],
      ["b.js", "2"],
    ]);
    const { version } = texts;
    texts.change("/orders", [["b.js", "3"]]);
    texts.change("/invoices", [["c.js", "4"]]);
    assert.deepEqual(told(texts, version), { "/orders": { "b.js": "3" }, "/invoices": { "c.js": "4" } });
    assert.deepEqual(told(texts, texts.version), {});
  });

  it("has no new version by a text that is as it was", () => {
    const texts = new HeldTexts();
    assert.equal(texts.change("/orders", [["a.js", "1"]]), true);
    const { version } = texts;
    assert.equal(texts.change("/orders", [["a.js", "1"]]), false);
    assert.equal(texts.change("/orders", [["never.js", undefined]]), false);
    assert.equal(texts.version, version);
  });

  it("lacks a file that is gone, and says so", () => {
    const texts = new HeldTexts();
    texts.change("/orders", [["a.js", "1"]]);
    const { version } = texts;
    texts.change("/orders", [["a.js", undefined]]);
    assert.deepEqual(texts.below("/orders", ""), []);
    assert.deepEqual(told(texts, version), { "/orders": { "a.js": undefined } });
  });

  it("is known below a path, without what only begins so or is gone", () => {
    const texts = new HeldTexts();
    const paths = ["src/a.js", "src/b/c.js", "src.js", "src2/d.js"];
    texts.change(
      "/orders",
      paths.map((path) => [path, "1"]),
    );
    texts.change("/orders", [["src/a.js", undefined]]);
    assert.deepEqual(texts.below("/orders", "src"), ["src/b/c.js"]);
    assert.deepEqual(texts.below("/orders", "src.js"), ["src.js"]);
    assert.deepEqual(texts.below("/orders", ""), paths.slice(1));
    assert.deepEqual(texts.below("/invoices", ""), []);
  });

  it("may be a folder with nothing in it", () => {
    const texts = new HeldTexts();
    assert.equal(texts.change("/orders", []), true);
    assert.deepEqual(told(texts, 0), { "/orders": {} });
  });
});
