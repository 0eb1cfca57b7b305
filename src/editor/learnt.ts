import type { Topic } from "../../rules/slides.ts";
import { topics } from "../teaching/slide.ts";

/** How far somebody is with the module: plain data, which VS Code stores and the deck's page is sent. */
export interface Learnt {
  /** The slides that were shown. */
  seen: Topic[];
  /** The option that was chosen last, counted from 0, by the slide that asks. */
  answers: Partial<Record<Topic, number>>;
}

/** Reads what is stored. What this version cannot make sense of is left out, and the rest is kept. */
export function learntFrom(stored: unknown): Learnt {
  const { seen, answers } = fieldsOf(stored);
  const chosen = fieldsOf(answers);
  return {
    seen: topics.filter((topic) => Array.isArray(seen) && seen.includes(topic)),
    answers: Object.fromEntries(
      topics.filter((topic) => isOption(chosen[topic])).map((topic) => [topic, chosen[topic]]),
    ),
  };
}

const fieldsOf = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && value !== null ? { ...value } : {};

const isOption = (value: unknown): value is number => Number.isInteger(value) && Number(value) >= 0;
