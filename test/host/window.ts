import type { FrameLocator, Page } from "playwright-core";

/** Opens a file, or with `>` before its name runs a command. */
export async function choose(page: Page, name: string): Promise<void> {
  await page.keyboard.press("F1");
  await page.locator(".quick-input-widget input.input").fill(name);
  await page.locator(".quick-input-list .focused", { hasText: name.replace(">", "") }).waitFor();
  await page.keyboard.press("Enter");
}

/** The page of the slides: VS Code puts it into a frame within a frame. */
export const deckIn = (page: Page): FrameLocator =>
  page.frameLocator("iframe.webview.ready").frameLocator("iframe#active-frame");
