import * as vscode from "vscode";
import { matchesGlob } from "../../rules/kit/paths.ts";
import { isYamlOrJson, mayBeTemplate, startOfTemplate, startsLikeTemplate } from "../review/languages.ts";
import { maximumSize } from "../review/size.ts";
import type { WatchedAnalysis } from "./busy.ts";
import { Refusal } from "./commands.ts";
import type { Findings } from "./diagnostics.ts";
import { isUsersOwn, reviewOptionsFor } from "./documents.ts";
import type { FileResult } from "./finding-groups.ts";
import type { HeldFolders } from "./held-folders.ts";
import { readAround } from "./reading-folders.ts";
import { settingsFor } from "./settings.ts";

/** What is known of files, whether they are open or were only read for a review of the workspace. */
export interface Results extends vscode.Disposable {
  all(): FileResult[];
  /** Reviews every file of the workspace that is not open, unless somebody stops it. */
  reviewWorkspace(): Promise<void>;
  /** From now on knows of some files, be they open or not. */
  follow(uris: readonly vscode.Uri[]): Promise<void>;
  /** What the last review of the workspace has come to, in a sentence; nothing before the first. */
  summary(): string | undefined;
  onDidChange: vscode.Event<void>;
}

/**
 * Of files that are not open, only those with handlers or findings are kept, and no text of theirs. They are read one after
 * the other, so that what is typed meanwhile waits for one of them at most.
 */
export function results(
  findings: Findings,
  analysis: WatchedAnalysis,
  held: HeldFolders,
  log: vscode.LogOutputChannel,
): Results {
  const closed = new Map<string, FileResult>();
  const followed = new Set<string>();
  const changes = new vscode.EventEmitter<void>();
  let summary: string | undefined;
  let open = new Set<string>();

  async function review(uri: vscode.Uri): Promise<void> {
    closed.delete(uri.toString());
    const { isEnabled, excluded } = settingsFor(uri);
    const path = vscode.workspace.asRelativePath(uri, false);
    const isWanted = isEnabled && !excluded.some((glob) => matchesGlob(path, glob));
    const text = isWanted ? await textOf(uri) : undefined;
    if (text === undefined) return;
    if (isYamlOrJson(path) && !startsLikeTemplate(text.slice(0, startOfTemplate))) return;
    const result = await analysis.run(uri.toString(), "review", text, path, reviewOptionsFor({ uri }));
    if (result && result.handlers.length + result.findings.length > 0)
      closed.set(uri.toString(), fileResult(uri, result));
  }

  async function reviewAll(
    progress: vscode.Progress<{ message: string; increment?: number }>,
    token: vscode.CancellationToken,
  ): Promise<void> {
    const files = await filesToReview(token);
    for (const { uri } of vscode.workspace.workspaceFolders!) await readAround(held, uri, progress, token);
    closed.clear();
    let done = 0;
    for (const uri of files) {
      if (token.isCancellationRequested) break;
      const message = vscode.l10n.t("{0} of {1} files", done, files.length);
      progress.report({ message, increment: 100 / files.length });
      if (!findings.known(uri.toString())) await review(uri);
      done++;
    }
    const time = new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
    summary =
      done < files.length
        ? vscode.l10n.t("Stopped after {0} of {1} files, at {2}", done, files.length, time)
        : vscode.l10n.t("{0} files reviewed at {1}", files.length, time);
    changes.fire();
  }

  /** What was open and was reviewed is as it lies on the disk again. */
  async function followClosing(): Promise<void> {
    const before = open;
    open = new Set(findings.all().map(({ document }) => document.uri.toString()));
    const isKept = (uri: string) => summary !== undefined || followed.has(uri);
    const gone = [...before]
      .filter((uri) => !open.has(uri) && isKept(uri))
      .map((uri) => vscode.Uri.parse(uri, true))
      .filter(isUsersOwn);
    for (const uri of gone) await review(uri);
    if (gone.length === 0) return;
    analysis.rest();
    changes.fire();
  }

  const listeners = vscode.Disposable.from(
    changes,
    findings.onDidChange(() => {
      changes.fire();
      followClosing().catch((error: unknown) => log.error(error as Error));
    }),
    vscode.workspace.onDidDeleteFiles(({ files }) => {
      for (const { path } of files)
        for (const uri of closed.keys())
          if (`${vscode.Uri.parse(uri, true).path}/`.startsWith(`${path}/`)) closed.delete(uri);
      changes.fire();
    }),
  );

  return {
    all: () => {
      const opened = findings
        .all()
        .map((known) => fileResult(known.document.uri, known))
        .filter(({ handlers, findings }) => handlers.length + findings.length > 0);
      const isOpen = (file: string) => findings.known(file) !== undefined;
      return [...opened, ...[...closed.values()].filter(({ file }) => !isOpen(file))];
    },
    async reviewWorkspace() {
      if (!vscode.workspace.workspaceFolders?.length)
        throw new Refusal(vscode.l10n.t("Open a folder first: there is none to review."));
      const title = vscode.l10n.t("Reviewing Lambda handlers");
      const location = vscode.ProgressLocation.Notification;
      await vscode.window.withProgress({ location, title, cancellable: true }, reviewAll);
      analysis.rest();
      await vscode.commands.executeCommand("effectiveLambda.handlers.focus");
    },
    async follow(uris) {
      const title = vscode.l10n.t("Reviewing Lambda handlers");
      await vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title }, async () => {
        for (const uri of uris) {
          followed.add(uri.toString());
          if (!findings.known(uri.toString())) await review(uri);
        }
      });
      analysis.rest();
      changes.fire();
    },
    summary: () => summary,
    onDidChange: changes.event,
    dispose: () => listeners.dispose(),
  };
}

const fileResult = (
  uri: vscode.Uri,
  { handlers, findings }: Pick<FileResult, "handlers" | "findings">,
): FileResult => ({
  file: uri.toString(),
  path: vscode.workspace.asRelativePath(uri),
  handlers,
  findings,
});

/** All that may be code or a template, by its name. */
export const filePattern = "**/*.{js,cjs,mjs,jsx,ts,cts,mts,tsx,yml,yaml,json}";

/** The files of code, and what may be templates, in all folders, without what settings exclude in each. */
async function filesToReview(token: vscode.CancellationToken): Promise<vscode.Uri[]> {
  const found = (vscode.workspace.workspaceFolders ?? []).map((folder) => {
    const { excluded } = settingsFor(folder.uri);
    const exclude = excluded.length > 0 ? `{${excluded.join(",")}}` : undefined;
    return vscode.workspace.findFiles(
      new vscode.RelativePattern(folder, filePattern),
      exclude,
      undefined,
      token,
    );
  });
  return (await Promise.all(found)).flat().filter(({ path }) => {
    const name = path.slice(path.lastIndexOf("/") + 1);
    return isYamlOrJson(name) ? mayBeTemplate(name) : !/\.d\.[cm]?ts$|\.min\.[cm]?js$/.test(name);
  });
}

/** The text of a file that somebody may have written; what cannot be read any more is left out. */
export async function textOf(uri: vscode.Uri): Promise<string | undefined> {
  try {
    if ((await vscode.workspace.fs.stat(uri)).size > maximumSize) return undefined;
    return new TextDecoder("utf-8", { fatal: true }).decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    return undefined;
  }
}
