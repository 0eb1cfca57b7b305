import { folderOf, joinedPath } from "../../kit/paths.ts";
import type { Files } from "../files.ts";
import { looseJson } from "../json.ts";

/** How many `tsconfig.json` extend one another. */
const mostExtends = 5;

/** What a `tsconfig.json` says of imports: https://www.typescriptlang.org/tsconfig/#paths */
interface Options {
  /** The folder that names start in which are no package's; `undefined` where there is none. */
  base: string | undefined;
  /** What stands for what, and the folder that this starts in. */
  paths: { from: string; patterns: readonly Pattern[] } | undefined;
}

type Pattern = readonly [pattern: string, targets: readonly unknown[]];

/** What the `tsconfig.json` files of a repository call its modules. */
export class Aliases {
  readonly #files: Files;
  readonly #has: (path: string) => boolean;
  readonly #byFolder = new Map<string, Options | undefined>();

  constructor(files: Files, has: (path: string) => boolean) {
    this.#files = files;
    this.#has = has;
  }

  /** The paths that a module may mean by a name, the likeliest first and each without an ending perhaps. */
  placesOf(module: string, path: string): string[] {
    const { base, paths } = this.#around(path) ?? {};
    const best = bestFor(module, paths?.patterns ?? []);
    const named = (best?.said ?? []).map(
      (target) =>
        typeof target === "string" &&
        joinedPath(
          paths!.from,
          target.replace("*", () => best!.rest),
        ),
    );
    const plain = base !== undefined && joinedPath(base, module);
    return [...named, plain].filter((one) => typeof one === "string");
  }

  /** What the nearest `tsconfig.json` says. */
  #around(path: string): Options | undefined {
    for (let folder = folderOf(path); ; folder = folderOf(folder)) {
      const options = this.#in(folder);
      if (options || folder === "") return options;
    }
  }

  #in(folder: string): Options | undefined {
    if (!this.#byFolder.has(folder)) {
      const path = joinedPath(folder, "tsconfig.json")!;
      this.#byFolder.set(folder, this.#has(path) ? this.#statedBy(path, mostExtends) : undefined);
    }
    return this.#byFolder.get(folder);
  }

  /** What a file says, and where it says nothing, what it extends; of several, the last. */
  #statedBy(path: string, depth: number): Options {
    const { extends: extended, compilerOptions } = membersOf(looseJson(this.#files.read(path)));
    const { baseUrl, paths } = membersOf(compilerOptions);
    const folder = folderOf(path);
    const base = typeof baseUrl === "string" ? joinedPath(folder, baseUrl) : undefined;
    const patterns = Object.entries(membersOf(paths)).filter((one): one is [string, unknown[]] =>
      Array.isArray(one[1]),
    );
    const own = { base, paths: patterns.length > 0 ? { from: base ?? folder, patterns } : undefined };
    const outer = (Array.isArray(extended) ? extended : [extended]).flatMap((one: unknown) =>
      depth > 0 && typeof one === "string" && one.startsWith(".") ? this.#extended(folder, one, depth) : [],
    );
    return [own, ...outer.reverse()].reduce((known, more) => ({
      base: known.base ?? more.base,
      paths: known.paths ?? more.paths,
    }));
  }

  #extended(folder: string, name: string, depth: number): Options[] {
    const path = joinedPath(folder, name.endsWith(".json") ? name : `${name}.json`);
    return path !== undefined && this.#has(path) ? [this.#statedBy(path, depth - 1)] : [];
  }
}

/** The members of an object of a configuration; none where it is no object. */
export const membersOf = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};

/** What is said of a name by the pattern that fits it best: the name itself, or else the one with most before its `*`. */
export function bestFor<T>(
  name: string,
  patterns: Iterable<readonly [pattern: string, said: T]>,
): { said: T; rest: string } | undefined {
  const [best] = [...patterns]
    .flatMap(([pattern, said]) => {
      const rest = restOf(name, pattern);
      const start = pattern === name ? Infinity : pattern.indexOf("*");
      return rest === undefined ? [] : [{ start, rest, said }];
    })
    .sort((one, other) => other.start - one.start);
  return best;
}

/** What stands for the `*` of a pattern in a name; `undefined` where the name is another. */
function restOf(name: string, pattern: string): string | undefined {
  const [start = "", end] = pattern.split("*");
  if (end === undefined) return name === pattern ? "" : undefined;
  const isMatch = name.length >= start.length + end.length && name.startsWith(start) && name.endsWith(end);
  return isMatch ? name.slice(start.length, name.length - end.length) : undefined;
}
