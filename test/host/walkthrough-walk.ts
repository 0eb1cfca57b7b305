import type { Page } from "playwright-core";
import { withVSCode } from "./server.ts";
import { within } from "./time.ts";
import { choose, leavePalette, ownCommands } from "./window.ts";

/** Goes through the walkthrough by its buttons, in a window with nothing open. Says what it has seen to be right. */
export async function followWalkthrough(version: string, see: (what: string) => void): Promise<void> {
  const page = { viewport: { width: 1600, height: 900 } };
  await withVSCode({ version, page, extension: "development" }, (page) =>
    within(5, follow(page, see), "The walkthrough did not end"),
  );
}

async function follow(page: Page, see: (what: string) => void): Promise<void> {
  page.setDefaultTimeout(60_000);
  await openWalkthrough(page);
  const press = async (step: string, name: string) => {
    const button = page.getByRole("button", { name, exact: true });
    // A click opens a step, and the one that is open cannot be opened again.
    while (!(await button.isVisible())) {
      if (await stepOf(page, step).isEnabled()) await stepOf(page, step).click();
      await page.waitForTimeout(300);
    }
    await button.click();
  };

  await press("See it work", "Open Sample Handler");
  await page.locator(".squiggly-warning").first().waitFor();
  await page.locator(".gettingStartedContainer").waitFor();
  see("opens a handler with findings beside itself");

  await press("Read the why", "Explain Finding");
  await page.getByRole("tab", { name: /^Initialise Outside the Handler/ }).waitFor();
  await page.locator(".gettingStartedContainer").waitFor();
  await page.locator(".squiggly-warning").first().waitFor();
  see("leads to the slide of a finding, which hides neither the finding nor the walkthrough");

  await press("Mend it safely", "Preview Fix");
  await page.locator(".monaco-diff-editor .line-insert").first().waitFor();
  await press("Mend it safely", "Apply Safe Fixes");
  await page
    .locator(".view-line", { hasText: /^const\sclient\s=/ })
    .first()
    .waitFor();
  see("previews a fix, and applies it");

  await press("Learn Module 7", "Open Slides");
  await press("Take the quiz", "Take the Quiz");
  await page.getByRole("tab", { name: /^Question 1/ }).waitFor();
  for (const step of ["See it work", "Read the why", "Mend it safely", "Learn Module 7", "Take the quiz"])
    await stepOf(page, step).locator(".codicon-getting-started-step-checked.complete").waitFor();
  see("counts what was tried as done");
}

/** Opens the walkthrough as somebody does who has read of it. */
export async function openWalkthrough(page: Page): Promise<void> {
  // The window is ready, and knows the extension, once its palette has our commands.
  await ownCommands(page);
  await leavePalette(page);
  await choose(page, ">Welcome: Open Walkthrough...");
  // Until it asks, the palette is still the one from which the command was run.
  await page.getByPlaceholder("Select a walkthrough to open").fill("Effective Lambda");
  await page.locator(".quick-input-list .focused", { hasText: "Effective Lambda in 3 minutes" }).waitFor();
  await page.keyboard.press("Enter");
  await stepOf(page, "See it work").waitFor();
}

const stepOf = (page: Page, title: string) => page.locator(".getting-started-step", { hasText: title });
