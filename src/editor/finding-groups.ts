import { slides } from "../../rules/slides.ts";
import { topics } from "../teaching/slide.ts";
import type { Finding, FoundHandler } from "../review/finding.ts";
import { callersLeadingTo, type Caller } from "./callers.ts";
import { handlersOf } from "./handler-facts.ts";

/** What is known of a file, which may be open or not. */
export interface FileResult {
  /** Its address. */
  file: string;
  /** What people call it. */
  path: string;
  /** What stands there before its path in its folder, where there are several folders: `shop/`. */
  prefix: string;
  /** The files that it takes code from, by their paths in the folder. */
  imports: readonly string[];
  handlers: readonly FoundHandler[];
  findings: readonly Finding[];
  /** The handlers in other files that lead to the findings. */
  callers: readonly Caller[];
  /** What the findings are in, where somebody needs it. */
  text?: string;
}

export const groupings = ["handler", "slide", "severity", "file"] as const;
export type Grouping = (typeof groupings)[number];

export const filters = ["all", "changed", "fixable", "currentFile"] as const;
export type Filter = (typeof filters)[number];

/** A finding where it is; a command that takes an origin takes it too. */
export interface Entry {
  file: string;
  path: string;
  rule: string;
  line: number;
  finding: Finding;
}

export interface Group {
  /** No two have the same. */
  key: string;
  title: string;
  path?: string;
  /** What a group of a handler is of, where its file was reviewed. */
  of?: { handler: FoundHandler; file: string };
  entries: Entry[];
}

/** All findings, file by file in the order of their paths, and from the top of each to its end. */
export const entriesOf = (results: readonly FileResult[]): Entry[] =>
  results
    .toSorted((one, other) => (one.path < other.path ? -1 : 1))
    .flatMap(({ file, path, findings }) =>
      findings.map((finding) => ({ file, path, rule: finding.rule, line: finding.line, finding })),
    );

export function filtered(
  results: readonly FileResult[],
  filter: Exclude<Filter, "changed">,
  currentFile: string | undefined,
): FileResult[] {
  if (filter === "currentFile") return results.filter(({ file }) => file === currentFile);
  if (filter === "all") return [...results];
  const fixable = results.map((result) => ({ ...result, findings: result.findings.filter(isFixable) }));
  const counted = new Set(
    fixable.flatMap((result) =>
      result.findings.flatMap((finding) => groupsOfHandlers(finding, result).map(({ key }) => key)),
    ),
  );
  return fixable.map((result) => ({
    ...result,
    // What has nothing to mend is not asked for.
    handlers: result.handlers.filter(({ name }) => counted.has(handlerKey(result.path, name).key)),
  }));
}

export const isFixable = ({ fix, suggestions, joint }: Finding): boolean =>
  fix !== undefined || suggestions.length > 0 || (joint !== undefined && "files" in joint);

export function groupsOf(results: readonly FileResult[], grouping: Grouping): Group[] {
  const groups = new Map<string, Group>();
  const groupAs = ({ key, ...rest }: Omit<Group, "entries">): Group => {
    const group = groups.get(key) ?? { key, ...rest, entries: [] };
    groups.set(key, group);
    return group;
  };
  const sorted = results.toSorted((one, other) => (one.path < other.path ? -1 : 1));

  // Handlers without findings are there too, so that somebody sees what was reviewed.
  if (grouping === "handler")
    for (const { file, path, handlers } of sorted)
      for (const handler of handlers) groupAs({ ...handlerKey(path, handler.name), of: { handler, file } });
  if (grouping === "severity") for (const severity of ["error", "warning"]) groupAs(keyed(severity));
  if (grouping === "slide") for (const topic of topics) groupAs({ key: topic, title: slides[topic] });

  const byFile = new Map(sorted.map((result) => [result.file, result]));
  for (const entry of entriesOf(sorted)) {
    const { finding, path, file } = entry;
    const groupsOfEntry =
      grouping === "handler"
        ? groupsOfHandlers(finding, byFile.get(file)!)
        : grouping === "slide"
          ? [{ key: finding.slide, title: slides[finding.slide] }]
          : [keyed(grouping === "severity" ? finding.severity : path)];
    // In a tree, nothing has two parents.
    for (const group of groupsOfEntry) groupAs(group).entries.push({ ...entry });
  }
  return [...groups.values()].filter(({ entries, of }) => entries.length > 0 || of);
}

const keyed = (key: string) => ({ key, title: key });

const handlerKey = (path: string, name: string) => ({ key: `${path}#${name}`, title: name, path });

/** A finding counts for each handler that leads to it. What is of none, as in a template, is its file's. */
function groupsOfHandlers(
  finding: Finding,
  { path, prefix, handlers, callers }: FileResult,
): Omit<Group, "entries">[] {
  const own = handlersOf(finding, handlers).map(({ name }) => handlerKey(path, name));
  const others = callersLeadingTo(finding, callers).map(({ file, handler }) =>
    handlerKey(prefix + file, handler),
  );
  const all = new Map([...own, ...others].map((group) => [group.key, group]));
  if (all.size > 0) return [...all.values()];
  const [first] = finding.way ?? [];
  return [first ? handlerKey(prefix + first.file, first.function) : keyed(path)];
}

/** Files whose findings count for no handlers but those in them, where one of these leads there: the view is about these. */
export function amongThemselves(results: readonly FileResult[]): FileResult[] {
  const keys = new Set(
    results.flatMap(({ path, handlers }) => handlers.map(({ name }) => handlerKey(path, name).key)),
  );
  return results.map((result) => ({
    ...result,
    callers: result.callers.filter(({ file, handler }) =>
      keys.has(handlerKey(result.prefix + file, handler).key),
    ),
  }));
}

/** Where somebody is, or a finding starts. Lines and columns count from 1. */
export interface Spot {
  path: string;
  line: number;
  column: number;
}

/** The finding after a place, or the one before it; past the last one comes the first. */
export function neighbour<T extends Entry>(
  entries: readonly T[],
  here: Spot | undefined,
  step: 1 | -1,
): T | undefined {
  const [first, last] = [entries[0], entries.at(-1)];
  if (!here) return step === 1 ? first : last;
  const isBeyond = ({ path, finding: { line, column } }: Entry) =>
    distance({ path, line, column }, here) * step > 0;
  return step === 1 ? (entries.find(isBeyond) ?? first) : (entries.findLast(isBeyond) ?? last);
}

/** Below zero where the one comes before the other, zero where they are the same. */
function distance(one: Spot, other: Spot): number {
  if (one.path !== other.path) return one.path < other.path ? -1 : 1;
  return one.line - other.line || one.column - other.column;
}
