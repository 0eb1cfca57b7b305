import type { SourceName } from "../../lambda/event-sources.ts";
import { nothingGiven } from "../../lambda/given.ts";
import type { Reach, Step } from "../../lambda/reach.ts";
import type { ModulePaths } from "./paths.ts";
import type { Call, Summary, SummaryOfFunction } from "./summary.ts";
import type { Target } from "../../lambda/targets.ts";
import { byOrder, stepTo, waysTo } from "./ways-to.ts";
import { carriedBy, carriedThrough, isMoreWith, type Ways } from "./ways.ts";
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

/** A function that a handler calls. */
export interface Reached {
  path: string;
  name: string;
  /** From the handler to it. */
  steps: readonly Step[];
}

/** A function that may be followed. */
export interface Place extends Written {
  /** The handler that it is, where Lambda calls it. */
  entry: Entry | undefined;
  /** `undefined` where no handler gets to it. */
  ways: Ways | undefined;
  /** `undefined` until it is followed. */
  links: readonly Link[] | undefined;
  /** Its own file, and those that decide where its calls lead. */
  files: ReadonlySet<string>;
  /** Those that lead to it. */
  callers: Set<Place>;
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
  /** By file and name. */
  readonly #places = new Map<string, Map<string, Place>>();
  /** Those that were followed, by each of the files that decide where they lead. */
  readonly #asking = new Map<string, Set<Place>>();
  /** How many functions were followed, for whoever counts. */
  followed = 0;

  constructor(summaryOf: (path: string) => Summary, paths: ModulePaths) {
    this.#summaryOf = summaryOf;
    this.#paths = paths;
  }

  /** The functions of a file that handlers in other files call, the nearest first, whichever file was asked for first. */
  in(path: string): readonly Reach[] {
    const reached = [...(this.#places.get(path)?.values() ?? [])].filter(({ ways }) => ways);
    reached.sort((one, other) => one.ways!.steps.length - other.ways!.steps.length || byOrder(one, other));
    return reached.map(({ name, ways }) => {
      const { steps, sources = new Set() } = ways!;
      return { ...carriedBy(ways!), name, steps, sources };
    });
  }

  /** A shortest way to one of these from each handler that leads to it. */
  waysTo(path: string, name: string): Step[][] {
    const place = this.#places.get(path)?.get(name);
    return place?.ways ? waysTo(place, leadsOn) : [];
  }

  /** All functions that handlers call, but for those in their own files, with the way to each. */
  places(): Reached[] {
    return [...this.#places.values()].flatMap((ofFile) =>
      [...ofFile.values()].flatMap(({ path, name, ways }) =>
        ways ? [{ path, name, steps: ways.steps }] : [],
      ),
    );
  }

  /**
   * Follows anew what some files lead to that are new here, or now do something else.
   *
   * @param entries the handlers in them that are new; the others are as they were
   */
  update(files: ReadonlySet<string>, entries: Iterable<Entry> = []): void {
    const asking = [...this.#concernedBy(files)];
    const before = new Map(asking.map((place) => [place, targetsOf(place.links ?? [])]));
    for (const place of asking) this.#renew(place, files);
    const starts = Array.from(entries, (entry) => this.#startOf(entry));
    const changed = [...asking, ...starts].flatMap((place) => {
      const old = before.get(place) ?? [];
      const now = place.ways ? targetsOf(this.#linksOf(place)) : [];
      return files.has(place.path) ? [place, ...old, ...now] : changedBetween(old, now, files);
    });
    const lost = new Set<Place>();
    for (const place of changed) this.#loseFrom(place, lost);
    const leading = new Set([...lost].flatMap(({ callers }) => [...callers]));
    this.#walk([...leading].filter(({ ways }) => ways));
  }

  /** What is written in some files, and whatever calls through them. */
  #concernedBy(files: ReadonlySet<string>): Set<Place> {
    const concerned = new Set<Place>();
    for (const file of files) {
      for (const place of this.#places.get(file)?.values() ?? []) concerned.add(place);
      for (const place of this.#asking.get(file) ?? []) concerned.add(place);
    }
    return concerned;
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
        excuses: new Set(),
      },
      links: undefined,
      files: none,
      callers: new Set(),
    };
  }

  /** Forgets where a function leads, and what it does itself where it is written in a file that is another now. */
  #renew(place: Place, files: ReadonlySet<string>): void {
    for (const { to } of place.links ?? []) to.callers.delete(place);
    for (const file of place.files) this.#asking.get(file)?.delete(place);
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
      if (call && !leadsOn(place)) continue;
      const carried = call ? carriedThrough(call, place.ways!) : carriedBy(place.ways!);
      if (!to.ways) {
        to.ways = { ...carried, steps: [...steps, stepTo(to)], order: [...order, index] };
        add(to);
      } else if (isMoreWith(to.ways, carried)) again.push(to);
    }
  }

  #linksOf(place: Place): readonly Link[] {
    if (place.links) return place.links;
    const files = new Set([place.path]);
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
    for (const { to } of links) to.callers.add(place);
    for (const file of files) {
      const asking = this.#asking.get(file);
      if (asking) asking.add(place);
      else this.#asking.set(file, new Set([place]));
    }
    return links;
  }

  #placeOf({ path, name, summary }: Written): Place {
    let ofFile = this.#places.get(path);
    if (!ofFile) this.#places.set(path, (ofFile = new Map()));
    let place = ofFile.get(name);
    if (!place) {
      place = {
        path,
        name,
        summary,
        entry: undefined,
        ways: undefined,
        links: undefined,
        files: none,
        callers: new Set(),
      };
      ofFile.set(name, place);
    }
    return place;
  }
}

const none: ReadonlySet<string> = new Set();

/** Whether handlers get to a function, and from it to what it calls. */
const leadsOn = ({ ways }: Place): boolean => ways !== undefined && ways.steps.length < mostSteps;

const nothing: SummaryOfFunction = {
  label: "",
  line: 0,
  ...nothingGiven,
  calls: [],
  returned: [],
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
