import assert from "node:assert/strict";
import * as vscode from "vscode";
import { badHandler, closeAll, eventually, findingsIn, opened } from "./editor.ts";

const tabs = () => vscode.window.tabGroups.all.flatMap((group) => group.tabs);

describe("the extension by itself", () => {
  before(closeAll);
  afterEach(closeAll);

  it("opens nothing while a handler with findings is open", async () => {
    const terminals = vscode.window.terminals.length;
    const document = await opened("quiet.js", badHandler);
    await eventually(() => assert.equal(findingsIn(document).length, 1));

    assert.deepEqual(
      tabs().map(({ label }) => label),
      ["quiet.js"],
    );
    assert.equal(vscode.window.activeTextEditor?.document, document);
    assert.equal(vscode.window.terminals.length, terminals);
  });

  it("leaves the document as it is", async () => {
    const document = await opened("quiet-text.js", badHandler);
    await eventually(() => assert.equal(findingsIn(document).length, 1));
    assert.equal(document.getText(), badHandler);
    assert.equal(document.isDirty, false);
  });
});
