/// <reference lib="dom" />

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import type { AxeResults, default as Axe } from "axe-core";
import type { Browser, Page } from "playwright-core";
import { launchBrowser } from "../kit/browser.ts";
import { address, deckFiles, extension, type Served } from "../kit/deck.ts";
import { themes, type Theme } from "../kit/themes.ts";

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

describe("the picture of an environment's life in the editor", function () {
  this.timeout(120_000);

  let browser: Browser;
  let served: Served;
  let page: Page;
  let problems: string[];

  before(async () => {
    browser = await launchBrowser();
    served = await deckFiles();
  });
  after(() => browser?.close());
  afterEach(() => page.close());

  async function open(
    theme: Theme = themes.dark,
    options: Parameters<Browser["newPage"]>[0] = {},
  ): Promise<void> {
    problems = [];
    page = await browser.newPage(options);
    page.on("console", (message) => problems.push(message.text()));
    page.on("pageerror", (error) => problems.push(error.message));
    await page.route("**", (route) => {
      const { pathname } = new URL(route.request().url());
      return served[pathname] ? route.fulfill(served[pathname]) : route.abort();
    });
    await page.addInitScript({ content: extension });
    await page.clock.install();
    await page.goto(address);
    await page.evaluate(({ classes, colours }) => {
      document.body.className = classes;
      for (const [name, colour] of Object.entries(colours))
        document.documentElement.style.setProperty(`--vscode-${name}`, colour);
      window.postMessage({ show: "ephemeral-environments" });
    }, theme);
    await page.getByRole("heading", { level: 1, name: "Ephemeral Environments" }).waitFor();
  }

  const button = (name: string) => page.getByRole("button", { name, exact: true });
  const now = () => page.locator(".now").innerText();

  it("plays, pauses and goes step by step under the page's policy", async () => {
    await open();
    await page.keyboard.press("d");
    assert.match(await now(), /^INVOKE/);
    await page.clock.runFor(4_000);
    assert.match(await now(), /^FREEZE/);
    await page.keyboard.press("d");
    await page.clock.runFor(8_000);
    assert.match(await now(), /^FREEZE/);
    await page.getByRole("radio", { name: "Warm" }).check();
    await page.getByRole("radio", { name: "Inside the handler" }).check();
    await button("Step").click();
    assert.match(await now(), /^INVOKE[^]*\nClients created: 2$/);
    assert.deepEqual(problems, []);
  });

  for (const wish of ["vscode-reduce-motion", "vscode-using-screen-reader"])
    it(`stands still with its steps in words as soon as the editor says ${wish}`, async () => {
      await open();
      await page.keyboard.press("d");
      await page.evaluate((wish) => document.body.classList.add(wish), wish);
      await button("Pause").waitFor({ state: "hidden" });
      assert.equal(await page.locator(".lifecycle ol:visible > li").count(), 4);
      await page.evaluate((wish) => document.body.classList.remove(wish), wish);
      await button("Play").waitFor();
    });

  for (const [name, theme] of Object.entries(themes))
    it(`has nothing that axe objects to, in the theme ${name}`, async () => {
      await open(theme, { bypassCSP: true });
      await page.addScriptTag({ path: axe });
      await button("Step").click();
      await page.getByText("The picture in words").filter({ visible: true }).click();
      const { violations } = await page.evaluate(
        () => (window as unknown as { axe: typeof Axe }).axe.run("figure") as Promise<AxeResults>,
      );
      assert.deepEqual(violations, []);
    });
});
