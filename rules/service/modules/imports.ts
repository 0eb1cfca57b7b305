/**
 * `from "./orders"`, `import("./orders")`, `require("./orders")`, with whatever somebody notes in between. Each note has one
 * end only, and is not long: of a line of slashes that could be cut anywhere, all the ways to cut it would be tried, and a note
 * that nobody ends would be read to the end of the file from each word in it.
 */
const imported =
  /\b(?:from|import|require)\b(?:[\s(]|\/\*(?:(?!\*\/)[^]){0,500}\*\/|\/\/.{0,500}[\n\r\u2028\u2029])*(["'`])([^"'`\n]+)\1/g;

/** The modules that a file imports, judged by its words: a tree would say it better, and take a hundred times as long. */
export const modulesNamedIn = (text: string): ReadonlySet<string> =>
  // Parts of a text keep all of it; copies do not.
  structuredClone(new Set(Array.from(text.matchAll(imported), ([, , module]) => module!)));

/** Which files of a repository import which. */
export class Imports {
  readonly #importers = new Map<string, string[]>();
  /** The files with those that import a file before it, as far as they do not import each other. */
  readonly inOrder: readonly string[];

  /** @param importedBy the files that a file imports; what is gone to, too, is asked for in turn */
  constructor(start: Iterable<string>, importedBy: (path: string) => readonly string[]) {
    const left: string[] = [];
    const seen = new Set<string>();
    for (const first of start) {
      // A walk without a call for each level: imports can be a chain through all files.
      const way = [this.#enter(first, seen, importedBy)];
      for (let level = way.at(-1); level; level = way.at(-1)) {
        const next = level.imported.pop();
        if (next !== undefined) way.push(this.#enter(next, seen, importedBy));
        else if (way.pop() && level.path !== undefined) left.push(level.path);
      }
    }
    this.inOrder = left.reverse();
  }

  /** What is to be gone to from a file; nothing where somebody was there before. */
  #enter(
    path: string,
    seen: Set<string>,
    importedBy: (path: string) => readonly string[],
  ): { path: string | undefined; imported: string[] } {
    if (seen.has(path)) return { path: undefined, imported: [] };
    seen.add(path);
    const files = [...importedBy(path)];
    for (const file of files) {
      const importers = this.#importers.get(file);
      if (importers) importers.push(path);
      else this.#importers.set(file, [path]);
    }
    return { path, imported: files };
  }

  /** The files that import a file. */
  importersOf(path: string): readonly string[] {
    return this.#importers.get(path) ?? [];
  }
}
