import type { Terminal } from "../../src/report/terminal.ts";

/** A pipe, or a terminal with NO_COLOR and without links. */
export const plain: Terminal = { columns: 80, colours: false, hyperlinks: false };

export const colourful: Terminal = { columns: 80, colours: true, hyperlinks: true };

/** Lines that are too long, but for addresses, which are never broken. */
export const tooLong = (text: string): string[] =>
  text.split("\n").filter((line) => line.length > 80 && !/^\W*https:\S+$/.test(line));
