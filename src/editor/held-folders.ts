import * as vscode from "vscode";
import { isSkipped } from "../../rules/service/skipped.ts";
import { isCode, isYamlOrJson } from "../review/languages.ts";
import { liesApart, placeOnDisk } from "./documents.ts";
import { textOf } from "./file-text.ts";
import { HeldTexts } from "./held-texts.ts";

/** What the rules read in folders that lie on no disk, as on vscode.dev, where a thread can read nothing by itself. */
export interface HeldFolders extends vscode.Disposable {
  readonly texts: Pick<HeldTexts, "version" | "since">;
  /**
   * Reads the folder around a document before the first question about it; nothing where the thread reads the disk.
   *
   * @param token by which somebody can stop waiting, and the reading too unless somebody else waits for it
   */
  fill(uri: vscode.Uri, token?: vscode.CancellationToken): Promise<void> | undefined;
  /** How far the first reading of the folder around a document is; nothing where it is over, or none is due. */
  reading(uri: vscode.Uri): Reading | undefined;
  /** Tells that more of a folder is read. */
  onDidRead: vscode.Event<void>;
  /** Tells that files of a folder that was read have changed. */
  onDidChange: vscode.Event<void>;
}

/** How many files of a folder are read, and of how many; of none as long as nobody knows which there are. */
export interface Reading {
  done: number;
  total: number;
}

/** How many files of a folder are read: each may be a request to somebody's server. */
const mostFiles = 2000;

/** How many are read at once. */
const readAtOnce = 20;

type FileText = readonly [path: string, text: string | undefined];

interface Folder {
  place: vscode.WorkspaceFolder;
  /** Where the rules take it to lie. */
  root: string;
  /** What was begun, one after the other. */
  work: Promise<void>;
  /** Until all of it was read once. */
  reading: Reading | undefined;
  /** Who waits for it, with what stops that. */
  waiting: Set<{ token: vscode.CancellationToken | undefined }>;
  /** The files of which all is known that will be, unless somebody tells of them: they are held, left out, or not there. */
  known: Set<string>;
  watching: vscode.Disposable;
}

