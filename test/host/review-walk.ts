import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { runGit } from "../kit/run-git.ts";
import { badHandler, goodHandler } from "./handlers.ts";
import { withVSCode } from "./server.ts";
import { within } from "./time.ts";
import { run } from "./window.ts";
import { temporaryFolder } from "./workspace.ts";

/**
 * Reviews a folder, and then a change of it, at VS Code's window, where no file is open: the view of the handlers tells
 * what is known. Says what it has seen to be right.
 */
export async function reviewClosedFiles(version: string, see: (what: string) => void): Promise<void> {
  const { folder, remove } = await temporaryFolder();
  await mkdir(join(folder, "visits"));
  await writeFile(join(folder, "visits/visits.js"), badHandler);
  await writeFile(join(folder, "bills.js"), badHandler);
  runGit(folder, "init", "--quiet", "--initial-branch=main");
  runGit(folder, "add", "--all");
  runGit(folder, "commit", "--quiet", "--message", "Work");
  const page = { viewport: { width: 1500, height: 1000 } };
  try {
    const walk = async (page: Page) => {
      page.setDefaultTimeout(60_000);
      await staysFresh(page, folder, see);
      await tellsNews(page, folder, see);
    };
    await withVSCode({ version, folder, page, extension: "development" }, (page) =>
      within(5, walk(page), "Reviewing did not end"),
    );
  } finally {
    remove();
  }
}

async function staysFresh(page: Page, folder: string, see: (what: string) => void): Promise<void> {
  const placeOf = (name: string) => join(folder, name);
  await run(page, "Review All Handlers in Workspace");
  await handler(page, "bills.js", "1 finding").waitFor();
  await handler(page, "visits.js", "1 finding").waitFor();
  await areCounted(page, 2);
  see("is told of files that nobody opened");

  runGit(folder, "checkout", "--quiet", "-b", "mended");
  await writeFile(placeOf("bills.js"), goodHandler);
  runGit(folder, "commit", "--quiet", "--all", "--message", "Mend it");
  await handler(page, "bills.js", "clear").waitFor();
  await areCounted(page, 1);
  runGit(folder, "checkout", "--quiet", "main");
  await handler(page, "bills.js", "1 finding").waitFor();
  await areCounted(page, 2);
  see("goes and comes with the branch that is checked out");

  await rename(placeOf("visits"), placeOf("calls"));
  await handler(page, "visits.js", "1 finding · calls/visits.js").waitFor();
  await handler(page, "visits.js", "1 finding · visits/visits.js").waitFor({ state: "detached" });
  await rm(placeOf("bills.js"));
  await handler(page, "bills.js", "1 finding").waitFor({ state: "detached" });
  await areCounted(page, 1);
  see("goes along with a folder, and goes with its file");
  runGit(folder, "stash", "--quiet", "--include-untracked");
  await handler(page, "bills.js", "1 finding").waitFor();
}

async function tellsNews(page: Page, folder: string, see: (what: string) => void): Promise<void> {
  const more = '  const other = new DynamoDBClient({ region: "eu-west-1" });\n  return';
  await writeFile(join(folder, "bills.js"), badHandler.replace("  return", more));
  await writeFile(join(folder, "half.js"), "export const handler = (");
  await run(page, "Review Changed Handlers");
  const question = page.getByPlaceholder("What has changed since when?");
  await question.fill("Since the last commit");
  await page.locator(".quick-input-list .focused", { hasText: "Since the last commit" }).waitFor();
  await question.press("Enter");
  const findings = "Findings: 1 new with this change, 1 there before";
  await page.getByText(`1 handler touched since HEAD · ${findings} · Not checked: half.js (`).waitFor();
  await page.getByRole("treeitem", { name: /, there before · bills\.js:4$/ }).waitFor();
  await page.getByRole("treeitem", { name: /, new with this change · bills\.js:5$/ }).waitFor();
  see("is new with a change or was there before it, and what was not checked is named with why");

  await run(page, "Go to Next Lambda Finding");
  await page.getByText("1 of 2 · there before").first().waitFor();
  await run(page, "Go to Next Lambda Finding");
  await page.getByText("2 of 2 · new with this change").first().waitFor();
  see("is told so at its lines");
}

/** A handler in the view, by its file and what is said of it. */
const handler = (page: Page, file: string, said: string) =>
  page.getByRole("treeitem", { name: `${file}, handler, source unknown · ${said}` });

/** Waits until the icon of the view counts so many findings. */
const areCounted = (page: Page, count: number) =>
  page.locator(".activitybar .badge-content", { hasText: new RegExp(`^${count}$`) }).waitFor();
