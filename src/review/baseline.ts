import { prefix, rules as known } from "../../rules/plugin.ts";
import type { Finding, Review, Suppressed } from "./finding.ts";

/**
 * What a project accepts for now: how many errors of a rule in a file, by the names that ESLint gives them. What it says
 * of the rules of others is kept as it was read.
 * https://eslint.org/docs/latest/use/suppressions
 */
export type Baseline = ReadonlyMap<string, ReadonlyMap<string, Accepted>>;

interface Accepted {
  count: number;
}

/** A file, as far as a baseline speaks of it. */
type Counted = Pick<Review, "findings"> & { name: string };

/** What a text says of files and rules; `undefined` where ESLint would not have written it. */
export function baselineIn(text: string): Baseline | undefined {
  const files = entriesOf(parsed(text))?.map(([file, rules]) => [file, entriesOf(rules)] as const);
  if (!files?.every(([, rules]) => rules?.every(isAccepted))) return undefined;
  return new Map(files.map(([file, rules]) => [file, new Map(rules as [string, Accepted][])]));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

const entriesOf = (value: unknown): [string, unknown][] | undefined =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? Object.entries(value) : undefined;

const isAccepted = ([, value]: readonly [string, unknown]): boolean =>
  Number.isInteger((value as Partial<Accepted> | null)?.count);

/** As ESLint writes it, so that neither changes what the other wrote: sorted, and without an end of the last line. */
export const baselineText = (baseline: Baseline): string =>
  JSON.stringify(
    sorted([...baseline].map(([file, rules]) => [file, sorted([...rules])] as const)),
    undefined,
    2,
  );

const sorted = <T>(entries: (readonly [string, T])[]): Record<string, T> =>
  Object.fromEntries(entries.sort(([one], [other]) => (one < other ? -1 : 1)));

/**
 * A file without the findings that are accepted, which count as silenced. Of a rule that finds more than is accepted,
 * all are told, because nobody knows which of them is new.
 */
export function withoutAccepted<File extends Counted & Pick<Review, "suppressed">>(
  file: File,
  baseline: Baseline,
): File {
  const accepted = acceptedIn(baseline, file.name);
  const errors = errorsIn(file);
  const isSilent = ({ rule }: Finding) => (errors.get(rule) ?? Infinity) <= (accepted.get(rule) ?? 0);
  const silent = file.findings.filter(isSilent).map(asSuppressed);
  if (silent.length === 0) return file;
  return {
    ...file,
    findings: file.findings.filter((finding) => !isSilent(finding)),
    suppressed: [...file.suppressed, ...silent].sort(
      (one, other) => one.line - other.line || one.column - other.column,
    ),
  };
}

const asSuppressed = (finding: Finding): Suppressed => {
  const { rule, severity, line, column, endLine, endColumn, message } = finding;
  return { rule, severity, line, column, endLine, endColumn, message, reason: "", isInBaseline: true };
};

/** A baseline that accepts what is found in some files, too. It can accept errors alone. */
export const accepting = (baseline: Baseline, files: readonly Counted[]): Baseline =>
  files.reduce((before, file) => {
    const errors = [...errorsIn(file)].map(([rule, count]) => [`${prefix}/${rule}`, { count }] as const);
    if (errors.length === 0) return before;
    return new Map([...before, [file.name, new Map([...(before.get(file.name) ?? []), ...errors])]]);
  }, baseline);

/**
 * A baseline without what is mended in some files, what rules found in them that are gone, and what was in files that are.
 *
 * @param isAsked whether a rule of ours looks for errors in a file: what nobody looks for may be there
 */
export function pruned(
  baseline: Baseline,
  files: readonly Counted[],
  isGone: (file: string) => boolean,
  isAsked: (file: string, rule: string) => boolean,
): Baseline {
  const found = new Map(files.map((file) => [file.name, errorsIn(file)]));
  const mended = [...baseline].map(([file, rules]) => {
    const left = [...rules].flatMap(([id, accepted]): [string, Accepted][] => {
      const rule = ruleOf(id);
      if (rule === undefined) return [[id, accepted]];
      if (isGone(file)) return [];
      const errors = found.get(file);
      if (!errors || (Object.hasOwn(known, rule) && !isAsked(file, rule))) return [[id, accepted]];
      const count = Math.min(accepted.count, errors.get(rule) ?? 0);
      return count > 0 ? [[id, { ...accepted, count }]] : [];
    });
    return [file, new Map(left)] as const;
  });
  return new Map(mended.filter(([file, rules]) => rules.size > 0 || baseline.get(file)!.size === 0));
}

/** How many errors of our rules are accepted, and in how many files. */
export function sumsOf(baseline: Baseline): { errors: number; files: number } {
  const counts = [...baseline.keys()]
    .map((file) => [...acceptedIn(baseline, file).values()])
    .filter((counts) => counts.length > 0);
  return { errors: counts.flat().reduce((sum, count) => sum + count, 0), files: counts.length };
}

/** How many errors of each of our rules are accepted in a file. */
const acceptedIn = (baseline: Baseline, file: string): Map<string, number> =>
  new Map(
    [...(baseline.get(file) ?? [])].flatMap(([id, { count }]) => {
      const rule = ruleOf(id);
      return rule === undefined ? [] : [[rule, count] as const];
    }),
  );

function errorsIn({ findings }: Counted): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { rule, severity } of findings)
    if (severity === "error") counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return counts;
}

const ruleOf = (id: string): string | undefined =>
  id.startsWith(`${prefix}/`) ? id.slice(prefix.length + 1) : undefined;
