import * as vscode from "vscode";
import { slides, type Topic } from "../../rules/slides.ts";
import type { Deck } from "./deck.ts";
import { asOrigin } from "./origin.ts";
import { topics } from "../teaching/slide.ts";

/** Shows the slide that is named, for the finding that led to it if there is one, or lets a person choose one. */
export async function openSlide(deck: Deck, topic?: unknown, origin?: unknown): Promise<void> {
  const named = topic ?? (await chosenTopic());
  if (named !== undefined) await deck.show(named, asOrigin(origin));
}

const firstQuestion: Topic = "question-1";

export const startQuiz = (deck: Deck): Promise<void> => deck.show(firstQuestion);

async function chosenTopic() {
  const items = topics.map((topic, index) => ({ label: slides[topic], description: `${index + 1}`, topic }));
  const chosen = await vscode.window.showQuickPick(items, {
    placeHolder: vscode.l10n.t("Which slide of Module 7?"),
  });
  return chosen?.topic;
}
