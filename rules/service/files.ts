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

/** Files that are held in memory: those of a test, or of an editor without a disk. */
export class FilesInMemory implements Files {
  readonly #texts = new Map<string, { text: string; modified: number }>();
  #changes = 0;

  constructor(texts: Readonly<Record<string, string>> = {}) {
    for (const [path, text] of Object.entries(texts)) this.write(path, text);
  }

  write(path: string, text: string): void {
    this.#texts.set(path, { text, modified: ++this.#changes });
  }

  remove(path: string): void {
    this.#changes++;
    this.#texts.delete(path);
  }

  stat(path: string): FileState | undefined {
    const file = this.#texts.get(path);
    if (file) return { kind: "file", size: file.text.length, modified: file.modified };
    const names = this.list(path);
    return names.length > 0 ? { kind: "folder", size: 0, modified: this.#changes } : undefined;
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
