import { slides, type Topic } from "../../rules/slides.ts";

/** The text of one slide, `media/slides/<topic>.md`: a few lines of front matter, then Markdown. */
export interface Slide {
  topic: Topic;
  title: string;
  kind: Kind;
  /** The part of the module it belongs to. */
  section: string;
  /** What a question is about: the slide that answers it. */
  about?: Topic;
  /** The picture beside the text: the name of a file in `media/diagrams`, without `.svg`. */
  diagram?: string;
  /** Addresses of what it rests on. */
  sources: string[];
  /** The rules that find what it speaks of. Their metadata says so; `test/house.test.ts` keeps the list current. */
  rules: string[];
  /** Markdown: everything but the quiz. */
  body: string;
  quiz?: Quiz;
}

/** What a slide is for, and so which parts it has. */
export const kinds = ["title", "topics", "concept", "question", "summary"] as const;

export type Kind = (typeof kinds)[number];

/** A question with its options; all texts are Markdown within a paragraph. */
export interface Quiz {
  question: string;
  options: Option[];
}

export interface Option {
  text: string;
  /** Why it is right, or what is wrong with it. */
  explanation: string;
  isRight: boolean;
}

export const topics = Object.keys(slides) as Topic[];

export const isTopic = (name: unknown): name is Topic => topics.includes(name as Topic);

const isKind = (name: unknown): name is Kind => kinds.includes(name as Kind);

/** Reads a slide. Front matter is only ever `key: value`, and `- value` under `sources:` and `rules:`. */
export function slideOf(topic: Topic, text: string): Slide {
  const [, front, content] = /^---\n(.*?)^---\n(.*)$/ms.exec(text.replaceAll("\r\n", "\n")) ?? [];
  if (front === undefined || content === undefined)
    throw new Error(`The slide ${topic} has no front matter.`);
  const value = (key: string) =>
    new RegExp(`^${key}: (.+)$`, "m").exec(front)?.[1]?.replace(/^"(.*)"$/, "$1");
  const list = (key: string) => {
    const items = new RegExp(`^${key}:\\n((?: *- .+\\n)+)`, "m").exec(front)?.[1] ?? "";
    return [...items.matchAll(/^ *- (.+)$/gm)].map(([, item]) => item!);
  };

  const kind = value("kind");
  if (!isKind(kind)) throw new Error(`The slide ${topic} is of no kind; write one of ${kinds.join(", ")}.`);
  const about = value("about");
  if (about !== undefined && !isTopic(about))
    throw new Error(`The slide ${topic} is about no slide: ${about}.`);

  const [body = "", quiz] = content.split(/^## Quiz\n/m);
  return {
    topic,
    title: value("title") ?? "",
    kind,
    section: value("section") ?? "",
    about,
    diagram: value("diagram"),
    sources: list("sources"),
    rules: list("rules"),
    body: body.trim(),
    quiz: quiz === undefined ? undefined : quizOf(quiz),
  };
}

/** A question, then a task list: the option after `[x]` is the right one, and the indented text below each explains it. */
function quizOf(text: string): Quiz {
  const [question = "", ...options] = text.split(/^(?=- \[[ x]\] )/m);
  return { question: question.trim(), options: options.map(optionOf) };
}

function optionOf(item: string): Option {
  const [, mark, text = "", explanation = ""] = /^- \[([ x])\] (.*)\n([^]*)$/.exec(item) ?? [];
  return { text: text.trim(), explanation: explanation.trim(), isRight: mark === "x" };
}

/** The parts of the module with their slides. */
export function sectionsOf(all: readonly Slide[]): { title: string; slides: Slide[] }[] {
  const titles = [...new Set(all.map(({ section }) => section))];
  return titles.map((title) => ({ title, slides: all.filter(({ section }) => section === title) }));
}
