import { painted, type Terminal } from "../report/terminal.ts";
import { indented } from "../report/words.ts";
import type { Option, Quiz, Slide } from "../teaching/slide.ts";
import { heading } from "./headings.ts";
import { prose } from "./prose.ts";
import { narrower, sheetOn } from "./sheet.ts";

/** A slide that asks something. */
export type Asking = Slide & { quiz: Quiz };

export const isAsking = (slide: Slide): slide is Asking => slide.quiz !== undefined;

const letters = ["A", "B", "C", "D"];

/** For a reader that cannot answer, as a pipe: all questions with their options, then all answers. */
export function printedQuiz(slides: readonly Asking[], terminal: Terminal): string {
  const questions = slides.map((slide) => question(slide, terminal));
  const answers = slides.map(
    ({ title, quiz }) => `${heading(title, terminal)}\n\n${explanations(quiz, terminal)}`,
  );
  return `${[...questions, heading("Answers", terminal), ...answers].join("\n\n")}\n`;
}

/** Somebody who reads and answers; `undefined` is the end of what they have to say. */
export interface Reader {
  tell(text: string): void;
  ask(prompt: string): Promise<string | undefined>;
}

/** Asks one question after the other. Nobody counts: a wrong answer is explained, and may be given again. */
export async function askedQuiz(
  slides: readonly Asking[],
  terminal: Terminal,
  reader: Reader,
): Promise<void> {
  for (const [index, slide] of slides.entries()) {
    if (slides.length > 1) reader.tell(painted(`Question ${index + 1} of ${slides.length}`, "dim", terminal));
    reader.tell(`${question(slide, terminal)}\n`);
    if ((await answered(slide.quiz, terminal, reader)) === "left") return;
    reader.tell(`\n${explanations(slide.quiz, terminal)}\n`);
    reader.tell(
      `${painted(`Read on: effective-lambda slides ${slide.about ?? slide.topic}`, "dim", terminal)}\n`,
    );
    const hasNext = index + 1 < slides.length;
    if (hasNext && isLeaving(await reader.ask("Enter goes on, q ends: "))) return;
  }
}

async function answered(quiz: Quiz, terminal: Terminal, { tell, ask }: Reader): Promise<"shown" | "left"> {
  let wish = "Your answer, 1 to 4 or A to D (q ends): ";
  let hasTried = false;
  for (;;) {
    const given = await ask(wish);
    if (isLeaving(given)) return "left";
    if (hasTried && given!.trim() === "") return "shown";
    const option = optionAt(given!, quiz);
    if (option) tell(`\n${said(option, terminal)}\n`);
    if (option?.isRight) return "shown";
    hasTried ||= option !== undefined;
    wish = hasTried
      ? "Try again, or Enter for all answers: "
      : "Please answer with 1 to 4 or A to D (q ends): ";
  }
}

const isLeaving = (given: string | undefined) => given === undefined || /^\s*q(uit)?\s*$/i.test(given);

function optionAt(given: string, { options }: Quiz): Option | undefined {
  const text = given.trim().toUpperCase();
  return options[letters.includes(text) ? letters.indexOf(text) : Number(text) - 1];
}

function said({ isRight, explanation }: Option, terminal: Terminal): string {
  const verdict = isRight
    ? painted("Right.", "green", terminal)
    : painted("Not this one.", "yellow", terminal);
  return `${verdict}\n${prose(explanation, sheetOn(terminal))}`;
}

const question = ({ title, quiz }: Asking, terminal: Terminal): string =>
  [
    heading(title, terminal),
    prose(quiz.question, sheetOn(terminal)),
    quiz.options.map((option, index) => lettered(index, option.text, terminal)).join("\n"),
  ].join("\n\n");

/** Every option with why it is right, or what is wrong with it. */
const explanations = ({ options }: Quiz, terminal: Terminal): string =>
  options
    .map(({ text, explanation, isRight }, index) => {
      const name = lettered(index, text, terminal, isRight ? "right" : "wrong");
      return `${name}\n${indented(prose(explanation, narrower(sheetOn(terminal), 5)), "     ")}`;
    })
    .join("\n\n");

function lettered(index: number, text: string, terminal: Terminal, mark?: "right" | "wrong"): string {
  const sign =
    mark === undefined
      ? " "
      : mark === "right"
        ? painted("✓", "green", terminal)
        : painted("✗", "yellow", terminal);
  const lines = indented(prose(text, narrower(sheetOn(terminal), 5)), "     ").trimStart();
  return `${sign} ${painted(letters[index]!, "bold", terminal)}  ${lines}`;
}
