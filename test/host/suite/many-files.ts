import assert from "node:assert/strict";
import threads from "node:worker_threads";
import * as vscode from "vscode";
import { marked } from "../marked.ts";

/** Counts what the extension looks at in a folder of many files. VS Code takes a rejection for a failed run. */
export async function run(): Promise<void> {
  try {
    await looksAtNothing();
  } catch (error) {
    for (const line of marked((error as Error).stack ?? String(error))) console.log(line);
    throw error;
  }
}

async function looksAtNothing(): Promise<void> {
  const { workspace, commands } = vscode;
  const [folder] = workspace.workspaceFolders!;
  const { fs } = workspace;
  const asked: string[] = [];
  threads.Worker = class extends threads.Worker {
    constructor(...input: ConstructorParameters<typeof threads.Worker>) {
      super(...input);
      asked.push("a thread");
    }
  };
  // Its own slides, which a view lists, lie elsewhere.
  const note = (uri: vscode.Uri) => uri.path.startsWith(folder!.uri.path) && asked.push(uri.path);
  Object.defineProperty(workspace, "fs", {
    value: {
      ...fs,
      readFile: (uri: vscode.Uri) => (note(uri), fs.readFile(uri)),
      readDirectory: (uri: vscode.Uri) => (note(uri), fs.readDirectory(uri)),
      stat: (uri: vscode.Uri) => (note(uri), fs.stat(uri)),
    },
  });
  workspace.findFiles = () => {
    asked.push("findFiles");
    return Promise.resolve([]);
  };

  const extension = vscode.extensions.getExtension("effective-lambda.effective-lambda")!;
  assert.equal(extension.isActive, false, "It is started by a folder alone.");
  await extension.activate();
  await commands.executeCommand("effectiveLambda.handlers.focus");
  await vscode.window.showTextDocument(vscode.Uri.joinPath(folder!.uri, "notes.md"));
  assert.equal(asked.join(), "");

  await commands.executeCommand("effectiveLambda.reviewWorkspace");
  assert.equal(asked.join(), "findFiles");
}
