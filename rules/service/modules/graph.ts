import type { SourceName } from "../../lambda/event-sources.ts";
import { ofInstance, type Excuse, type Reach, type Step } from "../../lambda/reach.ts";
import type { ModulePaths } from "./paths.ts";
import type { Call, Summary, SummaryOfFunction } from "./summary.ts";
import type { Target } from "./targets.ts";

/** How many functions the way from a handler has at most. */
const mostSteps = 12;

/** How many modules pass an export on before somebody has written it. */
const mostPassings = 8;

/** A handler that a template names, or that its own file shows. */
export interface Entry {
  path: string;
  /** What Lambda calls. */
  name: string;
  /** What invokes it, as its deployment says; `undefined` where that is not known. */
  sources: ReadonlySet<SourceName> | undefined;
}

/** A function that handlers get to, and what is known so far of all the ways to it. */
interface Place {
  path: string;
  name: string;
  summary: SummaryOfFunction;
  steps: readonly Step[];
  /** `undefined` where that is not known of one of the handlers. */
  sources: ReadonlySet<SourceName> | undefined;
  parameters: readonly (string | undefined)[];
  isUnheard: boolean;
  excuses: ReadonlySet<Excuse>;
}

/** Which functions of a repository run each time that a handler does, and how Lambda gets there. */
export class Graph {
  readonly #summaryOf: (path: string) => Summary;
  readonly #paths: ModulePaths;
  readonly #places = new Map<string, Place>();
  readonly #waiting: Place[] = [];
  readonly #byPath = new Map<string, Reach[]>();

  constructor(entries: Iterable<Entry>, summaryOf: (path: string) => Summary, paths: ModulePaths) {
    this.#summaryOf = summaryOf;
    this.#paths = paths;
    for (const entry of entries) this.#start(entry);
    // Breadth first, so that the way to a function is a shortest one. What is learnt of it later is passed on again.
    for (const place of this.#waiting) for (const call of place.summary.calls) this.#follow(call, place);
    for (const { path, name, steps, sources, parameters, isUnheard, excuses } of this.#places.values()) {
      const all = this.#byPath.get(path) ?? [];
      all.push({ name, steps, sources: sources ?? new Set(), parameters, isUnheard, excuses });
      this.#byPath.set(path, all);
    }
  }

  /** The functions of a file that handlers in other files call. */
  in(path: string): readonly Reach[] {
    return this.#byPath.get(path) ?? [];
  }

  #start({ path, name, sources }: Entry): void {
    const summary = this.#summaryOf(path);
    const handler = summary.handlers.find((one) => one.name === name);
    const own = handler ?? summary.functions.get(name);
    const way = { sources: handler?.sources ?? sources, parameters: [""], isUnheard: true, excuses: none };
    if (own) {
      const steps = [{ function: name, path, line: own.line }];
      this.#waiting.push({ path, name, summary: own, steps, ...way });
      return;
    }
    // What another file exports, wrapped or as it is, is the handler, and that file need not show it.
    for (const written of this.#writtenAs({ module: path, name }, path)) this.#reach(written, [], way);
  }

  #follow(call: Call, from: Place): void {
    if (from.steps.length >= mostSteps) return;
    for (const written of this.#writtenAs(call, from.path))
      this.#reach(written, from.steps, {
        sources: call.sources ?? from.sources,
        parameters: call.passed.map((path) => pathFrom(path, from.parameters)),
        isUnheard: call.isUnheard && from.isUnheard,
        excuses: union(from.excuses, call.excuses),
      });
  }

  #reach(
    { path, name, summary }: Pick<Place, "path" | "name" | "summary">,
    before: readonly Step[],
    way: Pick<Place, "sources" | "parameters" | "isUnheard" | "excuses">,
  ): void {
    const key = `${path} ${name}`;
    const known = this.#places.get(key);
    if (!known) {
      const place = { path, name, summary, steps: [...before, stepTo(name, path, summary)], ...way };
      this.#places.set(key, place);
      this.#waiting.push(place);
      return;
    }
    const sources = known.sources && way.sources ? new Set([...known.sources, ...way.sources]) : undefined;
    const parameters = known.parameters.map((one, index) =>
      one === way.parameters[index] ? one : undefined,
    );
    const isUnheard = known.isUnheard && way.isUnheard;
    const excuses = union(known.excuses, way.excuses);
    const isSame =
      sources?.size === known.sources?.size &&
      isUnheard === known.isUnheard &&
      excuses.size === known.excuses.size &&
      parameters.every((one, index) => one === known.parameters[index]);
    if (isSame) return;
    Object.assign(known, { sources, parameters, isUnheard, excuses });
    this.#waiting.push(known);
  }

  /** The functions that a name in a module stands for, in the files where they are written. */
  #writtenAs({ module, name }: Target, from: string): Pick<Place, "path" | "name" | "summary">[] {
    const written: Pick<Place, "path" | "name" | "summary">[] = [];
    const waiting = [{ path: from === module ? from : this.#paths.from(from, module), name }];
    const seen = new Set<string>();
    for (const { path, name: wanted } of waiting) {
      if (path === undefined || seen.has(`${path} ${wanted}`) || seen.size > mostPassings) continue;
      seen.add(`${path} ${wanted}`);
      const { functions, passedOn, all } = this.#summaryOf(path);
      const own = nameIn(functions, wanted);
      if (own !== undefined) {
        written.push({ path, name: own, summary: functions.get(own)! });
        continue;
      }
      const [head, rest] = partsOf(wanted);
      const targets = passedOn.get(head) ?? all.map((one) => ({ module: one, name: head }));
      for (const target of targets)
        waiting.push({ path: this.#paths.from(path, target.module), name: joined(target.name, rest) });
    }
    return written;
  }
}

const none: ReadonlySet<Excuse> = new Set();

const union = (one: ReadonlySet<Excuse>, other: Iterable<Excuse>): ReadonlySet<Excuse> =>
  new Set([...one, ...other]);

/** The name that a function has in its own module: the module as a whole is its default. */
function nameIn(functions: ReadonlyMap<string, SummaryOfFunction>, name: string): string | undefined {
  const own = name.replace(/^\*/, "default");
  return functions.has(own) ? own : undefined;
}

/** `Service#create` is `#create` of the export `Service`, and `orders.create` is `.create` of `orders`. */
function partsOf(name: string): [head: string, rest: string] {
  const end = name.search(/[.#]/);
  return end < 0
    ? [name.replace(/^\*$/, "default"), ""]
    : [name.slice(0, end).replace(/^\*$/, "default"), name.slice(end)];
}

/** The whole module has its exports for members. */
const joined = (name: string, rest: string): string =>
  name === "*" && rest.startsWith(".") ? rest.slice(1) : name + rest;

const stepTo = (name: string, path: string, { line }: SummaryOfFunction): Step => ({
  function: name.endsWith(`${ofInstance}constructor`)
    ? `new ${name.slice(0, name.indexOf(ofInstance))}`
    : name.replace(ofInstance, "."),
  path,
  line,
});

/** Where in the event a value comes from, of which the caller says that it comes from one of its own parameters. */
function pathFrom(path: string | undefined, parameters: readonly (string | undefined)[]): string | undefined {
  const [, index, rest = ""] = /^\$(\d+)(.*)$/s.exec(path ?? "") ?? [];
  if (index === undefined) return path;
  const base = parameters[Number(index)];
  if (base === undefined) return undefined;
  // Lists in lists count as one.
  return base === ""
    ? rest.replace(/^(\[\])?\.?/, "")
    : base.endsWith("[]")
      ? base + rest.replace(/^\[\]/, "")
      : base + rest;
}
