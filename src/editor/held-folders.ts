import * as vscode from "vscode";
import { isSkipped } from "../../rules/service/skipped.ts";
import { isYamlOrJson } from "../review/languages.ts";
import { maximumSize } from "../review/size.ts";
import type { Analysis } from "./analysis.ts";
import { placeOnDisk } from "./documents.ts";

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

const pattern = "**/*.{js,cjs,mjs,jsx,ts,cts,mts,tsx,yml,yaml,json}";

export function heldFolders(log: vscode.LogOutputChannel): HeldFolders {
  const texts = new Map<string, Map<string, string>>();
  const filling = new Map<string, Promise<void>>();
  const changed = new vscode.EventEmitter<void>();
  const watchers: vscode.Disposable[] = [changed];
  let version = 0;

  async function fill(folder: vscode.WorkspaceFolder): Promise<void> {
    const held = new Map<string, string>();
    const found = await vscode.workspace.findFiles(
      new vscode.RelativePattern(folder, pattern),
      "**/node_modules/**",
    );
    const files = templatesFirst(found.filter(isWanted));
    if (files.length > mostFiles)
      log.info(
        `${folder.name} has ${files.length} files. Only ${mostFiles} of them are read for what lies around a file.`,
      );
    for (let start = 0; start < Math.min(files.length, mostFiles); start += readAtOnce)
      await Promise.all(files.slice(start, start + readAtOnce).map((uri) => read(uri, held)));
    texts.set(placeOnDisk(folder.uri), held);
    version++;
    watch(folder, held);
  }

  /** Follows what happens to files of a folder, one after the other. */
  function watch(folder: vscode.WorkspaceFolder, held: Map<string, string>): void {
    const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, pattern));
    const follow = (change: (uri: vscode.Uri) => unknown) => (uri: vscode.Uri) => {
      if (!isWanted(uri)) return;
      const root = placeOnDisk(folder.uri);
      const followed = filling.get(root)!.then(async () => {
        await change(uri);
        version++;
        changed.fire();
      });
      filling.set(root, followed);
    };
    const update = follow((uri) => read(uri, held));
    watchers.push(
      watcher,
      watcher.onDidCreate(update),
      watcher.onDidChange(update),
      watcher.onDidDelete(follow((uri) => held.delete(pathOf(uri)))),
    );
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
      if (!filling.has(root))
        filling.set(
          root,
          fill(folder).catch((error: unknown) => log.error(error as Error)),
        );
      return filling.get(root);
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

const isWanted = (uri: vscode.Uri): boolean => !pathOf(uri).split("/").some(isSkipped);

/** What says most of a repository comes first, and is least. */
const templatesFirst = (uris: readonly vscode.Uri[]): vscode.Uri[] => [
  ...uris.filter(({ path }) => isYamlOrJson(path)),
  ...uris.filter(({ path }) => !isYamlOrJson(path)),
];

/** A file that cannot be read, or holds no text that somebody wrote, is left out as one that is not there. */
async function read(uri: vscode.Uri, held: Map<string, string>): Promise<void> {
  try {
    const content = await vscode.workspace.fs.readFile(uri);
    const text = new TextDecoder("utf-8", { fatal: true }).decode(content);
    if (text.length <= maximumSize) held.set(pathOf(uri), text);
    else held.delete(pathOf(uri));
  } catch {
    held.delete(pathOf(uri));
  }
}
