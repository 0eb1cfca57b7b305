/// <reference lib="dom" />

import { startDeck } from "./shared/deck.ts";
import type { Memory } from "./shared/memory.ts";

/**
 * What the page tells the extension: that it can listen, which slide it shows, which option of a slide's question is the
 * answer, that the slide is wanted as a web page, and that it is left for the editor.
 */
export type FromDeck = "ready" | "leave" | "web" | { shown: string } | { answered: number; on: string };

/** What the extension tells the page: the slide to show, or what the person has seen and answered so far. */
export type ToDeck = { show: string } | { learnt: Memory };

declare function acquireVsCodeApi(): {
  postMessage(message: FromDeck): void;
  setState(state: { shown: string }): void;
};

const editor = acquireVsCodeApi();
const tellShown = (shown: string) => {
  editor.setState({ shown });
  editor.postMessage({ shown });
};
const tellAnswer = (on: string, answered: number) => editor.postMessage({ answered, on });
const { show, recall } = startDeck(tellShown, { Escape: () => editor.postMessage("leave") }, tellAnswer);
document.querySelector("#web")!.addEventListener("click", () => editor.postMessage("web"));

window.addEventListener("message", ({ data }: MessageEvent<ToDeck>) => {
  if ("learnt" in data) return recall(data.learnt);
  // Whoever asked for the slide is to read it from its beginning.
  if (show(data.show)) document.querySelector<HTMLElement>(".current h1")!.focus();
});
editor.postMessage("ready");
