import { grouped } from "../../kit/grouped.ts";
import type { Step } from "../../lambda/reach.ts";
import type { Place } from "./graph.ts";
import type { Written } from "./written.ts";

/**
 * A shortest way to a function from each handler that leads to it, in the order of the handlers. The graph knows the
 * nearest of each function and no other: the others are looked for from caller to caller where somebody asks.
 *
 * @param leadsOn whether ways go on from a caller
 */
export function waysTo(place: Place, leadsOn: (caller: Place) => boolean): Step[][] {
  const calls = new Map([[place, 0]]);
  for (const [one, count] of calls)
    for (const caller of one.callers) if (leadsOn(caller) && !calls.has(caller)) calls.set(caller, count + 1);
  const starts = [...calls.keys()].filter(({ entry }) => entry);
  const ways = starts.sort(byOrder).map((start) => wayFrom(start, calls));
  return [...grouped(ways, ([start]) => `${start!.path} ${start!.function}`).values()].map(([way]) => way!);
}

/** What a file only passes on is called as it is where it is written, and starts one way with it. */
function wayFrom(start: Place, calls: ReadonlyMap<Place, number>): Step[] {
  const steps = [...start.ways!.steps];
  for (let place = start, left = calls.get(start)!; left > 0; left--) {
    place = place.links!.find(({ to }) => calls.get(to) === left - 1)!.to;
    steps.push(stepTo(place));
  }
  return steps;
}

export const byOrder = ({ ways: one }: Place, { ways: other }: Place): number => {
  const index = one!.order.findIndex((place, at) => place !== other!.order[at]);
  return index < 0 ? 0 : one!.order[index]! - (other!.order[index] ?? -1);
};

export const stepTo = ({ summary: { label, line }, path }: Written): Step => ({
  function: label,
  path,
  line,
});
