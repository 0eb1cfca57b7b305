import { addresses } from "../../rules/addresses.ts";
import { slides } from "../../rules/slides.ts";
import { baselineFile } from "./baseline.ts";
import type { ReviewedChange } from "./change.ts";
import { fitted, type Item, type Section } from "./fitted.ts";
import { byGravity, findingsIn, harms, type Found } from "./gravity.ts";
import { handlerRows } from "./handler-rows.ts";
import { code, fenced, sentence, text } from "./markdown-text.ts";
import { ageOf, newsOf } from "./news.ts";
import { questionsFor, type Question } from "./questions.ts";
import { codeOf, remedyFor, type Remedy } from "./remedy.ts";
import { misspeltIn, uncheckedIn, type Report, type ReviewedFile } from "./report.ts";
import { countOf, rulesAccepted, silencedIn } from "./silenced.ts";
import { leftOutOf, verdictOn } from "./verdict.ts";
import { wayOf } from "./way.ts";
import { capitalised, counted } from "./words.ts";

/** A comment on GitHub holds 65,536 characters, and whoever posts it may want to add some. */
const mostBytes = 60_000;

/** By this, what posts the comment finds the one that it wrote before. */
const mark = "<!-- effective-lambda -->";

const signs = { clean: "✅", warnings: "⚠️", errors: "❌" };

/** The report as one comment for a pull request: it is written anew with every push, and says so when all is well. */
export function markdown(report: Report): string {
  const { mood, sentence: verdict } = verdictOn(report);
  const head = [
    mark,
    `# ${signs[mood]} Lambda review: ${verdict}`,
    report.change ? `${comparedWith(report.change)} ${newsOf(report)}`.trimEnd() : "",
    leftOutOf(report),
  ];
  const sections = [
    handlersOf(report),
    ...harms.map((harm) => harmOf(harm, report)),
    misspeltOf(report),
    questionsOf(report),
    suppressionsOf(report),
    fixedOf(report),
    uncheckedOf(report),
  ];
  return fitted(
    head.filter(Boolean).join("\n\n"),
    sections.filter(({ items }) => items.length > 0),
    linksOf(report),
    mostBytes,
  );
}

const comparedWith = ({ base, commit }: ReviewedChange): string =>
  `Compared with ${code(base)} (${code(commit.slice(0, 12))}).`;

/** Where rules and slides lead, once each. */
function linksOf(report: Report): string {
  const links = findingsIn(report).flatMap(({ finding: { rule, docs, slide } }) => [
    `[${rule}]: ${docs}`,
    `[${slides[slide]}]: ${addresses.slide(slide)}`,
  ]);
  return [...new Set(links)].sort().join("\n");
}

/** More rows than these stand before what is wrong. */
const mostRows = 12;

function handlersOf(report: Report): Section {
  const { heads, rows } = handlerRows(report, { code, text });
  const items = rows.map((cells) => ({ full: rowOf(cells) }));
  const head = `${rowOf(heads)}\n${rowOf(heads.map(() => "---"))}\n`;
  const isLong = items.length > mostRows;
  return {
    title: report.change ? "## Handlers touched" : "## Handlers",
    items,
    noun: "handler",
    between: "\n",
    around: isLong
      ? [`<details><summary>${counted(items.length, "handler")}</summary>\n\n${head}`, "\n\n</details>"]
      : [head, ""],
  };
}

const rowOf = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;

function harmOf(harm: (typeof harms)[number], report: Report): Section {
  const found = byGravity(report).filter(({ finding }) => finding.harm === harm);
  return {
    title: `## ${capitalised(harm)} (${found.length})`,
    items: found.map(findingIn),
    between: "\n\n",
    noun: "finding",
  };
}

