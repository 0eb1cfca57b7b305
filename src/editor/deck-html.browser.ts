/// <reference lib="dom" />
import type * as node from "./deck-html.ts";

/** An extension is one file in a browser and can load no other, but for a thread to run. */
export const deckHtml: typeof node.deckHtml = (extension, ...deck) =>
  new Promise((resolve, reject) => {
    const worker = new Worker(
      extension.with({ path: `${extension.path}/dist/web/deck-page.js` }).toString(true),
    );
    worker.onmessage = ({ data }) => {
      worker.terminate();
      resolve(data);
    };
    worker.onerror = ({ message }) => {
      worker.terminate();
      reject(new Error(message));
    };
    worker.postMessage(deck);
  });
