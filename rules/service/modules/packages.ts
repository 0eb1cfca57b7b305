import { folderOf, joinedPath } from "../../kit/paths.ts";
import type { Files } from "../files.ts";
import { looseJson } from "../json.ts";
import { bestFor, membersOf } from "./aliases.ts";

/** A package of the repository itself, as a workspace has them. */
interface Package {
  folder: string;
  name: unknown;
  main: unknown;
  exports: unknown;
  imports: unknown;
}

/** What the packages of a repository call their modules. */
export class Packages {
  readonly #files: Files;
  readonly #has: (path: string) => boolean;
  readonly #folders: Iterable<string>;
  #packages: ReadonlyMap<string, Package> | undefined;
  #byName: Map<unknown, Package | undefined> | undefined;

  /** @param folders the folders in which somebody writes code */
  constructor(files: Files, has: (path: string) => boolean, folders: Iterable<string>) {
    this.#files = files;
    this.#has = has;
    this.#folders = folders;
  }

  /** The paths that a module may mean by a name, the likeliest first and each without an ending perhaps. */
  placesOf(module: string, path: string): string[] {
    if (module.startsWith("#")) {
      const around = this.#around(path);
      return around ? placesIn(around, statedFor(module, around.imports)) : [];
    }
    const [, name = "", subpath = ""] = /^((?:@[^/]+\/)?[^/]+)(?:\/(.+))?$/.exec(module) ?? [];
    const found = this.#named(name);
    if (!found) return [];
    return subpath === ""
      ? placesIn(found, [...statedFor(".", found.exports), found.main, "src/index", "index", "lib/index"])
      : placesIn(found, [...statedFor(`./${subpath}`, found.exports), `src/${subpath}`, subpath]);
  }

  /** The one package of a name. What several are called is the name of none in particular. */
  #named(name: string): Package | undefined {
    if (!this.#byName) {
      this.#byName = new Map();
      for (const one of this.#all().values())
        this.#byName.set(one.name, this.#byName.has(one.name) ? undefined : one);
    }
    return this.#byName.get(name);
  }

  #around(path: string): Package | undefined {
    for (let folder = folderOf(path); ; folder = folderOf(folder)) {
      const found = this.#all().get(folder);
      if (found || folder === "") return found;
    }
  }

  #all(): ReadonlyMap<string, Package> {
    if (this.#packages) return this.#packages;
    const packages = new Map<string, Package>();
    for (const folder of this.#folders) {
      const path = joinedPath(folder, "package.json")!;
      if (!this.#has(path)) continue;
      const { name, main, exports, imports } = membersOf(looseJson(this.#files.read(path)));
      packages.set(folder, { folder, name, main, exports, imports });
    }
    return (this.#packages = packages);
  }
}

const placesIn = ({ folder }: Package, paths: readonly unknown[]): string[] =>
  paths
    .filter((path) => typeof path === "string")
    .flatMap(sourcesOf)
    .map((path) => joinedPath(folder, path))
    .filter((path) => path !== undefined);

/** What `exports` and `imports` state for a name: https://nodejs.org/api/packages.html#package-entry-points */
function statedFor(name: string, stated: unknown): string[] {
  const isOfNames = Object.keys(membersOf(stated)).some((key) => /^[.#]/.test(key));
  const entries = isOfNames ? Object.entries(membersOf(stated)) : [[".", stated] as const];
  const best = bestFor(name, entries);
  return best ? pathsIn(best.said).map((path) => path.replaceAll("*", () => best.rest)) : [];
}

/** What is loaded under any of the conditions under which a function runs. */
function pathsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  const conditions = membersOf(value);
  return ["source", "import", "module", "node", "require", "default"].flatMap((condition) =>
    condition in conditions ? pathsIn(conditions[condition]) : [],
  );
}

/** What a package says it exports, and what that was compiled of. */
const sourcesOf = (path: string): string[] => {
  const source = path.replace(/^(\.\/)?(dist|build|out|lib)\/(src\/)?/, "src/");
  return source === path ? [path] : [source, path];
};
