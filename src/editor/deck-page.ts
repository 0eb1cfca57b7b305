import { escaped, markdown } from "../teaching/markdown.ts";
import { partsOf } from "../teaching/parts.ts";
import type { Slide } from "../teaching/slide.ts";

/** What the page needs of the place that shows it. */
export interface Surroundings {
  /** What may be loaded from where; a webview's own source. */
  cspSource: string;
  nonce: string;
  script: string;
  style: string;
}

/** The whole deck as one page: every slide is there, `media/deck.ts` shows one of them. */
export function deckPage(
  slides: readonly Slide[],
  { cspSource, nonce, script, style }: Surroundings,
): string {
  const policy = `default-src 'none'; style-src ${cspSource}; script-src 'nonce-${nonce}'`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Module 7: Writing Effective Lambda Functions</title>
<link rel="stylesheet" href="${style}">
</head>
<body>
<main>
${slides.map((slide, index) => slideSection(slide, index + 1, slides.length)).join("\n")}
</main>
<nav aria-label="Slides">
<button type="button" id="back">Back</button>
<p id="place" role="status" aria-live="polite"></p>
<button type="button" id="next">Next</button>
</nav>
<script nonce="${nonce}" src="${script}"></script>
</body>
</html>`;
}

function slideSection(
  { topic, title, section, sources, body }: Slide,
  number: number,
  count: number,
): string {
  const label = escaped(`Slide ${number} of ${count}: ${title}`);
  const links = sources.map((source) => `<li><a href="${escaped(source)}">${escaped(source)}</a></li>`);
  return `<section id="${topic}" hidden role="region" aria-roledescription="slide" aria-label="${label}">
<p class="part">${escaped(section)}</p>
<h1 tabindex="-1">${escaped(title)}</h1>
${parts(body)}
<details><summary>Sources</summary><ul>${links.join("")}</ul></details>
</section>`;
}

/** Every part under its heading becomes a block with a name, so that the style can set Before and After side by side. */
const parts = (body: string): string =>
  partsOf(body)
    .map(({ heading, text }) => {
      const title = heading ? `<h2>${escaped(heading)}</h2>\n` : "";
      return `<div class="${/^\w*/.exec(heading)![0].toLowerCase()}">\n${title}${markdown.render(text)}</div>`;
    })
    .join("\n");
