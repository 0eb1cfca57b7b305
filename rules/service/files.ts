import { folderOf } from "../kit/paths.ts";

/** What a file or a folder is, as far as it matters for reading it once. */
export interface FileState {
  kind: "file" | "folder";
  /** Bytes. */
  size: number;
  /** Changes when the file is written, or when something is added to the folder or taken from it. */
  modified: number;
}

/** Tells a state of a file from all others of it; `"none"` where there is no file. */
export const stampOf = (state: FileState | undefined): string =>
  state?.kind === "file" ? `${state.modified} ${state.size}` : "none";

/**
 * The files of one repository. Paths are relative to its root, with `/`; `""` is the root itself. Nothing outside of it
 * exists, and nothing that cannot be read throws.
 */
export interface Files {
  stat(path: string): FileState | undefined;
  /** The names in a folder; those of folders end with `/`. */
  list(folder: string): readonly string[];
  /** `undefined` for what is missing, too large, or no text. */
  read(path: string): string | undefined;
}

/** No template, nor code that describes one, is nearly as large. In bytes. */
export const largestFile = 2_000_000;

/** What a file says, without a byte order mark; `undefined` where it is no text. */
export const textOf = (content: string): string | undefined =>
  content.includes("\0") ? undefined : content.replace(/^\uFEFF/, "");

/** Files that note what was read through them, and the state of each when it was first asked for. */
export class NotedFiles implements Files {
  readonly #files: Files;
  #states = new Map<string, string>();

  constructor(files: Files) {
    this.#files = files;
  }

