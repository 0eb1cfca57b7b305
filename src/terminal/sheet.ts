import { linked, type Terminal } from "../report/terminal.ts";

/** What a text is written on. */
export interface Sheet {
  terminal: Terminal;
  /** The columns that are left. */
  width: number;
  /** Where a link leads; those between pages are the names of files. */
  addressOf(href: string): string;
}

/** Prose across a wide window is hard to read. */
const maximumWidth = 80;

export const sheetOn = (terminal: Terminal, addressOf: Sheet["addressOf"] = (href) => href): Sheet => ({
  terminal,
  width: Math.min(terminal.columns, maximumWidth),
  addressOf,
});

export const narrower = (sheet: Sheet, by: number): Sheet => ({ ...sheet, width: sheet.width - by });

/** An address is never broken, so that a click finds it whole; where the terminal knows links, a name stands for it. */
export const reference = (name: string, address: string, { terminal }: Sheet): string =>
  terminal.hyperlinks ? linked(name, address, terminal) : address;
