import { codeFrameColumns } from "@babel/code-frame";
import type { Finding } from "../review/finding.ts";
import { printable } from "./terminal.ts";

type Place = Pick<Finding, "line" | "column" | "endLine" | "endColumn">;

const linesAbove = 2;
const linesBelow = 1;
/** What stands around a line number: `> ` before, ` | ` after. */
const gutterWidth = 5;

/**
 * The source at a place, with carets under it, at most `width` columns wide. Of a place that spans lines the first
 * is marked: where a mistake begins is what a reader looks for.
 */
export function frame(text: string, place: Place, width: number, colours: boolean): string {
  const lines = text.split(/\r\n|[\n\r\u2028\u2029]/);
  const first = Math.max(1, place.line - linesAbove);
  const last = Math.min(lines.length, place.line + linesBelow);

  const marked = lines[place.line - 1] ?? "";
  const start = printable(marked.slice(0, place.column - 1)).length;
  const endColumn = place.endLine === place.line ? place.endColumn : marked.trimEnd().length + 1;
  const end = Math.max(start + 1, printable(marked.slice(0, endColumn - 1)).length);

  const room = Math.max(20, width - gutterWidth - String(last).length);
  const from = end <= room ? 0 : Math.max(0, start - Math.floor(room / 3));
  const shown = lines.slice(first - 1, last).map((line) => cropped(printable(line), from, room));

  return codeFrameColumns(
    "\n".repeat(first - 1) + shown.join("\n"),
    {
      start: { line: place.line, column: start - from + 1 },
      end: { line: place.line, column: Math.min(end - from, room) + 1 },
    },
    { linesAbove, linesBelow, forceColor: colours, highlightCode: colours },
  );
}

/** The part of a line that starts at a column and fits, with a mark where something was left out. */
function cropped(line: string, from: number, room: number): string {
  const part = line.slice(from, from + room);
  const head = from > 0 && part ? `…${part.slice(1)}` : part;
  return line.length > from + room ? `${head.slice(0, -1)}…` : head;
}
