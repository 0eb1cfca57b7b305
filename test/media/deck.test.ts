import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import type { Browser, Page } from "playwright-core";
import { slides } from "../../rules/slides.ts";
import { deckPage } from "../../src/editor/deck-page.ts";
import { slideOf, topics } from "../../src/teaching/slide.ts";
import { launchBrowser } from "../kit/browser.ts";

const media = join(import.meta.dirname, "../../media");
const address = "https://deck.test";

const titles: string[] = topics.map((topic) => slides[topic]);

/** Plays the extension in the page: it listens, and keeps what it is told. */
const extension = `
  globalThis.told = [];
  globalThis.acquireVsCodeApi = () => ({ postMessage: (message) => told.push(message), setState() {} });
`;

async function files(): Promise<Record<string, { contentType: string; body: string }>> {
  const texts = topics.map(async (topic) =>
    slideOf(topic, await readFile(join(media, `slides/${topic}.md`), "utf8")),
  );
  const { outputFiles } = await build({ entryPoints: [join(media, "deck.ts")], bundle: true, write: false });
  const html = deckPage(await Promise.all(texts), {
    cspSource: address,
    nonce: "nonce",
    script: `${address}/deck.js`,
    style: `${address}/deck.css`,
  });
  return {
    "/": { contentType: "text/html", body: html },
    "/deck.js": { contentType: "text/javascript", body: outputFiles[0]!.text },
    "/deck.css": { contentType: "text/css", body: await readFile(join(media, "deck.css"), "utf8") },
  };
}

describe("the deck", function () {
  this.timeout(120_000);

  let browser: Browser;
  let page: Page;
  let asked: string[];
  let problems: string[];

  before(async () => {
    browser = await launchBrowser();
  });
  after(() => browser?.close());

  beforeEach(async () => {
    const served = await files();
    asked = [];
    problems = [];
    page = await browser.newPage();
    page.on("console", (message) => {
      if (message.type() === "error") problems.push(message.text());
    });
    await page.route("**", (route) => {
      const { pathname } = new URL(route.request().url());
      asked.push(pathname);
      return served[pathname] ? route.fulfill(served[pathname]) : route.abort();
    });
    await page.addInitScript({ content: extension });
    await page.goto(address);
    await page.evaluate(() => window.postMessage({ show: "init-outside-handler" }));
    await shows("Initialise Outside the Handler");
  });
  afterEach(() => page.close());

  /** Waits until one slide is there to see, and only this one, under its place in the module. */
  async function shows(title: string): Promise<void> {
    await page.getByRole("heading", { level: 1, name: title, exact: true }).waitFor();
    assert.equal(await page.getByRole("heading", { level: 1 }).count(), 1);
    assert.equal(
      await page.getByRole("status").innerText(),
      `${titles.indexOf(title) + 1} / ${titles.length}`,
    );
  }

  it("goes on with the right arrow, Space and Page Down", async () => {
    await page.keyboard.press("ArrowRight");
    await shows("/tmp as a Transient Cache");
    await page.keyboard.press("Space");
    await shows("Database Connections and RDS Proxy");
    await page.keyboard.press("PageDown");
    await shows("Memory and Timeout");
  });

  it("goes back with the left arrow, Shift+Space and Page Up", async () => {
    await page.keyboard.press("End");
    await shows("Summary");
    await page.keyboard.press("ArrowLeft");
    await shows("Question 4: Bisecting a Batch");
    await page.keyboard.press("Shift+Space");
    await shows("Question 3: What RDS Proxy Is For");
    await page.keyboard.press("PageUp");
    await shows("Question 2: An Asynchronous Event Fails");
  });

  it("stops at both ends", async () => {
    await page.keyboard.press("End");
    await page.keyboard.press("ArrowRight");
    await shows("Summary");
    await page.keyboard.press("Home");
    await page.keyboard.press("ArrowLeft");
    await shows("Writing Effective Lambda Functions");
  });

  it("lets Space press the button that has the focus", async () => {
    await page.getByRole("button", { name: "Back" }).focus();
    await page.keyboard.press("Space");
    await shows("Lambda Lifecycle Best Practices");
  });

  it("lets arrows scroll the code that has the focus", async () => {
    await page.locator("section:visible pre").first().focus();
    await page.keyboard.press("ArrowRight");
    await shows("Initialise Outside the Handler");
  });

  it("leaves Shift with an arrow to whoever selects text", async () => {
    await page.keyboard.press("Shift+ArrowRight");
    await shows("Initialise Outside the Handler");
  });

  it("gives the focus to the heading, so that a screen reader begins there", async () => {
    await page.keyboard.press("ArrowRight");
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), "/tmp as a Transient Cache");
  });

  it("tells the extension which slide it shows", async () => {
    assert.deepEqual(await page.evaluate("told"), ["ready", { shown: "init-outside-handler" }]);
  });

  it("loads its own script and style, and asks nothing of anybody else", async () => {
    for (const topic of topics) await page.evaluate((show) => window.postMessage({ show }), topic);
    assert.deepEqual(asked.sort(), ["/", "/deck.css", "/deck.js"]);
    assert.deepEqual(problems, []);
  });

  it("sets Before and After side by side where there is room, and one under the other where there is none", async () => {
    const isSideBySide = async (width: number) => {
      await page.setViewportSize({ width, height: 800 });
      const [before, after] = await Promise.all(
        [".before", ".after"].map((part) => page.locator(`section:visible ${part}`).boundingBox()),
      );
      return before!.y === after!.y;
    };
    assert.equal(await isSideBySide(1600), true);
    assert.equal(await isSideBySide(900), false);
  });
});
