/// <reference lib="dom" />

import assert from "node:assert/strict";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { AxeResults, default as Axe, RunOptions } from "axe-core";
import type { Frame, Page } from "playwright-core";
import { withVSCode } from "./server.ts";
import { within } from "./time.ts";
import { choose, deckIn } from "./window.ts";
import { sampleWorkspace } from "./workspace.ts";

/** VS Code's own themes, each with what the page of a web view is told that it is. */
const themes = {
  light: { title: "Default Light Modern", kind: "vscode-light" },
  dark: { title: "Default Dark Modern", kind: "vscode-dark" },
  "high contrast": { title: "Default High Contrast", kind: "vscode-high-contrast" },
  "light high contrast": { title: "Default High Contrast Light", kind: "vscode-high-contrast-light" },
};

/** Tabs of slides that have each sort of part: the user's own code, samples and tips, a picture that moves, a question. */
const tabs = [
  ["init-outside-handler", "Your code"],
  ["ephemeral-environments", "Fix it"],
  ["ephemeral-environments", "Why"],
  ["question-1", "Quiz"],
];

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Asks axe about the slides beside code with findings, in each theme, and says in which it has no objection. */
export async function readInThemes(version: string, see: (what: string) => void): Promise<void> {
  const { folder, remove } = await sampleWorkspace();
  const file = join(folder, "orders/create-order.ts");
  try {
    await withVSCode({ version, folder, file, extension: "development" }, (page) =>
      within(4, readAll(page, folder, see), "Reading in each theme did not end"),
    );
  } finally {
    remove();
  }
}

async function readAll(page: Page, folder: string, see: (what: string) => void): Promise<void> {
  page.setDefaultTimeout(60_000);
  await page.locator(".squiggly-warning").first().waitFor();
  await choose(page, ">Effective Lambda: Open Module 7 Slides");
  // VS Code shows an empty page first, in a frame of its own.
  const slide = await deckIn(page).locator(".slide.current").elementHandle();
  const deck = (await slide!.ownerFrame())!;
  // Not as an element of the page, whose policy would refuse it.
  await deck.evaluate(axe);

  await mkdir(join(folder, ".vscode"), { recursive: true });
  // What is no matter of colour is the same in each, and asked once.
  let asked: RunOptions = {};
  for (const [name, { title, kind }] of Object.entries(themes)) {
    const settings = JSON.stringify({ "workbench.colorTheme": title });
    await writeFile(join(folder, ".vscode/settings.json"), settings);
    await deck.locator(`body[data-vscode-theme-kind="${kind}"]`).waitFor();
    assert.deepEqual(await objections(deck, asked), []);
    see(`can be read in VS Code's ${name} theme`);
    asked = { runOnly: ["color-contrast", "link-in-text-block"] };
  }
}

async function objections(deck: Frame, asked: RunOptions): Promise<string[]> {
  const found: string[] = [];
  for (const [slide, tab] of tabs) {
    await deck.evaluate((show) => window.postMessage({ show }), slide);
    await deck.locator(`#${slide}.current [data-tab="${tab}"]`).first().check({ force: true });
    await deck.evaluate(endOfAnimations);
    found.push(...(await violations(deck, asked)).map((one) => `${slide}, ${tab}: ${one}`));
  }
  return found;
}

/** A slide fades in, and has too little contrast until it is there. */
const endOfAnimations = async (): Promise<void> => {
  const ending = document
    .getAnimations()
    .filter(({ effect }) => Number.isFinite(effect?.getComputedTiming().endTime));
  await Promise.allSettled(ending.map(({ finished }) => finished));
};

async function violations(deck: Frame, asked: RunOptions): Promise<string[]> {
  const { violations } = await deck.evaluate(
    (options) => (window as unknown as { axe: typeof Axe }).axe.run(options) as Promise<AxeResults>,
    asked,
  );
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
}