export function heldFolders(log: vscode.LogOutputChannel): HeldFolders {
  const texts = new HeldTexts();
  const folders = new Map<string, Folder>();
  const read = new vscode.EventEmitter<void>();
  const changed = new vscode.EventEmitter<void>();

  /** Reads something once all is over that was begun before, and tells of it where that is another text than before. */
  function follow(folder: Folder, texted: () => Promise<Iterable<FileText>>): Promise<void> {
    folder.work = folder.work
      .then(async () => {
        const found = [...(await texted())];
        if (!isOpen(folder)) return;
        for (const [path] of found) folder.known.add(path);
        if (texts.change(folder.root, found)) changed.fire();
      })
      .catch((error: unknown) => log.error(error as Error));
    return folder.work;
  }

  function begin(place: vscode.WorkspaceFolder, root: string): Folder {
    // A folder that is moved or taken away is told of by its own name alone, whatever that is.
    const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(place, "**"));
    const update = (uri: vscode.Uri) => {
      if (mayBeHeld(root, uri)) void follow(folder, async () => [await textAt(uri, root)]);
    };
    const folder: Folder = {
      place,
      root,
      work: Promise.resolve(),
      reading: unread,
      waiting: new Set(),
      known: new Set(),
      watching: vscode.Disposable.from(
        watcher,
        watcher.onDidCreate((uri) => {
          if (mayBeHeld(root, uri)) update(uri);
          else if (isOfFolder(root, uri)) void follow(folder, () => readBelow(folder, uri));
        }),
        watcher.onDidChange(update),
        watcher.onDidDelete((uri) => {
          if (isOfFolder(root, uri)) void follow(folder, async () => goneBelow(root, pathIn(root, uri)));
        }),
      ),
    };
    folders.set(root, folder);
    // Whatever is read of it, no thread looks for it on a disk.
    texts.change(root, []);
    return folder;
  }

  const isOpen = (folder: Folder): boolean => folders.get(folder.root) === folder;

  const goneBelow = (root: string, path: string): FileText[] =>
    texts.below(root, path).map((one) => [one, undefined]);

  /** Lets go of what is held of a folder that nobody has open any more. */
  function end({ root, watching }: Folder): void {
    watching.dispose();
    folders.delete(root);
    texts.change(root, goneBelow(root, ""));
  }

  const closing = vscode.workspace.onDidChangeWorkspaceFolders(({ removed }) => {
    for (const { uri } of removed) {
      const folder = folders.get(placeOnDisk(uri));
      if (folder) end(folder);
    }
  });

  /** Reads what has come with a folder; nothing where it is none. */
  async function readBelow({ root }: Folder, uri: vscode.Uri): Promise<FileText[]> {
    const files = await filesBelow(uri).catch(() => []);
    return Promise.all(files.slice(0, mostFiles).map((one) => textAt(one, root)));
  }

  /** Reads all that is there and not held yet, as long as somebody waits for it. */
  async function readNew(folder: Folder): Promise<FileText[]> {
    const files = templatesFirst(await filesBelow(folder.place.uri));
    if (files.length > mostFiles)
      log.info(
        `Of the ${files.length} files of ${folder.place.name}, ${mostFiles} are read to know what handlers call.`,
      );
    for (const uri of files.slice(mostFiles)) folder.known.add(pathIn(folder.root, uri));
    const news = files.slice(0, mostFiles).filter((uri) => !folder.known.has(pathIn(folder.root, uri)));
    const found: FileText[] = [];
    while (found.length < news.length) {
      if (folder.reading) folder.reading = { done: found.length, total: news.length };
      read.fire();
      if (!isOpen(folder)) return found;
      if ([...folder.waiting].every(({ token }) => token?.isCancellationRequested)) return found;
      const next = news.slice(found.length, found.length + readAtOnce);
      found.push(...(await Promise.all(next.map((uri) => textAt(uri, folder.root)))));
    }
    folder.reading = undefined;
    read.fire();
    return found;
  }

  const around = (uri: vscode.Uri) => {
    const place = vscode.workspace.getWorkspaceFolder(uri);
    return place && place.uri.scheme !== "file" ? { place, root: placeOnDisk(place.uri) } : undefined;
  };

  return {
    texts,
    fill(uri, token) {
      const here = around(uri);
      if (!here) return undefined;
      const folder = folders.get(here.root) ?? begin(here.place, here.root);
      const path = pathIn(folder.root, uri);
      const waiter = { token };
      folder.waiting.add(waiter);
      const filled = follow(folder, async () => {
        if (folder.reading) return readNew(folder);
        // One that was not there has come, and nobody has told of it yet.
        return folder.known.has(path) || !mayBeHeld(folder.root, uri) ? [] : [await textAt(uri, folder.root)];
      }).finally(() => folder.waiting.delete(waiter));
      return token ? Promise.race([filled, cancelled(token)]) : filled;
    },
    reading(uri) {
      const here = around(uri);
      if (!here) return undefined;
      const folder = folders.get(here.root);
      return folder ? folder.reading : unread;
    },
    onDidRead: read.event,
    onDidChange: changed.event,
    dispose: () =>
      vscode.Disposable.from(
        closing,
        read,
        changed,
        ...[...folders.values()].map(({ watching }) => watching),
      ).dispose(),
  };
}

const unread: Reading = { done: 0, total: 0 };

const cancelled = (token: vscode.CancellationToken): Promise<void> =>
  new Promise((resolve) => token.onCancellationRequested(() => resolve()));

/** VS Code tells of changes by the path alone, which files of others may have too, as its own settings do. */
const isOfFolder = (root: string, uri: vscode.Uri): boolean =>
  placeOnDisk(uri).startsWith(`${root}/`) && !liesApart(uri);

const mayBeHeld = (root: string, uri: vscode.Uri): boolean => isOfFolder(root, uri) && isHeld(uri.path);

/** Whether a file is of those that the rules read, by its name. */
const isHeld = (name: string): boolean => isCode(name) || isYamlOrJson(name);

/** The path of a file in the folder with such a root. */
const pathIn = (root: string, uri: vscode.Uri): string => placeOnDisk(uri).slice(root.length + 1);

/** What may be read below a folder. Few of those who lend VS Code a folder can search it, and all can list it. */
async function filesBelow(folder: vscode.Uri): Promise<vscode.Uri[]> {
  const entries = await vscode.workspace.fs.readDirectory(folder);
  const found = entries.map(([name, type]) => {
    const uri = vscode.Uri.joinPath(folder, name);
    // One that cannot be listed is no reason to read none of the others.
    if (type === vscode.FileType.Directory) return isSkipped(name) ? [] : filesBelow(uri).catch(() => []);
    return type === vscode.FileType.File && isHeld(name) ? [uri] : [];
  });
  return (await Promise.all(found)).flat();
}

/** What says most of a repository comes first, and is least. */
const templatesFirst = (uris: readonly vscode.Uri[]): vscode.Uri[] => [
  ...uris.filter(({ path }) => isYamlOrJson(path)),
  ...uris.filter(({ path }) => !isYamlOrJson(path)),
];

/** What a file says. One that cannot be read, or is not what somebody wrote, is left out as one that is not there. */
const textAt = async (uri: vscode.Uri, root: string): Promise<FileText> => [
  pathIn(root, uri),
  await textOf(uri),
];
