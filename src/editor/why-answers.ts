import * as vscode from "vscode";
import { columnOf } from "./columns.ts";
import type { Place } from "./handler-evidence.ts";

/** A line of an answer, with what takes more room below it; those that lead somewhere do so when they are chosen. */
export interface Answer extends vscode.QuickPickItem {
  go?: () => Thenable<unknown>;
}

export const separator = (label: string): Answer => ({ label, kind: vscode.QuickPickItemKind.Separator });

/** An answer that leads to a place in the folder of a document. */
export const leadingTo = (label: string, place: Place, document: vscode.TextDocument): Answer => ({
  label,
  detail: placeSaid(place),
  go: () => open(inFolder(document, place.file), place.line),
});

/** `orders.ts:3 · services/orders/src`: of a long line, VS Code cuts the end off. */
function placeSaid({ file, line }: Place): string {
  const cut = file.lastIndexOf("/");
  const name = `${file.slice(cut + 1)}:${line}`;
  return cut < 0 ? name : `${name} · ${file.slice(0, cut)}`;
}

/** A file that is called as the document is: relative to its folder. */
function inFolder({ uri }: vscode.TextDocument, file: string): vscode.Uri {
  const folder = vscode.workspace.getWorkspaceFolder(uri)?.uri;
  return folder ? vscode.Uri.joinPath(folder, file) : uri;
}

export async function open(uri: vscode.Uri, line: number): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  const place = document.validatePosition(new vscode.Position(line - 1, 0));
  const selection = new vscode.Range(place, place);
  await vscode.window.showTextDocument(document, { viewColumn: columnOf(document), selection });
}
