import * as vscode from "vscode";
import type { Change, Finding } from "../review/finding.ts";

/** What can be done about a finding: the safe change first, then those that a person has to judge. */
export const changesOf = ({ fix, suggestions }: Finding): Change[] => [...(fix ? [fix] : []), ...suggestions];

/** A change of a document as it was reviewed. */
export function editOf(document: vscode.TextDocument, { edits }: Change): vscode.WorkspaceEdit {
  const all = new vscode.WorkspaceEdit();
  for (const {
    range: [start, end],
    text,
  } of edits)
    all.replace(document.uri, new vscode.Range(document.positionAt(start), document.positionAt(end)), text);
  return all;
}
