import type { Edit } from "../../src/review/finding.ts";

/** The text after edits, none of which overlaps another, as ESLint makes one of them. */
export function withEdits(text: string, edits: readonly Edit[]): string {
  let done = 0;
  let output = "";
  for (const { range, text: put } of edits.toSorted(byRange)) {
    output += text.slice(done, range[0]) + put;
    done = range[1];
  }
  return output + text.slice(done);
}

/** The edits that one pass of `eslint --fix` makes: of those that touch, the first. */
export function firstOfTouching(edits: readonly Edit[]): Edit[] {
  let done = -Infinity;
  return edits.toSorted(byRange).filter(({ range: [start, end] }) => {
    if (start <= done) return false;
    done = end;
    return true;
  });
}

/** Where something stands after edits; `undefined` if it was replaced. */
export function placeAfter(place: number, edits: readonly Edit[]): number | undefined {
  if (edits.some(({ range: [start, end] }) => start <= place && place < end)) return undefined;
  return edits
    .filter(({ range }) => range[1] <= place)
    .reduce((moved, { range: [start, end], text }) => moved + text.length - (end - start), place);
}

const byRange = ({ range: one }: Edit, { range: other }: Edit): number =>
  one[0] - other[0] || one[1] - other[1];
