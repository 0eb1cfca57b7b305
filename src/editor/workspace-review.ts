import * as vscode from "vscode";
import type { WatchedAnalysis } from "./busy.ts";
import { closedFiles } from "./closed-files.ts";
import { Refusal } from "./commands.ts";
import type { Findings } from "./diagnostics.ts";
import { isReviewed } from "./documents.ts";
import { fileResult } from "./file-result.ts";
import { filesToReview, isToReview } from "./files-to-review.ts";
import type { FileResult } from "./finding-groups.ts";
import { ledToFrom, type Known } from "./handler-accounts.ts";
import type { HeldFolders } from "./held-folders.ts";
import { readAround } from "./reading-folders.ts";

/** What is known of files, whether they are open or were only read for a review of the workspace. */
export interface Results extends Known, vscode.Disposable {
  all(): FileResult[];
  /** Reviews every file of the workspace that is not open, unless somebody stops it, and goes to the view of the handlers. */
  reviewWorkspace(): Promise<void>;
  /** From now on knows of some files, be they open or not, and goes to the view of the handlers. */
  follow(uris: readonly vscode.Uri[]): Promise<void>;
  /** Knows of these no more, unless the workspace was reviewed. */
  endFollowing(): void;
  /** What the last review of the workspace has come to, in a sentence; nothing before the first. */
  summary(): string | undefined;
  onDidChange: vscode.Event<void>;
}

/** Of files that are not open, only those are known that somebody had reviewed. */
export function results(
  findings: Findings,
  analysis: WatchedAnalysis,
  held: HeldFolders,
  log: vscode.LogOutputChannel,
): Results {
  const followed = new Set<string>();
  let byPath: ReadonlyMap<string, FileResult> | undefined;
  const changes = new vscode.EventEmitter<void>();
  const isOpen = (file: string) => findings.known(file) !== undefined;
  const isFollowed = (uri: vscode.Uri) => followed.has(uri.toString());
  const isKept = (uri: vscode.Uri) =>
    isFollowed(uri) || (isWholeReviewed && isInWorkspace(uri) && isToReview(uri));
  const wanted = { isKept, isKeptWithText: isFollowed, isOpen: isReviewedOpen };
  const closed = closedFiles(analysis, wanted, tell, log);
  let isWholeReviewed = false;
  let summary: string | undefined;
  let open = new Set<string>();

  /** All that was reviewed. What is open is as it stands in the editor. */
  function reviewed(): FileResult[] {
    const opened = findings.all().map((known) => fileResult(known.document.uri, known));
    return [...opened, ...closed.all().filter(({ file }) => !isOpen(file))];
  }

  function at(path: string): FileResult | undefined {
    byPath ??= new Map(reviewed().map((result) => [result.path, result]));
    return byPath.get(path);
  }

  function tell(): void {
    byPath = undefined;
    changes.fire();
  }

  async function reviewAll(
    progress: vscode.Progress<{ message: string; increment?: number }>,
    token: vscode.CancellationToken,
  ): Promise<void> {
    const files = await filesToReview(token);
    for (const { uri } of vscode.workspace.workspaceFolders!) await readAround(held, uri, progress, token);
    if (token.isCancellationRequested) return;
    // What is known of the others stays until more is, or for good where somebody stops it.
    closed.keepOnly(files);
    closed.watch(true);
    isWholeReviewed = true;
    let done = 0;
    for (const uri of files) {
      if (token.isCancellationRequested) break;
      const message = vscode.l10n.t("{0} of {1} files", done, files.length);
      progress.report({ message, increment: 100 / files.length });
      await closed.review(uri);
      done++;
    }
    const time = new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
    summary =
      done < files.length
        ? vscode.l10n.t("Stopped after {0} of {1} files, at {2}", done, files.length, time)
        : vscode.l10n.t("{0} files reviewed at {1}", files.length, time);
  }

  /**
   * Tells what a review has come to once the view has the focus: of an editor that loses it, VS Code forgets that it was about
   * to ask for the lines above handlers anew, and the old ones stay.
   */
  async function showAndTell(): Promise<void> {
    analysis.rest();
    await vscode.commands.executeCommand("effectiveLambda.handlers.focus");
    tell();
  }

  /** What was open and was reviewed is as it lies on the disk again. */
  async function followClosing(): Promise<void> {
    const before = open;
    open = new Set(findings.all().map(({ document }) => document.uri.toString()));
    const gone = [...before]
      .filter((uri) => !open.has(uri))
      .map((uri) => vscode.Uri.parse(uri, true))
      .filter(isKept);
    for (const uri of gone) await closed.review(uri);
    if (gone.length === 0) return;
    analysis.rest();
    tell();
  }

  /** Reviews again what is not open, but led to by what is, where others now say something else of it: it is called no more. */
  async function followCalls(): Promise<void> {
    const opened = findings.all().map(({ document }) => vscode.workspace.asRelativePath(document.uri));
    const led = [...ledToFrom(opened, { at })].flatMap((path) => at(path)?.file ?? []);
    if (await closed.lookAround(led)) tell();
  }

  const logFailure = (error: unknown) => log.error(error as Error);
  const listeners = vscode.Disposable.from(
    changes,
    closed,
    findings.onDidChange(() => {
      tell();
      followClosing().then(followCalls).catch(logFailure);
    }),
  );

  return {
    all: () => reviewed().filter(({ handlers, findings }) => handlers.length + findings.length > 0),
    at,
    async reviewWorkspace() {
      if (!vscode.workspace.workspaceFolders?.length)
        throw new Refusal(vscode.l10n.t("Open a folder first: there is none to review."));
      const title = vscode.l10n.t("Reviewing Lambda handlers");
      const location = vscode.ProgressLocation.Notification;
      await vscode.window.withProgress({ location, title, cancellable: true }, reviewAll);
      await showAndTell();
    },
    async follow(uris) {
      const title = vscode.l10n.t("Reviewing Lambda handlers");
      closed.watch(true);
      await vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title }, async () => {
        for (const uri of uris) {
          followed.add(uri.toString());
          await closed.review(uri);
        }
      });
      await showAndTell();
    },
    endFollowing() {
      followed.clear();
      if (isWholeReviewed) return;
      closed.watch(false);
      closed.clear();
      tell();
    },
    summary: () => summary,
    onDidChange: changes.event,
    dispose: () => listeners.dispose(),
  };
}

const isReviewedOpen = (uri: vscode.Uri): boolean =>
  vscode.workspace.textDocuments.some(
    (document) => document.uri.toString() === uri.toString() && isReviewed(document),
  );

const isInWorkspace = (uri: vscode.Uri): boolean => vscode.workspace.getWorkspaceFolder(uri) !== undefined;
