import * as vscode from "vscode";
import { wholeChangesOf } from "./changes.ts";
import type { ChangeComments } from "./change-comments.ts";
import type { ChangeReview } from "./change-review.ts";
import { columnOf } from "./columns.ts";
import { Refusal } from "./commands.ts";
import { rangeOf } from "./diagnostic.ts";
import type { Findings } from "./diagnostics.ts";
import { entriesOf, neighbour } from "./finding-groups.ts";
import { type FixPreviews, nothingToChange } from "./fix-previews.ts";
import { asOrigin, nearest, originOf, type Origin } from "./origin.ts";
import { firstKnown, targetOf } from "./target.ts";
import type { Results } from "./workspace-review.ts";

/** Goes to the finding of an origin, or to its line where there is none any more. */
export async function goToFinding(results: Results, input: unknown): Promise<void> {
  const origin = asOrigin(input);
  if (!origin) return;
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(origin.file, true));
  const known = results.all().find(({ file }) => file === origin.file);
  const finding = known && nearest(known.findings, origin);
  const line = new vscode.Position(origin.line - 1, 0);
  const selection = document.validateRange(finding ? rangeOf(finding) : new vscode.Range(line, line));
  await vscode.window.showTextDocument(document, { viewColumn: columnOf(document), selection });
}

/** Goes to the finding after the cursor, or the one before it, through the change under review, or else all files that are known. */
export async function goToNeighbour(
  results: Results,
  review: ChangeReview,
  comments: ChangeComments,
  step: 1 | -1,
): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const here = editor && {
    path: vscode.workspace.asRelativePath(editor.document.uri),
    line: editor.selection.start.line + 1,
    column: editor.selection.start.character + 1,
  };
  const reviewed = neighbour(review.entries() ?? [], here, step);
  const next = reviewed ?? neighbour(entriesOf(results.all()), here, step);
  if (next) await goToFinding(results, next);
  if (reviewed) return comments.unfold(reviewed);
  if (!next) vscode.window.setStatusBarMessage(vscode.l10n.t("There is no Effective Lambda finding."), 5000);
}

/** Shows what the first change of a finding would make of its files. */
export async function previewFix(findings: Findings, previews: FixPreviews, input: unknown): Promise<void> {
  const origin = asOrigin(input) ?? (await originInSight(findings));
  if (!origin) return;
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(origin.file, true));
  if (findings.known(origin.file)?.version !== document.version) await findings.reviewAgain(document);
  const known = findings.known(origin.file);
  const finding = known && nearest(known.findings, origin);
  const [change] = finding ? wholeChangesOf(finding, known) : [];
  if (!finding || !change) throw new Refusal(nothingToChange());
  await previews.show(document, finding, change);
}

async function originInSight(findings: Findings): Promise<Origin | undefined> {
  const target = await targetOf(findings, undefined, firstKnown(findings));
  return target && originOf(target.document.uri, target.finding);
}
