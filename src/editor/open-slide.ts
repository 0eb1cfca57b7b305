import * as vscode from "vscode";
import { slides } from "../../rules/slides.ts";
import type { Deck } from "./deck.ts";
import { topics } from "../teaching/slide.ts";

/** Shows the slide that is named, or lets a person choose one. */
export async function openSlide(deck: Deck, topic?: unknown): Promise<void> {
  const named = topic ?? (await chosenTopic());
  if (named !== undefined) await deck.show(named);
}

async function chosenTopic() {
  const items = topics.map((topic, index) => ({ label: slides[topic], description: `${index + 1}`, topic }));
  const chosen = await vscode.window.showQuickPick(items, { placeHolder: "Which slide of Module 7?" });
  return chosen?.topic;
}
