import manifest from "../../rules/package.json" with { type: "json" };
import { escaped } from "../teaching/markdown.ts";
import { pageParts } from "../teaching/page.ts";
import { linkedDocument } from "./html.ts";
import { sectionsOf } from "./sections.ts";

/** Where the rules run, by the names of the pages in `docs/`: what each page is about. */
export const guides = {
  vscode: "Findings while you type, with their fixes and slides.",
  eslint: "The rules beside those that you have: for JavaScript, TypeScript and templates.",
  "github-actions": "A review of each pull request, and code scanning.",
  gitlab: "A review of each merge request, in its Code Quality widget.",
  "lint-staged": "A review of each commit, before it is made.",
  oxlint: "The rules for code, in oxlint in place of ESLint.",
  kiro: "What Kiro's agents run after a change.",
} as const;

export type Guide = keyof typeof guides;

export function guideDocument(guide: Guide, page: string): string {
  return linkedDocument({
    title: `${titleOf(page)} · Effective Lambda`,
    description: guides[guide],
    up: "../../",
    body: `<main id="main" class="page">
<h1>${escaped(titleOf(page))}</h1>
${sectionsOf(pageParts(page), withPlaces)}
</main>`,
  });
}

export function guideIndex(pages: readonly (readonly [Guide, string])[]): string {
  const items = pages.map(
    ([guide, page]) =>
      `<li><a href="${guide}/index.html">${escaped(titleOf(page))}</a>: ${escaped(guides[guide])}</li>`,
  );
  return linkedDocument({
    title: "Guides · Effective Lambda",
    description: "How to use Effective Lambda in an editor, in a linter and in a pipeline.",
    up: "../",
    body: `<main id="main" class="page">
<h1>Guides</h1>
<p class="lead">Where the rules run, and what to write for it.</p>
<ul>
${items.join("\n")}
</ul>
</main>`,
  });
}

const titleOf = (page: string): string => /^# (.+)/.exec(page)![1]!;

/** Guides lead to each other by their files, and to what else lies in the repository, which the site does not hold. */
const withPlaces = (html: string): string =>
  html
    .replace(/href="([\w-]+)\.md(?=["#])/g, 'href="../$1/index.html')
    .replace(/href="\.\.\/(?=README|test)/g, `href="${manifest.homepage}/blob/main/`);
