import { tamed } from "./terminal.ts";

/** A text between tags or quotes of HTML and XML, in which no markup is left, and no command of a pipeline's log. */
export const escaped = (text: string): string =>
  tamed(text).replace(/[&<>"'`]/g, (character) => `&#${character.charCodeAt(0)};`);
