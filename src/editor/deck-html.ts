import type { Uri } from "vscode";
import type { deckPage } from "./deck-page.ts";

/** The deck as a page. What makes it is large, and not loaded before. In a browser, `deck-html.browser.ts` does it. */
export async function deckHtml(_extension: Uri, ...deck: Parameters<typeof deckPage>): Promise<string> {
  const { deckPage } = await import("./deck-page.ts");
  return deckPage(...deck);
}
