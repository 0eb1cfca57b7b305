import { sourceNamed, type SourceName } from "../../rules/lambda/event-sources.ts";
import { slides } from "../../rules/slides.ts";
import type { Finding } from "../review/finding.ts";
import { frame } from "./frame.ts";
import { slidePage } from "./links.ts";
import { eventTakersOf, whatHandlersAre } from "./handlers.ts";
import { isWithin, pathsWithoutHandlers, type Report, type ReviewedFile } from "./report.ts";
import { linked, painted, tamed, type Terminal } from "./terminal.ts";
import { counted, indented, wrapped } from "./words.ts";

/** Prose across a wide window is hard to read. */
const maximumProse = 80;
const margin = "  ";

/** The report for people: each finding with its source, then where to read more, what failed, and the sums. */
export function pretty(report: Report, terminal: Terminal): string {
  const findings = report.files.flatMap((file) => file.findings);
  const paragraphs = [
    ...report.files.flatMap((file) => file.findings.map((finding) => findingIn(file, finding, terminal))),
    terminal.hyperlinks ? "" : pagesOf(findings, terminal),
    problemsOf(report, terminal),
    fixesOf(report),
    prose(withoutHandlers(report), terminal),
    sumsOf(report, findings, terminal),
  ];
  return `${paragraphs.filter(Boolean).join("\n\n")}\n`;
}

function findingIn(file: ReviewedFile, finding: Finding, terminal: Terminal): string {
  const { severity, line, column, message, why, rule, slide, docs, fix } = finding;
  const place = painted(`${tamed(file.name)}:${line}:${column}`, "bold", terminal);
  const level = painted(severity, severity === "error" ? "red" : "yellow", terminal);
  const pages = [linked(rule, docs, terminal), linked(slides[slide], slidePage(slide), terminal)];
  const details = [
    prose(message, terminal),
    "",
    frame(file.text, finding, terminal.columns - margin.length, terminal.colours),
    "",
    painted(prose(why, terminal), "dim", terminal),
    painted([...pages, ...(fix ? ["--fix corrects it"] : [])].join(" · "), "dim", terminal),
  ];
  return `${place}  ${level}\n${indented(details.join("\n"), margin)}`;
}

/** Where to read more, each page once. Addresses are never broken, so that a click finds them whole. */
function pagesOf(findings: readonly Finding[], terminal: Terminal): string {
  const pages = new Map(
    findings.flatMap(({ rule, docs, slide }) => [
      [docs, rule],
      [slidePage(slide), `Slide: ${slides[slide]}`],
    ]),
  );
  if (pages.size === 0) return "";
  const lines = [...pages].flatMap(([page, title]) => [
    margin + title,
    margin + margin + painted(page, "dim", terminal),
  ]);
  return [painted("Read more", "bold", terminal), ...lines].join("\n");
}

function problemsOf({ problems }: Report, terminal: Terminal): string {
  if (problems.length === 0) return "";
  const lines = problems.flatMap(({ file, message }) => [
    margin + tamed(file),
    indented(prose(message, terminal), margin + margin),
  ]);
  return [painted("Problems", ["bold", "yellow"], terminal), ...lines].join("\n");
}

const fixesOf = ({ files }: Report): string =>
  files
    .filter(({ fixed }) => fixed > 0)
    .map(({ name, fixed }) => `Fixed ${counted(fixed, "finding")} in ${tamed(name)}.`)
    .join("\n");

/** What to say of the paths in which nobody will get a finding; nothing where there is no such path. */
export function withoutHandlers(report: Report): string {
  const paths = pathsWithoutHandlers(report);
  if (paths.length === 0) return "";
  const places = paths.map((path) => {
    const read = report.files.filter(({ name }) => isWithin(path, name)).length;
    return `${path === "." ? "this folder" : path} (${counted(read, "file")} read)`;
  });
  return (
    `No Lambda handlers found in ${places.join(", ")}. ` +
    `${whatHandlersAre} ` +
    "Folders are read without their tests, build output and names that start with a dot."
  );
}

function sumsOf({ files, problems }: Report, findings: readonly Finding[], terminal: Terminal): string {
  const handlers = files.flatMap((file) => file.handlers);
  const withHandlers = files.filter((file) => file.handlers.length > 0);
  const deployed = files.flatMap((file) => file.deployed);
  const errors = findings.filter(({ severity }) => severity === "error").length;
  const fixable = findings.filter(({ fix }) => fix).length;

  const seen =
    handlers.length > 0
      ? `${counted(handlers.length, "handler")} in ${counted(withHandlers.length, "file")}: ${sourcesOf(handlers)}.`
      : "0 handlers.";
  const takers = eventTakersOf(files.reduce((sum, { eventTakers }) => sum + eventTakers, 0));
  const deploys = deployed.length > 0 ? ` ${counted(deployed.length, "function")} deployed by CDK code.` : "";
  const found =
    findings.length > 0
      ? `${counted(findings.length, "finding")}: ${counted(errors, "error")}, ${counted(findings.length - errors, "warning")}.`
      : "No findings.";
  const repairs = fixable > 0 ? ` --fix corrects ${fixable} of them.` : "";
  const failed = problems.length > 0 ? ` ${counted(problems.length, "problem")}.` : "";
  return [
    prose([seen, takers].filter(Boolean).join(" ") + deploys, terminal),
    painted(found, "bold", terminal) + repairs + failed,
  ].join("\n");
}

/** `3 SQS, 1 API, 2 of unknown source`, the most frequent first. A handler of several sources counts for each. */
function sourcesOf(handlers: readonly { sources: string[] }[]): string {
  const counts = new Map<string, number>();
  for (const name of handlers.flatMap(({ sources }) => sources))
    counts.set(name, (counts.get(name) ?? 0) + 1);

  const known = [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([name, count]) => `${count} ${sourceNamed(name as SourceName).title}`);
  const unknown = handlers.filter(({ sources }) => sources.length === 0).length;
  return [...known, ...(unknown > 0 ? [`${unknown} of unknown source`] : [])].join(", ");
}

const prose = (text: string, { columns }: Terminal): string =>
  wrapped(tamed(text), Math.min(columns, maximumProse) - margin.length);
