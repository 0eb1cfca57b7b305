import { styleText } from "node:util";

/** What the reader's terminal can show. */
export interface Terminal {
  columns: number;
  colours: boolean;
  hyperlinks: boolean;
}

export function painted(
  text: string,
  format: Parameters<typeof styleText>[0],
  { colours }: Terminal,
): string {
  return colours ? styleText(format, text, { validateStream: false }) : text;
}

/** A text in which no character commands the terminal, wherever it comes from: a file's name may hold any. */
export const tamed = (text: string): string => text.replace(/\p{Cc}/gu, "\uFFFD");

/** A text that opens a page when clicked, by the terminals' convention (OSC 8); the plain text where there is none. */
export function linked(text: string, page: string, { hyperlinks }: Pick<Terminal, "hyperlinks">): string {
  return hyperlinks ? `\u001B]8;;${page}\u0007${text}\u001B]8;;\u0007` : text;
}
