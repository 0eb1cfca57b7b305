import { addresses } from "../../rules/addresses.ts";
import { sourceNamed, type SourceName } from "../../rules/lambda/event-sources.ts";
import { slides } from "../../rules/slides.ts";
import type { Finding } from "../review/finding.ts";
import { baselineFile } from "./baseline.ts";
import { wayOf } from "./way.ts";
import { frame } from "./frame.ts";
import { eventTakersOf, whatHandlersAre } from "./handlers.ts";
import { ageOf, newsOf } from "./news.ts";
import { isWithin, misspeltIn, pathsWithoutHandlers, type Report, type ReviewedFile } from "./report.ts";
import { silencedIn } from "./silenced.ts";
import { linked, painted, tamed, type Terminal } from "./terminal.ts";
import { changeForPeople } from "./touched.ts";
import { leftOutOf } from "./verdict.ts";
import { counted, indented, maximumProse, wrapped } from "./words.ts";

const margin = "  ";

/** How many of the commonest rules the sums name. */
const commonest = 3;

/** The report for people: each finding with its source, then why and where to read more, what failed, and the sums. */
export function pretty(report: Report, terminal: Terminal): string {
  const findings = report.files.flatMap((file) => file.findings);
  const paragraphs = [
    ...report.files.flatMap((file) => file.findings.map((finding) => findingIn(file, finding, terminal))),
    reasonsOf(findings, terminal),
    listed("Perhaps misspelt", misspeltOf(report), terminal),
    listed("Problems", report.problems, terminal),
    fixesOf(report),
    report.change ? changeForPeople(report.change, terminal) : "",
    prose(withoutHandlers(report), terminal),
    sumsOf(report, findings, terminal),
  ];
  return `${paragraphs.filter(Boolean).join("\n\n")}\n`;
}

function findingIn(file: ReviewedFile, finding: Finding, terminal: Terminal): string {
  const { message, way } = finding;
  const details = [
    prose(message, terminal),
    "",
    frame(file.text, finding, terminal.columns - margin.length, terminal.colours),
    ...(way ? ["", painted(prose(wayOf(way), terminal), "dim", terminal)] : []),
  ];
  return `${headOf(file, finding, terminal)}\n${indented(details.join("\n"), margin)}`;
}

/** Where a finding is, what it is, and what mends it: in a line, or in two where that is too long for the terminal. */
function headOf(file: ReviewedFile, finding: Finding, terminal: Terminal): string {
  const { severity, line, column, rule, docs } = finding;
  const place = `${tamed(file.name)}:${line}:${column}`;
  const head = [
    painted(place, "bold", terminal),
    painted(severity, severity === "error" ? "red" : "yellow", terminal),
    painted(linked(rule, docs, terminal), "dim", terminal),
  ].join("  ");
  const about = [ageOf(finding), mendingOf(finding)].filter(Boolean).join(" · ");
  if (about === "") return head;
  const isLong = `${place}  ${severity}  ${rule} · ${about}`.length > terminal.columns;
  return head + (isLong ? `\n${margin}` : "") + painted(isLong ? about : ` · ${about}`, "dim", terminal);
}

/** What mends a finding; nothing where that takes a person. */
function mendingOf(finding: Finding): string {
  const { fix, joint } = finding;
  if (fix) return "--fix corrects it";
  if (!isOffered(finding)) return "";
  const files = joint && "files" in joint ? joint.files.length : 1;
  return `suggests a change${files > 1 ? ` of ${files} files` : ""}`;
}

/** Whether somebody has to agree to the change that mends a finding. */
const isOffered = ({ fix, suggestions, joint }: Finding): boolean =>
  !fix && (joint ? "files" in joint : suggestions.length > 0);

/**
 * Why each rule that found something exists and where to read more, once a rule, the commonest first. Addresses are
 * never broken, so that a click finds them whole; where the terminal knows links, names stand for them.
 */
function reasonsOf(findings: readonly Finding[], terminal: Terminal): string {
  if (findings.length === 0) return "";
  const rules = byFrequency(findings.map(({ rule }) => rule)).map(([rule, count]) => {
    const { why, docs, slide } = findings.find((finding) => finding.rule === rule)!;
    const address = terminal.hyperlinks ? [] : [margin + painted(docs, "dim", terminal)];
    return [
      `${linked(rule, docs, terminal)} (${count}) · ${linked(slides[slide], addresses.slide(slide), terminal)}`,
      indented(prose(why, terminal, 2), margin),
      ...address,
    ].join("\n");
  });
  const folder = terminal.hyperlinks
    ? []
    : [`The slides\n${margin}${painted(addresses.slides, "dim", terminal)}`];
  return [
    painted("Why, and where to read more", "bold", terminal),
    ...[...rules, ...folder].map((text) => indented(text, margin)),
  ].join("\n");
}

/** Each value with how often it is there, the most frequent first. */
function byFrequency<T>(values: readonly T[]): [T, number][] {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a);
}

const misspeltOf = (report: Report) =>
  misspeltIn(report).map(({ file, line, message }) => ({ file: `${file}:${line}`, message }));

/** What is said of files besides findings, under a title. */
function listed(
  title: string,
  messages: readonly { file: string; message: string }[],
  terminal: Terminal,
): string {
  if (messages.length === 0) return "";
  const lines = messages.flatMap(({ file, message }) => [
    margin + tamed(file),
    indented(prose(message, terminal, 2), margin + margin),
  ]);
  return [painted(title, ["bold", "yellow"], terminal), ...lines].join("\n");
}

