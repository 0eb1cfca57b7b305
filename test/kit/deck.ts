import { join } from "node:path";
import { build } from "esbuild";
import { deckPage } from "../../src/editor/deck-page.ts";
import { root } from "./root.ts";
import { library } from "./site.ts";

/** Where a browser finds the editor's deck in tests. */
export const address = "https://deck.test";

/** Plays the extension in the page: it listens, and keeps what it is told. */
export const extension = `
  globalThis.told = [];
  globalThis.acquireVsCodeApi = () => ({ postMessage: (message) => told.push(message), setState() {}, getState() {} });
`;

/** What there is at an address, by its path. */
export type Served = Record<string, { contentType: string; body: string }>;

export async function deckFiles(): Promise<Served> {
  const texts = await library.slides();
  const names = texts.flatMap(({ diagram }) => diagram ?? []);
  const diagrams = await Promise.all(names.map(async (name) => [name, await library.diagram(name)]));
  const { outputFiles } = await build({
    entryPoints: ["deck.ts", "deck.css"].map((name) => join(root, "media", name)),
    bundle: true,
    write: false,
    outdir: "unused",
    minifyWhitespace: true,
  });
  const [script, style] = outputFiles.map(({ text }) => text);
  const html = deckPage(texts, Object.fromEntries(diagrams), {
    cspSource: address,
    nonce: "nonce",
    script: `${address}/deck.js`,
    style: `${address}/deck.css`,
  });
  return {
    "/": { contentType: "text/html", body: html },
    "/deck.js": { contentType: "text/javascript", body: script! },
    "/deck.css": { contentType: "text/css", body: style! },
  };
}
