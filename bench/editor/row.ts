/** One line of the table: what was measured, and the most it may be where there is a budget. */
export interface Row {
  what: string;
  value: number;
  unit: string;
  budget?: number;
  /** The smallest and the largest of the runs whose median it is. */
  from?: number;
  to?: number;
}

/** The median of some runs, with how far they lie apart. */
export function rowOf(what: string, runs: readonly number[], unit: string, budget?: number): Row {
  const sorted = runs.toSorted((a, b) => a - b);
  return {
    what,
    value: sorted[Math.floor(sorted.length / 2)]!,
    unit,
    ...(budget !== undefined && { budget }),
    from: sorted[0]!,
    to: sorted.at(-1)!,
  };
}

/** The row as a person reads it, with the verdict. */
export function written({ what, value, unit, budget, from, to }: Row): string {
  const number = (amount: number) => `${amount.toFixed(amount < 100 ? 1 : 0)} ${unit}`.trim();
  const spread = from === undefined || from === to ? "" : `(${number(from)} to ${number(to!)})`;
  const verdict =
    budget === undefined ? "" : `at most ${budget} ${unit}: ${value <= budget ? "met" : "MISSED"}`;
  return [what.padEnd(76), number(value).padStart(10), spread.padEnd(24), verdict].join("  ").trimEnd();
}
