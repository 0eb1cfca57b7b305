import * as vscode from "vscode";
import type { Analysis } from "./analysis.ts";
import type { HeldFolders, Reading } from "./held-folders.ts";

/** An analysis whose thread is told what lies around a document before it is asked about it. */
export const holding = (folders: HeldFolders, analysis: Analysis): Analysis => ({
  ...analysis,
  run(subject, task, ...input) {
    const uri = vscode.Uri.parse(subject);
    // Documents are reviewed by themselves; for all else somebody waits who ran a command.
    const isAsked = task !== "review" && folders.reading(uri) !== undefined;
    const filled = isAsked ? readInSight(folders, uri) : folders.fill(uri);
    const run = () => analysis.run(subject, task, ...input);
    return filled ? filled.then(run) : run();
  },
});

/** Reads the folder around a document for somebody who sees how far that is, and can stop it. */
async function readInSight(folders: HeldFolders, uri: vscode.Uri): Promise<void> {
  const location = vscode.ProgressLocation.Notification;
  const options = { location, title: "Effective Lambda", cancellable: true };
  await vscode.window.withProgress(options, async (progress, token) => {
    await readAround(folders, uri, progress, token);
    if (token.isCancellationRequested) throw new vscode.CancellationError();
  });
}

/** Reads the folder around a file, or one itself, unless that was done, and says how far it is. */
export async function readAround(
  folders: HeldFolders,
  uri: vscode.Uri,
  progress: vscode.Progress<{ message: string }>,
  token: vscode.CancellationToken,
): Promise<void> {
  if (!folders.reading(uri)) return;
  const tell = () => {
    const reading = folders.reading(uri);
    if (reading) progress.report({ message: wordsForReading(reading) });
  };
  const listener = folders.onDidRead(tell);
  tell();
  try {
    await folders.fill(uri, token);
  } finally {
    listener.dispose();
  }
}

export const wordsForReading = ({ done, total }: Reading): string =>
  total === 0
    ? vscode.l10n.t("reading the folder")
    : vscode.l10n.t("reading the folder: {0} of {1} files", done, total);
