import type { Given } from "../../lambda/given.ts";
import type { Target } from "../../lambda/targets.ts";
import type { ModulePaths } from "./paths.ts";
import type { Summary } from "./summary.ts";
import { writtenAs, type Written } from "./written.ts";

/** How many functions in a row only return what the next one gives. */
const mostReturns = 6;

/** What is certainly given by whatever a name in a module stands for. */
export function givenBy(
  target: Target,
  from: string,
  summaryOf: (path: string) => Summary,
  paths: ModulePaths,
): Given {
  const writtenFrom = (one: Target, path: string) => writtenAs(one, path, summaryOf, paths, new Set());
  const isPromise = (written: readonly Written[], depth = mostReturns): boolean =>
    depth > 0 &&
    written.length > 0 &&
    written.every(
      ({ path, summary }) =>
        summary.isPromise || summary.returned.some((one) => isPromise(writtenFrom(one, path), depth - 1)),
    );

  const written = writtenFrom(target, from);
  const [unstable, another] = new Set(written.map(({ summary }) => summary.unstable));
  const [first = [], ...others] = written.map(({ summary }) => summary.calledBack);
  return {
    isPromise: isPromise(written),
    unstable: another === undefined ? unstable : undefined,
    calledBack: first.filter((index) => others.every((one) => one.includes(index))),
    keepsErrors: written.length > 0 && written.every(({ summary }) => summary.keepsErrors),
  };
}
