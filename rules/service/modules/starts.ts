import type { Step } from "../../lambda/reach.ts";
import type { Place } from "./graph.ts";

/** A handler, as the ways from it call it. */
export type Start = Pick<Step, "function" | "path">;

/**
 * All handlers that lead to a function, by their files. The graph knows the nearest of each function and no other: what all
 * of them are is looked for from caller to caller where somebody asks.
 *
 * @param leadsOn whether ways go on from a caller
 */
export function startsOf(place: Place, leadsOn: (caller: Place) => boolean): Start[] {
  const starts = new Map<string, Start>();
  const leading = new Set([place]);
  for (const one of leading)
    for (const caller of one.callers) {
      if (!leadsOn(caller)) continue;
      leading.add(caller);
      if (!caller.entry) continue;
      // What its own file only passes on is called as it is where it is written.
      const { function: name, path } = caller.ways!.steps[0] ?? {
        function: one.summary.label,
        path: one.path,
      };
      starts.set(`${path} ${name}`, { function: name, path });
    }
  return [...starts].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, start]) => start);
}
