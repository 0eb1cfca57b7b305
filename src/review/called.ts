import type { Step as StepInside } from "../../rules/lambda/reach.ts";
import { serviceFor } from "../../rules/service/service-for.ts";
import type { ReviewOptions, Step } from "./finding.ts";
import { placeOf } from "./place.ts";
import { namesFor, saidOf } from "./review.ts";

/** A function of a file that handlers in other files call. */
export interface CalledFunction {
  name: string;
  /** From 1. */
  line: number;
  /** A shortest way from each of these handlers to the function, the shortest first. */
  ways: Step[][];
}

/** The functions of a file that run on each invocation of handlers in others, as they stand in the file. */
export function calledIn(path: string, options: ReviewOptions): CalledFunction[] {
  const { root: cwd = "" } = options;
  const here = serviceFor({ filename: placeOf(path, options), cwd });
  if (!here) return [];

  const nameOf = namesFor(path, options);
  const stepOf = ({ path: file, ...step }: StepInside): Step => ({ ...step, file: nameOf(file) });
  const called = saidOf(path, options).reached.flatMap(({ name, steps }): CalledFunction[] => {
    const ways = here.modules.waysTo(here.path, name).filter(([start]) => start!.path !== here.path);
    const { function: label, line } = steps.at(-1)!;
    const byLength = [...ways].sort((one, other) => one.length - other.length);
    return ways.length > 0 ? [{ name: label, line, ways: byLength.map((way) => way.map(stepOf)) }] : [];
  });
  return called.sort((one, other) => one.line - other.line);
}
