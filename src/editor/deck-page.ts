import { slides as titles } from "../../rules/slides.ts";
import { deckBody, type Own } from "../teaching/html/deck.ts";
import { partDiv, type Lead, type Materials, type Panel } from "../teaching/html/slide.ts";
import { partsOf } from "../teaching/parts.ts";
import type { Slide } from "../teaching/slide.ts";
import { commandLink } from "./command-link.ts";

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
  diagrams: Materials["diagrams"],
  { cspSource, nonce, script, style }: Surroundings,
): string {
  const policy = `default-src 'none'; style-src ${cspSource}; script-src 'nonce-${nonce}'`;
  return `<!doctype html>
<html lang="en" class="js">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Module 7: Writing Effective Lambda Functions</title>
<link rel="stylesheet" href="${style}">
</head>
<body>
${deckBody(slides, { diagrams, leadsFrom, ownPanels }, own)}
<script nonce="${nonce}" src="${script}"></script>
</body>
</html>`;
}

/** The concept behind a question is a slide of the same page; the pages of rules lie in the extension. */
const leadsFrom = ({ about, rules }: Slide): Lead[] => [
  { title: "This is about", links: about ? [{ href: `#${about}`, text: titles[about] }] : [] },
  {
    title: "Rules that find it",
    links: rules.map((id) => ({ href: commandLink("openPage", id), text: id })),
  },
];

/**
 * The tab Your code, on slides that some rule leads to, which are those with code before and after. `media/your-code.ts`
 * puts the user's own in place of the example.
 */
function ownPanels({ body }: Slide): Panel[] {
  const samples = partsOf(body).filter(({ heading }) => ["Before", "After"].includes(heading));
  if (samples.length === 0) return [];
  const content = `<div class="own" tabindex="-1" hidden></div>
<div class="example">
<p><b class="label">Example</b> In the files that are open, there is nothing to mend that this slide is about.</p>
<div class="sides">
${samples.map((part) => partDiv(part, "")).join("\n")}
</div>
</div>
<p class="notice" role="status"></p>`;
  return [{ name: "Your code", content }];
}

/** What `media/rail.ts` fills. */
const rail = `
<div class="rail" role="region" aria-labelledby="rail-title" hidden>
<h2 id="rail-title">In your workspace</h2>
<p class="count" role="status"></p>
<ul tabindex="-1"></ul>
<p class="notice" role="status"></p>
</div>`;

const own: Own = {
  keys: [
    ["Y", "the tab Your code"],
    ["Esc", "closes what lies above the slide, then goes back to the editor"],
  ],
  buttons: '\n<button type="button" id="web">Open as web page</button>',
  beside: rail,
};
