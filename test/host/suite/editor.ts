import assert from "node:assert/strict";
import * as vscode from "vscode";

export { badHandler, goodHandler } from "../handlers.ts";

/** Writes a file into the workspace. */
export async function written(name: string, text: string): Promise<vscode.Uri> {
  const [folder] = vscode.workspace.workspaceFolders!;
  const uri = vscode.Uri.joinPath(folder!.uri, name);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  return uri;
}

/** Writes a file into the workspace and opens it as a person would. */
export async function opened(name: string, text: string): Promise<vscode.TextDocument> {
  const uri = await written(name, text);
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document);
  return document;
}

/** Replaces a document's whole text. */
export async function replaceText(document: vscode.TextDocument, text: string): Promise<void> {
  const everything = document.validateRange(new vscode.Range(0, 0, document.lineCount, 0));
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, everything, text);
  await vscode.workspace.applyEdit(edit);
}

/** What the extension reports in a document now. */
export const findingsIn = ({ uri }: vscode.TextDocument): vscode.Diagnostic[] =>
  vscode.languages.getDiagnostics(uri).filter(({ source }) => source === "effective-lambda");

export const rulesIn = (document: vscode.TextDocument): unknown[] =>
  findingsIn(document).map(({ code }) => (typeof code === "object" ? code.value : code));

/** What stands above the lines of a document, as `line: title`. */
export async function lensesIn({ uri }: vscode.TextDocument): Promise<string[]> {
  const lenses: vscode.CodeLens[] = await vscode.commands.executeCommand(
    "vscode.executeCodeLensProvider",
    uri,
    9,
  );
  return lenses
    .filter(({ command }) => command?.title.startsWith("λ"))
    .map(({ range, command }) => `${range.start.line + 1}: ${command!.title}`);
}

/** What the extension says under the pointer. */
export async function hoverAt({ uri }: vscode.TextDocument, position: vscode.Position): Promise<string> {
  const hovers: vscode.Hover[] = await vscode.commands.executeCommand(
    "vscode.executeHoverProvider",
    uri,
    position,
  );
  const text = hovers.flatMap(({ contents }) =>
    contents.map((part) => (part as vscode.MarkdownString).value),
  );
  return text.find((part) => part.includes("effectiveLambda.openSlide")) ?? assert.fail(text.join("\n"));
}

/** Closes what the test opened, so that the next one starts from nothing. */
export const closeAll = (): Thenable<unknown> =>
  vscode.commands.executeCommand("workbench.action.closeAllEditors");

/** Asks until the answer passes; after a minute its last failure is the test's. */
export async function eventually<T>(passes: () => T | Promise<T>): Promise<T> {
  const end = Date.now() + 60_000;
  for (;;) {
    try {
      return await passes();
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
