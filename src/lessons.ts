import { parseArgs } from "node:util";
import { prefix, rules } from "../rules/plugin.ts";
import { slides, type Topic } from "../rules/slides.ts";
import { meant } from "./names.ts";
import { UsageError } from "./usage-error.ts";

/** What somebody wants to read, to answer, or to put on the web. */
export type Lesson =
  | { command: "explain"; rule: string }
  | { command: "slides" | "quiz"; topic: Topic | undefined }
  | { command: "export-site"; folder: string };

export const lessons = ["explain", "slides", "quiz", "export-site"] as const;

const topics = Object.keys(slides) as Topic[];

/** Reads a command line whose command teaches; `undefined` where it is another, or asks for help. */
export function lessonIn(args: readonly string[]): Lesson | undefined {
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, strict: false });
  const [name, subject, ...more] = positionals;
  const command = lessons.find((lesson) => lesson === name);
  if (!command || values["help"] || values["h"] || values["version"] || values["v"]) return undefined;

  const option = Object.keys(values).find((given) => given !== "debug");
  if (option !== undefined)
    throw new UsageError(`${command} takes no option ${option.length === 1 ? "-" : "--"}${option}.`);
  if (more.length > 0) throw new UsageError(`${command} takes one name, not ${1 + more.length}.`);

  switch (command) {
    case "explain":
      return { command, rule: ruleNamed(subject) };
    case "slides":
    case "quiz":
      return { command, topic: subject === undefined ? undefined : topicNamed(subject) };
    case "export-site":
      if (!subject) throw new UsageError("Say into which folder: effective-lambda export-site DIR");
      return { command, folder: subject };
  }
}

function ruleNamed(given: string | undefined): string {
  if (!given) throw new UsageError("Say which rule: effective-lambda explain no-client-in-handler");
  const id = given.replace(`${prefix}/`, "");
  if (!Object.hasOwn(rules, id))
    throw new UsageError(`There is no rule ${id}.${meant(id, Object.keys(rules))}`);
  return id;
}

function topicNamed(given: string): Topic {
  const topic = /^\d+$/.test(given) ? topics[Number(given) - 1] : topics.find((one) => one === given);
  if (topic) return topic;
  const hint = /^\d+$/.test(given) ? ` They are numbered from 1 to ${topics.length}.` : meant(given, topics);
  throw new UsageError(`There is no slide ${given}.${hint || " See them all: effective-lambda slides"}`);
}
