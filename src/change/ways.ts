import type { Finding } from "../review/finding.ts";
import type { Made } from "./inventory.ts";

/**
 * Findings of what handlers call, each with a way from one of some handlers: a change touches these, while the way that a
 * finding comes with is a shortest one, and may start at another.
 *
 * @param shown how reports call a file
 */
export function reachedFrom(
  handlers: readonly Made[],
  shown: (path: string) => string,
): (finding: Finding) => Finding {
  const certain = handlers.filter(({ isCertain }) => isCertain);
  const ways = certain
    .flatMap((one) => one.ways)
    .map((steps) => steps.map(({ path, ...step }) => ({ ...step, file: shown(path) })))
    .sort((one, other) => one.length - other.length);
  return (finding) => {
    const [start, end] = [finding.way?.[0], finding.way?.at(-1)];
    if (
      !start ||
      !end ||
      certain.some(({ path, name }) => isAt(start, { file: shown(path), function: name }))
    )
      return finding;
    const way = ways.find((steps) => isAt(steps.at(-1)!, end));
    return way ? { ...finding, handler: way[0]!.function, way } : finding;
  };
}

const isAt = (one: Named, other: Named): boolean =>
  one.file === other.file && one.function === other.function;

interface Named {
  file: string;
  function: string;
}
