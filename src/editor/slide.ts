import { slides, type Topic } from "../../rules/slides.ts";

/** The text of one slide, `media/slides/<topic>.md`: a few lines of front matter, then Markdown. */
export interface Slide {
  topic: Topic;
  title: string;
  /** The part of the module it belongs to. */
  section: string;
  /** Addresses of what it rests on. */
  sources: string[];
  /** Markdown: Why, Analogy, Before, After, Tips. */
  body: string;
}

export const topics = Object.keys(slides) as Topic[];

export const isTopic = (name: unknown): name is Topic => topics.includes(name as Topic);

/** Reads a slide. Front matter is only ever `key: value`, and `- value` under `sources:`. */
export function slideOf(topic: Topic, text: string): Slide {
  const [, front, body] = /^---\n(.*?)^---\n(.*)$/ms.exec(text.replaceAll("\r\n", "\n")) ?? [];
  if (front === undefined || body === undefined) throw new Error(`The slide ${topic} has no front matter.`);
  const value = (key: string) =>
    new RegExp(`^${key}: (.+)$`, "m").exec(front)?.[1]?.replace(/^"(.*)"$/, "$1") ?? "";
  const sources = [...front.matchAll(/^ *- (.+)$/gm)].map(([, source]) => source!);
  return { topic, title: value("title"), section: value("section"), sources, body };
}
