import assert from "node:assert/strict";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { FrameLocator, Page } from "playwright-core";
import { badHandler, goodHandler } from "./handlers.ts";
import { withVSCode } from "./server.ts";
import { within } from "./time.ts";
import { choose, deckIn, leavePalette, ownCommands } from "./window.ts";
import { sampleWorkspace } from "./workspace.ts";

/**
 * Goes the way of a person through VS Code's window, by keys and clicks, which a suite in its extension host cannot:
 * from a finding to its slide, and through it to code without the finding. Says what it has seen to be right.
 */
export async function mendWithSlide(version: string, see: (what: string) => void): Promise<void> {
  const { folder, remove } = await sampleWorkspace();
  const file = join(folder, "visits.js");
  await writeFile(file, badHandler);
  await mkdir(join(folder, "mails"));
  await writeFile(join(folder, "mails/send-mails.js"), losing);
  await writeFile(join(folder, "mails/template.yaml"), template);
  // Long enough to do something between a key and the review that follows it.
  const pause = { "effectiveLambda.debounceMs": 10_000 };
  // Without it, a window that was opened with a file shows that file and nothing else when it is opened again.
  const settings = { ...pause, "window.restoreWindows": "preserve" };
  const options = { version, folder, file, settings, extension: "development" };
  try {
    const walk = async (page: Page) => {
      await through(page, file, see);
      await together(page, join(folder, "mails"), see);
    };
    await withVSCode(options, (page) => within(5, walk(page), "The walk did not end"));
  } finally {
    remove();
  }
}

/** Has to name the messages that failed, and its template to ask for them. */
const losing = `import { save } from "./save.js";

export const run = async (event) => {
  for (const record of event.Records) {
    await save(record.body);
  }
};
`;

const template = `Resources:
  Mails:
    Type: AWS::Serverless::Function
    Properties:
      Handler: send-mails.run
      MemorySize: 512
      Timeout: 5
      Events:
        Orders:
          Type: SQS
          Properties:
            Queue: !ImportValue OrdersArn
            BatchSize: 10
`;

async function through(page: Page, file: string, see: (what: string) => void): Promise<void> {
  page.setDefaultTimeout(60_000);
  const title = "Move `new DynamoDBClient()` to module scope";
  const code = page.locator(".editor-instance .monaco-editor:not(.in-diff-editor)");

  await page.locator(".squiggly-warning").first().waitFor();
  await offersToExplain(page, false);
  await code.locator(".view-line", { hasText: "new DynamoDBClient" }).getByText("DynamoDBClient").click();
  await offersToExplain(page, true);
  await page.keyboard.press("Control+k");
  await page.keyboard.press("Alt+l");
  const deck = deckIn(page);
  const heading = deck.getByRole("heading", { level: 1, name: "Initialise Outside the Handler" });
  // What is pressed next is for the slide.
  await deck.locator("h1:focus", { hasText: "Initialise Outside the Handler" }).waitFor();
  const rail = deck.getByRole("region", { name: "In your workspace" });
  await rail.getByText("1 finding of this slide").waitFor();
  await rail.getByText("visits.js:4").waitFor();
  await rail.getByText("const client = new DynamoDBClient({});").waitFor();
  see("leads from a finding to its slide by two keys, which shows the finding's line");

  await page.keyboard.press("y");
  const own = deck.getByRole("group", { name: "Your code", exact: true });
  const shown = await own.locator(".line").allTextContents();
  const marked = (line: string, index: number) => `${index + 1}${index === 3 ? ">" : " "}${line}`;
  assert.deepEqual(shown, badHandler.split("\n").map(marked));
  see("shows the finding's own lines with those around it");

  await rail.getByRole("button", { name: "Preview fix" }).click();
  const preview = page.getByRole("tab", { name: `visits.js: ${title}` });
  const applyFix = page.getByRole("button", { name: "Apply Fix" });
  assert.equal(await applyFix.count(), 0);
  await preview.waitFor();
  await page.locator(".monaco-diff-editor .line-insert").first().waitFor();
  await applyFix.waitFor();
  assert.equal(await readFile(file, "utf8"), badHandler);
  see("previews the fix in the editor, with a button that applies it, and changes nothing");

  const apply = deck.getByRole("button", { name: "Apply" });
  await apply.click();
  await rail.getByText("The files that are open have no finding of this slide.").waitFor();
  await deck.getByText("Done: Move new DynamoDBClient() to module scope.").waitFor();
  await deck.locator(".current .example").waitFor();
  await preview.waitFor({ state: "detached" });
  await applyFix.waitFor({ state: "detached" });
  await holds(file, goodHandler);
  see("applies the fix, after which nothing is listed any more");

  await code.locator(".view-line", { hasText: "export const handler" }).click();
  await page.keyboard.press("Control+z");
  await rail.getByText("visits.js:4").waitFor();
  await own.waitFor();
  see("lists it again once the change is taken back");

  await code.locator(".view-line", { hasText: "export const handler" }).click();
  await page.keyboard.press("Control+Home");
  await page.keyboard.press("Enter");
  await apply.click();
  await deck.getByText("The file has changed meanwhile.").waitFor();
  await rail.getByText("visits.js:5").waitFor();
  await apply.click();
  await deck.locator(".current .example").waitFor();
  await holds(file, `\n${goodHandler}`);
  see("makes no change for a text that is an older one, but looks at the newer one first");

  await heading.click();
  await hide(page, deck);
  const tab = page.getByRole("tab", { name: "Initialise Outside the Handler" });
  await tab.click();
  await deck.locator(".current .example").waitFor();
  await rail.getByText("The files that are open have no finding of this slide.").waitFor();
  see("is there again, on the same tab, after it was hidden");

  await heading.click();
  for (const key of ["q", "b", "Enter"]) await page.keyboard.press(key);
  const verdict = deck.locator(".current .verdict", { hasText: "B, right." });
  await verdict.waitFor();
  await heading.click();
  await page.keyboard.press("y");
  await deck.locator(".current .example").waitFor();
  await reload(page);
  await deck.locator(".current .example").waitFor();
  await heading.waitFor();
  await verdict.waitFor({ state: "attached" });
  assert.equal(await deck.locator(".dots .seen").count(), 1);
  see("comes back with the window, on the same slide and tab, with what was seen and answered");

  await heading.click();
  await hide(page, deck);
  await writeFile(file, badHandler);
  await reload(page);
  await tab.waitFor();
  await page.locator(".squiggly-warning").first().waitFor();
  await page.keyboard.press("Control+k");
  await page.keyboard.press("Alt+s");
  await deck.locator("h1:focus").waitFor();
  await tab.waitFor({ state: "detached" });
  assert.equal(await page.getByRole("tab", { name: "Writing Effective Lambda Functions" }).count(), 1);
  see("takes the place of the tab that came back with the window and was not looked at yet");
}

