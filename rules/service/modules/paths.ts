import { folderOf, joinedPath } from "../../kit/paths.ts";
import { NotedFiles, type Files } from "../files.ts";
import { endingsOfCode } from "../named.ts";
import { Aliases } from "./aliases.ts";
import { Packages } from "./packages.ts";

/** Where imports lead in a repository, as TypeScript, Node.js and bundlers look for them; never to what was installed. */
export class ModulePaths {
  /** What configurations say, too, which may change. */
  readonly #files: NotedFiles;
  readonly #names = new Map<string, ReadonlySet<string>>();
  /** By the folder that they are asked from, and the name. */
  readonly #found = new Map<string, Map<string, string | undefined>>();
  readonly #aliases: Aliases;
  readonly #packages: Packages;

  /** @param folders the folders in which somebody writes code */
  constructor(files: Files, folders: Iterable<string>) {
    this.#files = new NotedFiles(files);
    const has = (path: string) => this.#has(path);
    this.#aliases = new Aliases(this.#files, has);
    this.#packages = new Packages(this.#files, has, folders);
  }

  /** Whether all configurations that were read are as they were, as long as no file came or went. */
  areCurrent(stateOf: (path: string) => string): boolean {
    return this.#files.areCurrent(stateOf);
  }

  /** The file that a module imports by a name; `undefined` for what is installed, or is not there. */
  from(path: string, module: string): string | undefined {
    const folder = folderOf(path);
    let found = this.#found.get(folder);
    if (!found) this.#found.set(folder, (found = new Map()));
    // The calls of a repository are followed anew after each edit, and lead where they led before.
    if (!found.has(module)) found.set(module, this.#lookFrom(path, module));
    return found.get(module);
  }

  #lookFrom(path: string, module: string): string | undefined {
    if (/^\.\.?(\/|$)/.test(module)) {
      const place = joinedPath(folderOf(path), module);
      return place === undefined ? undefined : this.#fileAt(place);
    }
    if (module.startsWith("/") || /^[a-z]+:/.test(module)) return undefined;
    for (const places of [this.#aliases, this.#packages])
      for (const place of places.placesOf(module, path)) {
        const file = this.#fileAt(place);
        if (file !== undefined) return file;
      }
    return undefined;
  }

  /** The file that a path means to an import: itself, TypeScript's for JavaScript's, with an ending, or the index of a folder. */
  #fileAt(place: string): string | undefined {
    if (/(^|\/)node_modules(\/|$)/.test(place)) return undefined;
    const [, stem = place, ending] = /^(.*)\.([cm]?)jsx?$/.exec(place) ?? [];
    const sources = ending === undefined ? [] : [`${stem}.${ending}ts`, `${stem}.${ending}tsx`];
    return [
      ...sources,
      ...(/\.[cm]?[jt]sx?$/.test(place) ? [place] : []),
      ...endingsOfCode.map((one) => place + one),
      ...endingsOfCode.map((one) => joinedPath(place, `index${one}`)!),
    ].find((file) => this.#has(file));
  }

  #has(path: string): boolean {
    const folder = folderOf(path);
    let names = this.#names.get(folder);
    if (!names) this.#names.set(folder, (names = new Set(this.#files.list(folder))));
    return names.has(path.slice(folder === "" ? 0 : folder.length + 1));
  }
}
