import * as vscode from "vscode";
import { isCode, isYamlOrJson, startOfTemplate, startsLikeTemplate } from "../review/languages.ts";
import type { WatchedAnalysis } from "./busy.ts";
import { disk, type FileChange } from "./disk.ts";
import { exclusionOf, reviewOptionsFor } from "./documents.ts";
import { textOf } from "./file-text.ts";
import { fileResult } from "./file-result.ts";
import { filesBelow } from "./files-to-review.ts";
import type { FileResult } from "./finding-groups.ts";
import { ledToFrom } from "./handler-accounts.ts";
import { throughAll } from "./handler-facts.ts";
import type { OpenReview } from "./reviewing.ts";
import { onSettingsChange, settingsFor } from "./settings.ts";

/** What is known of files that are not open, whether anything is found in them or not. */
export interface ClosedFiles extends vscode.Disposable {
  all(): FileResult[];
  /** Reviews those of some files again, by their addresses, of which others now say something else; whether there were any. */
  lookAround(files: Iterable<string>): Promise<boolean>;
  /** Reads and reviews a file. */
  review(uri: vscode.Uri): Promise<void>;
  /** Forgets what is known of all files but some. */
  keepOnly(uris: readonly vscode.Uri[]): void;
  /** Forgets all that is known. */
  clear(): void;
  /** Begins or ends to heed what becomes of files. */
  watch(isNeeded: boolean): void;
}

/** Which files are to be known. */
interface Wanted {
  /** Whether one is reviewed as it stands in the editor. */
  isOpen(uri: vscode.Uri): boolean;
  /** Whether one is that has come or changed. */
  isKept(uri: vscode.Uri): boolean;
  /** Whether its text is, of which there is much. */
  isKeptWithText(uri: vscode.Uri): boolean;
}

/** With what others say of it, to be compared, and what they are asked with. */
type ClosedFile = FileResult & Pick<OpenReview, "around" | "modules">;

/** How many files are asked about at once: what is typed waits for their answer. */
const askedAtOnce = 100;

/**
 * Files are read one after the other, so that what is typed meanwhile waits for one of them at most.
 *
 * @param tell is called when something else may be known
 */
