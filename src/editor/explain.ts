import * as vscode from "vscode";
import type { Deck } from "./deck.ts";
import type { Findings } from "./diagnostics.ts";
import { originOf } from "./origin.ts";

/** Shows the slide of the finding at the cursor; where there is none, of the first one on the cursor's line. */
export async function explainAtCursor(findings: Findings, deck: Deck): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const places = editor ? [editor.selection, editor.document.lineAt(editor.selection.active).range] : [];
  const [finding] = places.flatMap((place) => findings.touching(editor!.document, place));
  if (finding) return deck.show(finding.slide, originOf(editor!.document.uri, finding));

  void vscode.window.showInformationMessage(
    vscode.l10n.t("There is no Effective Lambda finding at the cursor."),
  );
}
