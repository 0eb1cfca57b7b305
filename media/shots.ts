import { readFile, mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { newest } from "../test/host/install.ts";
import { withVSCode } from "../test/host/server.ts";
import { restricted } from "../test/host/settings.ts";
import { openWalkthrough } from "../test/host/walkthrough-walk.ts";
import { deckIn, run } from "../test/host/window.ts";
import { root, sampleWorkspace } from "../test/host/workspace.ts";

/**
 * Takes pictures of the packed extension in a real VS Code: those of the README, and in `dist/shots/vscode` the same and
 * others in three themes, to look at.
 */
const { name, version } = JSON.parse(await readFile(join(root, "package.json"), "utf8")) as Record<
  string,
  string
>;

const shots = join(root, "dist/shots/vscode");

/** VS Code's themes, by what their pictures are called. */
const themes = {
  dark: "Default Dark Modern",
  light: "Default Light Modern",
  contrast: "Default High Contrast",
};

/** The pictures of the README, which are dark, and where they lie. */
const ofReadme: Record<string, string> = { finding: "media/finding.png", review: "media/review.png" };

const settings = {
  "workbench.activityBar.location": "hidden",
  "window.commandCenter": false,
  "workbench.layoutControl.enabled": false,
  "breadcrumbs.enabled": false,
  "editor.minimap.enabled": false,
  "editor.fontSize": 13,
  "editor.fontFamily": "'DejaVu Sans Mono', monospace",
  "editor.stickyScroll.enabled": false,
  "editor.lightbulb.enabled": "on",
  // The samples' packages are not installed, and the pictures are about our findings.
  "typescript.validate.enable": false,
};

await mkdir(shots, { recursive: true });
for (const [theme, colorTheme] of Object.entries(themes)) {
  const { folder, remove } = await sampleWorkspace();
  const take = async (page: Page, what: string) => {
    await page.screenshot({ path: join(shots, `${what}-${theme}.png`) });
    const path = theme === "dark" ? ofReadme[what] : undefined;
    if (path) await page.screenshot({ path: join(root, path) });
  };
  const within = (more: object, use: (page: Page) => Promise<void>) =>
    withVSCode(
      {
        version: newest,
        folder,
        file: join(folder, "orders/create-order.ts"),
        extension: join(root, `dist/${name}-${version}.vsix`),
        settings: { ...settings, "workbench.colorTheme": colorTheme, ...more },
        page: { viewport: { width: 1600, height: 900 }, deviceScaleFactor: 1.5 },
      },
      use,
    );
  try {
    await within({}, async (page) => {
      page.setDefaultTimeout(60_000);
      await page.locator(".squiggly-warning").first().waitFor();
      await page.keyboard.press("Control+b");
      await hovered(page);
      await take(page, "hover");
      await explained(page);
      await take(page, "finding");
      await reviewed(page);
      await take(page, "review");
      await openWalkthrough(page);
      await take(page, "walkthrough");
    });
    await within(restricted, async (page) => {
      await page.locator(".squiggly-warning").first().waitFor();
      await page.getByText("Restricted Mode").first().waitFor();
      await take(page, "restricted");
    });
  } finally {
    remove();
  }
}

function findingIn(page: Page) {
  const line = page.locator(".view-line", { hasText: "new DynamoDBClient({})" });
  return line.getByText("DynamoDBClient", { exact: true });
}

async function hovered(page: Page): Promise<void> {
  await findingIn(page).hover();
  await page.locator(".monaco-hover", { hasText: "Slide:" }).waitFor();
}

/** The slide beside the code, and the light bulb's menu over it. */
async function explained(page: Page): Promise<void> {
  await page.keyboard.press("Escape");
  await findingIn(page).click();
  await run(page, "Explain Finding at Cursor");
  await deckIn(page).locator("h1:focus").waitFor();
  await findingIn(page).click();
  await page.locator(".monaco-editor.focused").waitFor();
  await page.keyboard.press("Control+.");
  await page.getByText("Explain: Initialise Outside the Handler").waitFor();
}

/** The view with the handlers of the whole folder. */
async function reviewed(page: Page): Promise<void> {
  await page.keyboard.press("Escape");
  await run(page, "Focus on Handlers View");
  await run(page, "Review All Handlers in Workspace");
  await page.getByRole("treeitem", { name: "SQS" }).first().waitFor();
}