export function closedFiles(
  analysis: WatchedAnalysis,
  { isKept, isKeptWithText, isOpen }: Wanted,
  tell: () => void,
  log: vscode.LogOutputChannel,
): ClosedFiles {
  const known = new Map<string, ClosedFile>();
  /** What had something once may have it again, by what is elsewhere. */
  const notable = new Set<string>();
  /** What a setting has taken away, and may give back. */
  const leftAlone = new Set<string>();
  let going: Promise<unknown> = Promise.resolve();
  let isWatching = false;

  /** What was known of a file stays until more is. */
  async function review(uri: vscode.Uri): Promise<void> {
    const file = uri.toString();
    if (known.has(file) && !isWanted(uri)) leftAlone.add(file);
    const result = await reviewed(uri);
    if (result) known.set(file, result);
    else known.delete(file);
  }

  async function reviewed(uri: vscode.Uri): Promise<ClosedFile | undefined> {
    const file = uri.toString();
    const path = vscode.workspace.asRelativePath(uri, false);
    const text = isWanted(uri) && !isOpen(uri) ? await textOf(uri) : undefined;
    // Whoever has opened it meanwhile waits for a review of the same name, which this one would take the place of.
    if (text === undefined || isOpen(uri)) return undefined;
    if (isYamlOrJson(path) && !startsLikeTemplate(text.slice(0, startOfTemplate))) return undefined;
    const result = await analysis.run(file, "review", text, path, reviewOptionsFor({ uri }));
    if (!result || result.problems.some(({ kind }) => kind === "syntax")) return undefined;
    const { handlers, findings, callers, imports, around, modules } = result;
    if (handlers.length + findings.length > 0) notable.add(file);
    const kept = { handlers, findings, callers, imports, ...(isKeptWithText(uri) && { text }) };
    return { ...fileResult(uri, kept), around, modules };
  }

  /** Reviews again what has changed, and then what other files now say something else of. */
  async function follow(changes: readonly FileChange[]): Promise<void> {
    const come = await Promise.all(changes.map(({ uri, isNew }) => (isNew ? filesAt(uri) : [uri])));
    const uris = [...come.flat().filter(isKept), ...knownAt(changes)];
    for (const uri of new Set(uris.map(String))) await review(vscode.Uri.parse(uri, true));
    // A template or a configuration may be about any file, code only about what it leads to.
    const isAboutAll = come.flat().some(({ path }) => isYamlOrJson(path));
    await lookAround(isAboutAll ? known.keys() : new Set([...notable, ...ledToBy(uris)]));
  }

  /** Some files and what is known of all that they lead to, by their addresses. */
  function ledToBy(uris: readonly vscode.Uri[]): string[] {
    const byPath = new Map([...known.values()].map((file) => [file.path, file]));
    const paths = uris.map((uri) => vscode.workspace.asRelativePath(uri));
    const led = ledToFrom(paths, { at: (path) => byPath.get(path) });
    return [...led].flatMap((path) => byPath.get(path)?.file ?? []);
  }

  /** What is known of some files and, where they are folders, in them. */
  const knownAt = (changes: readonly FileChange[]): vscode.Uri[] =>
    [...known.keys()]
      .map((file) => vscode.Uri.parse(file, true))
      .filter(({ path }) => changes.some(({ uri }) => `${path}/`.startsWith(`${uri.path}/`)));

  async function lookAround(wanted: Iterable<string>): Promise<boolean> {
    const files = [...wanted].flatMap((file) => known.get(file) ?? []);
    let isChanged = false;
    for (let start = 0; start < files.length; start += askedAtOnce) {
      const some = files.slice(start, start + askedAtOnce);
      const uris = some.map(({ file }) => vscode.Uri.parse(file, true));
      const said = await analysis.run(
        "the closed files",
        "around",
        uris.map((uri, index) => [
          vscode.workspace.asRelativePath(uri, false),
          reviewOptionsFor({ uri }),
          throughAll(some[index]!.findings),
          some[index]!.modules,
        ]),
      );
      const others = uris.filter(
        (uri, index) => !isWanted(uri) || (said && said[index] !== some[index]!.around),
      );
      for (const uri of others) await review(uri);
      isChanged ||= others.length > 0;
    }
    return isChanged;
  }

  /** Reviews again what settings had left alone, and what they now have say something else. */
  async function followSettings(): Promise<void> {
    const back = [...leftAlone].map((file) => vscode.Uri.parse(file, true)).filter(isWanted);
    await lookAround(known.keys());
    for (const uri of back) {
      leftAlone.delete(uri.toString());
      await review(uri);
    }
  }

  /** Does one thing after the other: of two looks at once, the newer one would take the place of the other. */
  function next<T>(work: () => Promise<T>): Promise<T> {
    const done = going.then(work);
    going = done.catch(() => undefined);
    return done;
  }

  /** Does by itself what is next, and tells of it. */
  function nextByItself(work: () => Promise<unknown>): void {
    next(work)
      .then(() => {
        analysis.rest();
        tell();
      })
      .catch((error: unknown) => log.error(error as Error));
  }

  const changed = (changes: readonly FileChange[]) => {
    if (isWatching) nextByItself(() => follow(changes));
  };
  const watcher = disk(changed);
  const gone = (uri: vscode.Uri): FileChange => ({ uri, isNew: false });
  const listeners = vscode.Disposable.from(
    watcher,
    // Of these the disk tells too, but later, and only where it is one.
    vscode.workspace.onDidDeleteFiles(({ files }) => changed(files.map(gone))),
    vscode.workspace.onDidRenameFiles(({ files }) =>
      changed(files.flatMap(({ oldUri, newUri }) => [gone(oldUri), { uri: newUri, isNew: true }])),
    ),
    vscode.workspace.onDidChangeWorkspaceFolders(({ removed }) => {
      for (const uri of knownAt(removed.map(({ uri }) => gone(uri)))) known.delete(uri.toString());
      // With one folder or several, people call the same file something else.
      for (const [file, one] of known)
        known.set(file, { ...one, ...fileResult(vscode.Uri.parse(file, true), one) });
      tell();
    }),
    onSettingsChange(() => nextByItself(followSettings)),
  );

  return {
    all: () => [...known.values()],
    lookAround: (files) => next(() => lookAround(files)),
    review,
    keepOnly(uris) {
      const kept = new Set(uris.map(String));
      for (const file of known.keys()) if (!kept.has(file)) known.delete(file);
    },
    clear() {
      known.clear();
      notable.clear();
      leftAlone.clear();
    },
    watch(isNeeded) {
      isWatching = isNeeded;
      watcher.watch(isNeeded);
    },
    dispose: () => listeners.dispose(),
  };
}

const isWanted = (uri: vscode.Uri): boolean =>
  settingsFor(uri).isEnabled && exclusionOf({ uri }) === undefined;

/** What is new is a file by its ending, or else it may be a folder. */
async function filesAt(uri: vscode.Uri): Promise<vscode.Uri[]> {
  if (isCode(uri.path) || isYamlOrJson(uri.path)) return [uri];
  return (await isFolder(uri)) ? filesBelow(uri) : [];
}

/** Whether there is a folder; what is gone by now is none. */
const isFolder = (uri: vscode.Uri): Thenable<boolean> =>
  vscode.workspace.fs.stat(uri).then(
    ({ type }) => (type & vscode.FileType.Directory) !== 0,
    () => false,
  );
