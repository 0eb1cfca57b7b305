import manifest from "../../rules/package.json" with { type: "json" };
import { sourceNamed, type SourceName } from "../../rules/lambda/event-sources.ts";
import { asJson } from "./as-json.ts";
import { whatHandlersAre } from "./handlers.ts";
import type { FileProblem } from "./report.ts";
import { painted, tamed, type Terminal } from "./terminal.ts";
import { counted, indented, wrapped } from "./words.ts";

/** A handler, and why it is one. */
export interface ListedHandler {
  file: string;
  line: number;
  name: string;
  /** What its own file shows, in words. */
  code: string;
  sources: SourceName[];
  /** The functions that templates say it is deployed as. */
  deployments: ListedDeployment[];
}

/** What a template says of a handler; `null` is what cannot be told. */
export interface ListedDeployment {
  template: string;
  line: number;
  function: string;
  sources: SourceName[];
  /** What else invokes it, in words: what sends no event of a source, or not as it is. */
  otherInvokers: string[];
  /** Whether there may be more than these. */
  mayHaveOtherSources: boolean;
  batchSizes: (number | null)[];
  runtime: string | null;
  /** Seconds. */
  timeout: number | null;
  /** Megabytes. */
  memory: number | null;
}

export interface HandlerList {
  handlers: ListedHandler[];
  problems: FileProblem[];
  /** Whether there were more folders, templates or modules than are searched. */
  isCut: boolean;
}

/** The list for programs. */
export const handlersAsJson = ({ handlers, problems, isCut }: HandlerList): string =>
  asJson({
    version: manifest.version,
    handlers,
    isComplete: !isCut,
    problems: problems.map(({ file, message }) => ({ file, message })),
  });

/** What the table says of each function, in its columns. */
const titles = ["Shown by", "Sources", "Batch", "Runtime", "Timeout", "Memory"];
const gap = "  ";

/** The list for people: below each handler a line for each function it is deployed as, or for what its code shows. */
export function handlerTable({ handlers, problems, isCut }: HandlerList, terminal: Terminal): string {
  const layout = layoutFor(handlers.flatMap(rowsOf), Math.min(terminal.columns, 120));
  const rows = handlers.map((handler) =>
    [titleOf(handler, terminal), ...rowsOf(handler).map((row) => layout.row(row))].join("\n"),
  );
  const files = new Set(handlers.map(({ file }) => file)).size;
  const named = handlers.filter(({ deployments }) => deployments.length > 0).length;
  const prose = (text: string) => wrapped(text, Math.min(80, terminal.columns));
  const paragraphs = [
    ...(handlers.length > 0 && layout.titles ? [painted(layout.titles, "dim", terminal)] : []),
    ...(handlers.length > 0 ? [rows.join("\n")] : []),
    ...(problems.length > 0 ? [problemsOf(problems, prose)] : []),
    ...(isCut
      ? [
          prose(
            "There are more folders, templates or modules than are searched: some handlers may be deployed by those, or call them.",
          ),
        ]
      : []),
    handlers.length > 0
      ? prose(
          `${counted(handlers.length, "handler")} in ${counted(files, "file")}, ${named} named by a template.`,
        )
      : prose(`No Lambda handlers found. ${whatHandlersAre}`),
  ];
  return `${paragraphs.join("\n\n")}\n`;
}

/** `src/orders.ts:12  handler`, in one line. */
function titleOf({ file, line, name }: ListedHandler, terminal: Terminal): string {
  const half = Math.floor((terminal.columns - gap.length) / 2);
  const path = `${tamed(file)}:${line}`;
  const shownName = shortened(name, Math.max(half, terminal.columns - gap.length - path.length));
  const shownPath = shortenedPath(path, terminal.columns - gap.length - shownName.length);
  return `${painted(shownPath, "bold", terminal)}${gap}${shownName}`;
}

/** A line of the table: where something says what a handler is, and what it says. */
interface Row {
  by: string;
  sources: string;
  mayBeMore: boolean;
  settings: Pick<ListedDeployment, "batchSizes" | "runtime" | "timeout" | "memory"> | undefined;
}

