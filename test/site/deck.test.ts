/// <reference lib="dom" />

import assert from "node:assert/strict";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { slides } from "../../rules/slides.ts";
import { topics } from "../../src/teaching/slide.ts";
import { launchBrowser } from "../kit/browser.ts";
import { folderWith } from "../kit/folder.ts";
import { wholeSite } from "../kit/site.ts";

const titles: string[] = topics.map((topic) => slides[topic]);

describe("the exported deck in a browser", function () {
  this.timeout(120_000);

  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let address: string;
  let asked: string[];
  let problems: string[];

  before(async () => {
    browser = await launchBrowser();
    // One file, and nothing beside it.
    const folder = await folderWith({ "index.html": (await wholeSite())["index.html"]! });
    address = pathToFileURL(join(folder, "index.html")).href;
  });
  after(() => browser?.close());

  beforeEach(() => open("#init-outside-handler"));
  afterEach(() => context.close());

  async function open(hash: string, options: Parameters<Browser["newContext"]>[0] = {}): Promise<void> {
    await context?.close();
    context = await browser.newContext(options);
    page = await context.newPage();
    asked = [];
    problems = [];
    page.on("request", (request) => asked.push(request.url().split("#")[0]!));
    page.on("console", (message) => {
      if (message.type() !== "log") problems.push(message.text());
    });
    page.on("pageerror", (error) => problems.push(error.message));
    await page.goto(address + hash);
  }

  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const focusedText = () =>
    page.evaluate(() => {
      const { activeElement } = document;
      return (
        (activeElement instanceof HTMLInputElement && activeElement.labels?.[0]?.innerText) ||
        activeElement!.textContent!.trim()
      );
    });
  const tab = (name: string) => page.locator(".slide:visible").getByRole("radio", { name, exact: true });
  const shownTab = () =>
    page
      .locator(".slide:visible .tabs > input:checked")
      .evaluate((input: HTMLInputElement) => input.dataset["tab"]);

  /** Waits until one slide is there to see, and only this one. */
  async function shows(title: string): Promise<void> {
    await page.getByRole("heading", { level: 1, name: title, exact: true }).waitFor();
    assert.equal(await page.locator(".slide:visible").count(), 1);
    assert.equal(await page.locator("#place").innerText(), `${titles.indexOf(title) + 1} / ${titles.length}`);
    assert.equal(new URL(page.url()).hash, `#${topics[titles.indexOf(title)]}`);
  }

  it("shows the slide that its address names, or the first", async () => {
    await shows("Initialise Outside the Handler");
    await open("");
    await shows("Writing Effective Lambda Functions");
    await page.evaluate(() => (location.hash = "#kiro"));
    await shows("Kiro");
  });

  it("goes on with the right arrow, Space and Page Down", async () => {
    await press("ArrowRight");
    await shows("/tmp as a Transient Cache");
    await press("Space");
    await shows("Database Connections and RDS Proxy");
    await press("PageDown");
    await shows("Memory and Timeout");
  });

  it("goes back with the left arrow, Shift+Space and Page Up, and stops at both ends", async () => {
    await press("End", "ArrowRight");
    await shows("Summary");
    await press("ArrowLeft");
    await shows("Question 4: Bisecting a Batch");
    await press("Shift+Space");
    await shows("Question 3: What RDS Proxy Is For");
    await press("PageUp");
    await shows("Question 2: An Asynchronous Event Fails");
    await press("Home", "ArrowLeft");
    await shows("Writing Effective Lambda Functions");
  });

  it("jumps to a section with its number", async () => {
    await press("2");
    await shows("Ephemeral Environments");
    await press("7");
    await shows("What's New");
    await press("9");
    await shows("What's New");
  });

  it("goes to a number after G", async () => {
    await press("g");
    assert.equal(await page.getByRole("dialog", { name: "Go to a slide" }).isVisible(), true);
    await press("1", "1", "Enter");
    await shows("Idempotency");
  });

  it("opens the tabs with F and Q", async () => {
    await press("f");
    assert.equal(await shownTab(), "Fix it");
    await press("q");
    assert.equal(await shownTab(), "Quiz");
  });

  it("shows all slides with O, and the keys with ?; Esc closes both and gives the focus back", async () => {
    await press("o");
    assert.equal(await focusedText(), "Initialise Outside the Handler");
    await press("Tab", "Enter");
    await shows("/tmp as a Transient Cache");
    await press("?");
    await page.getByRole("dialog", { name: "Keys" }).getByText("next slide").waitFor();
    await press("ArrowRight", "Escape");
    await shows("/tmp as a Transient Cache");
  });

  it("gives the focus to the heading of a slide that is turned to, so that a screen reader begins there", async () => {
    await press("ArrowRight");
    assert.equal(await focusedText(), "/tmp as a Transient Cache");
    await press("g", "4", "Enter");
    await shows("Lambda Lifecycle Best Practices");
    assert.equal(await focusedText(), "Lambda Lifecycle Best Practices");
    await press("o", "Shift+Tab", "Enter");
    await shows("Ephemeral Environments");
    assert.equal(await focusedText(), "Ephemeral Environments");
  });

  it("has every key that its list of keys names", async () => {
    const keys = await page.locator("#keys dt").allTextContents();
    assert.deepEqual(keys, [
      "→, Space, Page Down",
      "←, Shift+Space, Page Up",
      "Home, End",
      "1 to 9",
      "G",
      "F",
      "Q",
      "D",
      "O",
      "?",
      "Esc",
    ]);
  });

  it("leaves its keys to what has the focus: buttons, tabs, code, and whoever holds Ctrl or selects text", async () => {
    await page.getByRole("button", { name: "Back" }).focus();
    await press("Space");
    await shows("Lambda Lifecycle Best Practices");
    await tab("Why").focus();
    await press("ArrowRight");
    assert.equal(await shownTab(), "Fix it");
    await page.locator(".slide:visible pre:visible").first().focus();
    await press("ArrowRight", "Control+ArrowRight", "Shift+ArrowRight", "Alt+ArrowLeft");
    assert.equal(await page.locator(".slide:visible h1").innerText(), "Lambda Lifecycle Best Practices");
  });

  it("turns with a finger, too", async () => {
    const swipe = (from: number, to: number) =>
      page.evaluate(`{
        const target = document.querySelector(".slide.current h1");
        const at = (clientX) => [new Touch({ identifier: 0, target, clientX, clientY: 50 })];
        target.dispatchEvent(new TouchEvent("touchstart", { bubbles: true, touches: at(${from}) }));
        target.dispatchEvent(new TouchEvent("touchend", { bubbles: true, changedTouches: at(${to}) }));
      }`);
    await swipe(300, 100);
    await shows("/tmp as a Transient Cache");
    await swipe(100, 300);
    await shows("Initialise Outside the Handler");
    await swipe(100, 120);
    await shows("Initialise Outside the Handler");
  });

  describe("asks questions", () => {
    beforeEach(() => open("#question-1"));

    const verdict = () => page.locator(".slide:visible .verdict").innerText();

    it("answered with a letter and Enter: what was chosen is explained first, then all", async () => {
      await press("a", "Enter");
      assert.match(await verdict(), /^A, not this one\. It works\. But each request/);
      assert.equal(await page.locator(".slide:visible details li:visible").count(), 4);
      await press("b", "Enter");
      assert.match(await verdict(), /^B, right\. INIT builds it once/);
    });

    it("answered with a number, with arrows, and with the pointer", async () => {
      await press("4", "Enter");
      assert.match(await verdict(), /^D, not this one\./);
      await press("ArrowUp", "Enter");
      assert.match(await verdict(), /^C, not this one\./);
      await page.getByText("Outside the handler, at module scope").click();
      await page.getByRole("button", { name: "Check" }).click();
      assert.match(await verdict(), /^B, right\./);
    });

    it("again, with nothing left of the last answer", async () => {
      await press("a", "Enter");
      await page.getByRole("button", { name: "Try again" }).click();
      assert.equal(await verdict(), "");
      assert.equal(await page.locator(".slide:visible details li:visible").count(), 0);
      assert.equal(await page.locator(".slide:visible form input:checked").count(), 0);
    });

    it("and says so where nothing is chosen", async () => {
      await page.getByRole("button", { name: "Check" }).click();
      assert.equal(await verdict(), "Choose an answer first.");
    });

    it("on a slide of text only once its tab is open, since the keys are others until then", async () => {
      await open("#kiro");
      await press("2");
      await shows("Ephemeral Environments");
      await press("q", "2", "Enter");
      assert.match(await verdict(), /^B, /);
    });
  });

  it("leads the focus through a slide from its tabs on to the buttons below", async () => {
    await press("ArrowRight", "ArrowLeft");
    const order: string[] = [];
    for (let step = 0; step < 8; step++) {
      await press("Tab");
      order.push(await focusedText());
    }
    assert.deepEqual(order.slice(0, 6), ["Why", "Back", "Next", "Quiz", "All slides", "Keys"]);
  });

  it("asks nothing of any network, and is content with what it may load", async () => {
    for (const topic of topics) await page.evaluate((hash) => (location.hash = hash), topic);
    await shows("Summary");
    assert.deepEqual([...new Set(asked)], [address]);
    assert.deepEqual(problems, []);
  });

  it("moves nothing for those who asked for less motion", async () => {
    const animation = () =>
      page.locator(".slide.current").evaluate((slide) => getComputedStyle(slide).animationName);
    assert.equal(await animation(), "arrive");
    await open("", { reducedMotion: "reduce" });
    assert.equal(await animation(), "none");
  });

  it("shows every slide one below the other where no script runs, with tabs that work", async () => {
    await open("", { javaScriptEnabled: false });
    assert.equal(await page.locator(".slide:visible").count(), titles.length);
    assert.equal(await page.getByRole("button").count(), 0);
    const slide = page.locator("#init-outside-handler");
    assert.equal(await slide.locator(".before").isVisible(), false);
    await slide.getByText("Fix it", { exact: true }).click();
    assert.equal(await slide.locator(".before").isVisible(), true);
    await slide.getByText("Quiz", { exact: true }).click();
    await slide.getByText("All answers explained").click();
    assert.equal(await slide.locator("details li:visible").count(), 4);
  });

  it("prints all of every slide", async () => {
    await page.emulateMedia({ media: "print" });
    assert.equal(await page.locator(".slide:visible").count(), titles.length);
    assert.equal(await page.locator("#init-outside-handler .panel:visible").count(), 4);
    assert.equal(await page.getByRole("button", { name: "Next" }).isVisible(), false);
  });
});
