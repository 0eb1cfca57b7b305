import assert from "node:assert/strict";
import { FilesInMemory, OverlaidFiles, stampOf } from "../../rules/service/files.ts";

describe("files with texts laid over them", () => {
  const files = new FilesInMemory({ "src/a.ts": "a", "src/b.ts": "b" });
  const overlaid = new OverlaidFiles(files);
  const stamp = () => stampOf(overlaid.stat("src/a.ts"));
  afterEach(() => overlaid.lay([]));

  it("say these, and the others what they have", () => {
    assert.deepEqual(overlaid.lay([["src/a.ts", "new"]]), ["src/a.ts"]);
    assert.equal(overlaid.read("src/a.ts"), "new");
    assert.equal(overlaid.read("src/b.ts"), "b");
    assert.deepEqual(overlaid.list("src"), ["a.ts", "b.ts"]);
  });

  it("are in another state with each new text, and in their own again without one", () => {
    const stamps = [stamp()];
    for (const text of ["one", "two"]) {
      overlaid.lay([["src/a.ts", text]]);
      stamps.push(stamp());
    }
    assert.equal(new Set(stamps).size, 3);
    assert.deepEqual(overlaid.lay([["src/a.ts", "two"]]), []);
    assert.equal(stamp(), stamps[2]);
    assert.deepEqual(overlaid.lay([]), ["src/a.ts"]);
    assert.equal(stamp(), stamps[0]);
  });

  it("are in their own state with a text that they have", () => {
    const before = stamp();
    assert.deepEqual(overlaid.lay([["src/a.ts", "a"]]), []);
    assert.equal(stamp(), before);
  });

  it("are no more than there were", () => {
    assert.deepEqual(overlaid.lay(Object.entries({ "src/c.ts": "c", src: "" })), []);
    assert.equal(overlaid.read("src/c.ts"), undefined);
    assert.equal(overlaid.stat("src")?.kind, "folder");
  });

  it("are those that were there before, where that is asked for", () => {
    const folder = () => overlaid.stat("src")?.modified;
    const now = folder();
    const before = [
      ["src/a.ts", undefined],
      ["src/old/c.ts", ""],
    ] as const;
    assert.deepEqual(overlaid.layAsBefore(before), ["src/a.ts", "src/old/c.ts"]);
    assert.deepEqual(overlaid.list("src"), ["b.ts", "old/"]);
    assert.deepEqual(overlaid.list("src/old"), ["c.ts"]);
    assert.deepEqual(
      [overlaid.read("src/a.ts"), overlaid.stat("src/a.ts"), overlaid.read("src/old/c.ts")],
      [undefined, undefined, ""],
    );
    assert.notEqual(folder(), now, "Whoever looks at the folder again has to find out.");
    overlaid.lay([]);
    assert.equal(folder(), now);
    assert.equal(overlaid.read("src/a.ts"), "a");
  });
});
