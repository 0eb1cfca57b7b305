import { folderOf, joinedPath } from "../kit/paths.ts";
import type { Files } from "./files.ts";
import { looseJson } from "./json.ts";
import { endingsOfCode, moduleOf } from "./named.ts";

/** What a compiler was told: https://www.typescriptlang.org/tsconfig/#outDir */
interface Output {
  /** The folder that it writes to. */
  folder: string;
  /** The folders that what it reads may lie in. */
  roots: string[];
}

/** The source files of a repository, as far as the name of what was made of them leads there. */
export class Sources {
  readonly #files: Files;
  readonly #folders: ReadonlyMap<string, { names: readonly string[] }>;
  readonly #outputs = new Map<string, Output | undefined>();
  /** By the last step of their paths, which no test has. */
  #byName: Map<string, string[]> | undefined;

  /** @param folders the folders in which somebody writes code, with the names in them */
  constructor(files: Files, folders: ReadonlyMap<string, { names: readonly string[] }>) {
    this.#files = files;
    this.#folders = folders;
  }

  /** Whether there is a file of code under a path without its ending. */
  has(module: string): boolean {
    const names = this.#namesIn(folderOf(module));
    const name = module.slice(module.lastIndexOf("/") + 1);
    return endingsOfCode.some((ending) => names.includes(name + ending));
  }

  /** The files that a path without its ending can be of. What a compiler put beside its source is one of them. */
  filesOf(module: string): string[] {
    const folder = folderOf(module);
    const paths = this.#namesIn(folder).map((name) => (folder === "" ? name : `${folder}/${name}`));
    return paths.filter((path) => moduleOf(path) === module);
  }

  /** The files of code in a folder in which somebody writes it. */
  filesIn(folder: string): string[] {
    const names = this.#folders.get(folder)?.names ?? [];
    return names.filter((name) => moduleOf(name) !== undefined).map((name) => joinedPath(folder, name)!);
  }

  #namesIn(folder: string): readonly string[] {
    return this.#folders.get(folder)?.names ?? this.#files.list(folder);
  }

  /** The modules below a folder whose paths end in a path. */
  endingIn(path: string, below: string): string[] {
    const start = below === "" ? "" : `${below}/`;
    const named = this.#named().get(path.slice(path.lastIndexOf("/") + 1)) ?? [];
    return named.filter((module) => module.startsWith(start) && `/${module}`.endsWith(`/${path}`));
  }

  #named(): Map<string, string[]> {
    if (this.#byName) return this.#byName;
    const byName = new Map<string, string[]>();
    for (const [folder, { names }] of this.#folders)
      for (const module of new Set(names.flatMap((name) => moduleOf(name) ?? []))) {
        const all = byName.get(module) ?? [];
        all.push(joinedPath(folder, module)!);
        byName.set(module, all);
      }
    return (this.#byName = byName);
  }

  /** What a module may have been compiled of, by the nearest `tsconfig.json`. */
  compiledTo(module: string): string[] {
    for (let folder = folderOf(module); ; folder = folderOf(folder)) {
      const output = this.#outputIn(folder);
      if (output && module.startsWith(`${output.folder}/`))
        return output.roots.flatMap((root) => joinedPath(root, module.slice(output.folder.length + 1)) ?? []);
      if (folder === "") return [];
    }
  }

  #outputIn(folder: string): Output | undefined {
    if (!this.#outputs.has(folder)) this.#outputs.set(folder, this.#outputSaidIn(folder));
    return this.#outputs.get(folder);
  }

  #outputSaidIn(folder: string): Output | undefined {
    if (this.#folders.get(folder)?.names.includes("tsconfig.json") === false) return undefined;
    const { outDir, rootDir } = optionsIn(this.#files.read(joinedPath(folder, "tsconfig.json")!)) ?? {};
    if (typeof outDir !== "string") return undefined;
    const written = joinedPath(folder, outDir);
    const roots = typeof rootDir === "string" ? [rootDir] : ["src", "."];
    return written === undefined || written === folder
      ? undefined
      : { folder: written, roots: roots.flatMap((root) => joinedPath(folder, root) ?? []) };
  }
}

/** The options of a `tsconfig.json`. */
const optionsIn = (text: string | undefined): { outDir?: unknown; rootDir?: unknown } | undefined =>
  (looseJson(text) as { compilerOptions?: object } | null | undefined)?.compilerOptions;
