import { OverlaidFiles } from "./files.ts";
import { heldFiles } from "./held-files.ts";
import { existsOnDisk, filesOnDisk, foldersAround, pathBelow } from "./node-files.ts";
import { Modules } from "./modules/modules.ts";
import { Service } from "./service.ts";

/** The service that a file belongs to. */
export interface Belonging {
  service: Service;
  modules: Modules;
  /** The folder that its paths are relative to. */
  root: string;
  /** The file's path in it. */
  path: string;
}

/** Milliseconds for which nobody looks whether templates have changed. */
const shortest = 1000;

/** How much longer than a look at the templates the next one waits, so that it costs a hundredth at most. */
const patience = 100;

interface Kept {
  service: Service;
  modules: Modules;
  files: OverlaidFiles;
  /** When to look at its templates again. */
  until: number;
}

const services = new Map<string, Kept | undefined>();

/** What counts in place of what files of the disk have. */
let overlay: ReadonlyMap<string, string> = new Map();

/** The root of the repository around a folder, by the folder that the linter runs in and by the folder itself. */
const roots = new Map<string, Map<string, string | undefined>>();

/** The service that a file belongs to; `undefined` where there is no disk to read, or the file is none of it. */
export function serviceFor({ filename, cwd }: { filename: string; cwd: string }): Belonging | undefined {
  const root = rootAround(filename, cwd);
  if (root === undefined) return undefined;
  const path = pathBelow(root, filename);
  const kept = path === undefined ? undefined : keptOf(root);
  return kept && { service: kept.service, modules: kept.modules, root, path: path! };
}

/**
 * Has texts count in place of what some files of the disk have, by where these lie. What that changes is seen at once, and
 * the disk is not looked at for it.
 */
export function readInstead(texts: ReadonlyMap<string, string>): void {
  overlay = texts;
  for (const [root, kept] of services) {
    const changed = kept?.files.lay(overlayBelow(root)) ?? [];
    if (!kept || changed.length === 0) continue;
    kept.service.refresh();
    kept.modules.refresh(changed);
  }
}

/** The same of one more file, until the next texts come. */
export const readInsteadToo = (place: string, text: string): void =>
  readInstead(new Map([...overlay, [place, text]]));

/**
 * Has repositories be as they were: files with a text hold it, whether they are there now or not, and those without one
 * are not there. What is written in an editor does not count then.
 */
export function goBackTo(texts: ReadonlyMap<string, string | undefined>): void {
  for (const [root, kept] of services)
    if (kept && kept.files.layAsBefore(below(root, texts)).length > 0) kept.until = 0;
}

/** Has the next question about a file find what has changed on the disk, however short the last look is ago. */
export function lookAgain(): void {
  for (const kept of services.values()) if (kept) kept.until = 0;
}

/** A file or a folder of the disk to which something has happened. */
export interface DiskChange {
  place: string;
  isNew: boolean;
}

/** Whether what is known of a repository may be another after some changes: to what was read for it, or by what is new in it. */
export const heeds = (changes: readonly DiskChange[]): boolean =>
  [...services].some(
    ([root, kept]) =>
      kept &&
      changes.some(({ place, isNew }) => {
        const path = pathBelow(root, place);
        return path !== undefined && (isNew || kept.files.asked.has(path));
      }),
  );

const overlayBelow = (root: string): [path: string, text: string][] => below(root, overlay);

const below = <T>(root: string, texts: ReadonlyMap<string, T>): [path: string, text: T][] =>
  [...texts].flatMap(([place, text]): [string, T][] => {
    const path = pathBelow(root, place);
    return path === undefined ? [] : [[path, text]];
  });

function rootAround(filename: string, cwd: string): string | undefined {
  let known = roots.get(cwd);
  if (!known) roots.set(cwd, (known = new Map()));
  const folder = filename.slice(0, Math.max(filename.lastIndexOf("/"), filename.lastIndexOf("\\")));
  const root = known.get(folder);
  if (root !== undefined || known.has(folder)) return root;
  const found = rootOf(filename, cwd);
  known.set(folder, found);
  return found;
}

function keptOf(root: string): Kept | undefined {
  const known = services.get(root);
  const now = Date.now();
  if (services.has(root) && (!known || now < known.until)) return known;
  const kept = known ? lookedAtAgain(known) : newFor(root);
  if (kept) {
    const end = Date.now();
    kept.until = end + Math.max(shortest, patience * (end - now));
  }
  services.set(root, kept);
  return kept;
}

function newFor(root: string): Kept | undefined {
  const disk = heldFiles(root) ?? filesOnDisk(root);
  if (!disk) return undefined;
  const files = new OverlaidFiles(disk);
  files.lay(overlayBelow(root));
  const service = new Service(files);
  return { service, modules: new Modules(service), files, until: 0 };
}

function lookedAtAgain(kept: Kept): Kept {
  kept.service.refresh();
  kept.modules.refresh();
  return kept;
}

/**
 * The repository around a file: where `.git` lies or else where the linter runs, or else the outermost package. A folder
 * that lies on no disk is all that there is of its repository.
 */
function rootOf(filename: string, cwd: string): string | undefined {
  if (heldFiles(cwd)) return cwd;
  const folders = foldersAround(filename);
  return (
    folders.find((folder) => existsOnDisk(folder, ".git")) ??
    folders.find((folder) => folder === cwd) ??
    folders.findLast((folder) => existsOnDisk(folder, "package.json"))
  );
}
