import assert from "node:assert/strict";
import * as vscode from "vscode";
import { messagesFromNow } from "./answers.ts";
import {
  badHandler,
  closeAll,
  eventually,
  findingsIn,
  goodHandler,
  opened,
  replaceText,
  written,
} from "./editor.ts";
import { keptBack } from "./thread.ts";

/** The lines that the diff in sight shows at its right side. */
function previewed(): string {
  const { activeTab } = vscode.window.tabGroups.activeTabGroup;
  assert.ok(activeTab?.input instanceof vscode.TabInputTextDiff, "No diff is in sight.");
  const uri = String(activeTab.input.modified);
  return vscode.workspace.textDocuments
    .find((one) => String(one.uri) === uri)!
    .getText()
    .replaceAll("\r\n", "\n");
}

/** Opens a handler and the preview of its fix. */
async function openPreview(name: string, text = badHandler): Promise<vscode.TextDocument> {
  const document = await opened(name, text);
  await eventually(() => assert.equal(findingsIn(document).length, 1));
  const origin = { file: document.uri.toString(), rule: "no-client-in-handler", line: 4 };
  await vscode.commands.executeCommand("effectiveLambda.previewFix", origin);
  await eventually(() => assert.equal(previewed(), goodHandler));
  return document;
}

/** Applies what is previewed; what is said meanwhile. */
async function applied(): Promise<readonly string[]> {
  const messages = messagesFromNow();
  try {
    await vscode.commands.executeCommand("effectiveLambda.applyFix");
    return messages.said;
  } finally {
    messages.undo();
  }
}

const changed = ["The file has changed meanwhile. This is how it stands now."];

/** Does something while previews show what they show now, as where VS Code takes its time to ask for more. */
async function whileShown<T>(act: () => Promise<T>): Promise<T> {
  const { workspace } = vscode;
  const { openTextDocument } = workspace;
  const shown = previewed();
  const opensAsShown = async (uri: vscode.Uri) => {
    const document = await openTextDocument(uri);
    return uri.scheme === "file" ? document : Object.create(document, { getText: { value: () => shown } });
  };
  Object.assign(workspace, { openTextDocument: opensAsShown });
  try {
    return await act();
  } finally {
    Object.assign(workspace, { openTextDocument });
  }
}

describe("the preview of a fix", () => {
  afterEach(closeAll);

  it("makes the change that it shows, closes, and goes to where the code is changed first", async () => {
    const document = await openPreview("apply-fix.js");
    assert.equal(document.getText(), badHandler);
    assert.deepEqual(await applied(), []);
    assert.equal(document.getText(), goodHandler);
    await eventually(() => {
      const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
      assert.deepEqual(
        tabs.map(({ label }) => label),
        ["apply-fix.js"],
      );
      const { activeTextEditor: editor } = vscode.window;
      assert.equal(editor?.document, document);
      const added = document.getText().indexOf("\nconst client");
      const { line } = editor!.selection.active;
      assert.ok(Math.abs(line - document.positionAt(added).line) <= 1, `It is in line ${line + 1}.`);
    });
  });

  it("makes no change that it does not show yet, and says so", async () => {
    const document = await openPreview("apply-later.js");
    const typed = `// One line more\n${badHandler}`;
    await whileShown(async () => {
      await replaceText(document, typed);
      assert.deepEqual(await applied(), changed);
    });
    assert.equal(document.getText(), typed);

    const good = `// One line more\n${goodHandler}`;
    await eventually(() => assert.equal(previewed(), good));
    assert.deepEqual(await applied(), []);
    assert.equal(document.getText(), good);
  });

  it("says what is so however long it waits for its look at what was typed", async () => {
    const document = await openPreview("apply-busy.js");
    const other = `// Reviewed before\n${goodHandler}`;
    const review = keptBack(other);
    try {
      await vscode.workspace.openTextDocument(await written("apply-other.js", other));
      await eventually(() => assert.ok(review.isKept));
      await whileShown(async () => {
        await replaceText(document, `// One line more\n${badHandler}`);
        const said = applied();
        // The pause after which what was typed is reviewed anyway.
        const { debounceMs } = vscode.workspace.getConfiguration("effectiveLambda", document);
        await new Promise((goOn) => setTimeout(goOn, 2 * debounceMs));
        review.letGo();
        assert.deepEqual(await said, changed);
      });
    } finally {
      review.letGo();
    }
  });

  it("makes none where nothing is left to change, or the file cannot be read", async () => {
    const document = await openPreview("apply-nothing.js");
    await replaceText(document, `${badHandler}const half = (`);
    assert.deepEqual(await applied(), ["The file cannot be read while its syntax is wrong."]);
    await replaceText(document, goodHandler);
    assert.deepEqual(await applied(), ["There is nothing to change here any more."]);
    assert.equal(document.getText(), goodHandler);
  });

  it("keeps the ends of lines that the file has", async () => {
    const [bad, good] = [badHandler, goodHandler].map((text) => text.replaceAll("\n", "\r\n"));
    const document = await openPreview("apply-fix-windows.js", bad);
    assert.deepEqual(await applied(), []);
    assert.equal(document.getText(), good);
  });
});
