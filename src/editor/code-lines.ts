import type { CodeLine, Piece } from "../../media/messages.ts";
import { changedLines } from "../report/diff.ts";
import { edited } from "../review/edits.ts";
import type { Edit, Finding } from "../review/finding.ts";
import { piecesOf } from "../teaching/highlight.ts";

/** How many lines are shown above and below a finding. */
const around = 3;

/** How many lines of one finding are shown: some span a whole handler. */
const most = 10;

/** How many characters of a line are shown: somebody may open what a bundler wrote. */
const widest = 200;

/** The lines of a finding with those around it. */
export function linesAround(text: string, { line, endLine }: Pick<Finding, "line" | "endLine">): CodeLine[] {
  const lines = lineByLine(text);
  const last = Math.min(endLine, line + most - 1);
  const from = Math.max(1, line - around);
  return lines.slice(from - 1, last + around).map((pieces, index) => {
    const number = from + index;
    return { number, mark: number >= line && number <= last ? ">" : " ", pieces };
  });
}

/** What edits change in a text: stretches of lines, each with the numbers of the text that has it. */
export function differences(text: string, edits: readonly Edit[]): CodeLine[][] {
  const [old, young] = [lineByLine(text), lineByLine(edited(text, edits))];
  return changedLines(text, edits).map(({ above, lines }) => {
    let { before, after } = above;
    return lines.map(({ mark }) => {
      if (mark !== "+") before++;
      if (mark !== "-") after++;
      const [number, pieces] = mark === "-" ? [before, old[before - 1]!] : [after, young[after - 1]!];
      return { number, mark, pieces };
    });
  });
}

/** Code in pieces, line by line: a comment of several lines is one in each of them. */
function lineByLine(text: string): Piece[][] {
  const lines: Piece[][] = [[]];
  for (const { text: piece, kind } of piecesOf(text.replaceAll("\r\n", "\n"))) {
    const [first, ...others] = piece.split("\n");
    const put = (part: string) => lines.at(-1)!.push({ text: part, ...(kind && { kind }) });
    put(first!);
    for (const part of others) {
      lines.push([]);
      put(part);
    }
  }
  return lines.map(cut);
}

/** A line without what is empty in it, and without its end where it is too long. */
function cut(pieces: readonly Piece[]): Piece[] {
  let left = widest;
  const kept: Piece[] = [];
  for (const piece of pieces) {
    if (!piece.text) continue;
    if (piece.text.length > left) return [...kept, { ...piece, text: `${piece.text.slice(0, left)}…` }];
    left -= piece.text.length;
    kept.push(piece);
  }
  return kept;
}