/** Goes on to a finding that takes a change of two files. */
async function together(page: Page, folder: string, see: (what: string) => void): Promise<void> {
  const code = page.locator(".editor-instance .monaco-editor:not(.in-diff-editor)");
  const deck = deckIn(page);
  await code.locator(".view-line").first().click();
  await choose(page, "send-mails.js");
  const found = code.locator(".view-line", { hasText: "event.Records" }).getByText("Records");
  await found.click();
  await offersToExplain(page, true);
  await leavePreview(page, folder);
  see("is shown a change of two files, all of it ticked, and is as it was where somebody leaves that");
  await found.click();
  await offersToExplain(page, true);
  await page.keyboard.press("Control+k");
  await page.keyboard.press("Alt+l");
  await deck.locator("h1:focus", { hasText: "SQS" }).waitFor();
  await page.keyboard.press("y");
  const changeOf = (file: string) => deck.getByRole("group", { name: `mails/${file} after the change` });
  await changeOf("send-mails.js").getByText("return { batchItemFailures };").waitFor();
  await changeOf("template.yaml").getByText("ReportBatchItemFailures").waitFor();

  await deck.getByRole("button", { name: "Show diff in editor" }).click();
  const previews = page.getByRole("tab", { name: /^(send-mails\.js|template\.yaml): Return / });
  await previews.nth(1).waitFor();
  await deck.getByRole("button", { name: "Apply" }).click();
  await deck.getByText(/^Done: Return .* in template\.yaml\.$/).waitFor();
  await deck.locator(".current .example").waitFor();
  await previews.first().waitFor({ state: "detached" });
  await holds(join(folder, "send-mails.js"), /return \{ batchItemFailures \};/);
  await holds(join(folder, "template.yaml"), /ReportBatchItemFailures/);
  see("changes a handler and its template as one, and shows both before");
}

/** Chooses a change of two files in the light bulb, looks at it, and does not want it. */
async function leavePreview(page: Page, folder: string): Promise<void> {
  await page.keyboard.press("Control+.");
  await page.locator(".action-widget .monaco-list-row", { hasText: "(preview)" }).click();
  const changes = page.getByRole("tree", { name: "Bulk Edit" });
  for (const name of [/^mails\/send-mails\.js/, /^mails\/template\.yaml/, /^line 4/, /^line 13/])
    await changes.getByRole("checkbox", { name }).getByRole("checkbox", { checked: true }).first().waitFor();
  await page.getByRole("button", { name: "Discard" }).click();
  await changes.waitFor({ state: "hidden" });
  await holds(join(folder, "send-mails.js"), losing);
  await holds(join(folder, "template.yaml"), template);
}

/** Shows something else in place of the slides. */
async function hide(page: Page, deck: FrameLocator): Promise<void> {
  await choose(page, "README.md");
  await deck.locator("body").waitFor({ state: "detached" });
}

/** Opens the window again, as VS Code does after an update. */
async function reload(page: Page): Promise<void> {
  const isLoaded = page.waitForEvent("load");
  await choose(page, ">Developer: Reload Window");
  await isLoaded;
}

/** Waits until the palette offers to explain a finding, or no longer does. */
async function offersToExplain(page: Page, isOffered: boolean): Promise<void> {
  let offered: number;
  do {
    const rows = await ownCommands(page);
    // The list shows no more than fits, in the order of the alphabet.
    await rows.filter({ hasText: "Copy Troubleshooting Report" }).waitFor();
    offered = await rows.filter({ hasText: "Explain Finding at Cursor" }).count();
  } while (offered > 0 !== isOffered);
  await leavePalette(page);
  // The keys that follow are for the code.
  if (isOffered) await page.locator(".monaco-editor.focused").waitFor();
}

/** Waits until a file holds a text: VS Code saves it a moment after it was changed. */
async function holds(file: string, expected: string | RegExp): Promise<void> {
  const passes = (text: string) => (typeof expected === "string" ? text === expected : expected.test(text));
  const end = Date.now() + 60_000;
  for (;;) {
    const text = await readFile(file, "utf8");
    if (passes(text)) return;
    assert.ok(Date.now() < end, `${file} holds:\n${text}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
