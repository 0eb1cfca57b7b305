import type { Target } from "../../lambda/targets.ts";
import type { ModulePaths } from "./paths.ts";
import type { Summary } from "./summary.ts";
import { writtenAs } from "./written.ts";

/** How many functions in a row only return what the next one gives. */
const mostReturns = 6;

/** Whether whatever a name in a module stands for certainly gives a promise of work that goes on once it was called. */
export function givesPromise(
  target: Target,
  from: string,
  summaryOf: (path: string) => Summary,
  paths: ModulePaths,
  depth = mostReturns,
): boolean {
  if (depth === 0) return false;
  const written = writtenAs(target, from, summaryOf, paths, new Set());
  return (
    written.length > 0 &&
    written.every(
      ({ path, summary }) =>
        summary.isAsynchronous ||
        summary.returned.some((one) => givesPromise(one, path, summaryOf, paths, depth - 1)),
    )
  );
}
