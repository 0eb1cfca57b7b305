import { folderOf, joinedPath } from "../kit/paths.ts";
import { stampOf, type Files } from "./files.ts";
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
  /** What it exports of its own, which goes before what `*` passes on. */
  own: ReadonlySet<string>;
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
    for (const place of places.values())
      for (const origin of this.#originsOf(place)) if (places.size < most) places.set(keyOf(origin), origin);
    return [...places.values()];
  }

  /** Whether a module only passes an export on. */
  passesOn(named: NamedExport): boolean {
    return this.#originsOf(named).length > 0;
  }

  #originsOf({ module: passing, export: name }: NamedExport): NamedExport[] {
    const { passed, own } = this.#knownOf(passing);
    return passed.flatMap(({ module, names }): NamedExport[] => {
      const isOfAll = name !== "default" && !own.has(name);
      const inner = names !== "*" ? names.get(name) : isOfAll ? name : undefined;
      return inner === undefined ? [] : [{ module: this.#fileOf(module)?.module ?? module, export: inner }];
    });
  }

  #knownOf(module: string): Pick<Known, "passed" | "own"> {
    const { path, state } = this.#fileOf(module) ?? {};
    if (path === undefined) return { passed: [], own: new Set() };
    const before = this.#known.get(path);
    if (before && before.state === state) return before;
    const text = withoutComments(this.#files.read(path) ?? "");
    const known = { state: state!, passed: passedIn(text, path), own: ownIn(text) };
    this.#known.set(path, known);
    return known;
  }

  /** The file that a path without ending means to an import. */
  #fileOf(path: string): { module: string; path: string; state: string } | undefined {
    for (const module of [path, joinedPath(path, "index")!])
      for (const ending of endingsOfCode) {
        const state = stampOf(this.#files.stat(module + ending));
        if (state !== "none") return { module, path: module + ending, state };
      }
    return undefined;
  }
}

const keyOf = ({ module, export: name }: NamedExport): string => `${module} ${name}`;

const listed = /\bexport\s*\{([^{}]*)\}\s*from\s*["'](\.[^"'\n]*)["']/g;
const whole = /\bexport\s*\*\s*from\s*["'](\.[^"'\n]*)["']/g;
const required = /\bexports\.(\w+)\s*=\s*require\(\s*["'](\.[^"'\n]*)["']\s*\)(?:\.(\w+))?/g;

const comments = /\/\*[^]*?\*\/|\/\/.*/g;

/** What nobody ends is no comment but a part of a text, and to look for its end again and again would take too long. */
function withoutComments(text: string): string {
  const end = text.includes("*/") ? text.lastIndexOf("*/") + 2 : 0;
  return text.slice(0, end).replace(comments, "") + text.slice(end).replace(/\/\/.*/g, "");
}

const declared = /\bexport\s+(?:async\s+)?(?:const|let|var|class|function)\b\s*\*?\s*(\w+)/g;

const listedHere = /\bexport\s*\{([^{}]*)\}(?!\s*from\b)/g;
const takenApart = /\bexport\s+(?:const|let|var)\s*[{[]([^={}[\]]*)/g;

const ownIn = (text: string): Set<string> =>
  new Set([
    ...[...text.matchAll(declared)].map(([, name = ""]) => name),
    ...[...text.matchAll(listedHere)].flatMap(([, names = ""]) => [...namesIn(names).keys()]),
    ...[...text.matchAll(takenApart)].flatMap(([, names = ""]) => names.match(/\w+/g) ?? []),
  ]);

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
