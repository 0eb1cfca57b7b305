/// <reference lib="dom" />
import assert from "node:assert/strict";
import { once } from "node:events";
import { cpSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Worker as NodeWorker } from "node:worker_threads";
import type { Browser, Page } from "playwright-core";
import { launchBrowser } from "./kit/browser.ts";
import { filesBelow } from "./kit/files.ts";
import { newFolder } from "./kit/folder.ts";
import { root } from "./kit/root.ts";

const bundles = join(root, "dist/web");

/** The tests in VS Code that need what no browser has: a disk that others write to, ESLint's extension, Git, the terminal. */
const leftOut = ["disk", "eslint", "review-changes", "silenced"];

/** The shop with a configuration of its own. */
const configured = "reports/.effective-lambda.json";
const shop = newFolder({ ".git": "", [configured]: '{ "exclude": ["daily.js"] }' });
cpSync(join(root, "test/samples"), shop, { recursive: true });

const paths = filesBelow("test/samples", /\.([cm]?[jt]s|ya?ml|json)$/).map((path) =>
  path.slice("test/samples/".length),
);
const texts = Object.fromEntries(
  [...paths, configured].map((path) => [path, readFileSync(join(shop, path), "utf8")]),
);

/** What a review of each file begins with. */
const jobs = (folder: string) =>
  paths.map((path) => ({ task: "review", input: [texts[path], path, { preset: "strict", root: folder }] }));

/** What a thread answers, without how long that took. */
function saidOf(reviews: unknown[]) {
  return reviews.map((review, index) => {
    const { milliseconds, ...said } = review as { milliseconds: number; excludedBy?: string; findings: [] };
    assert.ok(milliseconds >= 0);
    return { path: paths[index], ...said };
  });
}

describe("the extension in a browser", function () {
  this.timeout(120_000);
  let browser: Browser;
  let page: Page;

  before(async () => {
    browser = await launchBrowser();
    page = await browser.newPage();
    await page.route("**/*", (route) => {
      const name = new URL(route.request().url()).pathname.slice(1);
      if (name === "") return route.fulfill({ contentType: "text/html", body: "" });
      return route.fulfill({ contentType: "text/javascript", path: join(bundles, name) });
    });
    await page.goto("http://editor.test/");
  });

  after(() => browser.close());

  for (const name of ["extension.cjs", "worker.js", "deck-page.js"])
    it(`asks for no module of Node, nor for a file beside it, in ${name}`, () => {
      const bundle = readFileSync(join(bundles, name), "utf8");
      const asked = [...bundle.matchAll(/\brequire\("([^"]+)"\)|\bimport\("([^"]+)"\)/g)].map(
        ([, required, imported]) => required ?? imported,
      );
      assert.deepEqual([...new Set(asked)], name === "extension.cjs" ? ["vscode"] : []);
    });

  it("is tested in VS Code as it is in Node, but for what a browser has not got", () => {
    const tests = readFileSync(join(root, "test/host/suite/web/tests.ts"), "utf8");
    const imported = [...tests.matchAll(/^import "\.\.\/(.+)\.test\.ts";$/gm)].map(([, name]) => name);
    const all = readdirSync(join(root, "test/host/suite")).filter((name) => name.endsWith(".test.ts"));
    assert.deepEqual([...imported, ...leftOut].map((name) => `${name}.test.ts`).sort(), all.sort());
  });

  it("is started by a small file", () => {
    assert.ok(readFileSync(join(bundles, "extension.cjs")).length <= 150_000);
  });

  it("finds in the sample service what it finds in Node, where a thread reads the disk", async () => {
    const inNode = new NodeWorker(join(root, "dist/node/worker.cjs"));
    await once(inNode, "message");
    const expected: unknown[] = [];
    for (const job of jobs(shop)) {
      inNode.postMessage({ ...job, texts: new Map() });
      expected.push(...((await once(inNode, "message")) as [unknown]));
    }
    await inNode.terminate();

    const found = await page.evaluate(
      async ([jobs, files, folder]) => {
        const worker = new Worker("worker.js");
        const held = new Map([[folder, new Map(Object.entries(files))]]);
        const texts = new Map();
        const answers: unknown[] = [];
        // The first answer only says that the thread has loaded.
        for (const message of [
          undefined,
          ...jobs.map((job, index) => ({ ...job, texts, ...(index === 0 && { held }) })),
        ]) {
          if (message) worker.postMessage(message);
          const answer = await new Promise<unknown>((resolve, reject) => {
            worker.onmessage = ({ data }) => resolve(data);
            worker.onerror = ({ message }) => reject(new Error(message));
          });
          if (message) answers.push(answer);
        }
        return answers;
      },
      [jobs(shop), texts, shop] as const,
    );

    const all = saidOf(found);
    assert.deepEqual(all, saidOf(expected));
    assert.ok(all.flatMap(({ findings }) => findings).length > 80);
    assert.equal(all.find(({ path }) => path === "reports/daily.js")?.excludedBy, configured);
  });

  it("makes the page of the deck", async () => {
    const html = await page.evaluate(
      () =>
        new Promise<string>((resolve, reject) => {
          const worker = new Worker("deck-page.js");
          worker.onmessage = ({ data }) => resolve(data);
          worker.onerror = ({ message }) => reject(new Error(message));
          worker.postMessage([[], {}, { cspSource: "", nonce: "once", script: "", style: "" }]);
        }),
    );
    assert.match(html, /^<!doctype html>[^]*nonce="once"/);
  });
});
