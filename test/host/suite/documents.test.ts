import assert from "node:assert/strict";
import * as vscode from "vscode";
import { badHandler, closeAll, eventually, findingsIn, opened, replaceText, rulesIn } from "./editor.ts";

const found = ["no-client-in-handler"];

const isFound = (document: vscode.TextDocument) =>
  eventually(() => assert.deepEqual(rulesIn(document), found));

/** Waits until a document that is opened now has its findings: all that was open before had its turn then. */
async function othersHadTheirTurn(): Promise<void> {
  const last = await vscode.workspace.openTextDocument({ language: "javascript", content: badHandler });
  await vscode.window.showTextDocument(last);
  await isFound(last);
}

describe("a document", () => {
  const shown = async (document: vscode.TextDocument) => {
    await vscode.window.showTextDocument(document);
    return document;
  };

  afterEach(async () => {
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
    await closeAll();
  });

  it("is reviewed before it has a name", async () => {
    const content = badHandler.replace("(event)", "(event: unknown)");
    await isFound(await shown(await vscode.workspace.openTextDocument({ language: "typescript", content })));
  });

  it("has its findings under its new name, and none under the old one", async () => {
    const document = await opened("renamed-before.js", badHandler);
    await isFound(document);
    const before = document.uri;
    const after = vscode.Uri.joinPath(before, "../renamed-after.js");
    const edit = new vscode.WorkspaceEdit();
    edit.renameFile(before, after);
    await vscode.workspace.applyEdit(edit);
    await isFound(await vscode.workspace.openTextDocument(after));
    assert.deepEqual(
      vscode.languages.getDiagnostics(before).filter(({ source }) => source === "effective-lambda"),
      [],
    );
  });

  it("has no findings once it is closed and gone, and has them when it comes again", async () => {
    const document = await opened("gone.js", badHandler);
    await isFound(document);
    const edit = new vscode.WorkspaceEdit();
    edit.deleteFile(document.uri);
    await vscode.workspace.applyEdit(edit);
    await closeAll();
    await eventually(() => assert.deepEqual(findingsIn(document), []));
    await isFound(await opened("gone.js", badHandler));
  });

  it("is reviewed on the right side of a comparison, and what Git has is not", async () => {
    const right = await opened("compared.js", badHandler);
    const provider = vscode.workspace.registerTextDocumentContentProvider("history", {
      provideTextDocumentContent: () => badHandler,
    });
    try {
      const left = right.uri.with({ scheme: "history" });
      await vscode.commands.executeCommand("vscode.diff", left, right.uri);
      await isFound(right);
      await othersHadTheirTurn();
      const shownLeft = vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === "history");
      assert.equal(shownLeft?.languageId, "javascript");
      assert.deepEqual(findingsIn(shownLeft), []);
    } finally {
      provider.dispose();
    }
  });

  it("is reviewed on the right side of a comparison of two states that are past, as long as that is open", async () => {
    const provider = { provideTextDocumentContent: () => badHandler };
    const providers = ["before", "after"].map((scheme) =>
      vscode.workspace.registerTextDocumentContentProvider(scheme, provider),
    );
    try {
      const [left, right] = ["before", "after"].map((scheme) =>
        vscode.Uri.parse(`${scheme}:/orders/past.js`),
      );
      await vscode.commands.executeCommand("vscode.diff", left, right);
      const [before, after] = await Promise.all(
        [left!, right!].map((uri) => vscode.workspace.openTextDocument(uri)),
      );
      await isFound(after!);
      assert.deepEqual(findingsIn(before!), []);
      await closeAll();
      await eventually(() => assert.deepEqual(findingsIn(after!), []));
    } finally {
      vscode.Disposable.from(...providers).dispose();
    }
  });

  it("is not reviewed where it is a cell of a notebook", async () => {
    const code = new vscode.NotebookCellData(vscode.NotebookCellKind.Code, badHandler, "javascript");
    const notebook = await vscode.workspace.openNotebookDocument(
      "jupyter-notebook",
      new vscode.NotebookData([code]),
    );
    const cell = notebook.cellAt(0).document;
    assert.equal(cell.getText(), badHandler);
    await othersHadTheirTurn();
    assert.deepEqual(findingsIn(cell), []);
  });

  it("has no findings while it is larger than a source file is", async () => {
    const document = await opened("large.js", badHandler);
    await isFound(document);
    await replaceText(document, `${badHandler}// ${"x".repeat(1_000_000)}\n`);
    await eventually(() => assert.deepEqual(findingsIn(document), []));
    await replaceText(document, badHandler);
    await isFound(document);
  });
});
