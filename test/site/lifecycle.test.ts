/// <reference lib="dom" />

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { AxeResults, default as Axe } from "axe-core";
import type { Browser, Page } from "playwright-core";
import { launchBrowser } from "../kit/browser.ts";
import { folderWith } from "../kit/folder.ts";
import { wholeSite } from "../kit/site.ts";

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

/** The two places of the site that have the picture: its slide in the deck, and the slide's own page. */
const places = {
  "in the deck": "index.html#ephemeral-environments",
  "on the page of its slide": "slides/ephemeral-environments/index.html",
};

describe("the picture of an environment's life", function () {
  this.timeout(120_000);

  let browser: Browser;
  let folder: string;
  let page: Page;

  before(async () => {
    browser = await launchBrowser();
    folder = await folderWith(await wholeSite());
  });
  after(() => browser?.close());
  afterEach(() => page.close());

  async function open(path: string, options: Parameters<Browser["newPage"]>[0] = {}): Promise<void> {
    page = await browser.newPage(options);
    if (options.javaScriptEnabled !== false) await page.clock.install();
    await page.goto(new URL(path, pathToFileURL(join(folder, "/"))).href);
  }

  const button = (name: string) => page.getByRole("button", { name, exact: true });
  const time = () => page.getByRole("slider", { name: "Example time" });
  const choose = (name: string) => page.getByRole("radio", { name, exact: true }).check();
  const now = () => page.locator(".now").innerText();
  const story = () => page.locator(".lifecycle ol:visible");

  /** The state in whose box each token stands. */
  const tokens = () =>
    page.locator("#lifecycle-token > g").evaluateAll((tokens) =>
      tokens.map((token) => {
        if (getComputedStyle(token).visibility === "hidden" || !token.checkVisibility()) return undefined;
        // Where it goes, not where it is on the way.
        token.getAnimations().forEach((animation) => animation.finish());
        const { left, right } = token.getBoundingClientRect();
        const box = ["init", "invoke", "freeze", "shutdown"].find((state) => {
          const box = document.querySelector(`#lifecycle-${state}-box`)!.getBoundingClientRect();
          return box.left < left && right < box.right;
        });
        return box?.toUpperCase();
      }),
    );

  for (const [name, path] of Object.entries(places)) {
    describe(name, () => {
      beforeEach(() => open(path));

      it("shows its first step until somebody moves it", async () => {
        await page.clock.runFor(20_000);
        assert.match(await now(), /^INIT, at 0\.00 s\. A request comes[^]*\nClients created: 1$/);
        assert.deepEqual(await tokens(), ["INIT", undefined, undefined]);
      });

      it("plays step by step to its end, and then anew", async () => {
        await button("Play").click();
        assert.deepEqual(await tokens(), ["INVOKE", undefined, undefined]);
        await page.clock.runFor(4_000);
        assert.deepEqual(await tokens(), ["FREEZE", undefined, undefined]);
        assert.equal(await button("Pause").isVisible(), true);
        await page.clock.runFor(4_000);
        assert.match(await now(), /^SHUTDOWN, at 10 min\./);
        await page.clock.runFor(8_000);
        assert.match(await now(), /^SHUTDOWN/);
        await button("Play").click();
        assert.match(await now(), /^INIT/);
      });

      it("pauses where it is", async () => {
        await button("Play").click();
        await button("Pause").click();
        await page.clock.runFor(20_000);
        assert.match(await now(), /^INVOKE/);
      });

      it("plays and pauses with D", async () => {
        await page.keyboard.press("d");
        assert.match(await now(), /^INVOKE/);
        assert.equal(await button("Pause").isVisible(), true);
        await page.keyboard.press("Shift+D");
        assert.equal(await button("Play").isVisible(), true);
        await page.keyboard.press("Control+d");
        assert.equal(await button("Play").isVisible(), true);
      });

      it("goes one step on, which pauses it", async () => {
        await button("Play").click();
        await button("Step").click();
        assert.match(await now(), /^FREEZE, at 0\.45 s\./);
        assert.equal(await button("Play").isVisible(), true);
      });

      it("is scrubbed with the keys of a slider, which turn no slide", async () => {
        await time().focus();
        await page.keyboard.press("ArrowRight");
        assert.match(await now(), /^INVOKE/);
        assert.equal(await time().getAttribute("aria-valuetext"), "0.40 s, INVOKE");
        await page.keyboard.press("End");
        assert.match(await now(), /^SHUTDOWN/);
        await page.keyboard.press("PageDown");
        await page.keyboard.press("Home");
        assert.match(await now(), /^INIT/);
      });

      it("freezes between two warm requests, and begins at the first step of what is chosen", async () => {
        await button("Step").click();
        await choose("Warm");
        const seen = [];
        for (let step = 0; step < 6; step++) {
          seen.push((await tokens())[0]);
          await button("Step").click();
        }
        assert.deepEqual(seen, ["FREEZE", "INVOKE", "FREEZE", "INVOKE", "FREEZE", "SHUTDOWN"]);
      });

      it("has an environment for each request of a burst, of which the next request takes one", async () => {
        await choose("Burst of 3 requests");
        assert.deepEqual(await tokens(), ["INIT", "INIT", "INIT"]);
        await time().fill("4");
        assert.deepEqual(await tokens(), ["INVOKE", "FREEZE", "FREEZE"]);
      });

      it("counts the clients that are created, more where the handler creates them", async () => {
        await choose("Warm");
        await time().fill("6");
        assert.match(await now(), /\nClients created: 1$/);
        await choose("Inside the handler");
        assert.match(await now(), /^SHUTDOWN[^]*\nClients created: 3$/);
      });

      it("says each step politely, in the words of the list", async () => {
        const region = page.getByRole("status").filter({ hasText: "Clients created" });
        await choose("Burst of 3 requests");
        await page.getByText("The picture in words").filter({ visible: true }).click();
        const steps = await story().locator("li").allInnerTexts();
        for (const words of steps) {
          assert.equal(await region.innerText(), words);
          await button("Step").click();
        }
      });

      it("stands still with its steps in words for those who asked for less motion", async () => {
        await page.emulateMedia({ reducedMotion: "reduce" });
        await button("Play").waitFor({ state: "hidden" });
        assert.equal(await time().isVisible(), false);
        assert.deepEqual(await tokens(), [undefined, undefined, undefined]);
        assert.equal(await story().count(), 1);
        assert.deepEqual(await story().locator("li > b").allInnerTexts(), [
          "INIT",
          "INVOKE",
          "FREEZE",
          "SHUTDOWN",
        ]);
        await choose("Warm");
        await choose("Inside the handler");
        assert.match(await story().innerText(), /creates a client again[^]*Clients created: 3/);
        await page.keyboard.press("d");
        await page.emulateMedia({ reducedMotion: "no-preference" });
        await button("Play").waitFor();
      });
    });
  }

  it("pauses when the deck turns to another slide, where D does nothing", async () => {
    await open(places["in the deck"]);
    await page.keyboard.press("d");
    await page.keyboard.press("ArrowRight");
    await page.clock.runFor(8_000);
    await page.keyboard.press("d");
    await page.keyboard.press("ArrowLeft");
    assert.equal(await button("Play").isVisible(), true);
    assert.match(await now(), /^INVOKE/);
  });

  it("leaves D to the question while its tab is open", async () => {
    await open(places["in the deck"]);
    await page.keyboard.press("q");
    await page.keyboard.press("d");
    assert.equal(await page.getByRole("radio", { name: /^D / }).isChecked(), true);
    await page.getByText("Why", { exact: true }).filter({ visible: true }).click();
    assert.match(await now(), /^INIT/);
  });

  it("tells every story where no script runs, as it is chosen", async () => {
    await open(places["on the page of its slide"], { javaScriptEnabled: false });
    assert.equal(await page.getByRole("button").count(), 0);
    assert.match(await story().innerText(), /A request comes, and there is no environment/);
    await choose("Burst of 3 requests");
    assert.equal(await story().count(), 1);
    assert.match(await story().innerText(), /Three requests come at once/);
  });

  it("keeps the step's box in sight on a narrow page, and on a low one the picture", async () => {
    await open(places["on the page of its slide"], { viewport: { width: 320, height: 640 } });
    await page.keyboard.press("d");
    await time().fill("4");
    const isInSight = await page.locator("#lifecycle-shutdown-box").evaluate((box) => {
      const { right, top } = box.getBoundingClientRect();
      return right <= innerWidth && top >= 0 && top < innerHeight;
    });
    assert.equal(isInSight, true);
  });

  const themes = {
    light: { colorScheme: "light" },
    dark: { colorScheme: "dark" },
    "high contrast": { colorScheme: "dark", forcedColors: "active", contrast: "more" },
    "light high contrast": { colorScheme: "light", forcedColors: "active", contrast: "more" },
  } as const;
  for (const [name, options] of Object.entries(themes))
    it(`has nothing that axe objects to, in ${name} colours`, async () => {
      await open(places["on the page of its slide"], { ...options, bypassCSP: true });
      await page.addScriptTag({ path: axe });
      await button("Step").click();
      await page.getByText("The picture in words").click();
      const { violations } = await page.evaluate(
        () => (window as unknown as { axe: typeof Axe }).axe.run("figure") as Promise<AxeResults>,
      );
      assert.deepEqual(violations, []);
    });
});
