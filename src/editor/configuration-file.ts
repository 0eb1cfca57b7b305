import * as vscode from "vscode";
import type { Severity } from "../configuration/configuration.ts";
import type { Analysis } from "./analysis.ts";
import { editOf } from "./changes.ts";
import { Refusal } from "./commands.ts";

/** Writes how a rule is asked into a configuration file, which is made where there is none. A file with a mistake is shown instead. */
export async function writeRule(
  analysis: Analysis,
  uri: vscode.Uri,
  rule: string,
  severity: Severity | undefined,
): Promise<void> {
  const document = (await exists(uri)) ? await vscode.workspace.openTextDocument(uri) : undefined;
  const text = document?.getText() ?? "{}\n";
  const written = await analysis.run(uri.toString(), "withRule", text, rule, severity);
  if (!written) return;
  if ("mistake" in written) return showMistake(uri, written.mistake);
  if (!document) return vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(written.text));

  if (document.getText() !== text)
    throw new Refusal(
      vscode.l10n.t("Nothing was written, because the file has changed meanwhile. Please try again."),
    );
  await vscode.workspace.applyEdit(editOf(document, { title: rule, edits: written.edits }));
  await document.save();
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === "FileNotFound") return false;
    throw error;
  }
}

/** Opens a file where it is wrong: what is written into it could not count before somebody mends that. */
async function showMistake(
  uri: vscode.Uri,
  { message, line, column }: { message: string; line: number; column: number },
): Promise<void> {
  const place = new vscode.Position(line - 1, column - 1);
  await vscode.window.showTextDocument(uri, { selection: new vscode.Range(place, place) });
  throw new Refusal(vscode.l10n.t("Nothing was written. First mend this: {0}", message));
}
