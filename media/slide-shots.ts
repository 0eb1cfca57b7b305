import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { topics } from "../src/teaching/slide.ts";
import { launchBrowser } from "../test/kit/browser.ts";
import { wholeSite } from "../test/kit/site.ts";
import { root, temporaryFolder } from "../test/host/workspace.ts";

/**
 * Takes a picture of each slide as the website's deck shows it, with its tabs side by side, in dark and light and on a
 * narrow page, to look at: does anything overlap, is anything cut off, can the code be read?
 */
const shots = join(root, "dist/shots");

/** A page of usual width in both schemes, and narrow ones. */
const looks: [name: string, width: number, colorScheme: "dark" | "light"][] = [
  ["dark", 1100, "dark"],
  ["light", 1100, "light"],
  ["narrow", 480, "dark"],
  ["telephone", 360, "light"],
];

await rm(shots, { recursive: true, force: true });
const { folder, remove } = await temporaryFolder();
await writeFile(join(folder, "index.html"), (await wholeSite())["index.html"]!);
const browser = await launchBrowser();
try {
  for (const [name, width, colorScheme] of looks) {
    const page = await browser.newPage({
      viewport: { width, height: 800 },
      colorScheme,
      reducedMotion: "reduce",
    });
    await page.goto(pathToFileURL(join(folder, "index.html")).href);
    await takeAll(page, join(shots, name));
    await page.close();
  }
} finally {
  await browser.close();
  remove();
}
console.log(`The slides are in ${shots}.`);

async function takeAll(page: Page, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  for (const [index, topic] of topics.entries()) {
    await page.evaluate((name) => (location.hash = name), topic);
    await page.locator(`#${topic}.current`).waitFor();
    const number = String(index + 1).padStart(2, "0");
    await putTogether(
      await pictureOfEachTab(page),
      join(to, `${number}-${topic}.png`),
      page.context().browser()!,
    );
  }
}

async function pictureOfEachTab(page: Page): Promise<Buffer[]> {
  const { width } = page.viewportSize()!;
  const pictures: Buffer[] = [];
  for (const tab of await page.locator(".current .tabs > input").all()) {
    await tab.check({ force: true });
    // As high as what it shows: the buttons at its foot would lie over the text of a picture that is put together.
    await page.setViewportSize({ width, height: 800 });
    const height = await page.evaluate(() => document.documentElement.scrollHeight);
    await page.setViewportSize({ width, height });
    pictures.push(await page.screenshot());
  }
  return pictures;
}

/** One picture of several, in two columns. */
async function putTogether(pictures: readonly Buffer[], path: string, browser: Browser): Promise<void> {
  const images = pictures.map((one) => `<img src="data:image/png;base64,${one.toString("base64")}">`);
  const sheet = await browser.newPage({ viewport: { width: 200, height: 200 } });
  await sheet.setContent(`<!doctype html><style>
body { display: grid; grid-template-columns: auto auto; gap: 12px; align-items: start; width: max-content; margin: 0; background: gray }
img { display: block }
</style>${images.join("")}`);
  await sheet.locator("body").screenshot({ path });
  await sheet.close();
}
