import { painted, type Terminal } from "../report/terminal.ts";

export const heading = (text: string, terminal: Terminal): string =>
  painted(text, ["bold", "underline"], terminal);

/** A text under its heading, if it has one; the line above it is left to whoever joins the parts. */
export const section = (title: string, text: string, terminal: Terminal): string =>
  title ? `${painted(title.toUpperCase(), "bold", terminal)}\n${text}` : text;
