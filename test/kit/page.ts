import { readFileSync } from "node:fs";
import { rules } from "../../rules/plugin.ts";
import { newFolder } from "./folder.ts";

/** A rule's page, in the parts that tests look at. */
export interface Page {
  text: string;
  /** The text below the title, up to the first section. */
  why: string;
  /** Titles of the sections, in order. */
  sections: string[];
  /** The code of the first block in a section. */
  example: (section: "Bad" | "Good") => Example;
  /** The templates in a section. */
  templates: (section: "Bad" | "Good") => string[];
}

/** The code of an example. */
interface Example {
  code: string;
  /** As its language asks for. */
  filename: string;
  /** Where the template lies that stands below it in the section: it says how the code is deployed. */
  at: { root?: string };
}

/** The page of a rule, as it lies on disk. */
export function pageOf(id: string): Page {
  const text = readFileSync(new URL(`../../rules/docs/${id}.md`, import.meta.url), "utf8");
  const [head = "", ...rest] = text.split(/^## /m);
  const sections = rest.map((section) => section.split("\n", 1)[0]!);

  const sectionOf = (title: string): string => rest.find((one) => one.startsWith(`${title}\n`)) ?? "";

  const templates = (title: string): string[] =>
    [...sectionOf(title).matchAll(/```yaml\n(.*?)```/gs)].map(([, code]) => code!);

  return {
    text,
    why: head.split("\n").slice(1).join("\n").trim(),
    sections,
    example(title) {
      const block = /```(\w+)\n(.*?)```/s.exec(sectionOf(title));
      if (!block)
        throw new Error(`rules/docs/${id}.md: write an example in a code block under "## ${title}".`);
      // Pages of rules on templates show what these rules read.
      const [template] = rules[id]!.meta.docs.readsTemplates ? [] : templates(title);
      const at = template === undefined ? {} : { root: newFolder({ ".git": "", "template.yaml": template }) };
      return { code: block[2]!, filename: `example.${block[1]!}`, at };
    },
    templates,
  };
}
