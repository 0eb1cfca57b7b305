import { folderOf, joinedPath } from "../kit/paths.ts";
import type { Files } from "./files.ts";
import { endingsOfCode, type NamedExport } from "./named.ts";

/** What a module passes on from others that lie beside it: `*` is all of it. */
interface Passed {
  module: string;
  /** What the other module calls it, by its name here. */
  names: ReadonlyMap<string, string> | "*";
}

interface Known {
  state: string;
  passed: readonly Passed[];
}

/** How many places one export is looked for in. */
const most = 50;

/**
 * Where exports are written that a module only passes on, as `handler.ts` often does for all functions of a service:
 * `export { default as create } from "./orders/create"`. A look at the text is enough; nothing is parsed.
 */
export class PassedOn {
  readonly #files: Files;
  readonly #known = new Map<string, Known>();

  constructor(files: Files) {
    this.#files = files;
  }

  /** An export, and where else it may be written. */
  from(named: NamedExport): NamedExport[] {
    const places = new Map([[keyOf(named), named]]);
    for (const place of places.values()) {
      for (const { module, names } of this.#passedBy(place.module)) {
        const name = names === "*" ? place.export : names.get(place.export);
        const origin = name !== undefined && { module: this.#fileOf(module)?.module ?? module, export: name };
        if (origin && places.size < most) places.set(keyOf(origin), origin);
      }
    }
    return [...places.values()];
  }

  #passedBy(module: string): readonly Passed[] {
    const { path, state } = this.#fileOf(module) ?? {};
    if (path === undefined) return [];
    const known = this.#known.get(path);
    if (known && known.state === state) return known.passed;
    const passed = passedIn(this.#files.read(path) ?? "", path);
    this.#known.set(path, { state: state!, passed });
    return passed;
  }

  /** The file that a path without ending means to an import. */
  #fileOf(path: string): { module: string; path: string; state: string } | undefined {
    for (const module of [path, joinedPath(path, "index")!])
      for (const ending of endingsOfCode) {
        const stat = this.#files.stat(module + ending);
        if (stat?.kind === "file")
          return { module, path: module + ending, state: `${stat.modified} ${stat.size}` };
      }
    return undefined;
  }
}

const keyOf = ({ module, export: name }: NamedExport): string => `${module} ${name}`;

const listed = /\bexport\s*\{([^{}]*)\}\s*from\s*["'](\.[^"'\n]*)["']/g;
const whole = /\bexport\s*\*\s*from\s*["'](\.[^"'\n]*)["']/g;
const required = /\bexports\.(\w+)\s*=\s*require\(\s*["'](\.[^"'\n]*)["']\s*\)(?:\.(\w+))?/g;

function passedIn(text: string, path: string): Passed[] {
  const at = (module: string) => joinedPath(folderOf(path), module.replace(/\.[cm]?[jt]sx?$/, ""));
  const passed = (module: string, names: Passed["names"]): Passed[] => {
    const other = at(module);
    return other === undefined ? [] : [{ module: other, names }];
  };
  return [
    ...[...text.matchAll(listed)].flatMap(([, names = "", module = ""]) => passed(module, namesIn(names))),
    ...[...text.matchAll(whole)].flatMap(([, module = ""]) => passed(module, "*")),
    ...[...text.matchAll(required)].flatMap(([, name = "", module = "", inner = "default"]) =>
      passed(module, new Map([[name, inner]])),
    ),
  ];
}

/** `default as create, cancel` */
const namesIn = (list: string): Map<string, string> =>
  new Map(
    list.split(",").flatMap((one): [string, string][] => {
      const [, inner, outer] = /^\s*(\w+)(?:\s+as\s+(\w+))?\s*$/.exec(one) ?? [];
      return inner === undefined ? [] : [[outer ?? inner, inner]];
    }),
  );
