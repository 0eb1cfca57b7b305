import type { Edit, JointChange } from "./finding.ts";

/** A text after edits, of which none overlaps another. */
export function edited(text: string, edits: readonly Edit[]): string {
  let done = 0;
  let result = "";
  for (const { range, text: put } of edits.toSorted(byPlace)) {
    result += text.slice(done, range[0]) + put;
    done = range[1];
  }
  return result + text.slice(done);
}

/** Edits that belong together as one, which spans them all: what they put in one place stays in its order. */
export function merged(edits: readonly Edit[], text: string): Edit {
  const start = Math.min(...edits.map(({ range }) => range[0]));
  const end = Math.max(...edits.map(({ range }) => range[1]));
  const inside = edits.map(({ range: [from, to], text: put }): Edit => ({
    range: [from - start, to - start],
    text: put,
  }));
  return { range: [start, end], text: edited(text.slice(start, end), inside) };
}

/** Whether two edits cannot both be made. What one puts directly before or behind the other may be meant for the same place. */
const overlap = ({ range: [start, end] }: Edit, { range: [from, to] }: Edit): boolean =>
  start <= to && from <= end;

/** Edits without those that are there twice, in the order of their places; `undefined` where two cannot both be made. */
export function together(edits: readonly Edit[]): Edit[] | undefined {
  const kept: Edit[] = [];
  for (const edit of edits.toSorted(byPlace)) {
    const before = kept.at(-1);
    if (before && isSame(before, edit)) continue;
    if (before && overlap(before, edit)) return undefined;
    kept.push(edit);
  }
  return kept;
}

/**
 * Changes that can be made at once: each that comes first where it overlaps others. What is left can be looked at again
 * once these are made. A change that is there twice counts once.
 */
export function compatible<T extends JointChange>(changes: readonly T[]): { taken: T[]; left: T[] } {
  const made = new Map<string, Edit[]>();
  const [taken, left]: [T[], T[]] = [[], []];
  const known = new Set<string>();
  for (const change of changes) {
    const identity = JSON.stringify(change.files.map(({ file, edits }) => [file, edits]));
    if (known.has(identity)) continue;
    known.add(identity);
    const isFree = change.files.every(
      ({ file, edits }) => !made.get(file)?.some((one) => edits.some((edit) => overlap(one, edit))),
    );
    (isFree ? taken : left).push(change);
    if (!isFree) continue;
    for (const { file, edits } of change.files) made.set(file, [...(made.get(file) ?? []), ...edits]);
  }
  return { taken, left };
}

const byPlace = (one: Edit, other: Edit): number =>
  one.range[0] - other.range[0] || one.range[1] - other.range[1];

const isSame = (one: Edit, other: Edit): boolean =>
  one.text === other.text && one.range[0] === other.range[0] && one.range[1] === other.range[1];
