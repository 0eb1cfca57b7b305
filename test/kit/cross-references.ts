import { readFileSync } from "node:fs";
import { join } from "node:path";
import { addresses } from "../../rules/addresses.ts";
import { rules } from "../../rules/plugin.ts";
import { slides, type Topic } from "../../rules/slides.ts";
import { topics } from "../../src/teaching/slide.ts";
import { root } from "./root.ts";

/** Every page with its link to the slide, and every slide with its list of rules, by their paths: as the rules' metadata has them. */
export const crossReferenced = (): [path: string, text: string][] => [
  ...Object.entries(rules).map(([id, { meta }]) =>
    changed(`rules/docs/${id}.md`, linkingTo(meta.docs.slide)),
  ),
  ...topics.map((topic) => changed(`media/slides/${topic}.md`, listing(rulesOf(topic)))),
];

const rulesOf = (topic: Topic): string[] =>
  Object.keys(rules).filter((id) => rules[id]!.meta.docs.slide === topic);

const changed = (path: string, change: (text: string) => string): [string, string] => [
  path,
  change(readFileSync(join(root, path), "utf8")),
];

/** The link is a page's last section. */
const linkingTo = (topic: Topic) => (page: string) =>
  `${page.replace(/\n## Slide\n[^]*$/, "")}\n## Slide\n\n[${slides[topic]}](${addresses.slide(topic)})\n`;

/** The list is the last of a slide's front matter. */
const listing = (ids: string[]) => (slide: string) => {
  const list = ids.length > 0 ? `rules:\n${ids.map((id) => `  - ${id}\n`).join("")}` : "";
  return slide.replace(/^(---\n[^]*?\n)(?:rules:\n(?: *- .+\n)*)?---\n/, `$1${list}---\n`);
};
