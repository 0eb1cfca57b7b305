import type { SourceName } from "../../lambda/event-sources.ts";
import type { Excuse, Reach, Step } from "../../lambda/reach.ts";
import type { ModulePaths } from "./paths.ts";
import type { Call, Summary, SummaryOfFunction } from "./summary.ts";
import type { Target } from "./targets.ts";
import { writtenAs, type Written } from "./written.ts";

/** How many functions the way from a handler has at most. */
const mostSteps = 12;

/** A handler that a template names, or that its own file shows. */
export interface Entry {
  path: string;
  /** What Lambda calls. */
  name: string;
  /** What invokes it, as its deployment says; `undefined` where that is not known. */
  sources: ReadonlySet<SourceName> | undefined;
  /** Where it stands among all handlers, of which the first decides between ways of the same length. */
  order: readonly number[];
}

/** What is known so far of all the ways from handlers to a function. */
interface Ways {
  /** The first of the shortest. */
  steps: readonly Step[];
  /** Where that one stands among others of its length: the handler's place, then that of each call. */
  order: readonly number[];
  /** `undefined` where that is not known of one of the handlers. */
  sources: ReadonlySet<SourceName> | undefined;
  parameters: readonly (string | undefined)[];
  isUnheard: boolean;
  excuses: ReadonlySet<Excuse>;
}

/** What comes with one way, whatever its steps. */
type Carried = Omit<Ways, "steps" | "order">;

/** A function that may be followed. */
interface Place extends Written {
  /** The handler that it is, where Lambda calls it. */
  entry: Entry | undefined;
  /** `undefined` where no handler gets to it. */
  ways: Ways | undefined;
  /** `undefined` until it is followed. */
  links: readonly Link[] | undefined;
  /** The files that decide where its calls lead. */
  files: ReadonlySet<string>;
}

/** What a function leads to, by a call or because it runs in the place of the handler itself. */
interface Link {
  to: Place;
  call: Call | undefined;
}

/** Which functions of a repository run each time that a handler does, and how Lambda gets there. */
export class Graph {
  readonly #summaryOf: (path: string) => Summary;
  readonly #paths: ModulePaths;
  readonly #starts: Place[] = [];
  /** By file and name. */
  readonly #places = new Map<string, Map<string, Place>>();
  /** How many functions were followed, for whoever counts. */
  followed = 0;

  constructor(summaryOf: (path: string) => Summary, paths: ModulePaths) {
    this.#summaryOf = summaryOf;
    this.#paths = paths;
  }

  /** The functions of a file that handlers in other files call. */
  in(path: string): readonly Reach[] {
    return [...(this.#places.get(path)?.values() ?? [])].flatMap(({ name, ways }) =>
      ways ? [{ ...carriedBy(ways), name, steps: ways.steps, sources: ways.sources ?? new Set() }] : [],
    );
  }

  /** All functions that handlers call, but for those in their own files. */
  places(): { path: string; name: string }[] {
    return [...this.#places.values()].flatMap((ofFile) =>
      [...ofFile.values()].flatMap(({ path, name, ways }) => (ways ? [{ path, name }] : [])),
    );
  }

  /**
   * Follows anew what some files lead to that are new here, or now do something else.
   *
   * @param entries the handlers in them that are new; the others are as they were
   */
  update(files: ReadonlySet<string>, entries: Iterable<Entry> = []): void {
    const asking = [...this.#all()].filter((place) => files.has(place.path) || isAny(place.files, files));
    const before = new Map(asking.map((place) => [place, targetsOf(place.links ?? [])]));
    for (const place of asking) this.#renew(place, files);
    const starts = Array.from(entries, (entry) => this.#startOf(entry));
    this.#starts.push(...starts);
    const changed = [...asking, ...starts].flatMap((place) => {
      const old = before.get(place) ?? [];
      const now = place.ways ? targetsOf(this.#linksOf(place)) : [];
      return files.has(place.path) ? [place, ...old, ...now] : changedBetween(old, now, files);
    });
    const lost = new Set<Place>();
    for (const place of changed) this.#loseFrom(place, lost);
    const leading = [...this.#all()].filter(
      ({ ways, links = [] }) => ways && links.some(({ to }) => lost.has(to)),
    );
    this.#walk(leading);
  }

  *#all(): Generator<Place> {
    yield* this.#starts;
    for (const ofFile of this.#places.values()) yield* ofFile.values();
  }

  #startOf(entry: Entry): Place {
    const { path, name, sources, order } = entry;
    const { handlers, functions } = this.#summaryOf(path);
    const handler = handlers.find((one) => one.name === name);
    const own = handler ?? functions.get(name);
    return {
      path,
      name,
      entry,
      summary: own ?? nothing,
      ways: {
        steps: own ? [{ function: name, path, line: own.line }] : [],
        order,
        sources: handler?.sources ?? sources,
        parameters: [""],
        isUnheard: true,
        excuses: none,
      },
      links: undefined,
      files: noFiles,
    };
  }

  /** Forgets where a function leads, and what it does itself where it is written in a file that is another now. */
  #renew(place: Place, files: ReadonlySet<string>): void {
    place.links = undefined;
    if (!files.has(place.path)) return;
    if (place.entry) {
      Object.assign(place, this.#startOf(place.entry));
      return;
    }
    const summary = this.#summaryOf(place.path).functions.get(place.name);
    if (!summary) this.#places.get(place.path)!.delete(place.name);
    place.summary = summary ?? nothing;
  }

  /** Takes away all ways to a function, and to whatever it leads to. */
  #loseFrom(first: Place, lost: Set<Place>): void {
    const waiting = [first];
    for (const place of waiting) {
      if (lost.has(place)) continue;
      lost.add(place);
      if (!place.entry) place.ways = undefined;
      waiting.push(...targetsOf(this.#linksOf(place)));
    }
  }

  /**
   * Follows functions by the length of the way to each, so that the first way to another is a shortest one. What is learnt
   * later of one that was followed already is passed on again.
   */
  #walk(places: readonly Place[]): void {
    const levels: (Place[] | undefined)[] = [];
    const again: Place[] = [];
    const add = (place: Place) => (levels[place.ways!.steps.length] ??= []).push(place);
    for (const place of places) add(place);
    // Some lengths are nobody's, and longer ones come up on the way.
    for (const level of levels)
      for (const place of level?.sort(byOrder) ?? []) this.#follow(place, add, again);
    for (const place of again) this.#follow(place, add, again);
  }

  #follow(place: Place, add: (found: Place) => void, again: Place[]): void {
    this.followed++;
    const { steps, order } = place.ways!;
    for (const [index, { to, call }] of this.#linksOf(place).entries()) {
      if (call && steps.length >= mostSteps) continue;
      const carried = call ? carriedThrough(call, place.ways!) : carriedBy(place.ways!);
      if (!to.ways) {
        to.ways = { ...carried, steps: [...steps, stepTo(to)], order: [...order, index] };
        add(to);
      } else if (isMoreWith(to.ways, carried)) again.push(to);
    }
  }

  #linksOf(place: Place): readonly Link[] {
    if (place.links) return place.links;
    const files = new Set<string>();
    const linksTo = (target: Target, call: Call | undefined): Link[] =>
      writtenAs(target, place.path, this.#summaryOf, this.#paths, files).map((written) => ({
        to: this.#placeOf(written),
        call,
      }));
    const links = [
      ...instead(place, this.#summaryOf).flatMap((target) => linksTo(target, undefined)),
      ...place.summary.calls.flatMap((call) => linksTo(call, call)),
    ];
    place.files = files;
    place.links = links;
    return links;
  }

