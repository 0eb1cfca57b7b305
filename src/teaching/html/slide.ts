import { escaped, markdown } from "../markdown.ts";
import { partsOf, type Part } from "../parts.ts";
import { descriptionIn } from "../picture.ts";
import { topics, type Slide } from "../slide.ts";
import { lifecycleControls, lifecycleStories } from "./lifecycle.ts";
import { quizForm } from "./quiz.ts";

/** What a slide's HTML is made of besides its text. */
export interface Materials {
  /** The pictures by their names. */
  diagrams: Readonly<Record<string, string>>;
  /** Where a slide leads besides its sources, which depends on the place that shows it. */
  leadsFrom(slide: Slide): Lead[];
  /** Panels that only some place has; each takes its place behind the tab Fix it. */
  ownPanels?(slide: Slide): Panel[];
}

/** Links under a title. */
export interface Lead {
  title: string;
  links: { href: string; text: string }[];
}

/** What a tab shows of a slide, by the headings of its parts. */
const tabs: { name: string; headings: string[] }[] = [
  { name: "Slide", headings: [""] },
  { name: "Why", headings: ["Why", "Analogy"] },
  { name: "Fix it", headings: ["Before", "After", "Example", "Tips"] },
  { name: "Overview", headings: ["Overview"] },
];

export function slideSection(slide: Slide, materials: Materials): string {
  const number = topics.indexOf(slide.topic) + 1;
  const label = `Slide ${number} of ${topics.length}: ${slide.title}`;
  return `<section id="${slide.topic}" class="slide" aria-roledescription="slide" aria-label="${escaped(label)}">
<p class="part">${escaped(slide.section)}</p>
<h1 tabindex="-1">${escaped(slide.title)}</h1>
${tabbed(slide.topic, panelsOf(slide, materials))}
</section>`;
}

export interface Panel {
  name: string;
  content: string;
}

function panelsOf(slide: Slide, materials: Materials): Panel[] {
  const parts = partsOf(slide.body);
  const ofText = tabs.map(({ name, headings }) => ({
    name,
    content: [
      ...parts.filter(({ heading }) => headings.includes(heading)).map((part) => partDiv(part, name)),
      ...(name === "Why" && slide.diagram !== undefined
        ? [figure(slide.diagram, materials.diagrams[slide.diagram]!)]
        : []),
    ].join("\n"),
  }));
  const quiz = { name: "Quiz", content: slide.quiz ? quizForm(slide.topic, slide.quiz) : "" };
  const more = { name: "More", content: moreOn(slide, materials) };
  const own = materials.ownPanels?.(slide) ?? [];
  const behind = (name: string) => (name === "Fix it" ? own : []);
  return [...ofText.flatMap((panel) => [panel, ...behind(panel.name)]), quiz, more].filter(
    ({ content }) => content,
  );
}

/** A part with its heading, unless the tab says the same. */
export function partDiv({ heading, text }: Part, tab: string): string {
  const title = heading && heading !== tab ? `<h2>${escaped(heading)}</h2>\n` : "";
  return `<div class="${/^\w*/.exec(heading)![0].toLowerCase() || "text"}">\n${title}${withScrolling(markdown.render(text))}</div>`;
}

/** Code that is wider than the page is scrolled, with the keyboard too. */
export const withScrolling = (html: string): string =>
  html.replaceAll("<pre>", '<pre tabindex="0" role="group" aria-label="Code">');

/** What belongs to a picture that moves: controls below it, and its steps in words. */
const moving: Readonly<Record<string, { controls: string; words: string }>> = {
  lifecycle: { controls: lifecycleControls, words: lifecycleStories },
};

/** A picture, which is scrolled where it would become too small, and what it shows for those who do not see it whole. */
function figure(name: string, svg: string): string {
  const picture = `<div class="picture" tabindex="0" role="group" aria-label="Picture">${svg}</div>`;
  const summary = `<summary>The picture in words</summary><p>${descriptionIn(svg)}</p>`;
  const steps = moving[name];
  return steps
    ? `<figure class="${name}">\n${picture}${steps.controls}\n<details open>${summary}${steps.words}</details>\n</figure>`
    : `<figure>\n${picture}\n<details>${summary}</details>\n</figure>`;
}

function moreOn(slide: Slide, { leadsFrom }: Materials): string {
  const sources = slide.sources.map((source) => ({ href: source, text: source }));
  return [...leadsFrom(slide), { title: "Sources", links: sources }]
    .filter(({ links }) => links.length > 0)
    .map(({ title, links }) => {
      const items = links.map(
        ({ href, text }) => `<li><a href="${escaped(href)}">${withBreaks(escaped(text))}</a></li>`,
      );
      return `<h2>${escaped(title)}</h2>\n<ul>${items.join("")}</ul>`;
    })
    .join("\n");
}

/** An address that is too long for a line goes on below behind a slash, not within a word. */
const withBreaks = (html: string): string => html.replaceAll(/(?<=\w)\/(?=\w)/g, "/<wbr>");

/** Tabs that are radio buttons: they need no script. */
function tabbed(topic: string, panels: Panel[]): string {
  const inputs = panels.map(({ name }, index) => {
    const id = `${topic}-${name.toLowerCase().replace(" ", "-")}`;
    return `<input type="radio" name="${topic}-tab" id="${id}" data-tab="${name}"${index === 0 ? " checked" : ""}><label for="${id}">${name}</label>`;
  });
  return `<div class="tabs" role="radiogroup" aria-label="What to show of this slide">
${inputs.join("\n")}
${panels.map(({ name, content }) => `<div class="panel" data-tab="${name}">\n${content}\n</div>`).join("\n")}
</div>`;
}
