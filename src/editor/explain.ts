import * as vscode from "vscode";
import type { Deck } from "./deck.ts";
import type { Findings } from "./diagnostics.ts";
import { asOrigin, nearest, originOf } from "./origin.ts";
import { atCursor, firstKnown, targetOf } from "./target.ts";
import type { Results } from "./workspace-review.ts";

/**
 * Shows the slide of the finding that is named, in a file that may not be open, or else of the one at the cursor; where
 * there is none, of the first one on the cursor's line, or of all where nobody is in an editor.
 */
export async function explainFinding(
  findings: Findings,
  results: Results,
  deck: Deck,
  input: unknown,
): Promise<void> {
  const origin = asOrigin(input);
  const known = origin && results.all().find(({ file }) => file === origin.file);
  const named = known && nearest(known.findings, origin);
  if (named) return deck.show(named.slide, origin);
  const target = await targetOf(findings, undefined, firstKnown(findings));
  if (target) await deck.show(target.finding.slide, originOf(target.document.uri, target.finding));
}

/** Keeps the context key that says whether there is something to explain, for the key and the palette. */
export function explainable(findings: Findings): vscode.Disposable {
  let told = false;
  const tell = () => {
    const hasFinding = atCursor(findings) !== undefined;
    if (hasFinding === told) return;
    told = hasFinding;
    void vscode.commands.executeCommand("setContext", "effectiveLambda.hasFinding", hasFinding);
  };
  return vscode.Disposable.from(
    vscode.window.onDidChangeActiveTextEditor(tell),
    vscode.window.onDidChangeTextEditorSelection(tell),
    findings.onDidChange(tell),
  );
}
