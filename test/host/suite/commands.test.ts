import assert from "node:assert/strict";
import * as vscode from "vscode";
import { messagesFromNow } from "./answers.ts";
import { closeAll } from "./editor.ts";

const { contributes } = vscode.extensions.getExtension("effective-lambda.effective-lambda")!.packageJSON as {
  contributes: { commands: { command: string }[] };
};

describe("every command", () => {
  const { showQuickPick, showInputBox } = vscode.window;
  before(async () => {
    await closeAll();
    // Whoever is asked something presses Escape.
    const leave = async (): Promise<undefined> => undefined;
    Object.assign(vscode.window, { showQuickPick: leave, showInputBox: leave });
  });
  after(() => void Object.assign(vscode.window, { showQuickPick, showInputBox }));
  afterEach(closeAll);

  for (const { command } of contributes.commands)
    it(`runs without an error where no file is open: ${command}`, async () => {
      const messages = messagesFromNow();
      try {
        await vscode.commands.executeCommand(command);
        // It may say what it wants first, but not that something went wrong.
        assert.doesNotMatch(messages.said.join(), /could not do this/);
      } finally {
        messages.undo();
      }
    });
});
