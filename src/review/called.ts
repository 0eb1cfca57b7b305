import { grouped } from "../../rules/kit/grouped.ts";
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
  const called = new Set(saidOf(path, options).reached.map(({ name }) => name));
  if (!here || called.size === 0) return [];

  const nameOf = namesFor(path, options);
  const stepOf = ({ path: file, ...step }: StepInside): Step => ({ ...step, file: nameOf(file) });
  const calls = [...here.modules.callsInto(here.path)].filter(
    ({ name, steps }) => called.has(name) && steps.length > 1,
  );
  return [...grouped(calls, ({ name }) => name).values()]
    .map((some) => {
      const ways = some.map(({ steps }) => steps.map(stepOf)).sort((one, other) => one.length - other.length);
      const { function: name, line } = ways[0]!.at(-1)!;
      return { name, line, ways };
    })
    .sort((one, other) => one.line - other.line);
}
