import assert from "node:assert/strict";
import * as vscode from "vscode";

describe("the extension in a real VS Code", () => {
  it("is known by its id and activates", async () => {
    const extension = vscode.extensions.getExtension("effective-lambda.effective-lambda");
    assert.ok(extension, "VS Code did not load the extension from its folder.");

    await extension.activate();
    assert.equal(extension.isActive, true);
  });
});
