import * as vscode from "vscode";
import type { Change, Edit, Finding } from "../review/finding.ts";

/** What can be done about a finding: the safe change first, then those that a person has to judge. */
export const changesOf = ({ fix, suggestions }: Finding): Change[] => [...(fix ? [fix] : []), ...suggestions];

/** A change of a document as it was reviewed. */
export function editOf(document: vscode.TextDocument, { edits }: Change): vscode.WorkspaceEdit {
  const all = new vscode.WorkspaceEdit();
  addEdits(all, document, edits);
  return all;
}

/** Adds what changes in one document to what changes in others. */
export function addEdits(
  all: vscode.WorkspaceEdit,
  document: vscode.TextDocument,
  edits: readonly Edit[],
  metadata?: vscode.WorkspaceEditEntryMetadata,
): void {
  for (const {
    range: [start, end],
    text,
  } of edits) {
    const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
    all.replace(document.uri, range, text, metadata);
  }
}
