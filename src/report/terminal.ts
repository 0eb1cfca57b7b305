import { styleText } from "node:util";

/** What the reader's terminal can show. */
export interface Terminal {
  columns: number;
  colours: boolean;
  hyperlinks: boolean;
  /** Whether somebody is there, who may want to know what to do next. */
  isInteractive?: boolean;
}

export function painted(
  text: string,
  format: Parameters<typeof styleText>[0],
  { colours }: Terminal,
): string {
  return colours ? styleText(format, text, { validateStream: false }) : text;
}

/**
 * A text that commands neither a terminal nor what reads its output, wherever it comes from: a file's name may hold
 * anything. What turns the direction of writing would show another text than there is.
 */
export const tamed = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069\uFFFE\uFFFF]/gu, "\uFFFD")
    .replace(commands, "$&\u200B");

/**
 * What starts a command in the log of a pipeline, where it is not broken: `::error::` at the start of a line, and
 * `##[error]`, `##vso[…]` and `##teamcity[…]` anywhere.
 * https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
 */
const commands = /(?<=^|\s):(?=:)|#(?=#\w*\[)/g;

/** A line in which every tab is as wide as any other, so that carets can stand under what they mean. */
export const printable = (line: string): string => tamed(line.replaceAll("\t", "  "));

/** A text that opens a page when clicked, by the terminals' convention (OSC 8); the plain text where there is none. */
export function linked(text: string, page: string, { hyperlinks }: Pick<Terminal, "hyperlinks">): string {
  return hyperlinks ? `\u001B]8;;${page}\u0007${text}\u001B]8;;\u0007` : text;
}
