import * as vscode from "vscode";
import { isSkipped } from "../../rules/service/skipped.ts";
import { isCode, isYamlOrJson } from "../review/languages.ts";
import type { Analysis } from "./analysis.ts";
import { liesApart, placeOnDisk } from "./documents.ts";
import { filePattern, textOf } from "./workspace-review.ts";

/** What the rules read in folders that lie on no disk, as on vscode.dev, where a thread can read nothing by itself. */
export interface HeldFolders extends vscode.Disposable {
  readonly version: number;
  readonly texts: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** Reads the folder around a document before the first question about it; nothing where the thread reads the disk. */
  fill(uri: vscode.Uri): Promise<void> | undefined;
  /** Tells that a file of a folder that was read has changed. */
  onDidChange: vscode.Event<void>;
}

/** How many files of a folder are read: each may be a request to somebody's server. */
const mostFiles = 2000;

/** How many are read at once. */
const readAtOnce = 20;

export function heldFolders(log: vscode.LogOutputChannel): HeldFolders {
  const texts = new Map<string, Map<string, string>>();
  /** What was begun for each folder, one after the other. */
  const filling = new Map<string, Promise<void>>();
  /** The documents for which somebody has looked what there is. */
  const asked = new Set<string>();
  const changed = new vscode.EventEmitter<void>();
  const watchers: vscode.Disposable[] = [changed];
  let version = 0;

  /** Does something to what is held of a folder, and tells of it where that has changed it. */
  function follow(root: string, change: (held: Map<string, string>) => Promise<boolean>): Promise<void> {
    const done = (filling.get(root) ?? Promise.resolve()).then(async () => {
      if (!(await change(texts.get(root)!))) return;
      version++;
      changed.fire();
    });
    const settled = done.catch((error: unknown) => log.error(error as Error));
    filling.set(root, settled);
    return settled;
  }

  function begin(folder: vscode.WorkspaceFolder, root: string): void {
    texts.set(root, new Map());
    const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, filePattern));
    const update = (uri: vscode.Uri) => {
      if (!liesApart(uri)) void follow(root, (held) => read(uri, held));
    };
    watchers.push(
      watcher,
      watcher.onDidCreate(update),
      watcher.onDidChange(update),
      watcher.onDidDelete(update),
    );
  }

  /** Reads all that is there and not held yet. */
  async function readNew(folder: vscode.WorkspaceFolder, held: Map<string, string>): Promise<boolean> {
    const files = templatesFirst(await filesBelow(folder.uri));
    if (files.length > mostFiles)
      log.info(
        `Of the ${files.length} files of ${folder.name}, ${mostFiles} are read to know what handlers call.`,
      );
    const news = files.slice(0, mostFiles).filter((uri) => !held.has(pathOf(uri)));
    for (let start = 0; start < news.length; start += readAtOnce)
      await Promise.all(news.slice(start, start + readAtOnce).map((uri) => read(uri, held)));
    return news.length > 0;
  }

  return {
    texts,
    get version() {
      return version;
    },
    fill(uri) {
      const folder = vscode.workspace.getWorkspaceFolder(uri);
      if (!folder || folder.uri.scheme === "file") return undefined;
      const root = placeOnDisk(folder.uri);
      if (!texts.has(root)) begin(folder, root);
      // A file that is not held has come, perhaps with others, and nobody has told of it yet.
      if (asked.has(uri.toString()) || texts.get(root)!.has(pathOf(uri))) return filling.get(root);
      asked.add(uri.toString());
      return follow(root, (held) => readNew(folder, held));
    },
    onDidChange: changed.event,
    dispose: () => vscode.Disposable.from(...watchers).dispose(),
  };
}

/** An analysis whose thread is told what lies around a document before it is asked about it. */
export const holding = (folders: HeldFolders, analysis: Analysis): Analysis => ({
  ...analysis,
  run(subject, task, ...input) {
    const filled = folders.fill(vscode.Uri.parse(subject));
    const run = () => analysis.run(subject, task, ...input);
    return filled ? filled.then(run) : run();
  },
});

/** The path of a file in its folder. */
const pathOf = (uri: vscode.Uri): string => vscode.workspace.asRelativePath(uri, false);

/** What may be read below a folder. Few of those who lend VS Code a folder can search it, and all can list it. */
async function filesBelow(folder: vscode.Uri): Promise<vscode.Uri[]> {
  const entries = await vscode.workspace.fs.readDirectory(folder);
  const found = entries.map(([name, type]) => {
    const uri = vscode.Uri.joinPath(folder, name);
    // One that cannot be listed is no reason to read none of the others.
    if (type === vscode.FileType.Directory) return isSkipped(name) ? [] : filesBelow(uri).catch(() => []);
    return type === vscode.FileType.File && (isCode(name) || isYamlOrJson(name)) ? [uri] : [];
  });
  return (await Promise.all(found)).flat();
}

/** What says most of a repository comes first, and is least. */
const templatesFirst = (uris: readonly vscode.Uri[]): vscode.Uri[] => [
  ...uris.filter(({ path }) => isYamlOrJson(path)),
  ...uris.filter(({ path }) => !isYamlOrJson(path)),
];

/**
 * Whether a file holds another text than it did. One that cannot be read, or is not what somebody wrote, is left out as one
 * that is not there.
 */
async function read(uri: vscode.Uri, held: Map<string, string>): Promise<boolean> {
  const path = pathOf(uri);
  const text = await textOf(uri);
  if (text === held.get(path)) return false;
  if (text === undefined) held.delete(path);
  else held.set(path, text);
  return true;
}