const rowsOf = (handler: ListedHandler): Row[] =>
  handler.deployments.length > 0
    ? handler.deployments.map((one) => rowOf(one, handler))
    : [
        {
          by: tamed(handler.code),
          sources: listOf(handler.sources.map(titleOfSource)) ?? unknown,
          mayBeMore: false,
          settings: undefined,
        },
      ];

function rowOf(deployment: ListedDeployment, handler: ListedHandler): Row {
  const { template, line, sources, otherInvokers, mayHaveOtherSources } = deployment;
  const said = [...sources.map(titleOfSource), ...otherInvokers];
  const known = listOf(said.length > 0 ? said : handler.sources.map(titleOfSource));
  return {
    by: `${tamed(template)}:${line}`,
    sources: known ?? (mayHaveOtherSources ? unknown : "none"),
    mayBeMore: known !== undefined && mayHaveOtherSources,
    settings: deployment,
  };
}

interface Layout {
  titles: string | undefined;
  row: (row: Row) => string;
}

/** A table where all of it has room, or else the cells of each row below each other. */
function layoutFor(rows: readonly Row[], width: number): Layout {
  const cells = [titles, ...rows.map(cellsOf)];
  const widths = titles.map((_, column) =>
    cells.reduce((widest, row) => Math.max(widest, row[column]?.length ?? 0), 0),
  );
  if (widths.reduce((sum, column) => sum + gap.length + column, 0) > width)
    return { titles: undefined, row: (row) => stacked(row, width) };

  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => gap + cell.padEnd(widths[column]!))
      .join("")
      .trimEnd();
  return { titles: line(titles), row: (row) => line(cellsOf(row)) };
}

const invokersOf = ({ sources, mayBeMore }: Row): string => (mayBeMore ? `${sources}, maybe more` : sources);

function cellsOf(row: Row): string[] {
  const own = [row.by, invokersOf(row)];
  if (!row.settings) return own;
  const { batchSizes, runtime, timeout, memory } = row.settings;
  return [...own, sizesOf(batchSizes), runtime ?? unknown, spelt(timeout, "s"), spelt(memory, "MB")];
}

function stacked(row: Row, width: number): string {
  const { by, settings } = row;
  const room = width - 2 * gap.length;
  const parts = [row.sources === unknown ? "source unknown" : invokersOf(row)];
  if (settings) {
    const { batchSizes, runtime, timeout, memory } = settings;
    if (batchSizes.length > 0) parts.push(`batch ${sizesOf(batchSizes)}`);
    parts.push(
      `runtime ${runtime ?? unknown}`,
      `timeout ${spelt(timeout, "s")}`,
      `memory ${spelt(memory, "MB")}`,
    );
  }
  const shown = (settings ? shortenedPath : shortened)(by, width - gap.length);
  return `${gap}${shown}\n${indented(wrapped(parts.join("; "), room), gap + gap)}`;
}

const problemsOf = (problems: readonly FileProblem[], prose: (text: string) => string): string =>
  [
    "Problems",
    ...problems.map(({ file, message }) => `${gap}${tamed(file)}\n${indented(prose(message), gap + gap)}`),
  ].join("\n");

const unknown = "?";

const spelt = (value: number | null, unit: string): string => (value === null ? unknown : `${value} ${unit}`);

const sizesOf = (sizes: ListedDeployment["batchSizes"]): string =>
  listOf(sizes.map((size) => String(size ?? unknown))) ?? "";

const titleOfSource = (source: SourceName): string => sourceNamed(source).title;

const listOf = (texts: readonly string[]): string | undefined =>
  texts.length > 0 ? [...new Set(texts)].join(", ") : undefined;

/** A text that fits a width. */
const shortened = (text: string, width: number): string =>
  text.length <= width ? text : `${text.slice(0, width - 1)}…`;

/** A path that fits a width, whose end tells more than its start. */
const shortenedPath = (path: string, width: number): string =>
  path.length <= width ? path : `…${path.slice(path.length - width + 1)}`;
