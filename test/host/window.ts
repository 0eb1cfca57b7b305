import type { FrameLocator, Locator, Page } from "playwright-core";

/** Opens a file, or with `>` before its name runs a command. */
export async function choose(page: Page, name: string): Promise<void> {
  await page.keyboard.press("F1");
  await page.locator(".quick-input-widget input.input").fill(name);
  await page.locator(".quick-input-list .focused", { hasText: name.replace(">", "") }).waitFor();
  await page.keyboard.press("Enter");
}

/**
 * Has the palette list the extension's own commands, all or, ready to be run, the one that is called so. A window that was just opened does
 * not know them yet, and what a command asks may come in between.
 */
export async function ownCommands(page: Page, title = ""): Promise<Locator> {
  const name = `Effective Lambda: ${title}`;
  const row = title ? ".monaco-list-row.focused" : ".monaco-list-row";
  const rows = page.locator(`.quick-input-list ${row}`, { hasText: name });
  for (;;) {
    await page.keyboard.press("Escape");
    await page.keyboard.press("F1");
    try {
      await page.locator(".quick-input-widget input.input").fill(`>${name}`, { timeout: 3000 });
      await rows.first().waitFor({ timeout: 3000 });
      return rows;
    } catch (error) {
      if ((error as Error).name !== "TimeoutError") throw error;
    }
  }
}

/** Runs one of the extension's own commands. */
export async function run(page: Page, title: string): Promise<void> {
  await ownCommands(page, title);
  await page.keyboard.press("Enter");
}

/** The page of the slides: VS Code puts it into a frame within a frame. */
export const deckIn = (page: Page): FrameLocator =>
  page.frameLocator("iframe.webview.ready").frameLocator("iframe#active-frame");
