import assert from "node:assert/strict";
import * as vscode from "vscode";
import { badHandler, closeAll, eventually, findingsIn, opened } from "./editor.ts";
import { jobsFromNow } from "./thread.ts";

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

  it("ends its thread when nothing is left to review, and has another when there is", async () => {
    const settings = vscode.workspace.getConfiguration("effectiveLambda");
    const document = await opened("quiet-thread.js", badHandler);
    await eventually(() => assert.equal(findingsIn(document).length, 1));
    const jobs = jobsFromNow();
    try {
      // VS Code keeps what an extension has opened for minutes, and tests open a lot.
      await settings.update("enable", false, vscode.ConfigurationTarget.Global);
      await eventually(() => assert.equal(jobs.ended, 1));
    } finally {
      jobs.undo();
      await settings.update("enable", undefined, vscode.ConfigurationTarget.Global);
    }
    await eventually(() => assert.equal(findingsIn(document).length, 1));
  });

  it("leaves the document as it is", async () => {
    const document = await opened("quiet-text.js", badHandler);
    await eventually(() => assert.equal(findingsIn(document).length, 1));
    assert.equal(document.getText(), badHandler);
    assert.equal(document.isDirty, false);
  });
});
