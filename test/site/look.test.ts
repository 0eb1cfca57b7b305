/// <reference lib="dom" />

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import type { AxeResults, default as Axe } from "axe-core";
import { guides } from "../../src/site/guides.ts";
import { topics } from "../../src/teaching/slide.ts";
import { launchBrowser } from "../kit/browser.ts";
import { folderWith } from "../kit/folder.ts";
import { wholeSite } from "../kit/site.ts";

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

/** A page of every kind, with each of its tabs. */
const pages = [
  "rules/index.html",
  "rules/no-client-in-handler/index.html",
  "rules/no-deprecated-runtime/index.html",
  "rules/no-ignored-batch-item-failures/index.html",
  ...topics.map((topic) => `slides/${topic}/index.html`),
  "guides/index.html",
  ...Object.keys(guides).map((guide) => `guides/${guide}/index.html`),
];

describe("the exported site in a browser", function () {
  this.timeout(300_000);

  let browser: Browser;
  let folder: string;
  let page: Page;

  before(async () => {
    browser = await launchBrowser();
    folder = await folderWith(await wholeSite());
  });
  after(() => browser?.close());
  afterEach(() => page.close());

  const open = async (path: string, options: Parameters<Browser["newPage"]>[0] = {}) => {
    page = await browser.newPage(options);
    await goTo(path);
  };
  const goTo = (path: string) => page.goto(new URL(path, pathToFileURL(join(folder, "/"))).href);

  /** Does something with a page once for each of its tabs. */
  async function onEachTab(act: (name: string) => Promise<void>): Promise<void> {
    const names = await page
      .locator(".slide:visible .tabs > input")
      .evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).dataset["tab"]!));
    if (names.length === 0) await act("");
    for (const name of names) {
      await page.locator(`.slide:visible .tabs > input[data-tab="${name}"]`).check({ force: true });
      await act(name);
    }
  }

  async function violations(): Promise<string[]> {
    if (!(await page.evaluate("typeof axe === 'object'"))) await page.addScriptTag({ path: axe });
    const { violations } = await page.evaluate(
      () => (window as unknown as { axe: typeof Axe }).axe.run() as Promise<AxeResults>,
    );
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
  }

  /** High contrast is the system's: its few colours are the same on all pages, so that one of each kind is enough. */
  const few = pages.filter(
    (path) => !/^(slides|guides\/.+\/)/.test(path) || /idempotency|sqs-errors|question-1|eslint/.test(path),
  );
  const colours: [name: string, pages: string[], options: Parameters<Browser["newPage"]>[0]][] = [
    ["light", pages, { colorScheme: "light" }],
    ["dark", pages, { colorScheme: "dark" }],
    ["light high-contrast", few, { colorScheme: "light", forcedColors: "active", contrast: "more" }],
    ["dark high-contrast", few, { colorScheme: "dark", forcedColors: "active", contrast: "more" }],
  ];
  for (const [name, shown, options] of colours) {
    it(`has nothing that axe objects to, with ${name} colours`, async () => {
      await open("index.html", { ...options, reducedMotion: "reduce", bypassCSP: true });
      const found: string[] = [];
      for (const path of shown) {
        await goTo(path);
        await onEachTab(async (tab) => {
          found.push(...(await violations()).map((one) => `${path} ${tab} ${one}`));
        });
      }
      assert.deepEqual(found, []);
    });

    it(`has a deck, and what lies above it, that axe does not object to, with ${name} colours`, async () => {
      await open("index.html#question-1", { ...options, reducedMotion: "reduce", bypassCSP: true });
      assert.deepEqual(await violations(), []);
      await page.keyboard.press("a");
      await page.keyboard.press("Enter");
      assert.deepEqual(await violations(), []);
      for (const key of ["o", "?", "g"]) {
        await page.keyboard.press(key);
        assert.deepEqual(await violations(), [], key);
        await page.keyboard.press("Escape");
      }
    });
  }

  /** What reaches over the right edge of the page, and lies in nothing that scrolls. */
  const cutOff = () =>
    page.evaluate(() => {
      const edge = document.documentElement.clientWidth;
      const beyond = [...document.querySelectorAll("body *")].filter(
        (each) =>
          each.getBoundingClientRect().right > edge + 1 &&
          !each.closest("pre, .picture, .page table, .skip, thead") &&
          each.checkVisibility(),
      );
      const scrolls = document.documentElement.scrollWidth > edge ? ["the page scrolls sideways"] : [];
      return [...beyond.map(({ outerHTML }) => outerHTML.slice(0, 120)), ...scrolls];
    });

  const sizes = {
    "320 pixels wide": { viewport: { width: 320, height: 640 } },
    "magnified to 200 %": { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 },
  };
  for (const [name, size] of Object.entries(sizes)) {
    it(`loses nothing at its side where the page is ${name}`, async () => {
      await open("index.html", size);
      const found: string[] = [];
      for (const path of ["index.html#question-1", ...pages]) {
        await goTo(path);
        await onEachTab(async (tab) => {
          found.push(...(await cutOff()).map((one) => `${path} ${tab} ${one}`));
        });
      }
      assert.deepEqual(found, []);
    });
  }

  it("has letters of full size in its pictures, and its buttons in one row, on a telephone", async () => {
    await open("index.html#sqs-errors", { viewport: { width: 360, height: 740 } });
    const sizes = await page
      .locator(".current svg text")
      .evaluateAll((texts) =>
        texts.map(
          (text) =>
            Number.parseFloat(getComputedStyle(text).fontSize) *
            (text as SVGGraphicsElement).getScreenCTM()!.a,
        ),
      );
    assert.ok(sizes.every((size) => size >= 12));
    const rows = await page
      .locator(".bar button:visible")
      .evaluateAll((buttons) => buttons.map((button) => button.getBoundingClientRect().top));
    assert.equal(rows.length, 5);
    assert.equal(new Set(rows).size, 1);
  });

  it("asks nothing of any network, and is content with what it may load", async () => {
    await open("index.html");
    const asked = new Set<string>();
    const problems: string[] = [];
    page.on("request", (request) => asked.add(request.url()));
    page.on("console", (message) => problems.push(message.text()));
    page.on("pageerror", (error) => problems.push(error.message));
    for (const path of pages) await goTo(path);
    const site = pathToFileURL(join(folder, "/")).href;
    assert.deepEqual(
      [...asked].filter((url) => !url.startsWith(site)),
      [],
    );
    assert.ok(asked.has(`${site}site.css`) && asked.has(`${site}site.js`));
    assert.deepEqual(problems, []);
  });

  it("narrows the table of rules down, and says how many are left", async () => {
    await open("rules/index.html");
    const count = () => page.getByRole("status").innerText();
    const rows = () => page.locator("tbody tr:visible").count();
    const all = await rows();
    assert.equal(await count(), `${all} of ${all} rules`);

    await page.getByLabel("Offers").selectOption("fix");
    const fixable = await rows();
    assert.ok(fixable > 0 && fixable < all);
    await page.getByLabel("Looks at").selectOption("deployments");
    await page.getByLabel("Slide").selectOption("sqs-errors");
    assert.ok((await rows()) < fixable);
    assert.equal(await count(), `${await rows()} of ${all} rules`);
    await page.getByRole("button", { name: "Show all" }).click();
    await page.getByText(`${all} of ${all} rules`).waitFor();
  });

  it("shows all rules where no script runs, and no filter that would do nothing", async () => {
    await open("rules/index.html", { javaScriptEnabled: false });
    assert.equal(await page.locator("tbody tr:visible").count(), await page.locator("tbody tr").count());
    assert.equal(await page.getByRole("combobox").count(), 0);
  });

  it("answers questions on the page of a slide", async () => {
    await open("slides/question-4/index.html");
    await page.getByRole("radio", { name: /^A / }).check();
    await page.getByRole("button", { name: "Check" }).click();
    assert.match(await page.locator(".verdict").innerText(), /^A, right\./);
  });

  it("follows links from a rule to its slide, and on to the deck", async () => {
    await open("rules/no-client-in-handler/index.html");
    await page.getByRole("link", { name: "Initialise Outside the Handler" }).click();
    await page.getByRole("link", { name: "In the deck" }).click();
    await page.locator("#init-outside-handler.current").waitFor();
  });
});
