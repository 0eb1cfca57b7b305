import { readFile } from "node:fs/promises";
import type { RuleModule } from "../../rules/kit/rule.ts";
import type { Library } from "../teaching/library.ts";
import { deckDocument, slideDocument } from "./deck.ts";
import { guideDocument, guideIndex, guides, type Guide } from "./guides.ts";
import type { Assets } from "./html.ts";
import { ruleDocument, ruleIndex } from "./rules.ts";

/** The files of the site: text by path. */
export type Site = Record<string, string>;

export async function siteOf(
  library: Library,
  rules: Readonly<Record<string, RuleModule>>,
  assets: Assets,
): Promise<Site> {
  const slides = await library.slides();
  const names = slides.flatMap(({ diagram }) => diagram ?? []);
  const diagrams = await Promise.all(names.map(async (name) => [name, await library.diagram(name)]));
  const pages = await Promise.all(
    Object.entries(rules).map(async ([id, rule]) => [
      `rules/${id}/index.html`,
      ruleDocument(id, rule, await library.page(id)),
    ]),
  );
  const guidePages = await Promise.all(
    (Object.keys(guides) as Guide[]).map(async (guide) => [guide, await library.guide(guide)] as const),
  );
  const content = { diagrams: Object.fromEntries(diagrams) as Record<string, string> };
  return {
    "index.html": deckDocument(slides, content, assets),
    "site.css": assets.style,
    "site.js": assets.pages,
    "rules/index.html": ruleIndex(rules),
    ...(Object.fromEntries(pages) as Site),
    "guides/index.html": guideIndex(guidePages),
    ...Object.fromEntries(
      guidePages.map(([guide, page]) => [`guides/${guide}/index.html`, guideDocument(guide, page)]),
    ),
    ...Object.fromEntries(
      slides.map((slide) => [`slides/${slide.topic}/index.html`, slideDocument(slide, content)]),
    ),
  };
}

/** Styles and scripts as the build has left them. */
export async function assetsIn(media: URL): Promise<Assets> {
  const [style, deck, pages] = await Promise.all(
    ["site.css", "deck.js", "pages.js"].map((name) => readFile(new URL(`site/${name}`, media), "utf8")),
  );
  return { style: style!, deck: deck!, pages: pages! };
}
