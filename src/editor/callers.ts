import type { Belonging } from "../../rules/service/service-for.ts";
import type { Finding, FoundHandler } from "../review/finding.ts";
import { handlersOf, throughOf } from "./handler-facts.ts";

/** A handler in another file that leads to a function of one. */
export interface Caller {
  /** The function, as its own file calls it to others. */
  of: string;
  handler: string;
  /** Called as the one with the function is. */
  file: string;
}

/** The handlers in other files that lead to some functions of one. */
export const callersOf = (
  functions: readonly string[],
  { modules, path }: Belonging,
  nameOf: (file: string) => string,
): Caller[] =>
  functions.flatMap((of) =>
    modules.waysTo(path, of).map(([start]) => ({ of, handler: start!.function, file: nameOf(start!.path) })),
  );

/** Those that lead to a finding. */
export const callersLeadingTo = (finding: Finding, callers: readonly Caller[]): Caller[] =>
  callers.filter(({ of }) => throughOf(finding).includes(of));

/** What is known of a file, which is called as those of callers are. */
interface Running {
  path: string;
  handlers: readonly FoundHandler[];
  callers: readonly Caller[];
}

/** How many handlers run what is found in a file, besides the one that it is told with. */
export function othersRunning(finding: Finding, { path, handlers, callers }: Running): number {
  const own = handlersOf(finding, handlers).map(({ name }) => `${path} ${name}`);
  const elsewhere = callersLeadingTo(finding, callers).map(({ file, handler }) => `${file} ${handler}`);
  // A file that only passes a handler on leads to it, too.
  const all = new Set([...own, ...elsewhere]);
  return Math.max(all.size - 1, 0);
}

/** Callers in a few characters to be compared: to some files, all handlers of a repository lead. */
export function callersDigest(callers: readonly Caller[]): string {
  const all = JSON.stringify(callers);
  let hash = 0;
  for (let index = 0; index < all.length; index++) hash = (Math.imul(hash, 31) + all.charCodeAt(index)) | 0;
  return `${all.length} ${hash}`;
}
