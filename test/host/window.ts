import type { FrameLocator, Locator, Page } from "playwright-core";

/** Opens a file, or with `>` before its name runs a command. */
export const choose = (page: Page, name: string): Promise<void> =>
  accept(page, name, page.locator(".quick-input-list .focused", { hasText: name.replace(">", "") }));

/**
 * Has the palette list the extension's own commands, all or, ready to be run, the one that is called so. A window that was just opened does
 * not know them yet.
 */
export async function ownCommands(page: Page, title = ""): Promise<Locator> {
  const rows = rowsOf(page, title);
  while (!(await lists(page, `>${nameOf(title)}`, rows)));
  return rows;
}

/** Runs one of the extension's own commands. */
export const run = (page: Page, title: string): Promise<void> =>
  accept(page, `>${nameOf(title)}`, rowsOf(page, title));

const nameOf = (title: string) => `Effective Lambda: ${title}`;

const rowsOf = (page: Page, title: string): Locator =>
  page.locator(`.quick-input-list .monaco-list-row${title && ".focused"}`, { hasText: nameOf(title) });

/** Takes what the palette has in focus, by a key that goes to the palette and to nothing else. */
async function accept(page: Page, text: string, rows: Locator): Promise<void> {
  for (;;) if ((await lists(page, text, rows)) && (await isSoon(inputOf(page).press("Enter", soon)))) return;
}

/** Types into the palette, and says whether it lists what is looked for: what a command asks or shows may come in between. */
async function lists(page: Page, text: string, rows: Locator): Promise<boolean> {
  await leavePalette(page);
  await page.keyboard.press("F1");
  const isListed =
    (await isSoon(inputOf(page).fill(text, soon))) && (await isSoon(rows.first().waitFor(soon)));
  // A question that has to be answered takes all keys but this.
  if (!isListed) await page.keyboard.press("Escape");
  return isListed;
}

/** Puts the palette away, if it is there: where it is not, the key would be for whoever has the focus, such as the slides. */
export async function leavePalette(page: Page): Promise<void> {
  const input = inputOf(page);
  while (await input.isVisible())
    if (await isSoon(input.press("Escape", soon))) await isSoon(input.waitFor({ state: "hidden", ...soon }));
}

const inputOf = (page: Page): Locator => page.locator(".quick-input-widget input.input");

const soon = { timeout: 3000 };

/** Whether something is done within the time that is given for it. */
async function isSoon(done: Promise<unknown>): Promise<boolean> {
  try {
    await done;
    return true;
  } catch (error) {
    if ((error as Error).name !== "TimeoutError") throw error;
    return false;
  }
}

/** The page of the slides: VS Code puts it into a frame within a frame. */
export const deckIn = (page: Page): FrameLocator =>
  page.frameLocator("iframe.webview.ready").frameLocator("iframe#active-frame");

/** What somebody would see at the window, in a few lines: who reads why something failed there has no window any more. */
export async function inSight(page: Page): Promise<string> {
  const labels = async (selector: string) => {
    const all = await page
      .locator(selector)
      .evaluateAll((elements) =>
        elements.map((element) => element.getAttribute("aria-label") || element.textContent.trim()),
      );
    return all.filter(Boolean).join(" | ");
  };
  return [
    `focus: ${await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 200))}`,
    `tabs: ${await labels('.tab[aria-selected="true"]')}`,
    `status: ${await labels(".statusbar-item-label")}`,
    `notifications: ${await labels(".notification-list-item")}`,
    `palette: ${await labels(".quick-input-widget .monaco-list-row")}`,
  ].join("\n");
}
