import type { Edit } from "../review/finding.ts";
import { merged } from "../review/edits.ts";
import { painted, printable, tamed, type Terminal } from "./terminal.ts";

/** A line that is kept, taken away or added. */
export interface Line {
  mark: " " | "-" | "+";
  text: string;
}

const context = 2;

/** More pairs of lines than are compared in one place; beyond, all of its lines count as changed. */
const mostPairs = 1_000_000;

/** What edits change in a file, as a unified diff. */
export function diff(file: string, before: string, edits: readonly Edit[], terminal: Terminal): string {
  const name = tamed(file);
  const heads = [`--- ${name}`, `+++ ${name}`].map((line) => painted(line, "bold", terminal));
  const hunks = changedLines(before, edits).flatMap(({ head, lines }) => [
    painted(head, "cyan", terminal),
    ...lines.map((line) => {
      const { mark } = line;
      return mark === " " ? written(line) : painted(written(line), mark === "-" ? "red" : "green", terminal);
    }),
  ]);
  return [...heads, ...hunks].join("\n");
}

/** Changed lines that lie close together, with a few around them. */
export interface Hunk {
  /** Its place, as unified diffs say it: `@@ -3,5 +3,9 @@`. */
  head: string;
  /** How many lines of the old and of the new text stand before it. */
  above: { before: number; after: number };
  lines: Line[];
}

/** What edits change in a text. */
export const changedLines = (before: string, edits: readonly Edit[]): Hunk[] =>
  hunksOf(linesOf(before, edits));

/** The same as text, line by line. */
export const diffLines = (before: string, edits: readonly Edit[]): string[] =>
  changedLines(before, edits).flatMap(({ head, lines }) => [head, ...lines.map(written)]);

const written = ({ mark, text }: Line): string => `${mark}${printable(text)}`.trimEnd();

/** The lines of a text before and after its edits. Only the lines that edits touch are compared. */
function linesOf(before: string, edits: readonly Edit[]): Line[] {
  const lines: Line[] = [];
  let done = 0;
  for (const region of regionsOf(before, edits)) {
    lines.push(...kept(split(before.slice(done, region.start))));
    const { start, end } = region;
    const after = merged(
      [{ range: [start, start], text: "" }, ...region.edits, { range: [end, end], text: "" }],
      before,
    );
    lines.push(...compared(split(before.slice(start, end)), split(after.text)));
    done = region.end;
  }
  return [...lines, ...kept(split(before.slice(done)))];
}

interface Region {
  start: number;
  end: number;
  edits: Edit[];
}

/** The whole lines that edits touch, those together that share one. */
function regionsOf(text: string, edits: readonly Edit[]): Region[] {
  const regions: Region[] = [];
  for (const edit of edits.toSorted((one, other) => one.range[0] - other.range[0])) {
    const start = text.lastIndexOf("\n", edit.range[0] - 1) + 1;
    const end = text.indexOf("\n", edit.range[1]) + 1 || text.length;
    const last = regions.at(-1);
    if (last && start < last.end) {
      last.edits.push(edit);
      last.end = Math.max(last.end, end);
    } else regions.push({ start, end, edits: [edit] });
  }
  return regions;
}

const split = (text: string): string[] => {
  const lines = text.split(/\r?\n/);
  return lines.at(-1) === "" ? lines.slice(0, -1) : lines;
};

const kept = (lines: readonly string[]): Line[] => lines.map((text) => ({ mark: " ", text }));

/** Two lists of lines as one, by the longest list that both have in common. */
function compared(before: readonly string[], after: readonly string[]): Line[] {
  const shortest = Math.min(before.length, after.length);
  let head = 0;
  while (head < shortest && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < shortest - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  return [
    ...kept(before.slice(0, head)),
    ...changed(before.slice(head, before.length - tail), after.slice(head, after.length - tail)),
    ...kept(before.slice(before.length - tail)),
  ];
}

function changed(before: readonly string[], after: readonly string[]): Line[] {
  if (before.length * after.length > mostPairs)
    return [
      ...before.map((text): Line => ({ mark: "-", text })),
      ...after.map((text): Line => ({ mark: "+", text })),
    ];
  // How many lines are common from a pair of lines on.
  const common = Array.from({ length: before.length + 1 }, () => new Uint32Array(after.length + 1));
  for (let i = before.length - 1; i >= 0; i--)
    for (let j = after.length - 1; j >= 0; j--)
      common[i]![j] =
        before[i] === after[j]
          ? common[i + 1]![j + 1]! + 1
          : Math.max(common[i + 1]![j]!, common[i]![j + 1]!);

  const lines: Line[] = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length)
    if (i < before.length && before[i] === after[j]) {
      lines.push({ mark: " ", text: before[i]! });
      i++;
      j++;
    } else if (j >= after.length || (i < before.length && common[i + 1]![j]! >= common[i]![j + 1]!))
      lines.push({ mark: "-", text: before[i++]! });
    else lines.push({ mark: "+", text: after[j++]! });
  return lines;
}

function hunksOf(lines: readonly Line[]): Hunk[] {
  const hunks: { from: number; to: number }[] = [];
  for (const [index, { mark }] of lines.entries()) {
    if (mark === " ") continue;
    const [from, to] = [Math.max(0, index - context), Math.min(lines.length, index + context + 1)];
    const last = hunks.at(-1);
    if (last && from <= last.to) last.to = to;
    else hunks.push({ from, to });
  }
  const counts = countsBefore(lines);
  return hunks.map(({ from, to }) => {
    const [start, end] = [counts[from]!, counts[to]!];
    const range = (side: "before" | "after") => {
      const length = end[side] - start[side];
      // https://www.gnu.org/software/diffutils/manual/html_node/Detailed-Unified.html
      return `${length === 0 ? start[side] : start[side] + 1},${length}`;
    };
    const head = `@@ -${range("before")} +${range("after")} @@`;
    return { head, above: start, lines: lines.slice(from, to) };
  });
}

/** How many lines of the old and the new text stand before each line. */
function countsBefore(lines: readonly Line[]): { before: number; after: number }[] {
  const counts = [{ before: 0, after: 0 }];
  for (const { mark } of lines) {
    const last = counts.at(-1)!;
    counts.push({ before: last.before + Number(mark !== "+"), after: last.after + Number(mark !== "-") });
  }
  return counts;
}
