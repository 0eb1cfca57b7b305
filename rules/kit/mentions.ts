import { oncePerFile } from "./once.ts";
import type { SourceCode } from "./rule.ts";

/** Whether a file mentions something anywhere in its text. One look through the text answers all who ask. */
export const mentions = (words: RegExp): ((sourceCode: SourceCode) => boolean) =>
  oncePerFile(({ text }) => words.test(text));
