import * as vscode from "vscode";
import type { Analysis } from "./analysis.ts";
import { columnOf } from "./columns.ts";
import type { Findings } from "./diagnostics.ts";
import { isReviewed, reviewedPath, reviewOptionsFor } from "./documents.ts";
import { reportedIn } from "./eslint-diagnostics.ts";
import { languages } from "./languages.ts";
import type { Reporters } from "./reporters.ts";
import { firstKnown } from "./target.ts";

const kind = vscode.CodeActionKind.SourceFixAll.append("effectiveLambda");

/**
 * Every safe fix of a file at once, for the Source Action menu and for `editor.codeActionsOnSave`. Where ESLint reports, it
 * offers them itself.
 */
export function fixAll(analysis: Analysis, reporters: Reporters): vscode.Disposable {
  return vscode.languages.registerCodeActionsProvider(
    languages,
    {
      async provideCodeActions(document, _range, { only }) {
        if (!only?.contains(kind) || (await reporters.of(document)).who !== "us") return [];
        const edit = await fixesOf(document, analysis, reporters);
        if (!edit) return [];
        const action = new vscode.CodeAction(vscode.l10n.t("Apply all safe Effective Lambda fixes"), kind);
        action.edit = edit;
        return [action];
      },
    },
    { providedCodeActionKinds: [kind] },
  );
}

/** Applies every safe fix to the file that somebody looks at, and shows it where it is only beside. */
export async function fixAllSafe(
  analysis: Analysis,
  reporters: Reporters,
  findings: Findings,
): Promise<void> {
  const { activeTextEditor } = vscode.window;
  const document = activeTextEditor?.document ?? firstKnown(findings)?.document;
  const edit = document && (await fixesOf(document, analysis, reporters));
  if (!edit)
    return void vscode.window.showInformationMessage(
      vscode.l10n.t("There is no finding with a safe fix in this file."),
    );
  await vscode.workspace.applyEdit(edit);
  if (!activeTextEditor) await vscode.window.showTextDocument(document, columnOf(document), true);
}

/** The edit that applies every safe fix; `undefined` where there is none, or the text was changed meanwhile. */
async function fixesOf(
  document: vscode.TextDocument,
  analysis: Analysis,
  reporters: Reporters,
): Promise<vscode.WorkspaceEdit | undefined> {
  if (!isReviewed(document)) return undefined;
  const { who } = await reporters.of(document);
  if (who === "nobody") return undefined;
  const reported = who === "ESLint" ? reportedIn(document.uri) : undefined;
  const { uri, version } = document;
  const text = document.getText();
  const options = reviewOptionsFor(document);
  const fixed = await analysis.run(uri.toString(), "fixed", text, reviewedPath(document), options, reported);
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