  #placeOf({ path, name, summary }: Written): Place {
    let ofFile = this.#places.get(path);
    if (!ofFile) this.#places.set(path, (ofFile = new Map()));
    let place = ofFile.get(name);
    if (!place) {
      place = { path, name, summary, entry: undefined, ways: undefined, links: undefined, files: noFiles };
      ofFile.set(name, place);
    }
    return place;
  }
}

const none: ReadonlySet<Excuse> = new Set();
const noFiles: ReadonlySet<string> = new Set();
const nothing: SummaryOfFunction = { label: "", line: 0, calls: [] };

const isAny = (some: ReadonlySet<string>, others: ReadonlySet<string>): boolean => {
  for (const one of some) if (others.has(one)) return true;
  return false;
};

const targetsOf = (links: readonly Link[]): Place[] => links.map(({ to }) => to);

/** What another file exports as a handler, as it is or wrapped, is that handler, and that file need not show it. */
function instead({ entry, summary }: Place, summaryOf: (path: string) => Summary): readonly Target[] {
  if (!entry) return [];
  const { wrapped, passedOn } = summaryOf(entry.path);
  const passed = summary === nothing ? (passedOn.get(entry.name) ?? []) : [];
  return [...passed, ...(wrapped.get(entry.name) ?? [])];
}

/** Where a function led or leads that asks for files which have changed: what is in these, and what is new or gone. */
function changedBetween(
  before: readonly Place[],
  now: readonly Place[],
  files: ReadonlySet<string>,
): Place[] {
  // The places of all calls may have moved.
  if (before.length !== now.length) return [...before, ...now];
  return [...before, ...now].filter(
    (place) => files.has(place.path) || !before.includes(place) || !now.includes(place),
  );
}

const byOrder = ({ ways: one }: Place, { ways: other }: Place): number => {
  const index = one!.order.findIndex((place, at) => place !== other!.order[at]);
  return index < 0 ? 0 : one!.order[index]! - (other!.order[index] ?? -1);
};

const carriedBy = ({ sources, parameters, isUnheard, excuses }: Ways): Carried => ({
  sources,
  parameters,
  isUnheard,
  excuses,
});

const carriedThrough = (call: Call, from: Ways): Carried => ({
  sources: call.sources ?? from.sources,
  parameters: call.passed.map((path) => pathFrom(path, from.parameters)),
  isUnheard: call.isUnheard && from.isUnheard,
  excuses: union(from.excuses, call.excuses),
});

/** Adds what comes with another way, and says whether it is anything new. */
function isMoreWith(known: Ways, way: Carried): boolean {
  const sources = known.sources && way.sources ? union(known.sources, way.sources) : undefined;
  const parameters = known.parameters.map((one, index) => (one === way.parameters[index] ? one : undefined));
  const isUnheard = known.isUnheard && way.isUnheard;
  const excuses = union(known.excuses, way.excuses);
  const isSame =
    sources === known.sources &&
    isUnheard === known.isUnheard &&
    excuses === known.excuses &&
    parameters.every((one, index) => one === known.parameters[index]);
  if (!isSame) Object.assign(known, { sources, parameters, isUnheard, excuses });
  return !isSame;
}

/** The first set itself, where the other has nothing more: what is in these is little, and mostly the same. */
function union<T>(one: ReadonlySet<T>, other: Iterable<T>): ReadonlySet<T> {
  const more = [...other].filter((element) => !one.has(element));
  return more.length === 0 ? one : new Set([...one, ...more]);
}

const stepTo = ({ summary: { label, line }, path }: Written): Step => ({ function: label, path, line });

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