function findingIn(found: Found): Item {
  const { file, finding } = found;
  const { rule, severity, line, message, why, slide, handler, way } = finding;
  const remedy = remedyFor(found);
  const within = handler === undefined || way ? "" : ` in ${code(handler)}`;
  const about = [severity, ageOf(finding), `[${rule}]`].filter(Boolean).join(" · ");
  const head = `### ${placeOf(file, line)}${within} · ${about}`;
  const brief = `${head}\n\n${sentence(message)}`;
  const full = [
    brief,
    ...(way ? [way.map((step) => code(wayOf([step]))).join(" → ")] : []),
    `Why: ${sentence(why)} Slide: [${slides[slide]}]`,
    remedy ? beforeAndAfter(remedy, file) : fenced(codeOf(found), ""),
  ].join("\n\n");
  return { full, brief };
}

/** More of a change is read where it is made. */
const mostLines = 40;

function beforeAndAfter({ title, isSafe, files }: Remedy, here: ReviewedFile): string {
  const diffs = files.map(({ file, diff }) => {
    const left = diff.length - mostLines;
    const shown = left > 0 ? [...diff.slice(0, mostLines), `@@ ${counted(left, "more line")} @@`] : diff;
    return [...(file === here.name ? [] : [code(file)]), fenced(shown, "diff")].join("\n\n");
  });
  const how = isSafe ? " (`--fix` does it)" : "";
  // GitHub reads Markdown again behind an empty line.
  return [
    "<details><summary>Before and after</summary>",
    `${sentence(title)}${how}`,
    ...diffs,
    "</details>",
  ].join("\n\n");
}

const misspeltOf = (report: Report): Section => ({
  title: `## Perhaps misspelt (${misspeltIn(report).length})`,
  items: misspeltIn(report).map(({ file, line, message }) => ({
    full: `- ${placeOf({ name: file }, line)}: ${sentence(message)}`,
  })),
  between: "\n",
  noun: "name",
});

const questionsOf = (report: Report): Section => ({
  title: "## Questions for the reviewer\n\nNo linter can answer these.",
  items: questionsFor(report).map(questionIn),
  between: "\n",
  noun: "question",
});

/** Whoever wants to know all of them finds them in the table. */
const mostNamed = 3;

function questionIn({ asks, handlers }: Question): Item {
  const named = handlers.slice(0, mostNamed).map(({ name, file }) => `${code(name)} in ${code(file)}`);
  const left = handlers.length - named.length;
  const more = left > 0 ? `, and ${left} more` : "";
  return { full: `- ${sentence(asks)} (${named.join(", ")}${more})` };
}

function suppressionsOf(report: Report): Section {
  const silenced = silencedIn(report);
  const items = silenced.own.map(({ file, suppressed: { rule, line, reason } }) => {
    const since = report.change?.suppressedSince[`${file.name}:${line}`];
    const age = since === undefined ? "" : `, since ${text(since)}`;
    return {
      full: `- ${placeOf(file, line)} ${text(rule)}${age}: ${reason ? text(reason) : "no reason given"}`,
    };
  });
  const accepted = `- ${code(baselineFile)} accepts: ${text(rulesAccepted(silenced))}`;
  return {
    title: `## Silenced (${countOf(silenced)})`,
    items: silenced.accepted.length > 0 ? [...items, { full: accepted }] : items,
    between: "\n",
    noun: "suppression",
  };
}

const fixedOf = ({ change }: Report): Section => ({
  title: `## Fixed by this change (${change?.fixed.length ?? 0})`,
  items: (change?.fixed ?? []).map(({ file, rule, message }) => ({
    full: `- ${code(file)} ${text(rule)}: ${sentence(message)}`,
  })),
  between: "\n",
  noun: "finding",
});

const uncheckedOf = (report: Report): Section => ({
  title: `## Not checked (${uncheckedIn(report).length})`,
  items: uncheckedIn(report).map(({ file, message }) => ({ full: `- ${code(file)}: ${sentence(message)}` })),
  between: "\n",
  noun: "file",
});

const placeOf = ({ name }: Pick<ReviewedFile, "name">, line: number): string => code(`${name}:${line}`);
