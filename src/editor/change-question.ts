import * as vscode from "vscode";
import type { Choice } from "../change/in-folder.ts";
import type { ChangeThread, Said, Tell } from "./change-thread.ts";
import { Refusal } from "./commands.ts";
import { isThere } from "./file-text.ts";
import { canRunGit, gitOfEditor } from "./git-extension.ts";
import { isKnownLanguage } from "./languages.ts";

/** Where somebody asks what has changed, and since when. */
export interface Question {
  folder: vscode.Uri;
  /** A branch or a commit. */
  base: string;
}

/** Puts a question to a thread that is to answer it. */
type Put<T> = (thread: ChangeThread, question: Question, tell: Tell) => Promise<Said<T> | undefined>;

/** Asks about a change and, where nobody has said it, since when. Gives `undefined` where the person has enough of it. */
export type Ask = <T>(
  known: Question | undefined,
  put: Put<T>,
) => Promise<{ question: Question; answer: T } | undefined>;

/** Each question has a thread of its own, which begins to load while a person still chooses. */
export const changeQuestions =
  (own: { file: string; cache: string }): Ask =>
  async (known, put) => {
    const folder = known ? await folderAround(known) : await chosenFolder();
    if (!folder || !(await isSaved(folder))) return undefined;
    const [{ changeThread }, git] = await Promise.all([import("./change-thread.ts"), gitOfEditor()]);
    const thread = changeThread({ ...own, git });
    try {
      const question = known ?? (await chosenQuestion(folder, thread));
      const said = question && (await withProgress(thread, (tell) => put(thread, question, tell)));
      return said && { question, answer: answerIn(said) };
    } finally {
      thread.end();
    }
  };

/** Whether somebody could ask what has changed: Git knows it of folders on a disk. */
export const canHaveChanges = (): boolean => canRunGit() && foldersOnDisk().length > 0;

const foldersOnDisk = (): vscode.WorkspaceFolder[] =>
  (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === "file");

/** The folder that is open around the one in question. */
async function folderAround({ folder }: Question): Promise<vscode.WorkspaceFolder> {
  const around = vscode.workspace.getWorkspaceFolder(folder);
  if (around && (await isThere(folder))) return around;
  const name = vscode.workspace.asRelativePath(folder);
  throw new Refusal(
    vscode.l10n.t(
      "The folder whose change is under review is gone, or no longer open: {0}. Run Review Changed Handlers for another one.",
      name,
    ),
  );
}

/** The folder of the file that somebody looks at, the only one, or one that is chosen. */
async function chosenFolder(): Promise<vscode.WorkspaceFolder | undefined> {
  const folders = foldersOnDisk();
  if (folders.length === 0) throw new Refusal(vscode.l10n.t("Open a folder first: there is none to review."));
  const looked = vscode.window.activeTextEditor?.document.uri;
  const around = looked && vscode.workspace.getWorkspaceFolder(looked);
  if (around && folders.includes(around)) return around;
  if (folders.length === 1) return folders[0];
  const items = folders.map((folder) => ({ label: folder.name, folder }));
  const placeHolder = vscode.l10n.t("What has changed in which folder?");
  return (await vscode.window.showQuickPick(items, { placeHolder }))?.folder;
}

/** Whether all of a folder is on the disk, where Git looks for it; asks to save what is not. */
async function isSaved(folder: vscode.WorkspaceFolder): Promise<boolean> {
  const unsaved = vscode.workspace.textDocuments.filter(
    ({ isDirty, languageId, uri }) =>
      isDirty && isKnownLanguage(languageId) && vscode.workspace.getWorkspaceFolder(uri) === folder,
  );
  if (unsaved.length === 0) return true;
  const names = unsaved.map(({ uri }) => vscode.workspace.asRelativePath(uri)).join(", ");
  const save = vscode.l10n.t("Save and Go On");
  const sentence = vscode.l10n.t("Git compares files as they were saved. These are not: {0}.", names);
  if ((await vscode.window.showWarningMessage(sentence, save)) !== save) return false;
  return (await Promise.all(unsaved.map((document) => document.save()))).every(Boolean);
}

async function chosenQuestion(
  { uri }: vscode.WorkspaceFolder,
  thread: ChangeThread,
): Promise<Question | undefined> {
  const looked = vscode.window.activeTextEditor?.document.uri;
  const isInFolder = looked && vscode.workspace.getWorkspaceFolder(looked)?.uri.toString() === uri.toString();
  const said = thread.ask("choice", [uri.fsPath, isInFolder ? looked.fsPath : undefined]);
  // The list is there at once, and is filled when Git has answered.
  const choice = said.then((one) => answerIn(one ?? { refused: vscode.l10n.t("Git gave no answer.") }));
  const base = await chosenBase(choice);
  if (base === undefined) return undefined;
  const { folder } = await choice;
  return { folder: folder === uri.fsPath ? uri : vscode.Uri.file(folder), base };
}

interface Base extends vscode.QuickPickItem {
  /** Its name; one without stands for all others. */
  base?: string;
}

async function chosenBase(choice: Promise<Choice>): Promise<string | undefined> {
  const placeHolder = vscode.l10n.t("What has changed since when?");
  const bases = choice.then(usualBases);
  // Whoever has left the list before Git answered is not told of its troubles.
  bases.catch(() => undefined);
  const chosen = await vscode.window.showQuickPick<Base>(bases, { placeHolder });
  if (!chosen || chosen.base !== undefined) return chosen?.base;
  const branches = (await choice).branches.map((label) => ({ label }));
  const since = vscode.l10n.t("What has changed since this branch left which other?");
  return (await vscode.window.showQuickPick(branches, { placeHolder: since }))?.label;
}

const usualBases = ({ usual, branches }: Choice): Base[] => [
  ...(usual === undefined ? [] : [base(vscode.l10n.t("Since this branch left the default branch"), usual)]),
  base(vscode.l10n.t("Since the last commit"), "HEAD"),
  ...(branches.length > 0 ? [{ label: vscode.l10n.t("Choose a Branch…") }] : []),
];

const base = (label: string, name: string): Base => ({ label, description: name, base: name });

/** Shows how far a thread is, and ends it where nobody wants to wait any longer. */
const withProgress = <T>(thread: ChangeThread, ask: (tell: Tell) => Promise<T>): Thenable<T> =>
  vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t("Reviewing what has changed"),
      cancellable: true,
    },
    (progress, token) => {
      token.onCancellationRequested(thread.end);
      return ask((_file, index, total) =>
        progress.report({ message: vscode.l10n.t("{0} of {1} files", index, total), increment: 100 / total }),
      );
    },
  );

function answerIn<T>(said: Said<T>): T {
  if ("refused" in said) throw new Refusal(said.refused);
  return said.answer;
}
