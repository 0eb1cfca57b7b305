import type { SourceName } from "../../lambda/event-sources.ts";
import type { Excuse, Reach, Step } from "../../lambda/reach.ts";
import type { ModulePaths } from "./paths.ts";
import type { Call, Summary, SummaryOfFunction } from "./summary.ts";
import { itself, joined, partsOf, type Target } from "./targets.ts";

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

/** A function, in the file where it is written. */
interface Written {
  path: string;
  name: string;
  summary: SummaryOfFunction;
}

/** A function that handlers get to, and what is known so far of all the ways to it. */
interface Place extends Written {
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
  /** By file and name. */
  readonly #places = new Map<string, Map<string, Place>>();
  readonly #waiting: Place[] = [];

  constructor(entries: Iterable<Entry>, summaryOf: (path: string) => Summary, paths: ModulePaths) {
    this.#summaryOf = summaryOf;
    this.#paths = paths;
    for (const entry of entries) this.#start(entry);
    // Breadth first, so that the way to a function is a shortest one. What is learnt of it later is passed on again.
    for (const place of this.#waiting) for (const call of place.summary.calls) this.#follow(call, place);
  }

  /** The functions of a file that handlers in other files call. */
  in(path: string): readonly Reach[] {
    const places = [...(this.#places.get(path)?.values() ?? [])];
    return places.map(({ name, steps, sources, parameters, isUnheard, excuses }) => ({
      name,
      steps,
      sources: sources ?? new Set(),
      parameters,
      isUnheard,
      excuses,
    }));
  }

  /** All functions that handlers call, but for those in their own files. */
  places(): { path: string; name: string }[] {
    return [...this.#places.values()].flatMap((ofFile) =>
      [...ofFile.values()].map(({ path, name }) => ({ path, name })),
    );
  }

  #start({ path, name, sources }: Entry): void {
    const { handlers, functions, wrapped, passedOn } = this.#summaryOf(path);
    const handler = handlers.find((one) => one.name === name);
    const own = handler ?? functions.get(name);
    const way = { sources: handler?.sources ?? sources, parameters: [""], isUnheard: true, excuses: none };
    const steps = own ? [{ function: name, path, line: own.line }] : [];
    if (own) this.#waiting.push({ path, name, summary: own, steps, ...way });
    // What another file exports, as it is or wrapped, is the handler, and that file need not show it.
    const others = [...(own ? [] : (passedOn.get(name) ?? [])), ...(wrapped.get(name) ?? [])];
    for (const other of others)
      for (const written of this.#writtenAs(other, path)) this.#reach(written, steps, way);
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
    { path, name, summary }: Written,
    before: readonly Step[],
    way: Pick<Place, "sources" | "parameters" | "isUnheard" | "excuses">,
  ): void {
    let ofFile = this.#places.get(path);
    if (!ofFile) this.#places.set(path, (ofFile = new Map()));
    const known = ofFile.get(name);
    if (!known) {
      const place = { path, name, summary, steps: [...before, stepTo(path, summary)], ...way };
      ofFile.set(name, place);
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
  #writtenAs({ module, name }: Target, from: string): Written[] {
    const start = this.#paths.from(from, module);
    // Most names are written in the very file that they are imported from.
    const summary = start === undefined ? undefined : this.#summaryOf(start).functions.get(name);
    if (summary) return [{ path: start!, name, summary }];
    const written: Written[] = [];
    const waiting = [{ path: start, name }];
    const seen = new Set<string>();
    for (const { path, name: given } of waiting) {
      const wanted = joined(given, "");
      if (path === undefined || seen.has(`${path} ${wanted}`) || seen.size > mostPassings) continue;
      seen.add(`${path} ${wanted}`);
      const summary = this.#summaryOf(path);
      const own = summary.functions.get(wanted);
      if (own) written.push({ path, name: wanted, summary: own });
      else
        for (const other of passedOnBy(summary, wanted))
          waiting.push({
            path: other.module === itself ? path : this.#paths.from(path, other.module),
            name: other.name,
          });
    }
    return written;
  }
}

const none: ReadonlySet<Excuse> = new Set();

/** Excuses are few, and mostly none. */
function union(one: ReadonlySet<Excuse>, other: Iterable<Excuse>): ReadonlySet<Excuse> {
  const more = [...other].filter((excuse) => !one.has(excuse));
  return more.length === 0 ? one : new Set([...one, ...more]);
}

/** Where what a name stands for may be, in which files a module passes on, by the longest part of it that is known. */
function passedOnBy({ passedOn, all }: Summary, name: string): Target[] {
  const parts = partsOf(name);
  for (let length = parts.length; length > 0; length--) {
    const rest = parts.slice(length).join("");
    const targets = passedOn.get(parts.slice(0, length).join(""));
    if (targets) return targets.map((one) => ({ ...one, name: joined(one.name, rest) }));
  }
  // To CommonJS, and to those who import from it, the members of a default export are the module's own.
  const whole = passedOn.get("default") ?? [];
  return [
    ...whole.map((one) => ({ ...one, name: joined(one.name, `.${name}`) })),
    ...all.map((module) => ({ module, name })),
  ];
}

const stepTo = (path: string, { label, line }: SummaryOfFunction): Step => ({ function: label, path, line });

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