const fixesOf = ({ files }: Report): string =>
  files
    .filter(({ fixed }) => fixed > 0)
    .map(({ name, fixed }) => `Fixed ${counted(fixed, "finding")} in ${tamed(name)}.`)
    .join("\n");

/** What to say of the paths in which nobody will get a finding; nothing where there is no such path. */
export function withoutHandlers(report: Report): string {
  const paths = report.change ? [] : pathsWithoutHandlers(report);
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

function sumsOf(report: Report, findings: readonly Finding[], terminal: Terminal): string {
  const { files, problems } = report;
  const handlers = files.flatMap((file) => file.handlers);
  const withHandlers = files.filter((file) => file.handlers.length > 0);
  const errors = findings.filter(({ severity }) => severity === "error").length;
  const fixable = findings.filter(({ fix }) => fix).length;
  const [commonest] = byFrequency(findings.map(({ rule }) => rule));

  const seen =
    handlers.length > 0
      ? `${counted(handlers.length, "handler")} in ${counted(withHandlers.length, "file")}: ${sourcesOf(handlers)}.`
      : "0 handlers.";
  const takers = eventTakersOf(files.reduce((sum, { eventTakers }) => sum + eventTakers, 0));
  const found =
    findings.length > 0
      ? `${counted(findings.length, "finding")}: ${counted(errors, "error")}, ${counted(findings.length - errors, "warning")}.`
      : "No findings.";
  const repairs = fixable > 0 ? ` --fix corrects ${fixable} of them.` : "";
  const failed = problems.length > 0 ? ` ${counted(problems.length, "problem")}.` : "";
  const { own, accepted } = silencedIn(report);
  const inBaseline = accepted.reduce((sum, [, count]) => sum + count, 0);
  return [
    prose([seen, takers, deploymentsOf(files)].filter(Boolean).join(" "), terminal),
    prose(commonestOf(findings), terminal),
    painted(found, "bold", terminal) + repairs + failed,
    prose(othersOf(findings, fixable), terminal),
    prose(newsOf(report), terminal),
    own.length > 0 ? `${own.length} silenced.` : "",
    inBaseline > 0 ? `${inBaseline} accepted by ${baselineFile}.` : "",
    prose(leftOutOf(report), terminal),
    terminal.isInteractive && commonest
      ? painted(`More: \`effective-lambda explain ${commonest[0]}\`.`, "dim", terminal)
      : "",
  ]
    .filter(Boolean)
    .join("\n");
}

/** How many findings suggest a change, with a command that shows some, and how many take a person where others do not. */
function othersOf(findings: readonly Finding[], fixable: number): string {
  const offers = findings.filter(isOffered);
  const [commonest, another] = byFrequency(offers.map(({ rule }) => rule));
  const left = findings.length - fixable - offers.length;
  const [verb, them] = offers.length === 1 ? ["suggests", "it"] : ["suggest", "them"];
  const seen = another ? "those of a rule" : them;
  return [
    ...(commonest
      ? [
          `${offers.length} ${verb} a change; to see ${seen}: \`effective-lambda review --fix-suggestions ${commonest[0]}\`.`,
        ]
      : []),
    ...(left > 0 && left < findings.length
      ? [`${left} ${left === 1 ? "needs a person to mend it" : "need a person to mend them"}.`]
      : []),
  ].join(" ");
}

/** How much of what deploys functions was read; nothing where there is none. */
function deploymentsOf(files: readonly ReviewedFile[]): string {
  const templates = files.filter(({ isTemplate }) => isTemplate);
  const deployedBy = (some: readonly ReviewedFile[]) => some.flatMap(({ deployed }) => deployed).length;
  const byTemplates = deployedBy(templates);
  const byCode = deployedBy(files) - byTemplates;
  const read = `${counted(templates.length, "template")} read`;
  return [
    byCode > 0 ? `${counted(byCode, "function")} deployed by CDK code.` : "",
    byTemplates > 0
      ? `${read}, with ${counted(byTemplates, "function")}.`
      : templates.length > 0
        ? `${read}.`
        : "",
  ]
    .filter(Boolean)
    .join(" ");
}

/** The rules that found most, where there are several. */
function commonestOf(findings: readonly Finding[]): string {
  const rules = byFrequency(findings.map(({ rule }) => rule));
  if (rules.length < 2) return "";
  const named = rules.slice(0, commonest).map(([rule, count]) => `${rule} (${count})`);
  const others = rules.length - named.length;
  return `Most often: ${named.join(", ")}${others > 0 ? `, and ${counted(others, "other rule")}` : ""}.`;
}

/** `3 SQS, 1 API, 2 of unknown source`, the most frequent first. A handler of several sources counts for each. */
function sourcesOf(handlers: readonly { sources: string[] }[]): string {
  const known = byFrequency(handlers.flatMap((handler) => handler.sources)).map(
    ([name, count]) => `${count} ${sourceNamed(name as SourceName).title}`,
  );
  const unknown = handlers.filter(({ sources }) => sources.length === 0).length;
  return [...known, ...(unknown > 0 ? [`${unknown} of unknown source`] : [])].join(", ");
}

/** Sentences, as wide as they read well in so many margins. */
const prose = (text: string, { columns }: Terminal, margins = 1): string =>
  wrapped(tamed(text), Math.min(columns, maximumProse) - margins * margin.length);
