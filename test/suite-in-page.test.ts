import assert from "node:assert/strict";
import type { Browser, Page } from "playwright-core";
import { suiteIn } from "./host/suite-in-page.ts";
import { launchBrowser } from "./kit/browser.ts";

describe("a suite that runs in a browser's page", function () {
  this.timeout(60_000);
  let browser: Browser;
  let page: Page;
  let logged: string[];

  beforeEach(async () => {
    browser = await launchBrowser();
    page = await browser.newPage();
    logged = [];
  });

  afterEach(() => browser.close());

  const suite = () => suiteIn(page, (text) => logged.push(text));

  it("tells what it writes, and its exit code", async () => {
    const { exit, crash } = await suite();
    await Promise.race([
      page.goto(
        "data:text/html,<script>codeAutomationLog('log', ['1 passed']).then(() => codeAutomationExit(3))</script>",
      ),
      crash,
    ]);
    assert.equal(await Promise.race([exit, crash]), 3);
    assert.deepEqual(logged, ["1 passed"]);
  });

  it("ends with a sentence where the page crashes", async () => {
    const { exit, crash } = await suite();
    const crashing = assert.rejects(Promise.race([exit, crash]), /^Error: The browser's page crashed\.$/);
    await assert.rejects(page.goto("chrome://crash"));
    await crashing;
  });

  it("ends with a sentence where the browser does", async () => {
    const { exit, crash } = await suite();
    const ending = assert.rejects(Promise.race([exit, crash]), /^Error: The browser ended\.$/);
    await browser.close();
    await ending;
  });
});
