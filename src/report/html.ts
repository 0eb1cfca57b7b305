import { createHash } from "node:crypto";
import { addresses } from "../../rules/addresses.ts";
import { slides } from "../../rules/slides.ts";
import { baselineFile } from "./baseline.ts";
import type { ReviewedChange } from "./change.ts";
import { byGravity, harms, type Found } from "./gravity.ts";
import { handlerRows } from "./handler-rows.ts";
import { style } from "./html-style.ts";
import { escaped } from "./markup.ts";
import { ageOf, newsOf } from "./news.ts";
import { questionsFor } from "./questions.ts";
import { codeOf, remedyFor, type Remedy } from "./remedy.ts";
import { misspeltIn, uncheckedIn, type Report, type ReviewedFile } from "./report.ts";
import { segmentsOf } from "./segments.ts";
import { rulesAccepted, silencedIn } from "./silenced.ts";
import { leftOutOf, verdictOn } from "./verdict.ts";
import { wayOf } from "./way.ts";
import { capitalised } from "./words.ts";

const policy = `default-src 'none'; style-src 'sha256-${createHash("sha256").update(style).digest("base64")}'; base-uri 'none'; form-action 'none'`;

/** The report as one page that needs no script, no other file and no network. */
export function html(report: Report): string {
  const { mood, sentence: verdict } = verdictOn(report);
  const about = [
    report.change ? `${comparedWith(report.change)} ${newsOf(report)}`.trimEnd() : "",
    escaped(leftOutOf(report)),
  ];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Lambda review: ${escaped(verdict)}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1 class="${mood}">Lambda review: ${escaped(verdict)}</h1>
${[
  ...about.filter(Boolean).map((text) => `<p class="about">${text}</p>`),
  ...harms.map((harm) =>
    section(
      capitalised(harm),
      byGravity(report)
        .filter(({ finding }) => finding.harm === harm)
        .map(findingIn),
    ),
  ),
  handlersOf(report),
  list("Perhaps misspelt", misspeltOf(report)),
  list("Questions for the reviewer", questionsOf(report), "No linter can answer these."),
  list("Silenced", suppressionsOf(report)),
  list("Fixed by this change", fixedOf(report)),
  list("Not checked", uncheckedOf(report)),
]
  .filter(Boolean)
  .join("\n")}
</main>
</body>
</html>
`;
}

const comparedWith = ({ base, commit }: ReviewedChange): string =>
  `Compared with ${code(base)} (${code(commit.slice(0, 12))}).`;

const section = (title: string, parts: readonly string[]): string =>
  parts.length === 0 ? "" : `<section>\n<h2>${title} (${parts.length})</h2>\n${parts.join("\n")}\n</section>`;

const list = (title: string, items: readonly string[], about = ""): string =>
  items.length === 0
    ? ""
    : [
        `<section>\n<h2>${title}</h2>`,
        ...(about ? [`<p class="about">${about}</p>`] : []),
        `<ul>\n${items.map((item) => `<li>${item}</li>`).join("\n")}\n</ul>\n</section>`,
      ].join("\n");

function handlersOf(report: Report): string {
  const { heads, rows } = handlerRows(report, { code, text: escaped });
  if (rows.length === 0) return "";
  const head = heads.map((title) => `<th scope="col">${title}</th>`).join("");
  const body = rows.map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`).join("\n");
  const title = report.change ? "Handlers touched" : "Handlers";
  return `<section>\n<h2>${title}</h2>\n<table>\n<thead><tr>${head}</tr></thead>\n<tbody>\n${body}\n</tbody>\n</table>\n</section>`;
}

function findingIn(found: Found): string {
  const { file, finding } = found;
  const { rule, severity, line, message, why, docs, slide, handler, way } = finding;
  const remedy = remedyFor(found);
  const within = handler === undefined || way ? "" : ` in ${code(handler)}`;
  const about = [
    `<span class="level">${severity}</span>`,
    ageOf(finding),
    `<a href="${escaped(docs)}">${escaped(rule)}</a>`,
  ];
  return [
    `<article class="${severity}">`,
    `<h3>${placeOf(file, line)}${within} · ${about.filter(Boolean).join(" · ")}</h3>`,
    `<p>${sentence(message)}</p>`,
    ...(way ? [`<p>${code(wayOf(way))}</p>`] : []),
    `<p class="why">${sentence(why)} Slide: <a href="${escaped(addresses.slide(slide))}">${escaped(slides[slide])}</a></p>`,
    remedy ? beforeAndAfter(remedy, file) : `<pre>${codeOf(found).map(lineOf).join("")}</pre>`,
    "</article>",
  ].join("\n");
}

function beforeAndAfter({ title, isSafe, files }: Remedy, here: ReviewedFile): string {
  const how = isSafe ? " (<code>--fix</code> does it)" : "";
  const diffs = files.map(
    ({ file, diff }) =>
      `${file === here.name ? "" : `<p>${code(file)}</p>`}<pre>${diff.map(lineOfDiff).join("")}</pre>`,
  );
  return `<details><summary>Before and after</summary><p>${sentence(title)}${how}</p>${diffs.join("")}</details>`;
}

const lineOf = (line: string): string => `<span>${escaped(line) || " "}</span>`;

const kinds: Record<string, string> = { "-": "gone", "+": "new", "@": "place" };

function lineOfDiff(line: string): string {
  const kind = kinds[line.charAt(0)];
  return kind === undefined ? lineOf(line) : `<span class="${kind}">${escaped(line)}</span>`;
}

const misspeltOf = (report: Report): string[] =>
  misspeltIn(report).map(
    ({ file, line, message }) => `${placeOf({ name: file }, line)}: ${sentence(message)}`,
  );

const questionsOf = (report: Report): string[] =>
  questionsFor(report).map(({ asks, handlers }) => {
    const named = handlers.map(({ name, file }) => `${code(name)} in ${code(file)}`);
    return `${sentence(asks)} <span class="about">(${named.join(", ")})</span>`;
  });

function suppressionsOf(report: Report): string[] {
  const silenced = silencedIn(report);
  const own = silenced.own.map(({ file, suppressed: { rule, line, reason } }) => {
    const since = report.change?.suppressedSince[`${file.name}:${line}`];
    const age = since === undefined ? "" : `, since ${escaped(since)}`;
    return `${placeOf(file, line)} ${escaped(rule)}${age}: ${escaped(reason) || "no reason given"}`;
  });
  const accepted = `${code(baselineFile)} accepts: ${escaped(rulesAccepted(silenced))}`;
  return silenced.accepted.length > 0 ? [...own, accepted] : own;
}

const fixedOf = ({ change }: Report): string[] =>
  (change?.fixed ?? []).map(
    ({ file, rule, message }) => `${code(file)} ${escaped(rule)}: ${sentence(message)}`,
  );

const uncheckedOf = (report: Report): string[] =>
  uncheckedIn(report).map(({ file, message }) => `${code(file)}: ${sentence(message)}`);

const placeOf = ({ name }: Pick<ReviewedFile, "name">, line: number): string => code(`${name}:${line}`);

const code = (text: string): string => `<code>${escaped(text)}</code>`;

/** A message of ours, whose code is from a repository. */
const sentence = (message: string): string =>
  segmentsOf(message)
    .map(({ isCode, text }) => (isCode ? code(text) : escaped(text)))
    .join("");
