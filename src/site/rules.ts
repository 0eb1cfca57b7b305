import type { RuleModule } from "../../rules/kit/rule.ts";
import { slides } from "../../rules/slides.ts";
import { escaped, markdown } from "../teaching/markdown.ts";
import { pageParts } from "../teaching/page.ts";
import { wordsOn } from "../teaching/rule-words.ts";
import { linkedDocument } from "./html.ts";
import { sectionsOf } from "./sections.ts";

/** The page of a rule. */
export function ruleDocument(id: string, rule: RuleModule, page: string): string {
  const { description, slide } = rule.meta.docs;
  const { severity, saysMoreInStrict, target, offers } = wordsOn(rule);
  const up = "../../";
  const facts = [
    ["Recommended", severity + (saysMoreInStrict ? ", says more in strict" : "")],
    ["Looks at", target],
    ["Offers", offers.join(", ") || "no change"],
    ["Slide", `<a href="${up}slides/${slide}/index.html">${escaped(slides[slide])}</a>`],
  ];
  return linkedDocument({
    title: `${id} · Effective Lambda`,
    description: `${description}.`,
    up,
    body: `<main id="main" class="page">
<h1>${id}</h1>
<p class="lead">${markdown.renderInline(description)}.</p>
<dl class="facts">${facts.map(([name, value]) => `<div><dt>${name}</dt><dd>${value}</dd></div>`).join("")}</dl>
${sectionsOf(pageParts(page), withPages)}
</main>`,
  });
}

/** Pages name each other by their files. */
const withPages = (html: string): string => html.replace(/href="([\w-]+)\.md"/g, 'href="../$1/index.html"');

const columns = ["Rule", "What it does", "Recommended", "Looks at", "Offers", "Slide"];

/** All rules in a table; a script adds what narrows it down. */
export function ruleIndex(rules: Readonly<Record<string, RuleModule>>): string {
  const rows = Object.entries(rules).map(([id, rule]) => {
    const { description, slide } = rule.meta.docs;
    const { severity, saysMoreInStrict, target, offers } = wordsOn(rule);
    const cells = [
      `<a href="${id}/index.html">${id}</a>`,
      markdown.renderInline(description),
      severity + (saysMoreInStrict ? " +" : ""),
      target,
      offers.join(", ") || "–",
      `<a href="../slides/${slide}/index.html">${escaped(slides[slide])}</a>`,
    ];
    const data = `data-preset="${severity}" data-target="${target}" data-offers="${offers.join(" ") || "nothing"}" data-slide="${slide}"`;
    const [head, ...others] = cells.map((cell, index) => `data-label="${columns[index]}">${cell}`);
    return `<tr role="row" ${data}><th role="rowheader" scope="row" ${head}</th>${others.map((cell) => `<td role="cell" ${cell}</td>`).join("")}</tr>`;
  });
  const taught = (Object.keys(slides) as (keyof typeof slides)[]).filter((topic) =>
    Object.values(rules).some(({ meta }) => meta.docs.slide === topic),
  );
  return linkedDocument({
    title: "Rules · Effective Lambda",
    description: "Every rule of Effective Lambda, with what it finds and what it offers.",
    up: "../",
    body: `<main id="main" class="wide">
<h1>Rules</h1>
<p class="lead">What Effective Lambda finds in handlers and in what deploys them. <code>+</code> marks a rule that says more in the preset <code>strict</code>.</p>
<form id="filters" hidden>
${filter("preset", "Recommended", ["error", "warning", "strict only", "off"])}
${filter("target", "Looks at", ["handlers", "deployments"])}
${filter("offers", "Offers", ["fix", "suggestion", "nothing"])}
${filter("slide", "Slide", taught, (topic) => slides[topic])}
<button type="reset">Show all</button>
<p id="count" role="status"></p>
</form>
<table role="table" aria-label="Rules">
<thead role="rowgroup"><tr role="row">${columns.map((name) => `<th role="columnheader" scope="col">${name}</th>`).join("")}</tr></thead>
<tbody role="rowgroup">
${rows.join("\n")}
</tbody>
</table>
</main>`,
  });
}

function filter<T extends string>(
  name: string,
  title: string,
  values: readonly T[],
  titleOf: (value: T) => string = String,
): string {
  const options = values.map((value) => `<option value="${value}">${escaped(titleOf(value))}</option>`);
  return `<label>${title} <select name="${name}"><option value="">all</option>${options.join("")}</select></label>`;
}
