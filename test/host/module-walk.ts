import assert from "node:assert/strict";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { withVSCode } from "./server.ts";
import { within } from "./time.ts";
import { choose, deckIn } from "./window.ts";
import { sampleWorkspace } from "./workspace.ts";

/**
 * Learns with the view "Module 7" as a person does at VS Code's window, which a suite in its extension host cannot see.
 * Says what it has seen to be right.
 */
export async function learnWithView(version: string, see: (what: string) => void): Promise<void> {
  const { folder, remove } = await sampleWorkspace();
  const file = join(folder, "orders/create-order.ts");
  // The samples' packages are not installed, which TypeScript would underline too.
  const settings = { "typescript.validate.enable": false };
  // All slides are to fit below the view of the handlers: of a list, VS Code draws what can be seen.
  const page = { viewport: { width: 1280, height: 1000 } };
  try {
    await withVSCode({ version, folder, file, settings, page, extension: "development" }, (page) =>
      within(4, learn(page, see), "Learning with the view did not end"),
    );
  } finally {
    remove();
  }
}

async function learn(page: Page, see: (what: string) => void): Promise<void> {
  // A busy machine may take its time for the first finding.
  page.setDefaultTimeout(60_000);
  const item = (name: string) => page.getByRole("treeitem", { name, exact: true });
  const deck = deckIn(page);
  // The focus comes last: what is pressed before might still go elsewhere.
  const showsSlide = (name: string) => deck.locator("h1:focus", { hasText: name }).waitFor();
  const title = "Initialise Outside the Handler";

  await page.locator(".squiggly-warning").first().waitFor();
  const icon = page.locator(".activitybar").getByRole("tab", { name: "Effective Lambda" });
  assert.equal(await icon.getAttribute("aria-selected"), "false");
  assert.equal(await page.getByRole("treeitem", { name: title }).count(), 0);
  see("waits behind its icon until somebody asks for it");

  await icon.click();
  // The view of the handlers, above it, takes half of the room.
  await page.getByRole("button", { name: "Handlers Section" }).click();
  await item(`${title}, not seen, 2 findings in the open files, question open`).waitFor();
  await item("How Lambda runs your code, 0 of 5 slides seen").waitFor();
  see("marks a slide with its findings and its question");

  await page.locator(".view-line", { hasText: "export const handler" }).click();
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Delete");
  await item(`${title}, not seen, question open`).waitFor();
  see("takes the findings away with its code");

  await item(`${title}, not seen, question open`).click();
  await showsSlide(title);
  await item(`${title}, seen, question open`).waitFor();
  await item("How Lambda runs your code, 1 of 5 slides seen").waitFor();
  see("opens a slide, which is seen from then on");

  await choose(page, ">Effective Lambda: Take the Quiz");
  await showsSlide("Question 1: The Database Client");
  await page.keyboard.press("b");
  await page.keyboard.press("Enter");
  await item("Question 1: The Database Client, seen, question answered").waitFor();
  see("marks a question that was answered");

  await choose(page, ">View: Close All Editors");
  await page.locator("iframe.webview").waitFor({ state: "detached" });
  await item("Question 1: The Database Client, seen, question answered").click();
  await showsSlide("Question 1: The Database Client");
  await deck.locator(".current .verdict", { hasText: "B, right." }).waitFor();
  assert.equal(await deck.locator(".dots .seen").count(), 2);
  see("opens a deck that knows what was seen and answered in the last one");

  await choose(page, ">Effective Lambda: Reset Learning Progress");
  await page.getByRole("button", { name: "Reset", exact: true }).click();
  await item(`${title}, not seen, question open`).waitFor();
  await item("Question 1: The Database Client, not seen, question open").waitFor();
  await deck.locator(".current .verdict:empty").waitFor({ state: "attached" });
  assert.equal(await deck.locator(".dots .seen").count(), 0);
  see("forgets it when it is told to, and so does the deck");
}
