import assert from "node:assert/strict";
import { createRequire } from "node:module";
import type { AxeResults, default as Axe } from "axe-core";
import type { Browser, Page } from "playwright-core";
import type { Listed, OwnCode, Yours } from "../../media/messages.ts";
import type { Topic } from "../../rules/slides.ts";
import { launchBrowser } from "../kit/browser.ts";
import { address, deckFiles, extension, type Served } from "../kit/deck.ts";

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

const named = (line: number, message = "`new S3Client()` runs on every invocation.") => ({
  place: { file: "file:///orders/send.ts", review: 7, index: line },
  file: "orders/send.ts",
  line,
  message,
});

const listed = (line: number, others: Partial<Listed> = {}): Listed => ({
  ...named(line),
  code: "const s3 = new S3Client({});",
  changes: 1,
  isYours: false,
  ...others,
});

const moved = {
  file: "orders/send.ts",
  hunks: [
    [
      { number: 3, mark: "+" as const, pieces: [{ text: "const s3 = new S3Client({});" }] },
      { number: 4, mark: "-" as const, pieces: [{ text: "  const s3 = new S3Client({});" }] },
    ],
  ],
};

const change = (title: string) => ({ title, files: [moved] });

const yours = (line: number, others: Partial<Yours> = {}): Yours => ({
  ...named(line),
  before: [
    {
      number: line,
      mark: ">",
      pieces: [{ text: "const", kind: "keyword" }, { text: ' s3 = "<img src=x>";' }],
    },
  ],
  changes: [change("Move `new S3Client()` to module scope")],
  ...others,
});

