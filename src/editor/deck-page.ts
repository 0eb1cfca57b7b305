import { slides as titles } from "../../rules/slides.ts";
import { deckBody, type Own } from "../teaching/html/deck.ts";
import type { Lead, Materials } from "../teaching/html/slide.ts";
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
${deckBody(slides, { diagrams, leadsFrom }, own)}
<script nonce="${nonce}" src="${script}"></script>
</body>
</html>`;
}

const own: Own = {
  keys: [["Esc", "closes what lies above the slide, then goes back to the editor"]],
  buttons: '\n<button type="button" id="web">Open as web page</button>',
};

/** The concept behind a question is a slide of the same page; the pages of rules lie in the extension. */
const leadsFrom = ({ about, rules }: Slide): Lead[] => [
  { title: "This is about", links: about ? [{ href: `#${about}`, text: titles[about] }] : [] },
  {
    title: "Rules that find it",
    links: rules.map((id) => ({ href: commandLink("openPage", id), text: id })),
  },
];
