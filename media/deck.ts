/// <reference lib="dom" />

import { startDeck } from "./shared/deck.ts";

/** What the page tells the extension: that it can listen, which slide it shows, and that it is left for the editor. */
export type FromDeck = "ready" | "leave" | { shown: string };

/** What the extension tells the page. */
export interface ToDeck {
  show: string;
}

declare function acquireVsCodeApi(): {
  postMessage(message: FromDeck): void;
  setState(state: { shown: string }): void;
};

const editor = acquireVsCodeApi();
const tellShown = (shown: string) => {
  editor.setState({ shown });
  editor.postMessage({ shown });
};
const { show } = startDeck(tellShown, { Escape: () => editor.postMessage("leave") });

window.addEventListener("message", ({ data }: MessageEvent<ToDeck>) => {
  // Whoever asked for the slide is to read it from its beginning.
  if (show(data.show)) document.querySelector<HTMLElement>(".current h1")!.focus();
});
editor.postMessage("ready");
