import * as vscode from "vscode";
import type { Change, Edit, Finding, JointChange } from "../review/finding.ts";
import type { Reviewed } from "./diagnostics.ts";
import { reviewedPath } from "./documents.ts";

/** What can be done about a finding in its own file: the safe change first, then those that a person has to judge. */
export const changesOf = ({ fix, suggestions }: Finding): Change[] => [...(fix ? [fix] : []), ...suggestions];

/** The same with the texts that are changed, and before all the change that makes the finding's file and others fit each other. */
export function wholeChangesOf(finding: Finding, { document, text }: Reviewed): JointChange[] {
  const { joint } = finding;
  const file = reviewedPath(document);
  const alone = changesOf(finding).map(({ title, edits }) => ({
    title,
    files: [{ file, before: text, edits }],
  }));
  return joint && "files" in joint ? [joint, ...alone] : alone;
}

/** Where a file is that a change of a reviewed document names. */
export function placeOf(file: string, reviewed: vscode.TextDocument): vscode.Uri {
  const folder = vscode.workspace.getWorkspaceFolder(reviewed.uri);
  return !folder || file === reviewedPath(reviewed) ? reviewed.uri : vscode.Uri.joinPath(folder.uri, file);
}

/** A change of a document as it was reviewed. */
export function editOf(document: vscode.TextDocument, { edits }: Change): vscode.WorkspaceEdit {
  const all = new vscode.WorkspaceEdit();
  addEdits(all, document, edits);
  return all;
}

/** Adds what changes in one document to what changes in others. */
function addEdits(
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

/** A change of all its files in one, with the documents; or the file that is no longer as it was reviewed. */
export async function wholeEditOf(
  reviewed: vscode.TextDocument,
  { files }: JointChange,
  metadata?: vscode.WorkspaceEditEntryMetadata,
): Promise<{ edit: vscode.WorkspaceEdit; documents: vscode.TextDocument[] } | { outdated: string }> {
  const opening = files.map(async (one) => ({ ...one, document: await opened(placeOf(one.file, reviewed)) }));
  const all = await Promise.all(opening);
  // Nothing is waited for between this comparison and the edit, so that nobody types in between.
  const edit = new vscode.WorkspaceEdit();
  const documents: vscode.TextDocument[] = [];
  for (const { file, before, edits, document } of all) {
    if (document?.getText() !== before) return { outdated: file };
    addEdits(edit, document, edits, metadata);
    documents.push(document);
  }
  return { edit, documents };
}

/** A document; `undefined` where it is gone. */
async function opened(uri: vscode.Uri): Promise<vscode.TextDocument | undefined> {
  try {
    return await vscode.workspace.openTextDocument(uri);
  } catch {
    // To somebody who wants to change it that is a change of it, too.
    return undefined;
  }
}
