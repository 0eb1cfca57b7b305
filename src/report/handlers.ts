import { counted } from "./words.ts";

/** What to tell who expected handlers where none was found. */
export const whatHandlersAre =
  "A handler is an exported function that Lambda calls with an event: `export const handler = async (event) => …`.";

/** What to say of the functions that take an event and are not counted as handlers; nothing where there is none. */
export function eventTakersOf(count: number): string {
  if (count === 0) return "";
  const which = count === 1 ? "a helper, or a handler" : "helpers, or handlers";
  return `${counted(count, "other function")} ${count === 1 ? "takes" : "take"} a Lambda event: ${which} that only a template names.`;
}
