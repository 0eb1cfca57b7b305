import * as vscode from "vscode";
import type { Ask, Question } from "./change-question.ts";
import type { ChangeReview } from "./change-review.ts";
import type { ChangeThread, Tell } from "./change-thread.ts";

/** The reports that are read outside of a terminal or a pipeline. */
const exported = {
  md: { title: "Markdown", file: "lambda-review.md" },
  html: { title: "HTML", file: "lambda-review.html" },
  sarif: { title: "SARIF", file: "lambda-review.sarif" },
} as const;

/** Writes the report on the change under review, or else on one that is chosen, as the command in the terminal does. */
export async function exportReview(ask: Ask, review: ChangeReview): Promise<void> {
  const items = Object.entries(exported).map(([format, { title, file }]) => ({
    label: title,
    format: format as keyof typeof exported,
    file,
  }));
  const chosen = await vscode.window.showQuickPick(items, { placeHolder: vscode.l10n.t("Which format?") });
  const answered = chosen && (await ask(review.question(), reportIn(chosen.format)));
  if (!answered) return;
  const target = await vscode.window.showSaveDialog({
    defaultUri: vscode.Uri.joinPath(answered.question.folder, chosen.file),
    filters: { [chosen.label]: [chosen.format] },
  });
  if (!target) return;
  await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(answered.answer));
  const path = vscode.workspace.asRelativePath(target);
  vscode.window.setStatusBarMessage(vscode.l10n.t("The review is in {0}.", path), 5000);
}

/** Copies the same as a comment for a pull request. */
export async function copyReviewComment(ask: Ask, review: ChangeReview): Promise<void> {
  const answered = await ask(review.question(), reportIn("md"));
  if (!answered) return;
  await vscode.env.clipboard.writeText(answered.answer);
  vscode.window.setStatusBarMessage(vscode.l10n.t("The review is in the clipboard, as a comment."), 5000);
}

const reportIn =
  (format: keyof typeof exported) =>
  (thread: ChangeThread, { folder, base }: Question, tell: Tell) =>
    thread.ask("report", [folder.fsPath, base, format], tell);
