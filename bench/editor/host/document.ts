import * as vscode from "vscode";
import { mistake } from "../long-handler.ts";

export const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/**
 * Resolves with the time at which a document has that many findings of ours. It asks every other millisecond, since VS Code
 * gathers for 50 before it tells extensions of diagnostics.
 */
export async function findings(uri: vscode.Uri, count: number): Promise<number> {
  const ours = () =>
    vscode.languages.getDiagnostics(uri).filter(({ source }) => source === "effective-lambda");
  const limit = performance.now() + 60_000;
  while (ours().length !== count) {
    if (performance.now() > limit) throw new Error(`${uri.path} never had ${count} findings.`);
    await pause(2);
  }
  return performance.now();
}

/** Makes the mistake in the long handler. */
export async function put({ uri }: vscode.TextDocument): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.insert(uri, new vscode.Position(mistake.line, 0), mistake.text);
  await vscode.workspace.applyEdit(edit);
}

/** Takes it back. */
export async function take({ uri }: vscode.TextDocument): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.delete(uri, new vscode.Range(mistake.line, 0, mistake.line + 1, 0));
  await vscode.workspace.applyEdit(edit);
}
