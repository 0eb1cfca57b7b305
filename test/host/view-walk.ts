import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { badHandler } from "./handlers.ts";
import { withVSCode } from "./server.ts";
import { within } from "./time.ts";
import { choose, deckIn, run } from "./window.ts";
import { sampleWorkspace } from "./workspace.ts";

/**
 * Takes findings away at VS Code's window, by keys alone, and looks at each place that showed them, by what a screen
 * reader says of it. Says what it has seen to be right.
 */
export async function clearEverywhere(version: string, see: (what: string) => void): Promise<void> {
  const { folder, remove } = await sampleWorkspace();
  const file = join(folder, "visits.js");
  await writeFile(file, badHandler);
  const page = { viewport: { width: 1500, height: 1000 } };
  try {
    const walk = async (page: Page) => {
      await clear(page, see);
      await count(page, join(folder, "counted"), see);
    };
    await withVSCode({ version, folder, file, page, extension: "development" }, (page) =>
      within(5, walk(page), "Taking findings away did not end"),
    );
  } finally {
    remove();
  }
}

const message =
  "new DynamoDBClient() runs on every invocation, and slows it. Create it once, at module scope.";

async function clear(page: Page, see: (what: string) => void): Promise<void> {
  page.setDefaultTimeout(60_000);
  await page.locator(".squiggly-warning").first().waitFor();
  await run(page, "Focus on Handlers View");
  await page.getByRole("treeitem", { name: message }).waitFor();
  await goToFinding(page);
  await run(page, "Explain Finding at Cursor");
  await deckIn(page).locator("h1:focus").waitFor();
  await goToFinding(page);
  await isShown(page);
  see("is told in all places, in words for a screen reader");

  await run(page, "Apply Safe Fixes in File");
  await isGone(page);
  see("is gone from all places once it is fixed");

  await page.keyboard.press("Control+z");
  await isShown(page);
  await goToFinding(page);
  await run(page, "Suppress Finding with a Reason…");
  const question = page.getByPlaceholder("Why is this right as it is?");
  await question.fill("one client for each tenant");
  await question.press("Enter");
  await isGone(page);
  see("is gone from all places once it is silenced");
}

/** A handler with one finding of its own and one in another file, beside a function that only another handler runs. */
const counted = {
  "keep-visits.js": badHandler.replace("handler", "keep"),
  "pay-visits.js": `import { S3Client } from "@aws-sdk/client-s3";
import { keep } from "./keep-visits.js";

export const handler = async (event) => {
  const client = new S3Client({});
  return [client, await keep(event)];
};

export const book = async (visit) => {
  const client = new S3Client({});
  return [client, visit];
};
`,
  "book-visits.js": `import { book } from "./pay-visits.js";

export const handler = async (event) => book(event.visit);
`,
};

async function count(page: Page, folder: string, see: (what: string) => void): Promise<void> {
  await mkdir(folder);
  for (const [name, text] of Object.entries(counted)) await writeFile(join(folder, name), text);
  await choose(page, "pay-visits.js");
  await run(page, "Review All Handlers in Workspace");
  const said = "2 findings, 1 in other files";
  const inView = (name: RegExp) => page.getByRole("treeitem", { name });
  await page.locator(".codelens-decoration", { hasText: `λ handler, source unknown — ${said}` }).waitFor();
  await inView(new RegExp(`^pay-visits\\.js, handler, source unknown · ${said} · counted/`)).waitFor();
  const ofFile = `3 findings, 1 in other files, handler, source unknown`;
  await page
    .getByRole("button", { name: `${ofFile} · 1 finding of code that no handler here runs` })
    .waitFor();
  see("counts alike above its handler and in the view, and the status says what of its file is no handler's");

  await run(page, "Filter Findings…");
  await page.locator(".quick-input-list").getByText("The current file").click();
  await inView(/^pay-visits\.js, handler, source unknown · 1 of 2 findings shown/).waitFor();
  see("counts as much where the view shows a part of it, which it says");
}

/** Whoever does something at the cursor has to be there first: the palette does not wait for what it ran before. */
async function goToFinding(page: Page): Promise<void> {
  await run(page, "Go to Next Lambda Finding");
  await page.getByRole("button", { name: /^Ln 4, Col \d+ \(\d+ selected\)/ }).waitFor();
}

/** Waits until each place tells of the one finding. */
async function isShown(page: Page): Promise<void> {
  await page.locator(".squiggly-warning").first().waitFor();
  await page.locator(".codelens-decoration", { hasText: "λ handler, source unknown — 1 finding" }).waitFor();
  await page.getByRole("tab", { name: "Effective Lambda - 1 finding", exact: true }).waitFor();
  await page.getByRole("treeitem", { name: /^visits\.js, handler, source unknown · 1 finding/ }).waitFor();
  await page.getByRole("treeitem", { name: `${message}, visits.js:4`, exact: true }).waitFor();
  await page.getByRole("button", { name: "Warnings: 1" }).waitFor();
  await page.getByRole("button", { name: /Effective Lambda: 1 finding, handler, source unknown/ }).waitFor();
  await deckIn(page).getByText("1 finding of this slide").waitFor();
}

/** Waits until none does. */
async function isGone(page: Page): Promise<void> {
  await page.locator(".codelens-decoration", { hasText: "λ handler, source unknown — clear" }).waitFor();
  await page.getByRole("tab", { name: "Effective Lambda", exact: true }).waitFor();
  await page.getByRole("treeitem", { name: /^visits\.js, handler, source unknown · clear/ }).waitFor();
  await page.getByRole("treeitem", { name: message }).waitFor({ state: "detached" });
  await page.getByRole("button", { name: "No Problems" }).waitFor();
  await page.getByRole("button", { name: /Effective Lambda: clear, handler, source unknown/ }).waitFor();
  await deckIn(page).getByText("The files that are open have no finding of this slide.").waitFor();
  await page.locator(".squiggly-warning").waitFor({ state: "detached" });
}
