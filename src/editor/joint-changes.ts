import * as vscode from "vscode";
import { sentenceOf } from "../report/obstacle.ts";
import type { Finding, JointChange } from "../review/finding.ts";
import { addEdits } from "./changes.ts";
import type { Findings } from "./diagnostics.ts";
import { reviewedPath } from "./documents.ts";

/** A change of several files in the light bulb. They are read when somebody chooses it. */
class JointAction extends vscode.CodeAction {
  readonly document: vscode.TextDocument;
  readonly change: JointChange;

  constructor(document: vscode.TextDocument, change: JointChange) {
    super(vscode.l10n.t("{0} (preview)", change.title), vscode.CodeActionKind.QuickFix);
    this.document = document;
    this.change = change;
  }
}

/** What the light bulb offers for the files that have to change together, or why it cannot. */
export function jointActionsFor(document: vscode.TextDocument, { joint }: Finding): vscode.CodeAction[] {
  if (!joint) return [];
  if ("files" in joint) return [new JointAction(document, joint)];
  const title = vscode.l10n.t("Change the code and its template together");
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.disabled = { reason: sentenceOf(joint) };
  return [action];
}

/** Gives a chosen action its edit, unless one of the files is no longer what was reviewed. */
export async function withJointEdit<T extends vscode.CodeAction>(action: T, findings: Findings): Promise<T> {
  if (!(action instanceof JointAction)) return action;
  const edit = new vscode.WorkspaceEdit();
  for (const { file, before, edits } of action.change.files) {
    const document = await documentOf(file, action.document);
    if (document?.getText() !== before) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t(
          "Nothing was changed, because {0} is no longer what was reviewed. Open the light bulb again.",
          file,
        ),
      );
      await findings.reviewAgain(action.document);
      return action;
    }
    addEdits(edit, document, edits, { needsConfirmation: true, label: action.change.title });
  }
  action.edit = edit;
  return action;
}

/** A file that a reviewed one names; `undefined` where it cannot be opened. */
async function documentOf(
  file: string,
  reviewed: vscode.TextDocument,
): Promise<vscode.TextDocument | undefined> {
  if (file === reviewedPath(reviewed)) return reviewed;
  const folder = vscode.workspace.getWorkspaceFolder(reviewed.uri)!;
  try {
    return await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder.uri, file));
  } catch {
    // It is gone, which is to the one who chose the same as a change.
    return undefined;
  }
}
