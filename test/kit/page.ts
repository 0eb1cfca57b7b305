import { readFileSync } from "node:fs";

/** A rule's page, in the parts that tests look at. */
export interface Page {
  text: string;
  /** The text below the title, up to the first section. */
  why: string;
  /** Titles of the sections, in order. */
  sections: string[];
  /** The code of the first block in a section, with the file name its language asks for. */
  example: (section: "Bad" | "Good") => { code: string; filename: string };
  /** The templates in a section. */
  templates: (section: "Bad" | "Good") => string[];
}

/** The page of a rule, as it lies on disk. */
export function pageOf(id: string): Page {
  const text = readFileSync(new URL(`../../rules/docs/${id}.md`, import.meta.url), "utf8");
  const [head = "", ...rest] = text.split(/^## /m);
  const sections = rest.map((section) => section.split("\n", 1)[0]!);

  const sectionOf = (title: string): string => rest.find((one) => one.startsWith(`${title}\n`)) ?? "";

  return {
    text,
    why: head.split("\n").slice(1).join("\n").trim(),
    sections,
    example(title) {
      const block = /```(\w+)\n(.*?)```/s.exec(sectionOf(title));
      if (!block)
        throw new Error(`rules/docs/${id}.md: write an example in a code block under "## ${title}".`);
      return { code: block[2]!, filename: `example.${block[1]!}` };
    },
    templates: (title) => [...sectionOf(title).matchAll(/```yaml\n(.*?)```/gs)].map(([, code]) => code!),
  };
}
