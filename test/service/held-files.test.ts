import assert from "node:assert/strict";
import { heldFiles, holdFiles } from "../../rules/service/held-files.ts";

describe("the files of a folder that lies on no disk", () => {
  it("are what was handed over, whenever that was", () => {
    const root = "/vscode-vfs:/github/orders";
    assert.equal(heldFiles(root), undefined);
    holdFiles(root, new Map([["src/a.js", "1"]]));
    holdFiles(root, new Map([["src/b.js", "2"]]));
    holdFiles(root, new Map([["src/b.js", "3"]]));
    const files = heldFiles(root)!;
    assert.deepEqual(files.list("src"), ["a.js", "b.js"]);
    assert.deepEqual([files.read("src/a.js"), files.read("src/b.js")], ["1", "3"]);
  });

  it("lack what is gone", () => {
    const root = "/vscode-vfs:/github/invoices";
    holdFiles(
      root,
      new Map([
        ["src/a.js", "1"],
        ["b.js", "2"],
      ]),
    );
    holdFiles(root, new Map([["src/a.js", undefined]]));
    assert.deepEqual(heldFiles(root)!.list(""), ["b.js"]);
    assert.equal(heldFiles(root)!.read("src/a.js"), undefined);
  });
});
