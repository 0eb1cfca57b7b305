import type { SourceName } from "../../lambda/event-sources.ts";
import type { Call, Summary, SummaryOfFunction, SummaryOfHandler } from "./summary.ts";

/** What is kept from one run to the next, as plain data. */
export interface Store {
  /** A short name for what something is made of. */
  keyOf(parts: readonly string[]): string;
  /** `undefined` where nothing is kept. */
  get(key: string): unknown;
  put(key: string, value: unknown): void;
}

let store: Store | undefined;

/** From now on summaries are kept in a store, and taken from there. */
export function keepSummariesIn(one: Store | undefined): void {
  store = one;
}

/** Under which key the summary of a text is kept; `undefined` where none is. */
export const keyOfSummary = (text: string, path: string): string | undefined =>
  store?.keyOf(["summary", path, text]);

interface Kept {
  /** The modules that were asked about by other names than paths, and whether each was one of the repository. */
  asked: readonly [module: string, isOwn: boolean][];
  summary: PlainSummary;
}

/**
 * The summary that is kept under a key.
 *
 * @param isOwn whether a module that is imported is one of the repository: other files decide it
 */
export function keptSummary(
  key: string | undefined,
  isOwn: (module: string) => boolean,
): Summary | undefined {
  const kept = key === undefined ? undefined : (store?.get(key) as Kept | undefined);
  return kept?.asked.every(([module, before]) => isOwn(module) === before)
    ? summaryIn(kept.summary)
    : undefined;
}

/** A new summary, kept under a key where there is one. */
export function keepingSummary(
  key: string | undefined,
  isOwn: (module: string) => boolean,
  make: (isOwn: (module: string) => boolean) => Summary,
): Summary {
  if (key === undefined) return make(isOwn);
  const asked = new Map<string, boolean>();
  const summary = make((module) => {
    const answer = isOwn(module);
    if (!module.startsWith(".")) asked.set(module, answer);
    return answer;
  });
  store?.put(key, { asked: [...asked], summary: plain(summary) } satisfies Kept);
  return summary;
}

interface PlainCall extends Omit<Call, "passed" | "sources"> {
  passed: readonly (string | null)[];
  sources: readonly SourceName[] | null;
}

interface PlainFunction extends Omit<SummaryOfFunction, "calls"> {
  calls: readonly PlainCall[];
}

interface PlainHandler extends PlainFunction {
  name: string;
  sources: readonly SourceName[] | null;
}

interface PlainSummary {
  handlers: readonly PlainHandler[];
  functions: readonly [name: string, PlainFunction][];
  passedOn: readonly (readonly [string, Targets])[];
  wrapped: readonly (readonly [string, Targets])[];
  all: Summary["all"];
}

type Targets = Summary["passedOn"] extends ReadonlyMap<string, infer Value> ? Value : never;

const plain = ({ handlers, functions, passedOn, wrapped, all }: Summary): PlainSummary => ({
  handlers: handlers.map((one) => ({ ...plainFunction(one), name: one.name, sources: listOf(one.sources) })),
  functions: Array.from(functions, ([name, one]) => [name, plainFunction(one)]),
  passedOn: [...passedOn],
  wrapped: [...wrapped],
  all,
});

const plainFunction = ({ calls, ...own }: SummaryOfFunction): PlainFunction => ({
  ...own,
  calls: calls.map((call) => ({
    ...call,
    passed: call.passed.map((path) => path ?? null),
    sources: listOf(call.sources),
  })),
});

const summaryIn = ({ handlers, functions, passedOn, wrapped, all }: PlainSummary): Summary => ({
  handlers: handlers.map((one): SummaryOfHandler => ({
    ...functionIn(one),
    name: one.name,
    sources: setOf(one.sources),
  })),
  functions: new Map(functions.map(([name, one]) => [name, functionIn(one)])),
  passedOn: new Map(passedOn),
  wrapped: new Map(wrapped),
  all,
});

const functionIn = ({ calls, ...own }: PlainFunction): SummaryOfFunction => ({
  ...own,
  calls: calls.map((call) => ({
    ...call,
    passed: call.passed.map((path) => path ?? undefined),
    sources: setOf(call.sources),
  })),
});

const listOf = <T>(set: ReadonlySet<T> | undefined): T[] | null => (set ? [...set] : null);

const setOf = <T>(list: readonly T[] | null): Set<T> | undefined => (list ? new Set(list) : undefined);
