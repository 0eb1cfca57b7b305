import * as vscode from "vscode";
import { isCode, isYamlOrJson } from "../review/languages.ts";
import { liesApart } from "./documents.ts";
import { gathering } from "./gathering.ts";

/** Milliseconds without a further change after which a checkout, or whatever goes on, counts as done. */
const pause = 300;

/** A file or a folder to which something has happened. */
export interface FileChange {
  uri: vscode.Uri;
  isNew: boolean;
}

export interface Disk extends vscode.Disposable {
  /** Begins or ends to watch. */
  watch(isNeeded: boolean): void;
}

/**
 * Tells of what comes, changes and goes in the folders that are open, whoever did it: one round for all that happens
 * together. Nothing is watched, and no timer waits, where nobody needs it.
 */
export function disk(tell: (changes: readonly FileChange[]) => void): Disk {
  const burst = gathering<FileChange>(pause, tell);
  let watching: vscode.Disposable | undefined;
  const note = (uri: vscode.Uri, isNew: boolean) => {
    if (!liesApart(uri)) burst.add({ uri, isNew });
  };
  const noteText = (uri: vscode.Uri, isNew = false) => {
    if (mayBeRead(uri.path.slice(uri.path.lastIndexOf("/") + 1))) note(uri, isNew);
  };

  function begin(): vscode.Disposable {
    const watcher = vscode.workspace.createFileSystemWatcher("**");
    return vscode.Disposable.from(
      watcher,
      watcher.onDidCreate((uri) => noteText(uri, true)),
      watcher.onDidChange((uri) => noteText(uri)),
      // Of a folder that is gone as a whole, nobody tells which files were in it.
      watcher.onDidDelete((uri) => note(uri, false)),
      // It may lie beside the folders that are open, and yet in their repository.
      vscode.workspace.onDidSaveTextDocument(({ uri }) => noteText(uri)),
    );
  }

  function end(): void {
    watching?.dispose();
    watching = undefined;
    burst.forget();
  }

  return {
    watch(isNeeded) {
      if (isNeeded) watching ??= begin();
      else end();
    },
    dispose: end,
  };
}

/**
 * Whether a file may be read for what is reviewed, by its name: code, templates and configurations. What has no ending may
 * be a folder; of a folder that has one, such as `orders.v2`, only what is in it is told.
 */
const mayBeRead = (name: string): boolean => isCode(name) || isYamlOrJson(name) || !name.includes(".");
