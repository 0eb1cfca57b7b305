import type { SourceName } from "../../lambda/event-sources.ts";
import type { Excuse, Step } from "../../lambda/reach.ts";
import type { Call } from "./summary.ts";

/** What is known so far of all the ways from handlers to a function. */
export interface Ways {
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

export const carriedBy = ({ sources, parameters, isUnheard, excuses }: Ways): Carried => ({
  sources,
  parameters,
  isUnheard,
  excuses,
});

export const carriedThrough = (call: Call, from: Ways): Carried => ({
  sources: call.sources ?? from.sources,
  parameters: call.passed.map((path) => pathFrom(path, from.parameters)),
  isUnheard: call.isUnheard && from.isUnheard,
  excuses: union(from.excuses, call.excuses),
});

/** Adds what comes with another way, and says whether it is anything new. */
export function isMoreWith(known: Ways, way: Carried): boolean {
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