  stat(path: string): FileState | undefined {
    const state = this.#files.stat(path);
    if (state?.kind === "file" && !this.#states.has(path)) this.#states.set(path, stampOf(state));
    return state;
  }

  list(folder: string): readonly string[] {
    return this.#files.list(folder);
  }

  read(path: string): string | undefined {
    this.stat(path);
    return this.#files.read(path);
  }

  /** Whether each is still as it was. */
  areCurrent(stateOf: (path: string) => string): boolean {
    return [...this.#states].every(([path, state]) => stateOf(path) === state);
  }

  forget(): void {
    this.#states = new Map();
  }
}

/** What stands in place of a file; `undefined` where nothing does. */
type Laid = { text: string; state: FileState } | undefined;

/** Files of which some say something else than what they have, such as what somebody is writing, or what was there before. */
export class OverlaidFiles implements Files {
  readonly #files: Files;
  #laid: ReadonlyMap<string, Laid> = new Map();
  /** The folders that files come to, or go from, by what is laid over them. */
  #folders: ReadonlyMap<string, FolderLaid> = new Map();
  #changes = 0;
  /** All that somebody asked for, whether it was there or not. */
  readonly asked = new Set<string>();

  constructor(files: Files) {
    this.#files = files;
  }

  /** Has files say these texts, and all others what they have. Returns the paths of those that now say something else. */
  lay(texts: Iterable<readonly [path: string, text: string]>): string[] {
    return this.layAsBefore([...texts].filter(([path]) => this.#files.stat(path)?.kind === "file"));
  }

  /** The same where texts can be those of files that are gone, and files with no text were not there. */
  layAsBefore(texts: Iterable<readonly [path: string, text: string | undefined]>): string[] {
    const before = this.#laid;
    const laid = new Map<string, Laid>();
    for (const [path, text] of texts) {
      const known = before.get(path);
      const isKnown = known !== undefined && known.text === text;
      if (isKnown) laid.set(path, known);
      else if (text === undefined) laid.set(path, undefined);
      else if (text.length <= largestFile) laid.set(path, { text, state: this.#stateWith(text, path) });
    }
    const states = [...new Set([...before.keys(), ...laid.keys()])].map(
      (path) => [path, this.stat(path)] as const,
    );
    this.#laid = laid;
    this.#folders = this.#foldersOf(laid);
    return states.flatMap(([path, state]) => (stampOf(state) === stampOf(this.stat(path)) ? [] : [path]));
  }

  /** A file that already has the text is as it was. */
  #stateWith(text: string, path: string): FileState {
    const state = this.#files.stat(path);
    if (state?.kind === "file" && this.#files.read(path) === textOf(text)) return state;
    // Below zero, where no disk has its times.
    return { kind: "file", size: text.length, modified: -++this.#changes };
  }

  #foldersOf(laid: ReadonlyMap<string, Laid>): Map<string, FolderLaid> {
    const folders = new Map<string, FolderLaid>();
    const at = (folder: string) => {
      const known = folders.get(folder);
      if (known) return known;
      const added = { more: new Set<string>(), gone: new Set<string>(), modified: -++this.#changes };
      folders.set(folder, added);
      return added;
    };
    for (const [path, held] of laid) {
      const isThere = this.#files.stat(path)?.kind === "file";
      if (isThere === (held !== undefined)) continue;
      if (!held) at(folderOf(path)).gone.add(nameIn(path));
      // A folder comes with the first file in it.
      for (let place = path, ending = ""; held && place !== ""; place = folderOf(place), ending = "/")
        at(folderOf(place)).more.add(nameIn(place) + ending);
    }
    return folders;
  }

  stat(path: string): FileState | undefined {
    this.asked.add(path);
    if (this.#laid.has(path)) return this.#laid.get(path)?.state;
    const changed = this.#folders.get(path);
    return changed ? { kind: "folder", size: 0, modified: changed.modified } : this.#files.stat(path);
  }

  list(folder: string): readonly string[] {
    const names = this.#files.list(folder);
    const changed = this.#folders.get(folder);
    if (!changed) return names;
    return [...new Set([...names.filter((name) => !changed.gone.has(name)), ...changed.more])];
  }

  read(path: string): string | undefined {
    this.asked.add(path);
    if (!this.#laid.has(path)) return this.#files.read(path);
    const laid = this.#laid.get(path);
    return laid && textOf(laid.text);
  }
}

/** What comes to a folder, and what goes from it. */
interface FolderLaid {
  more: Set<string>;
  gone: Set<string>;
  modified: number;
}

const nameIn = (path: string): string => path.slice(path.lastIndexOf("/") + 1);

/** Files that are held in memory: those of a test, or of an editor without a disk. */
export class FilesInMemory implements Files {
  readonly #texts = new Map<string, { text: string; modified: number }>();
  /** When something last came into a folder, or left it. */
  readonly #folders = new Map<string, number>();
  #changes = 0;

  constructor(texts: Readonly<Record<string, string>> = {}) {
    for (const [path, text] of Object.entries(texts)) this.write(path, text);
  }

  write(path: string, text: string): void {
    const isNew = !this.#texts.has(path);
    this.#texts.set(path, { text, modified: ++this.#changes });
    if (isNew) this.#changeFoldersOf(path);
  }

  remove(path: string): void {
    this.#changes++;
    if (this.#texts.delete(path)) this.#changeFoldersOf(path);
  }

  /** A folder comes with the first file in it, and goes with the last. */
  #changeFoldersOf(path: string): void {
    let folder = path;
    do {
      folder = folderOf(folder);
      this.#folders.set(folder, this.#changes);
    } while (folder !== "" && !this.#hasBeside(path, `${folder}/`));
  }

  #hasBeside(path: string, start: string): boolean {
    for (const other of this.#texts.keys()) if (other !== path && other.startsWith(start)) return true;
    return false;
  }

  stat(path: string): FileState | undefined {
    const file = this.#texts.get(path);
    if (file) return { kind: "file", size: file.text.length, modified: file.modified };
    const names = this.list(path);
    return names.length > 0 ? { kind: "folder", size: 0, modified: this.#folders.get(path)! } : undefined;
  }

  list(folder: string): readonly string[] {
    const start = folder === "" ? "" : `${folder}/`;
    const names = new Set<string>();
    for (const path of this.#texts.keys())
      if (path.startsWith(start)) names.add(/^[^/]*\/?/.exec(path.slice(start.length))![0]);
    return [...names];
  }

  read(path: string): string | undefined {
    const text = this.#texts.get(path)?.text;
    return text !== undefined && text.length <= largestFile ? textOf(text) : undefined;
  }
}
