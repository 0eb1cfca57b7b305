import assert from "node:assert/strict";
import type { Locator, Page } from "playwright-core";
import { manifestInEnglish } from "../kit/manifest.ts";
import { deckIn, ownCommands, run } from "./window.ts";
import { withVSCode } from "./server.ts";
import { within } from "./time.ts";

/** Runs each command of the palette at a window without a folder or a file. Says what it has seen to be right. */
export async function runWithNothingOpen(version: string, see: (what: string) => void): Promise<void> {
  await withVSCode({ version, extension: "development" }, (page) =>
    within(4, runAll(page, see), "Running the commands did not end"),
  );
}

async function runAll(page: Page, see: (what: string) => void): Promise<void> {
  page.setDefaultTimeout(60_000);
  const rows = await ownCommands(page);
  const rowOf = (title: string) => rows.filter({ hasText: `Effective Lambda: ${title}` });
  for (const title of titlesInPalette()) await rowOf(title).waitFor();
  for (const title of titlesOnCondition()) assert.equal(await rowOf(title).count(), 0, title);
  see("are not offered where they have nothing to do");

  for (const title of titlesInPalette()) {
    await run(page, title);
    // What is asked is left without an answer.
    await shown[title]?.(page).waitFor();
  }
  await page.locator(".part.panel").getByRole("tab", { name: "Output" }).waitFor();
  const errors = page.locator(".notification-list-item", { has: page.locator(".codicon-error") });
  assert.deepEqual(await errors.allInnerTexts(), []);
  see("run without an error in an empty window");
}

/** What commands show or ask at their end, which would take the focus from a palette that was opened before. */
const shown: Record<string, (page: Page) => Locator> = {
  "Open Module 7 Slides": (page) => deckIn(page).locator("h1:focus"),
  "Open Sample Handler with Findings": (page) => page.getByRole("tab", { name: "Untitled-1" }),
  "Open Slide…": (page) => page.getByPlaceholder("Which slide of Module 7?"),
  "Take the Quiz": (page) => deckIn(page).locator("h1:focus", { hasText: "Question 1" }),
  "Reset Learning Progress": (page) => page.getByRole("button", { name: "Reset", exact: true }),
};

const { commands, menus } = manifestInEnglish().contributes as {
  commands: { command: string; title: string }[];
  menus: { commandPalette: { command: string }[] };
};
const conditional = new Set(menus.commandPalette.map(({ command }) => command));

const titlesOnCondition = (): string[] =>
  commands.filter(({ command }) => conditional.has(command)).map(({ title }) => title);

/** What the palette always offers; the log comes last, in sight of which the others have ended. */
function titlesInPalette(): string[] {
  const titles = commands.filter(({ command }) => !conditional.has(command)).map(({ title }) => title);
  return [...titles.filter((title) => title !== "Show Log"), "Show Log"];
}
