import { eventTakersOf, whatHandlersAre } from "../src/report/handlers.ts";
import { tamed } from "../src/report/terminal.ts";
import { counted, indented, wrapped } from "../src/report/words.ts";
import type { Count, Counts, Remark, RuleCounts } from "./counts.ts";

const columns = 80;
const margin = "  ";
/** More remarks than these are a list nobody reads. */
const remarksShown = 10;

const exact = new Intl.NumberFormat("en-GB");
const short = new Intl.NumberFormat("en-GB", { maximumSignificantDigits: 3 });

/** The counts as a page of text, 80 columns wide. */
export function textOf(counts: Counts): string {
  if (counts.files + counts.skipped.length + counts.crashes.length === 0) return withoutCode(counts);
  const sections = [
    head(counts),
    ...(counts.handlers > 0 ? handlers(counts) : []),
    findings(counts),
    byRule(counts),
    mostFindings(counts),
    times(counts),
    remarks("Skipped, or read in part", counts.skipped),
    remarks("Crashes", counts.crashes) || "No rule crashed.",
  ];
  return `${sections.filter(Boolean).join("\n\n")}\n`;
}

const notLookedAt =
  "Not looked at: tests, declarations, minified files, build output, and names that start with a dot.";

function withoutCode({ folders }: Counts): string {
  const places = folders.map(tamed).join(", ");
  return `${prose(`There is no JavaScript or TypeScript code in ${places}. ${notLookedAt}`)}\n`;
}

function head({ folders, files, handlers, filesWithHandlers, eventTakers, skipped }: Counts): string {
  const found =
    handlers > 0
      ? `${number(handlers, "handler")} in ${number(filesWithHandlers, "file")}.`
      : `No Lambda handlers found. ${whatHandlersAre}`;
  const left = skipped.length > 0 ? `, ${exact.format(skipped.length)} skipped or read in part` : "";
  return [
    `Survey of ${folders.map(tamed).join(", ")}`,
    "",
    prose(
      `${number(files, "file")} read${left}. ${[found, eventTakersOf(eventTakers)].filter(Boolean).join(" ")}`,
    ),
    prose(notLookedAt),
  ].join("\n");
}

function handlers({ handlers, kinds }: Counts): string[] {
  const shared = (title: string, counts: Count[]) =>
    table(
      [title, exact.format(handlers), ""],
      counts.map(({ name, count }) => [name, exact.format(count), percent(count / handlers)]),
    );
  const isAmbiguous = kinds.source.reduce((sum, { count }) => sum + count, 0) > handlers;
  const note = isAmbiguous ? `\n${margin}A handler with several sources counts for each.` : "";
  return [
    shared("Handlers by source", kinds.source) + note,
    shared("Handlers by how they answer", kinds.answer),
    shared("Handlers by form", kinds.form),
    shared("Handlers by language", kinds.language),
  ];
}

function findings({ recommended, strict }: Counts): string {
  if (strict.findings === 0) return "No findings.";
  const row = (title: string, of: (preset: Counts["strict"]) => number) => [
    title,
    exact.format(of(recommended)),
    exact.format(of(strict)),
  ];
  return table(
    ["Findings", "recommended", "strict"],
    [
      row("in sum", (preset) => preset.findings),
      row("errors", (preset) => preset.errors),
      row("warnings", (preset) => preset.findings - preset.errors),
      row("corrected by --fix", (preset) => preset.fixes),
      row("with a suggestion in the editor", (preset) => preset.suggestions),
      row("in files without handlers", (preset) => preset.withoutHandlers),
    ],
  );
}

function byRule({ rules, silent, handlers }: Counts): string {
  if (rules.length === 0) return "";
  const row = ({ rule, recommended, strict, fixes, suggestions }: RuleCounts) => [
    rule,
    recommended === undefined ? "-" : exact.format(recommended),
    exact.format(strict),
    handlers > 0 ? short.format((strict * 1000) / handlers) : "-",
    exact.format(fixes),
    exact.format(suggestions),
  ];
  const header = ["Findings by rule", "recommended", "strict", "rate", "fix", "suggest"];
  return [
    table(header, rules.map(row)),
    prose("rate: of strict, for 1,000 handlers. -: not in this preset."),
    ...(silent.length > 0 ? [prose(`Nothing found by ${silent.join(", ")}.`)] : []),
  ].join("\n");
}

function times({ files, milliseconds, slowest }: Counts): string {
  if (files === 0) return "";
  const rows = slowest.map((file) => [
    file.name,
    `${file.milliseconds.toFixed(1)} ms`,
    percent(file.milliseconds / milliseconds),
  ]);
  return [
    table(["Slowest files", `${(milliseconds / 1000).toFixed(2)} s`, ""], rows),
    prose(`The time is that of the strict preset: ${(milliseconds / files).toFixed(1)} ms for a file.`),
  ].join("\n");
}

function mostFindings({ mostFindings }: Counts): string {
  if (mostFindings.length === 0) return "";
  return table(
    ["Files with the most findings", ""],
    mostFindings.map(({ name, count }) => [name, exact.format(count)]),
  );
}

function remarks(title: string, all: readonly Remark[]): string {
  if (all.length === 0) return "";
  const shown = all
    .slice(0, remarksShown)
    .flatMap(({ file, message }) => [
      margin + fitted(file, columns - margin.length),
      indented(prose(message), margin + margin),
    ]);
  const more = all.length - remarksShown;
  return [title, ...shown, ...(more > 0 ? [`${margin}… and ${number(more, "more file")}`] : [])].join("\n");
}

/** A header over rows; the first column takes what room there is, the others stand to the right under each other. */
function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = header.map((_, column) =>
    Math.max(...[header, ...rows].map((cells) => cells[column]!.length)),
  );
  const right = widths.slice(1).reduce((sum, width) => sum + margin.length + width, 0);
  const left = columns - right;
  const line = ([first = "", ...others]: readonly string[], indent: string) => {
    const cells = others.map((cell, index) => margin + cell.padStart(widths[index + 1]!));
    return (indent + fitted(first, left - indent.length)).padEnd(left) + cells.join("");
  };
  return [line(header, ""), ...rows.map((cells) => line(cells, margin))]
    .map((text) => text.trimEnd())
    .join("\n");
}

/** A name in at most `width` columns. Of a long path the end is kept, which tells files apart. */
const fitted = (name: string, width: number): string => {
  const whole = tamed(name);
  return whole.length > width ? `…${whole.slice(1 - width)}` : whole;
};

const prose = (text: string): string => wrapped(tamed(text), columns - 2 * margin.length);
const number = (count: number, noun: string): string =>
  counted(count, noun).replace(/^\d+/, exact.format(count));
const percent = (share: number): string =>
  (share < 0.005 ? "<1%" : `${(share * 100).toFixed(0)}%`).padStart("100%".length);
