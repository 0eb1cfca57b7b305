import * as vscode from "vscode";
import { maximumSize } from "../review/size.ts";

/** The text of a file that somebody may have written; nothing where that is gone, or is not what people write. */
export async function textOf(uri: vscode.Uri): Promise<string | undefined> {
  try {
    if ((await vscode.workspace.fs.stat(uri)).size > maximumSize) return undefined;
    return new TextDecoder("utf-8", { fatal: true }).decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    return undefined;
  }
}

/** Whether a file or a folder is there, and may be looked at. */
export const isThere = (uri: vscode.Uri): Thenable<boolean> =>
  vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
