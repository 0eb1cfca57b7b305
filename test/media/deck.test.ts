import assert from "node:assert/strict";
import type { Browser, Page } from "playwright-core";
import { slides, type Topic } from "../../rules/slides.ts";
import { topics } from "../../src/teaching/slide.ts";
import { launchBrowser } from "../kit/browser.ts";
import { address, deckFiles, extension, type Served } from "../kit/deck.ts";

const titles: string[] = topics.map((topic) => slides[topic]);

describe("the deck", function () {
  this.timeout(120_000);

  let browser: Browser;
  let served: Served;
  let page: Page;
  let asked: string[];
  let problems: string[];

  before(async () => {
    browser = await launchBrowser();
    served = await deckFiles();
  });
  after(() => browser?.close());

  beforeEach(async () => {
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
    await open("init-outside-handler");
  });
  afterEach(() => page.close());

  async function open(topic: Topic): Promise<void> {
    await page.evaluate((show) => window.postMessage({ show }), topic);
    await shows(slides[topic]);
  }

  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };

  /** Waits until one slide is there to see, and only this one, under its place in the module. */
  async function shows(title: string): Promise<void> {
    await page.getByRole("heading", { level: 1, name: title, exact: true }).waitFor();
    assert.equal(await page.getByRole("heading", { level: 1 }).count(), 1);
    assert.equal(await page.locator("#place").innerText(), `${titles.indexOf(title) + 1} / ${titles.length}`);
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
    await press("f");
    await page.locator("section:visible pre:visible").first().focus();
    await press("ArrowRight");
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

  it("jumps to a section with its number, and to a slide with G and its number", async () => {
    await press("2");
    await shows("Ephemeral Environments");
    await press("g", "1", "1", "Enter");
    await shows("Idempotency");
    await press("g", "4", "Enter");
    await shows("Lambda Lifecycle Best Practices");
  });

  it("shows all slides with O, from where a click turns to one", async () => {
    await press("o");
    await page.getByRole("dialog", { name: "All slides" }).getByText("Kiro").click();
    await shows("Kiro");
    assert.equal(await page.evaluate("scrollY"), 0);
  });

  it("shows the keys with ?, under which no key turns a slide", async () => {
    await press("?");
    const keys = page.getByRole("dialog", { name: "Keys" });
    await keys.getByText("next slide").click();
    await press("ArrowRight", "2", "Escape");
    await keys.waitFor({ state: "hidden" });
    await shows("Initialise Outside the Handler");
  });

  it("closes what lies above when the extension shows a slide", async () => {
    await press("o");
    await open("kiro");
    assert.equal(await page.getByRole("dialog").count(), 0);
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), "Kiro");
  });

  it("goes back to the editor with Esc, once nothing lies above the slide", async () => {
    const left = () => page.evaluate('told.includes("leave")');
    await press("o", "Escape");
    assert.equal(await left(), false);
    await press("Escape");
    assert.equal(await left(), true);
  });

  it("shows a slide's picture, in words too", async () => {
    await open("sqs-errors");
    const picture = page.locator("section:visible").getByRole("img");
    await picture.waitFor();
    assert.ok((await picture.boundingBox())!.width > 300);
    assert.match((await picture.locator("desc").textContent())!, /queue/);
  });

  describe("asks questions", () => {
    beforeEach(() => open("question-1"));

    const verdict = () => page.locator("section:visible .verdict").innerText();
    const explained = () => page.locator("section:visible details li:visible").count();

    it("answered with a letter and Enter: what was chosen is explained first, then all", async () => {
      await press("a", "Enter");
      assert.match(await verdict(), /^A, not this one\. It works\./);
      assert.equal(await explained(), 4);
      await press("b", "Enter");
      assert.match(await verdict(), /^B, right\./);
    });

    it("answered with a number and arrows, which choose among the answers", async () => {
      await press("4", "ArrowUp", "Enter");
      assert.match(await verdict(), /^C, not this one\./);
      await shows("Question 1: The Database Client");
    });

    it("and keeps every letter and number from turning the slide while an answer has the focus", async () => {
      await press("1", "5", "9", "g", "o", "?", " ");
      await shows("Question 1: The Database Client");
      assert.equal(await page.getByRole("dialog").count(), 0);
      await press("PageDown");
      await shows("Question 2: An Asynchronous Event Fails");
    });

    it("with numbers of slides left to the field that asks for one", async () => {
      await press("g", "4", "Enter");
      await shows("Lambda Lifecycle Best Practices");
    });

    it("again, with nothing left of the last answer", async () => {
      await press("a", "Enter");
      await page.getByRole("button", { name: "Try again" }).click();
      assert.equal(await verdict(), "");
      assert.equal(await explained(), 0);
    });

    it("and leads to the slide that answers, in the same page", async () => {
      await page.getByText("More", { exact: true }).locator("visible=true").click();
      await page.getByRole("main").getByRole("link", { name: slides["init-outside-handler"] }).click();
      await shows("Initialise Outside the Handler");
    });

    it("on a slide of text only once its tab is open, since the keys are others until then", async () => {
      await press("2");
      await open("lifecycle");
      await press("2");
      await shows("Ephemeral Environments");
      await press("q", "2", "Enter");
      assert.match(await verdict(), /^B, /);
    });
  });

  describe("shows how far one is", () => {
    const dots = () => page.locator(".dots a");
    const seen = () =>
      page.locator(".dots .seen").evaluateAll((all) => all.map((dot) => dot.getAttribute("title")));

    it("with a dot for each slide in its section, filled once it was seen", async () => {
      assert.equal(await dots().count(), topics.length);
      assert.equal(await page.locator(".dots > span").count(), 8);
      await press("ArrowRight");
      assert.deepEqual(await seen(), ["Initialise Outside the Handler", "/tmp as a Transient Cache"]);
      assert.equal(await page.locator(".dots .shown").getAttribute("title"), "/tmp as a Transient Cache");
    });

    it("with dots that lead to their slides, and that no key stops at", async () => {
      await dots().nth(10).click();
      await shows("Idempotency");
      await press("Tab");
      assert.equal(await page.evaluate(() => document.activeElement?.closest(".dots")), null);
    });

    it("in the list of all slides, too", async () => {
      await press("o");
      await page.getByRole("link", { name: "Initialise Outside the Handler, seen", exact: true }).waitFor();
      await page.getByRole("link", { name: "Kiro", exact: true }).waitFor();
    });

    const recall = (learnt: object) => page.evaluate((learnt) => window.postMessage({ learnt }), learnt);
    const verdict = () => page.locator("section:visible .verdict").innerText();

    it("as the extension remembers it: slides and answers", async () => {
      await recall({ seen: ["kiro", "topics"], answers: { "question-1": 0 } });
      await open("question-1");
      assert.match(await verdict(), /^A, not this one\./);
      assert.deepEqual(await seen(), ["Topics", "Kiro", "Question 1: The Database Client"]);
    });

    it("and nothing once that is forgotten", async () => {
      await open("question-1");
      await press("b", "Enter");
      await recall({ seen: [], answers: {} });
      await page.waitForFunction(() => !document.querySelector(".seen"));
      assert.equal(await verdict(), "");
      assert.equal(await page.getByRole("radio", { checked: true, name: "Outside" }).count(), 0);
    });
  });

  it("tells the extension what is answered, and nothing while nothing is chosen", async () => {
    await open("question-2");
    await page.getByRole("button", { name: "Check" }).click();
    await press("c", "Enter");
    const told = (await page.evaluate("told")) as object[];
    assert.deepEqual(told.slice(2), [{ shown: "question-2" }, { answered: 2, on: "question-2" }]);
  });

  it("has the extension open the slide as a web page", async () => {
    await page.getByRole("button", { name: "Open as web page" }).click();
    assert.equal(await page.evaluate("told.at(-1)"), "web");
  });

  it("has a script of less than 40 KB", () => {
    assert.ok(served["/deck.js"]!.body.length < 40_000);
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
    await press("f");
    const isSideBySide = async (width: number) => {
      await page.setViewportSize({ width, height: 800 });
      const [before, after] = await Promise.all(
        [".before", ".after"].map((part) => page.locator(`section:visible ${part}:visible`).boundingBox()),
      );
      return before!.y === after!.y;
    };
    assert.equal(await isSideBySide(1600), true);
    assert.equal(await isSideBySide(900), false);
  });
});
