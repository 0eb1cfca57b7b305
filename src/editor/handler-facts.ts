import type { Finding, FoundHandler } from "../review/finding.ts";

/** All of its file through which Lambda gets to a finding, by the names that others call it. */
export const throughOf = ({ through, handler }: Finding): readonly string[] =>
  through ?? (handler === undefined ? [] : [handler]);

/** The same of all findings of a file. */
export const throughAll = (findings: readonly Finding[]): string[] => [
  ...new Set(findings.flatMap(throughOf)),
];

/**
 * The handlers of a file that a finding counts for: each that runs the code. What stands beside all of them, and runs before
 * the first event, counts for each; what only handlers in other files lead to, or a function that may be one, counts for none.
 */
export function handlersOf(finding: Finding, handlers: readonly FoundHandler[]): readonly FoundHandler[] {
  const running = handlers.filter(({ name }) => throughOf(finding).includes(name));
  if (running.length > 0 || finding.handler !== undefined) return running;
  const around = handlers.filter(({ line, endLine }) => line <= finding.line && finding.endLine <= endLine);
  return around.length > 0 ? around : handlers;
}

/** The one of these that a finding is told with. */
export const handlerOf = (finding: Finding, handlers: readonly FoundHandler[]): FoundHandler | undefined => {
  const all = handlersOf(finding, handlers);
  return all.find(({ name }) => name === finding.handler) ?? all[0];
};

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
