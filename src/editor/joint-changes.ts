import * as vscode from "vscode";
import { sentenceOf } from "../report/obstacle.ts";
import type { Finding, JointChange } from "../review/finding.ts";
import { wholeEditOf } from "./changes.ts";
import type { Findings } from "./diagnostics.ts";
import { reviewedPath } from "./documents.ts";
import { isThere } from "./file-text.ts";

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
  const { document, change } = action;
  // Somebody may have deleted the file of a document that is open.
  const whole = (await isThere(document.uri))
    ? await wholeEditOf(document, change, { needsConfirmation: false, label: change.title })
    : { outdated: reviewedPath(document) };
  if ("edit" in whole) {
    showFirst(whole.edit, document, change.title);
    action.edit = whole.edit;
    return action;
  }
  void vscode.window.showInformationMessage(
    vscode.l10n.t(
      "Nothing was changed, because {0} is no longer what was reviewed. Open the light bulb again.",
      whole.outdated,
    ),
  );
  await findings.reviewAgain(document);
  return action;
}

/**
 * Has VS Code show an edit before it is made, as it does where any part needs to be confirmed. It leaves such a part unticked, and
 * those that count belong together: so the one to be confirmed is to make a file that is there, of which nothing is shown.
 */
function showFirst(edit: vscode.WorkspaceEdit, { uri }: vscode.TextDocument, label: string): void {
  edit.createFile(uri, { ignoreIfExists: true }, { needsConfirmation: true, label });
}
