import * as vscode from "vscode";
import type { Analysis } from "./analysis.ts";
import { isReviewed, reviewedPath, reviewOptionsFor } from "./documents.ts";
import { languages } from "./languages.ts";

const kind = vscode.CodeActionKind.SourceFixAll.append("effectiveLambda");

/** Every safe fix of a file at once, for the Source Action menu and for `editor.codeActionsOnSave`. */
export function fixAll(analysis: Analysis): vscode.Disposable {
  return vscode.languages.registerCodeActionsProvider(
    languages,
    {
      async provideCodeActions(document, _range, { only }) {
        if (!only?.contains(kind)) return [];
        const edit = await fixesOf(document, analysis);
        if (!edit) return [];
        const action = new vscode.CodeAction(vscode.l10n.t("Apply all safe Effective Lambda fixes"), kind);
        action.edit = edit;
        return [action];
      },
    },
    { providedCodeActionKinds: [kind] },
  );
}

/** Applies every safe fix to the file that somebody looks at. */
export async function fixAllSafe(analysis: Analysis): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  const edit = document && (await fixesOf(document, analysis));
  if (edit) await vscode.workspace.applyEdit(edit);
  else
    void vscode.window.showInformationMessage(
      vscode.l10n.t("There is no finding with a safe fix in this file."),
    );
}

/** The edit that applies every safe fix; `undefined` where there is none, or the text was changed meanwhile. */
async function fixesOf(
  document: vscode.TextDocument,
  analysis: Analysis,
): Promise<vscode.WorkspaceEdit | undefined> {
  if (!isReviewed(document)) return undefined;
  const { uri, version } = document;
  const text = document.getText();
  const options = reviewOptionsFor(document);
  const fixed = await analysis.run(uri.toString(), "fixed", text, reviewedPath(document), options);
  if (fixed === undefined || fixed === text || document.version !== version) return undefined;

  const { start, end, replacement } = difference(text, fixed);
  const edit = new vscode.WorkspaceEdit();
  edit.replace(uri, new vscode.Range(document.positionAt(start), document.positionAt(end)), replacement);
  return edit;
}

/** The one stretch in which two texts differ, so that cursors and folds outside of it stay where they are. */
function difference(before: string, after: string) {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let same = 0;
  while (same < shorter - start && before.at(-1 - same) === after.at(-1 - same)) same++;
  return { start, end: before.length - same, replacement: after.slice(start, after.length - same) };
}
