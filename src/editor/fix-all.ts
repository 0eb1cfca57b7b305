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
        if (!only?.contains(kind) || !isReviewed(document)) return [];
        const { version } = document;
        const text = document.getText();
        const options = reviewOptionsFor(document);
        const fixed = await analysis.run(
          document.uri.toString(),
          "fixed",
          text,
          reviewedPath(document),
          options,
        );
        if (fixed === undefined || fixed === text || document.version !== version) return [];

        const action = new vscode.CodeAction(vscode.l10n.t("Apply all safe Effective Lambda fixes"), kind);
        action.edit = new vscode.WorkspaceEdit();
        const { start, end, replacement } = difference(text, fixed);
        const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
        action.edit.replace(document.uri, range, replacement);
        return [action];
      },
    },
    { providedCodeActionKinds: [kind] },
  );
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
