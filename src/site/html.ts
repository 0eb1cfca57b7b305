import { createHash } from "node:crypto";
import { escaped } from "../teaching/markdown.ts";

/** The styles and scripts that pages have, as text. */
export interface Assets {
  style: string;
  /** For the deck, which carries it along. */
  deck: string;
  /** For all other pages, which share it. */
  pages: string;
}

export interface Document {
  title: string;
  /** The way to the top of the site: empty there, `../` below. */
  up: string;
  /** What the page is for search engines and shared links, in a sentence. */
  description: string;
  body: string;
}

/** A page whose style and script are files of the site. */
export const linkedDocument = (document: Document): string =>
  html(document, {
    policy:
      "default-src 'none'; style-src 'self' file:; script-src 'self' file:; base-uri 'none'; form-action 'none'",
    style: `<link rel="stylesheet" href="${document.up}site.css">`,
    script: `<script defer src="${document.up}site.js"></script>`,
  });

/** A page that is one file. */
export const wholeDocument = (
  document: Document,
  { style, script }: { style: string; script: string },
): string =>
  html(document, {
    policy: `default-src 'none'; style-src '${hashOf(style)}'; script-src '${hashOf(early)}' '${hashOf(script)}'; base-uri 'none'; form-action 'none'`,
    style: `<style>${style}</style>\n<script>${early}</script>`,
    script: `<script type="module">${script}</script>`,
  });

/** Tells the style that a script will show one slide at a time, before any is drawn. */
const early = 'document.documentElement.classList.add("js")';

const hashOf = (text: string) => `sha256-${createHash("sha256").update(text).digest("base64")}`;

const html = (
  { title, up, description, body }: Document,
  { policy, style, script }: { policy: string; style: string; script: string },
): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="description" content="${escaped(description)}">
<title>${escaped(title)}</title>
${style}
</head>
<body>
<a class="skip" href="#main">Skip to the text</a>
<header>
<a href="${up}index.html">Effective Lambda</a>
<nav aria-label="Site">
<a href="${up}index.html">Slides</a>
<a href="${up}rules/index.html">Rules</a>
<a href="${up}guides/index.html">Guides</a>
</nav>
</header>
${body}
${script}
</body>
</html>
`;
