import { folderOf, joinedPath } from "../../kit/paths.ts";
import type { Files } from "../files.ts";
import { endingsOfCode } from "../named.ts";
import { looseJson } from "../json.ts";

/** How many `extends` of a `tsconfig.json` are followed. */
const mostExtends = 5;

/** What a `tsconfig.json` says of imports: https://www.typescriptlang.org/tsconfig/#paths */
interface Aliases {
  /** The folder that paths, and names that are no package, start in. */
  base: string | undefined;
  paths: [pattern: string, targets: string[]][];
}

/** A package of the repository itself, as a workspace has them. */
interface Package {
  folder: string;
  exports: unknown;
  main: unknown;
}

/** Where imports lead in a repository, as TypeScript, Node.js and bundlers look for them; never to what was installed. */
export class ModulePaths {
  readonly #files: Files;
  readonly #names = new Map<string, ReadonlySet<string>>();
  readonly #aliases = new Map<string, Aliases | undefined>();
  readonly #folders: Iterable<string>;
  #packages: ReadonlyMap<string, Package> | undefined;

  /** @param folders the folders in which somebody writes code */
  constructor(files: Files, folders: Iterable<string>) {
    this.#files = files;
    this.#folders = folders;
  }

  /** The file that a module imports by a name; `undefined` for what is installed, or is not there. */
  from(path: string, module: string): string | undefined {
    if (/^\.\.?(\/|$)/.test(module)) {
      const base = joinedPath(folderOf(path), module);
      return base === undefined ? undefined : this.#fileAt(base);
    }
    if (module.startsWith("/") || /^[a-z]+:/.test(module)) return undefined;
    return this.#fromAliases(path, module) ?? this.#fromPackages(module);
  }

  /** The file that a path means to an import: itself, TypeScript's for JavaScript's, with an ending, or the index of a folder. */
  #fileAt(base: string): string | undefined {
    const [, stem = base, ending] = /^(.*)\.([cm]?)jsx?$/.exec(base) ?? [];
    const sources = ending === undefined ? [] : [`${stem}.${ending}ts`, `${stem}.${ending}tsx`];
    return [
      ...sources,
      ...(/\.[cm]?[jt]sx?$/.test(base) ? [base] : []),
      ...endingsOfCode.map((one) => base + one),
      ...endingsOfCode.map((one) => joinedPath(base, `index${one}`)!),
    ].find((file) => this.#has(file));
  }

  #has(path: string): boolean {
    const folder = folderOf(path);
    let names = this.#names.get(folder);
    if (!names) this.#names.set(folder, (names = new Set(this.#files.list(folder))));
    return names.has(path.slice(folder === "" ? 0 : folder.length + 1));
  }

  #fromAliases(path: string, module: string): string | undefined {
    for (let folder = folderOf(path); ; folder = folderOf(folder)) {
      const aliases = this.#aliasesIn(folder);
      if (aliases) return this.#aliased(module, aliases);
      if (folder === "") return undefined;
    }
  }

  #aliased(module: string, { base, paths }: Aliases): string | undefined {
    for (const [pattern, targets] of paths) {
      const [start = "", end] = pattern.split("*");
      const isMatch =
        end === undefined
          ? module === pattern
          : module.length >= pattern.length - 1 && module.startsWith(start) && module.endsWith(end);
      if (!isMatch) continue;
      const rest = end === undefined ? "" : module.slice(start.length, module.length - end.length);
      for (const target of targets) {
        const found = joinedPath(
          base ?? "",
          target.replace("*", () => rest),
        );
        const file = found === undefined ? undefined : this.#fileAt(found);
        if (file !== undefined) return file;
      }
    }
    const plain = base === undefined ? undefined : joinedPath(base, module);
    return plain === undefined ? undefined : this.#fileAt(plain);
  }

  #aliasesIn(folder: string): Aliases | undefined {
    if (!this.#aliases.has(folder)) {
      const path = joinedPath(folder, "tsconfig.json")!;
      this.#aliases.set(folder, this.#has(path) ? this.#aliasesOf(path, mostExtends) : undefined);
    }
    return this.#aliases.get(folder);
  }

  #aliasesOf(path: string, depth: number): Aliases {
    const config = looseJson(this.#files.read(path)) as
      { extends?: unknown; compilerOptions?: { baseUrl?: unknown; paths?: unknown } } | null | undefined;
    const folder = folderOf(path);
    const { baseUrl, paths } = config?.compilerOptions ?? {};
    const own = typeof paths === "object" && paths !== null ? Object.entries(paths) : [];
    if (own.length > 0 || typeof baseUrl === "string")
      return {
        base: joinedPath(folder, typeof baseUrl === "string" ? baseUrl : "."),
        paths: own.filter((entry): entry is [string, string[]] => Array.isArray(entry[1])),
      };
    const outer = typeof config?.extends === "string" && config.extends.startsWith(".") ? config.extends : "";
    const next = joinedPath(folder, /\.json$/.test(outer) ? outer : `${outer}.json`);
    return outer !== "" && next !== undefined && depth > 0 && this.#has(next)
      ? this.#aliasesOf(next, depth - 1)
      : { base: undefined, paths: [] };
  }

  #fromPackages(module: string): string | undefined {
    const [, name = "", subpath = ""] = /^((?:@[^/]+\/)?[^/]+)(?:\/(.+))?$/.exec(module) ?? [];
    this.#packages ??= this.#packagesBelow();
    const found = this.#packages.get(name);
    if (!found) return undefined;
    const stated =
      subpath === "" ? [entryOf(found.exports, "."), found.main] : [entryOf(found.exports, `./${subpath}`)];
    const likely = subpath === "" ? ["src/index", "index", "lib/index"] : [`src/${subpath}`, subpath];
    const wanted = [...stated.filter((one) => typeof one === "string").flatMap(sourcesOf), ...likely];
    for (const path of wanted) {
      const whole = joinedPath(found.folder, path);
      const file = whole === undefined ? undefined : this.#fileAt(whole);
      if (file !== undefined) return file;
    }
    return undefined;
  }

  #packagesBelow(): Map<string, Package> {
    const packages = new Map<string, Package>();
    for (const folder of this.#folders) {
      const path = joinedPath(folder, "package.json")!;
      const text = this.#has(path) ? this.#files.read(path) : undefined;
      const manifest = looseJson(text) as
        { name?: unknown; exports?: unknown; main?: unknown } | null | undefined;
      if (typeof manifest?.name === "string")
        packages.set(manifest.name, { folder, exports: manifest.exports, main: manifest.main });
    }
    return packages;
  }
}

/** What `exports` names for a path: https://nodejs.org/api/packages.html#package-entry-points */
function entryOf(exported: unknown, path: string): unknown {
  if (typeof exported === "string") return path === "." ? exported : undefined;
  if (typeof exported !== "object" || exported === null) return undefined;
  const conditions = exported as Record<string, unknown>;
  const entry = Object.keys(conditions).some((key) => key.startsWith("."))
    ? conditions[path]
    : path === "." && exported;
  if (typeof entry !== "object" || entry === null) return entry;
  const { source, import: module, require, default: fallback } = entry as Record<string, unknown>;
  return [source, module, require, fallback].find((one) => typeof one === "string");
}

/** What a package says it exports, and what that was compiled of. */
const sourcesOf = (path: string): string[] => {
  const source = path.replace(/^(\.\/)?(dist|build|out|lib)\//, "src/");
  return source === path ? [path] : [source, path];
};
