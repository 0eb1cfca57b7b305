import { segmentsOf } from "./segments.ts";
import { tamed } from "./terminal.ts";

/** Nothing that a reader looks for stands further along. */
const longestText = 400;
const longestName = 200;

/** Prose from a repository, in which nothing is a link, a mention, a number of an issue, HTML or formatting. */
export const text = (words: string): string =>
  shortened(tamed(words), longestText)
    .replace(/[\\`*_[\]<>|~&#$]/g, "\\$&")
    .replace(/@(?=\w)/g, "@\u200B")
    .replace(/#(?=\d)/g, "#\u200B")
    .replace(/:(?=\/\/)/g, ":\u200B")
    .replace(/\bwww(?=\.)/gi, "$&\u200B");

/**
 * Code or a name from a repository. Between backticks nothing is read but what ends a table's cell or the code itself:
 * what holds such a character is written as HTML, all of its own in numbers.
 */
export function code(words: string): string {
  const shown = shortened(tamed(words), longestName) || " ";
  if (!/[`|\\]/.test(shown)) return `\`${shown}\``;
  const inNumbers = shown.replace(/[^\p{L}\p{N} .,/()-]/gu, (character) => `&#${character.codePointAt(0)};`);
  return `<code>${inNumbers}</code>`;
}

/** A message of ours, whose code is from a repository. */
export const sentence = (message: string): string =>
  segmentsOf(message)
    .map(({ isCode, text: words }) => (isCode ? code(words) : text(words)))
    .join("");

/** Lines of a repository as a block that none of them ends. */
export function fenced(lines: readonly string[], language: string): string {
  const longest = Math.max(2, ...lines.flatMap((line) => (line.match(/`+/g) ?? []).map((run) => run.length)));
  const fence = "`".repeat(longest + 1);
  return [fence + language, ...lines, fence].join("\n");
}

const shortened = (words: string, most: number): string =>
  words.length <= most ? words : `${words.slice(0, most - 1).replace(/\p{Cs}$/u, "")}…`;