describe("the user's own code in the deck", function () {
  this.timeout(120_000);

  let browser: Browser;
  let served: Served;
  let page: Page;

  before(async () => {
    browser = await launchBrowser();
    served = await deckFiles();
  });
  after(() => browser?.close());

  beforeEach(async () => {
    page = await browser.newPage({ viewport: { width: 1400, height: 800 }, bypassCSP: true });
    await page.route("**", (route) => {
      const { pathname } = new URL(route.request().url());
      return served[pathname] ? route.fulfill(served[pathname]) : route.abort();
    });
    await page.addInitScript({ content: extension });
    await page.goto(address);
  });
  afterEach(() => page.close());

  const say = (message: unknown) => page.evaluate((data) => window.postMessage(data), message);
  const told = () => page.evaluate("told.at(-1)");
  const rail = () => page.getByRole("region", { name: "In your workspace" });
  const ownCode = () => page.getByRole("group", { name: "Your code", exact: true });

  async function open(topic: Topic, code: Partial<OwnCode> = {}): Promise<void> {
    await say({ show: topic });
    await say({ code: { topic, findings: [], isAnyOpen: true, ...code } satisfies OwnCode });
    await page.locator(`#${topic}`).waitFor();
  }

  const oneFinding = { findings: [listed(4, { isYours: true })], yours: yours(4) };

  it("is listed beside the slide, with ways to go to it and to preview its fix", async () => {
    await open("init-outside-handler", oneFinding);
    await rail().getByText("1 finding of this slide in the files that are open.").waitFor();
    await rail().getByText("orders/send.ts:4").waitFor();
    await rail().getByText("const s3 = new S3Client({});").waitFor();

    await rail().getByRole("button", { name: "Go to orders/send.ts:4" }).click();
    assert.deepEqual(await told(), { go: named(4).place });
    await rail().getByRole("button", { name: "Preview fix of orders/send.ts:4" }).click();
    assert.deepEqual(await told(), { preview: named(4).place, change: 0 });
  });

  it("stands beside the slide where there is room, and below it where there is none", async () => {
    await open("init-outside-handler", oneFinding);
    const slide = page.locator("#init-outside-handler");
    const [left, right] = [await slide.boundingBox(), await rail().boundingBox()];
    assert.ok(left!.x + left!.width <= right!.x);
    assert.ok(left!.width > right!.width);

    await page.setViewportSize({ width: 700, height: 800 });
    const [above, below] = [await slide.boundingBox(), await rail().boundingBox()];
    assert.ok(above!.y + above!.height <= below!.y);
  });

  it("has a sentence where nothing is found, another where nothing is open, and no fix to preview where none is known", async () => {
    await open("init-outside-handler");
    await rail().getByText("The files that are open have no finding of this slide.").waitFor();
    await open("init-outside-handler", { isAnyOpen: false });
    await rail().getByText("No handler is open, nor a template. Open one to have it checked.").waitFor();
    await open("init-outside-handler", { findings: [listed(4, { changes: 0 })] });
    await rail().getByRole("button", { name: "Go to orders/send.ts:4" }).waitFor();
    assert.equal(await rail().getByRole("button").count(), 1);
  });

  it("is not spoken of on slides that no rule leads to", async () => {
    await open("title");
    assert.equal(await rail().count(), 0);
    await open("question-1", oneFinding);
    await rail().waitFor();
  });

  it("opens with Y: the lines of the finding, marked, as text whatever they hold", async () => {
    await open("init-outside-handler", oneFinding);
    await page.keyboard.press("y");
    assert.equal((await ownCode().innerText()).trim(), '4>const s3 = "<img src=x>";');
    assert.equal(await ownCode().locator("img").count(), 0);
    assert.equal(await page.getByText("Example", { exact: true }).locator("visible=true").count(), 0);
  });

  it("is shown as it would be after a change, which can be looked at in the editor and made", async () => {
    await open("init-outside-handler", oneFinding);
    await page.keyboard.press("y");
    const after = await page.getByRole("group", { name: "Your code after the change" }).innerText();
    assert.equal(after.trim(), "3+const s3 = new S3Client({});\n4-  const s3 = new S3Client({});");
    await page.getByRole("button", { name: "Show diff in editor" }).click();
    assert.deepEqual(await told(), { preview: named(4).place, change: 0 });
    await page.getByRole("button", { name: "Apply" }).click();
    assert.deepEqual(await told(), { apply: named(4).place, change: 0 });
  });

  it("leaves the choice where there are several changes, by keys that turn no slide", async () => {
    const changes = [change("Move it"), change("Create it lazily")];
    await open("init-outside-handler", { ...oneFinding, yours: yours(4, { changes }) });
    await page.keyboard.press("y");
    const choice = page.getByRole("combobox", { name: "Change" });
    await choice.focus();
    await page.keyboard.press("ArrowDown");
    assert.equal(await choice.inputValue(), "Create it lazily");
    assert.equal(await choice.evaluate((select) => select === document.activeElement), true);
    await page.getByRole("button", { name: "Apply" }).click();
    assert.deepEqual(await told(), { apply: named(4).place, change: 1 });
  });

  it("is shown with the other files that have to change with it, each under its name", async () => {
    const template = {
      file: "template.yaml",
      hunks: [[{ number: 9, mark: "+" as const, pieces: [{ text: "BatchSize: 10" }] }]],
    };
    const changes = [{ title: "Change both", files: [moved, template] }];
    await open("init-outside-handler", { ...oneFinding, yours: yours(4, { changes }) });
    await page.keyboard.press("y");
    const codeOf = (file: string) =>
      page.getByRole("group", { name: `${file} after the change` }).innerText();
    assert.match(await codeOf("orders/send.ts"), /^3\+const s3 = /);
    assert.equal((await codeOf("template.yaml")).trim(), "9+BatchSize: 10");
    await page.locator(".after .where", { hasText: "template.yaml" }).waitFor();
  });

  it("shows the first change again where the chosen one is gone", async () => {
    const changes = [change("Move it"), change("Create it lazily")];
    await open("init-outside-handler", { ...oneFinding, yours: yours(4, { changes }) });
    await page.keyboard.press("y");
    await page.getByRole("combobox", { name: "Change" }).selectOption("Create it lazily");
    await open("init-outside-handler", { ...oneFinding, yours: yours(4, { changes: [change("Move it")] }) });
    await page.getByRole("combobox", { name: "Change" }).waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Apply" }).click();
    assert.deepEqual(await told(), { apply: named(4).place, change: 0 });
  });

  it("says so where a finding takes a person", async () => {
    await open("init-outside-handler", { ...oneFinding, yours: yours(4, { changes: [] }) });
    await page.keyboard.press("y");
    await page.getByText("This one takes a person").waitFor();
    assert.equal(await page.getByRole("button", { name: "Apply" }).count(), 0);
  });

  it("gives way to the slide's sample, called an example, where nothing is found", async () => {
    await open("init-outside-handler", oneFinding);
    await page.keyboard.press("y");
    await open("init-outside-handler");
    await page.getByText("Example", { exact: true }).locator("visible=true").waitFor();
    await page.locator("section:visible .example .after:visible").waitFor();
    assert.equal(await ownCode().count(), 0);
  });

  it("keeps the focus where the same is there again, and takes it off what is gone", async () => {
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute("aria-label"));
    await open("init-outside-handler", { findings: [listed(4), listed(9)] });
    await rail().getByRole("button", { name: "Go to orders/send.ts:9" }).focus();
    const topic = "init-outside-handler";
    await say({ code: { topic, isAnyOpen: true, findings: [listed(9)] } satisfies OwnCode });
    await rail().getByText("1 finding").waitFor();
    assert.equal(await focused(), "Go to orders/send.ts:9");
    await say({ code: { topic, isAnyOpen: true, findings: [listed(12)] } satisfies OwnCode });
    await rail().getByText("orders/send.ts:12").waitFor();
    assert.equal(await page.evaluate(() => document.activeElement?.tagName), "UL");
  });

  it("hears what became of a wish, and forgets it with the next", async () => {
    await open("init-outside-handler", { ...oneFinding, notice: "Done: Move `new S3Client()`." });
    await rail().getByText("Done: Move new S3Client().").waitFor();
    await page.keyboard.press("y");
    await open("init-outside-handler", { ...oneFinding, notice: "Read again." });
    await page.locator("section:visible").getByText("Read again.").waitFor();
    await page.getByRole("button", { name: "Apply" }).click();
    assert.equal(await page.getByText("Read again.").count(), 0);
  });

  it("can be gone to from a question, or is said to have nothing", async () => {
    await open("question-1");
    await page.getByRole("button", { name: "Show me in my code" }).click();
    await page.getByText("No file that is open has a finding of this.").waitFor();
    await open("question-1", { findings: [listed(4), listed(9)] });
    await page.getByRole("button", { name: "Show me in my code" }).click();
    assert.deepEqual(await told(), { go: named(4).place });
  });

  it("takes nothing that is no message, nor what belongs to another slide", async () => {
    const errors: string[] = [];
    page.on("pageerror", ({ message }) => errors.push(message));
    await open("init-outside-handler", oneFinding);
    await say({ code: { topic: "init-outside-handler", findings: "none" } });
    await say({ code: { topic: "kiro", findings: [], isAnyOpen: true } });
    await say("show");
    await say({
      code: {
        topic: "init-outside-handler",
        ...oneFinding,
        isAnyOpen: true,
        notice: "Heard.",
      } satisfies OwnCode,
    });
    await rail().getByText("Heard.").waitFor();
    await rail().getByText("orders/send.ts:4").waitFor();
    assert.deepEqual(errors, []);
  });

  it("is shown as axe would have it", async () => {
    await open("init-outside-handler", {
      ...oneFinding,
      yours: yours(4, { changes: [change("A"), change("B")] }),
    });
    await page.keyboard.press("y");
    await page.addScriptTag({ path: axe });
    const { violations } = await page.evaluate(() => {
      // The theme, which has the colours, is VS Code's.
      const rules = { "color-contrast": { enabled: false } };
      return (window as unknown as { axe: typeof Axe }).axe.run({ rules }) as Promise<AxeResults>;
    });
    assert.deepEqual(
      violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`)),
      [],
    );
  });
});
