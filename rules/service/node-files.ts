import type * as FileSystem from "node:fs";
import type * as Path from "node:path";
import { joinedPath } from "../kit/paths.ts";
import { largestFile, textOf, type Files, type FileState } from "./files.ts";

/** Node's own modules, where the code runs in Node: an editor in a browser has none. */
interface Node {
  fs: typeof FileSystem;
  path: typeof Path;
}

const node = ((): Node | undefined => {
  const { getBuiltinModule } = (globalThis as { process?: Partial<NodeJS.Process> }).process ?? {};
  const fs = getBuiltinModule?.("node:fs");
  const path = getBuiltinModule?.("node:path");
  return fs && path && { fs, path };
})();

/** The files below a folder of the disk, and a folder's name for a path in it; `undefined` where there is no disk. */
export function filesOnDisk(root: string, disk = node): Files | undefined {
  if (!disk) return undefined;
  try {
    return new FilesOnDisk(disk.fs.realpathSync.native(root), disk);
  } catch {
    return undefined;
  }
}

/** The folders around a place on the disk, the nearest first; none where there is no disk. */
export function foldersAround(path: string): string[] {
  if (!node || !node.path.isAbsolute(path)) return [];
  const folders: string[] = [];
  for (let folder = node.path.dirname(path); ; folder = node.path.dirname(folder)) {
    if (folders.at(-1) === folder) return folders;
    folders.push(folder);
  }
}

export const existsOnDisk = (folder: string, name: string): boolean =>
  node?.fs.existsSync(node.path.join(folder, name)) ?? false;

/** A path as the files of a root call it; `undefined` where it lies elsewhere. */
export function pathBelow(root: string, path: string): string | undefined {
  // Asked of every file that is linted, most of which lie plainly below the root.
  if (path.startsWith(root) && path[root.length] === "/" && !path.includes("/."))
    return path.slice(root.length + 1);
  if (!node) return path.startsWith(`${root}/`) ? joinedPath(path.slice(root.length + 1)) : undefined;
  const relative = node.path.relative(root, path);
  return relative === "" ? undefined : joinedPath(relative);
}

/** Reads the disk. Links are followed to what lies in the same root, and no further. */
class FilesOnDisk implements Files {
  readonly #root: string;
  readonly #node: Node;
  /** Folders that lie within the root once links are followed. Each look at a repository begins at its root, and finds out anew. */
  readonly #within = new Set<string>();

  constructor(root: string, node: Node) {
    this.#root = root;
    this.#node = node;
  }

  stat(path: string): FileState | undefined {
    const place = this.#placeOf(path);
    if (place === undefined) return undefined;
    const { fs } = this.#node;
    try {
      const own = fs.lstatSync(place, { throwIfNoEntry: false });
      if (!own) return undefined;
      const isLink = own.isSymbolicLink();
      if (isLink && !this.#isWithin(place)) return undefined;
      if (own.isDirectory()) this.#within.add(place);
      const stats = isLink ? fs.statSync(place) : own;
      const state = { size: stats.size, modified: stats.mtimeMs };
      // A link to a folder can lead back to a folder that it lies in.
      if (stats.isDirectory()) return isLink ? undefined : { kind: "folder", ...state };
      return stats.isFile() ? { kind: "file", ...state } : undefined;
    } catch {
      return undefined;
    }
  }

  list(folder: string): readonly string[] {
    const place = this.#placeOf(folder);
    if (place === undefined || !this.#isWithin(place)) return [];
    try {
      return this.#node.fs
        .readdirSync(place, { withFileTypes: true })
        .map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name));
    } catch {
      return [];
    }
  }

  read(path: string): string | undefined {
    const state = this.stat(path);
    if (state?.kind !== "file" || state.size > largestFile) return undefined;
    try {
      return textOf(this.#node.fs.readFileSync(this.#placeOf(path)!, "utf8"));
    } catch {
      return undefined;
    }
  }

  /** Where a path stands on the disk; `undefined` for one that leads out of the root, by itself or by a link on the way. */
  #placeOf(path: string): string | undefined {
    const inside = joinedPath(path);
    if (inside === undefined) return undefined;
    const place = this.#node.path.join(this.#root, inside);
    if (inside === "") this.#within.clear();
    const folder = inside === "" ? place : this.#node.path.dirname(place);
    if (!this.#within.has(folder)) {
      if (!this.#isWithin(folder)) return undefined;
      this.#within.add(folder);
    }
    return place;
  }

  /** Whether a place is within the root once all links on the way are followed. */
  #isWithin(place: string): boolean {
    try {
      const real = this.#node.fs.realpathSync.native(place);
      return real === this.#root || pathBelow(this.#root, real) !== undefined;
    } catch {
      return false;
    }
  }
}
