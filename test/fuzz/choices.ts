/**
 * A row of numbers that decides what a program becomes. Where the row ends, every choice is the first one, which is the
 * simplest: a shorter row of smaller numbers makes a simpler program, and so failures shrink.
 */
export class Choices {
  readonly #row: readonly number[];
  #next = 0;

  constructor(row: readonly number[]) {
    this.#row = row;
  }

  /** A number from 0 up to, and without, `limit`. */
  below(limit: number): number {
    return limit > 0 ? (this.#row[this.#next++] ?? 0) % limit : 0;
  }

  /** One of several; the first is the simplest. */
  of<T>(several: readonly T[]): T {
    const one = several[this.below(several.length)];
    if (one === undefined) throw new RangeError("There is nothing to choose from.");
    return one;
  }
}
