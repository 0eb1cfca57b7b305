import { readFile } from "node:fs/promises";
import type { Topic } from "../../rules/slides.ts";
import { slideOf, topics, type Slide } from "./slide.ts";

/** The texts of slides, rules and pictures. */
export interface Library {
  slide(topic: Topic): Promise<Slide>;
  slides(): Promise<Slide[]>;
  /** The page of a rule, as Markdown. */
  page(rule: string): Promise<string>;
  diagram(name: string): Promise<string>;
}

/** The texts as they lie on disk: in a checkout, or where the build has put them beside the command. */
export function libraryIn(docs: URL, media: URL): Library {
  const slide = async (topic: Topic) =>
    slideOf(topic, await readFile(new URL(`slides/${topic}.md`, media), "utf8"));
  return {
    slide,
    slides: () => Promise.all(topics.map(slide)),
    page: (rule) => readFile(new URL(`${rule}.md`, docs), "utf8"),
    diagram: (name) => readFile(new URL(`diagrams/${name}.svg`, media), "utf8"),
  };
}
