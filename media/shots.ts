import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { newest } from "../test/host/install.ts";
import { withVSCode } from "../test/host/server.ts";
import { root, sampleWorkspace } from "../test/host/workspace.ts";

/** Takes the README's picture: the packed extension in a real VS Code, with findings, the light bulb and the slide. */
const { name, version } = JSON.parse(await readFile(join(root, "package.json"), "utf8")) as Record<
  string,
  string
>;

const settings = {
  "workbench.colorTheme": "Default Dark Modern",
  "workbench.activityBar.location": "hidden",
  "window.commandCenter": false,
  "workbench.layoutControl.enabled": false,
  "breadcrumbs.enabled": false,
  "editor.minimap.enabled": false,
  "editor.fontSize": 13,
  "editor.fontFamily": "'DejaVu Sans Mono', monospace",
  "editor.stickyScroll.enabled": false,
  "editor.lightbulb.enabled": "on",
  // The samples' packages are not installed, and the picture is about our findings.
  "typescript.validate.enable": false,
};

const { folder, remove } = await sampleWorkspace();
try {
  await withVSCode(
    {
      version: newest,
      folder,
      file: join(folder, "orders/create-order.ts"),
      extension: join(root, `dist/${name}-${version}.vsix`),
      settings,
      page: { viewport: { width: 1600, height: 900 }, deviceScaleFactor: 1.5 },
    },
    takePicture,
  );
} finally {
  remove();
}

async function takePicture(page: Page): Promise<void> {
  const line = page.locator(".view-line", { hasText: "new DynamoDBClient({})" });
  const finding = line.getByText("DynamoDBClient", { exact: true });
  await page.locator(".squiggly-warning").first().waitFor();
  await page.keyboard.press("Control+b");

  await finding.click();
  await page.keyboard.press("F1");
  await page.locator(".quick-input-widget input.input").fill(">Effective Lambda: Explain Finding");
  await page.keyboard.press("Enter");
  const deck = page.frameLocator("iframe.webview.ready").frameLocator("iframe#active-frame");
  await deck.locator("h1:focus").waitFor();

  await finding.click();
  await page.locator(".monaco-editor.focused").waitFor();
  await page.keyboard.press("Control+.");
  await page.getByText("Explain: Initialise Outside the Handler").waitFor();
  await page.screenshot({ path: join(root, "media/finding.png") });
}
