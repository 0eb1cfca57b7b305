import type { Reason, Touched } from "../report/change.ts";
import type { Made } from "./inventory.ts";
import { firstTouched, type ChangedLines } from "./lines.ts";
import type { Names } from "./names.ts";

/** One side of a change: what is made of which parts, and which lines the change touches. */
export interface Side {
  made: readonly Made[];
  changed: ReadonlyMap<string, ChangedLines>;
  /** Whether there is such a handler or function, be it made of what the change is about or not. */
  has(one: Pick<Made, "kind" | "path" | "name">): boolean;
}

/** What a change touches, as it is now and as it was. */
export interface TouchedOnBothSides {
  touched: Touched[];
  now: Made[];
  before: Made[];
  /** Of those of before, the handlers that are still there and made of nothing of the change any more. */
  left: Made[];
}

/**
 * The handlers of which a change touches some part, on either side of it. What was only taken away, such as a call or
 * the mapping of a queue, shows in what they were made of before.
 */
export function touchedIn(now: Side, before: Side, names: Names): TouchedOnBothSides {
  const keyNow = ({ kind, path, name }: Made) => `${kind} ${path} ${name}`;
  const keyBefore = (one: Made) => keyNow({ ...one, path: names.now(one.path) });
  const makes = new Map(now.made.map((one) => [keyNow(one), one]));
  const made = new Map(before.made.map((one) => [keyBefore(one), one]));

  const result: TouchedOnBothSides = { touched: [], now: [], before: [], left: [] };
  for (const key of new Set([...makes.keys(), ...made.keys()])) {
    const current = makes.get(key);
    const former = made.get(key);
    const because = [
      ...(current ? reasonsFor(current, now.changed, (path) => path) : []),
      ...(former ? reasonsFor(former, before.changed, names.now) : []),
    ];
    if (because.length === 0) continue;
    if (current) result.now.push(current);
    if (former) result.before.push(former);
    const { kind, path, line, name, sources, isCertain } = current ?? former!;
    const isNew = !former && !before.has({ kind, path: names.before(path), name });
    const isGone = !current && !now.has({ kind, path: names.now(path), name });
    if (!current && !isGone && kind === "handler") result.left.push(former!);
    if (!isCertain) continue;
    // The code of a function came in sight: it is one of the handlers.
    if (kind === "function" && !current && !isGone) continue;
    const state = isNew ? "new" : isGone ? "gone" : "changed";
    result.touched.push({ kind, file: path, line, name, sources, state, because: firstOfEach(because) });
  }
  return result;
}

function reasonsFor(
  { parts }: Made,
  changed: ReadonlyMap<string, ChangedLines>,
  nameNow: (path: string) => string,
): Reason[] {
  const paths = new Set(parts.map(({ path }) => path));
  return [...paths].flatMap((path) =>
    (["code", "called", "used", "deployment"] as const).flatMap((what): Reason[] => {
      const own = parts.filter((part) => part.path === path && part.what === what);
      const line = firstTouched(changed.get(path), own);
      return line === undefined ? [] : [{ what, file: nameNow(path), line }];
    }),
  );
}

/** One reason of each kind for each file, its first line. */
function firstOfEach(reasons: readonly Reason[]): Reason[] {
  const first = new Map<string, Reason>();
  for (const reason of reasons) {
    const key = `${reason.what} ${reason.file}`;
    const known = first.get(key);
    if (!known || reason.line < known.line) first.set(key, reason);
  }
  return [...first.values()].sort(byPlace);
}

/** Sorts by file, then line. */
export const byPlace = (
  one: { file: string; line: number },
  other: { file: string; line: number },
): number => (one.file === other.file ? one.line - other.line : one.file < other.file ? -1 : 1);
