import * as vscode from "vscode";
import type { Finding } from "../review/finding.ts";
import type { Findings } from "./diagnostics.ts";
import { asOrigin, nearest } from "./origin.ts";

/** A finding that something is to be done about, in a document as it stands now. */
export interface Target {
  document: vscode.TextDocument;
  finding: Finding;
}

/**
 * The finding that a command was given, or else the one at the cursor; where there is none, the first on the cursor's
 * line. Says so where there is none at all.
 *
 * @param otherwise what is meant where the cursor is at none
 */
export async function targetOf(
  findings: Findings,
  input: unknown,
  otherwise?: Target,
): Promise<Target | undefined> {
  const target = asOrigin(input) ? await given(findings, input) : (atCursor(findings) ?? otherwise);
  if (!target)
    void vscode.window.showInformationMessage(
      vscode.l10n.t("There is no Effective Lambda finding at the cursor."),
    );
  return target;
}

export function atCursor(findings: Findings): Target | undefined {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return undefined;
  const { document, selection } = editor;
  const places = [selection, document.lineAt(selection.active).range];
  const [finding] = places.flatMap((place) => findings.touching(document, place));
  return finding && { document, finding };
}

/** The first finding that is known, where nobody is in an editor: whoever is in the walkthrough means the code beside it, if some is. */
export function firstKnown(findings: Findings): Target | undefined {
  if (vscode.window.activeTextEditor) return undefined;
  const all = findings.all().filter((one) => one.findings.length > 0);
  const beside = vscode.window.visibleTextEditors.map(({ document }) => document);
  const known = all.find(({ document }) => beside.includes(document)) ?? all[0];
  return known && { document: known.document, finding: known.findings[0]! };
}

/** A finding again that was given when the document may have been another. */
async function given(findings: Findings, input: unknown): Promise<Target | undefined> {
  const origin = asOrigin(input)!;
  const { document, version } = findings.known(origin.file) ?? {};
  if (!document) return undefined;
  if (version !== document.version) await findings.reviewAgain(document);
  const finding = nearest(findings.known(origin.file)?.findings ?? [], origin);
  return finding && { document, finding };
}
