import { readFile } from "node:fs/promises";
import type { Topic } from "../../rules/slides.ts";
import { slideOf, topics, type Slide } from "./slide.ts";

/** The texts of slides, rules, guides and pictures. */
export interface Library {
  slide(topic: Topic): Promise<Slide>;
  slides(): Promise<Slide[]>;
  /** The page of a rule, as Markdown. */
  page(rule: string): Promise<string>;
  /** The page on one way to use the rules, as Markdown. */
  guide(name: string): Promise<string>;
  diagram(name: string): Promise<string>;
}

/** Where the texts lie on disk: in a checkout, or where the build has put them beside the command. */
export interface Places {
  /** The folder with the pages of rules. */
  rules: URL;
  guides: URL;
  media: URL;
}

export function libraryIn({ rules, guides, media }: Places): Library {
  const slide = async (topic: Topic) =>
    slideOf(topic, await readFile(new URL(`slides/${topic}.md`, media), "utf8"));
  return {
    slide,
    slides: () => Promise.all(topics.map(slide)),
    page: (rule) => readFile(new URL(`${rule}.md`, rules), "utf8"),
    guide: (name) => readFile(new URL(`${name}.md`, guides), "utf8"),
    diagram: (name) => readFile(new URL(`diagrams/${name}.svg`, media), "utf8"),
  };
}
