import type { Topic } from "../../rules/slides.ts";
import type { Slide } from "../teaching/slide.ts";
import type { Learnt } from "./learnt.ts";

/** What there is to say of a slide beside its title. */
export interface Marks {
  isSeen: boolean;
  /** How many findings it explains in the code that is open. */
  findings: number;
  /** Its question: `open` until the right answer was given. Nothing where it asks none. */
  quiz?: "open" | "answered";
}

export function marksOf({ topic, quiz }: Slide, { seen, answers }: Learnt, findings: number): Marks {
  const isAnswered = quiz?.options[answers[topic] ?? -1]?.isRight;
  return {
    isSeen: seen.includes(topic),
    findings,
    ...(quiz && { quiz: isAnswered ? "answered" : "open" }),
  };
}

/** Whether somebody knows what a slide teaches: it was seen, or a question about it was answered rightly. */
export const isUnderstood = (topic: Topic, slides: readonly Slide[], learnt: Learnt): boolean =>
  learnt.seen.includes(topic) ||
  slides.some((slide) => slide.about === topic && marksOf(slide, learnt, 0).quiz === "answered");

/** Findings and question for the eye, behind a title that has little room. */
export const signsOf = ({ findings, quiz }: Marks): string =>
  [findings > 0 ? `● ${findings}` : "", { none: "", open: "?", answered: "? ✓" }[quiz ?? "none"]]
    .filter(Boolean)
    .join("  ");
