import manifest from "../../rules/package.json" with { type: "json" };
import { sourceNamed, type SourceName } from "../../rules/lambda/event-sources.ts";
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
  `${JSON.stringify(
    {
      version: manifest.version,
      handlers,
      isComplete: !isCut,
      problems: problems.map(({ file, message }) => ({ file, message })),
    },
    undefined,
    2,
  )}\n`;

/** The columns behind the evidence, and how wide each is. */
const columns = [
  ["Sources", 12],
  ["Batch", 5],
  ["Runtime", 10],
  ["Timeout", 7],
  ["Memory", 8],
] as const;
const gap = "  ";
const widthBehind = columns.reduce((sum, [, width]) => sum + gap.length + width, 0);

/** The list for people: below each handler a line for each function it is deployed as, or for what its code shows. */
export function handlerTable({ handlers, problems, isCut }: HandlerList, terminal: Terminal): string {
  const width = Math.min(terminal.columns, 120) - widthBehind - gap.length;
  const line = (first: string, cells: readonly string[]) =>
    [
      gap + shortened(first, width).padEnd(width),
      ...cells.map((cell, index) => shortened(cell, columns[index]![1]).padEnd(columns[index]![1])),
    ]
      .join(gap)
      .trimEnd();
  const titles = line(
    "Named by, or else",
    columns.map(([title]) => title),
  );
  const rows = handlers.map((handler) =>
    [
      `${painted(`${tamed(handler.file)}:${handler.line}`, "bold", terminal)}${gap}${handler.name}`,
      ...(handler.deployments.length > 0
        ? handler.deployments.map((one) =>
            line(shortenedPath(`${tamed(one.template)}:${one.line}`, width), cellsOf(one, handler)),
          )
        : [line(tamed(handler.code), [titlesOf(handler.sources)])]),
    ].join("\n"),
  );
  const files = new Set(handlers.map(({ file }) => file)).size;
  const named = handlers.filter(({ deployments }) => deployments.length > 0).length;
  const prose = (text: string) => wrapped(text, Math.min(80, terminal.columns));
  const paragraphs = [
    ...(handlers.length > 0 ? [painted(titles, "dim", terminal), rows.join("\n")] : []),
    ...(problems.length > 0 ? [problemsOf(problems, prose)] : []),
    ...(isCut
      ? [
          prose(
            "There are more folders, templates or modules than are searched: some handlers may be deployed by those, or call them.",
          ),
        ]
      : []),
    handlers.length > 0
      ? `${counted(handlers.length, "handler")} in ${counted(files, "file")}, ${named} named by a template.`
      : prose(`No Lambda handlers found. ${whatHandlersAre}`),
  ];
  return `${paragraphs.join("\n\n")}\n`;
}

const problemsOf = (problems: readonly FileProblem[], prose: (text: string) => string): string =>
  [
    "Problems",
    ...problems.map(({ file, message }) => `${gap}${tamed(file)}\n${indented(prose(message), gap + gap)}`),
  ].join("\n");

const unknown = "?";

function cellsOf(
  { sources, mayHaveOtherSources, batchSizes, ...settings }: ListedDeployment,
  handler: ListedHandler,
) {
  const all = sources.length > 0 ? sources : handler.sources;
  return [
    titlesOf(all) + (mayHaveOtherSources ? "…" : ""),
    batchSizes.map((size) => size ?? unknown).join(", "),
    settings.runtime ?? unknown,
    settings.timeout === null ? unknown : `${settings.timeout} s`,
    settings.memory === null ? unknown : `${settings.memory} MB`,
  ];
}

const titlesOf = (sources: readonly SourceName[]): string =>
  sources.length > 0 ? sources.map((source) => sourceNamed(source).title).join(", ") : unknown;

/** A text that fits a width. */
const shortened = (text: string, width: number): string =>
  text.length <= width ? text : `${text.slice(0, width - 1)}…`;

/** A path that fits a width, whose end tells more than its start. */
const shortenedPath = (path: string, width: number): string =>
  path.length <= width ? path : `…${path.slice(path.length - width + 1)}`;
