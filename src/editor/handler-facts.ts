import type { Finding, FoundHandler } from "../review/finding.ts";

/**
 * The handler of a file that a finding counts for. What stands beside all of them, and runs before the first event,
 * counts for the first; what a handler in another file leads to counts for none.
 */
export function handlerOf(finding: Finding, handlers: readonly FoundHandler[]): FoundHandler | undefined {
  if (finding.way) return undefined;
  return handlers.find(({ name }) => name === finding.handler) ?? handlers[0];
}

/** Where a line of a text is in a newer one: above and below what was changed, it is the same line. Lines count from 1. */
export function movedLine(line: number, before: string, now: string): number {
  if (before === now) return line;
  const [old, young] = [before.split("\n"), now.split("\n")];
  const shorter = Math.min(old.length, young.length);
  let above = 0;
  while (above < shorter && old[above] === young[above]) above++;
  if (line <= above) return line;
  let below = 0;
  while (below < shorter - above && old.at(-1 - below) === young.at(-1 - below)) below++;
  return line > old.length - below ? line + young.length - old.length : Math.min(line, young.length);
}
