/// <reference lib="dom" />

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { slideOf, topics } from "../../src/teaching/slide.ts";
import { launchBrowser } from "../kit/browser.ts";
import { filesBelow } from "../kit/files.ts";
import { root } from "../kit/root.ts";

const read = (path: string) => readFileSync(join(root, path), "utf8");

const names = filesBelow("media/diagrams", /\.svg$/)
  .map((file) => basename(file, ".svg"))
  .sort();
const diagramOf = (name: string) => read(`media/diagrams/${name}.svg`);

describe("the diagrams", () => {
  it("are each shown by one slide, and each that a slide shows exists", () => {
    const shown = topics.flatMap((topic) => slideOf(topic, read(`media/slides/${topic}.md`)).diagram ?? []);
    assert.deepEqual(shown.sort(), names);
  });

  for (const name of names) {
    describe(name, () => {
      const svg = diagramOf(name);

      it("says in words what it shows", () => {
        assert.match(svg, new RegExp(`role="img" aria-labelledby="${name}-title ${name}-desc"`));
        assert.match(svg, new RegExp(`<title id="${name}-title">[^<]+</title>`));
        assert.match(svg, new RegExp(`<desc id="${name}-desc">[^<]{80,}\\.</desc>`));
      });

      it("takes its colours from the theme", () => {
        const colours = [...svg.matchAll(/\b(?:fill|stroke|stop-color|color)="([^"]*)"/g)].map(
          ([, one]) => one!,
        );
        assert.ok(colours.length > 0);
        for (const colour of colours)
          assert.match(colour, /^(none|var\(--vscode-[\w-]+, (currentcolor|none)\))$/i);
      });

      it("holds nothing that a page's policy forbids or that is fetched", () => {
        assert.doesNotMatch(svg, /<(style|script|image|use|foreignObject)\b|\bstyle=|\bon\w+=|href=/);
      });

      it("has ids of its own, so that it can stand in one page with others", () => {
        const ids = [...svg.matchAll(/\bid="([^"]+)"/g)].map(([, id]) => id!);
        assert.deepEqual(ids, [...new Set(ids)]);
        assert.deepEqual(
          ids.filter((id) => !id.startsWith(`${name}-`)),
          [],
        );
      });
    });
  }

  it("give the steps of the life of an environment names that a script can move", () => {
    for (const step of ["init", "invoke", "freeze", "shutdown", "token"])
      assert.match(diagramOf("lifecycle"), new RegExp(`id="lifecycle-${step}"`));
  });
});

describe("the diagrams in a browser", function () {
  this.timeout(120_000);

  let browser: Browser;
  let page: Page;

  before(async () => {
    browser = await launchBrowser();
    page = await browser.newPage({ viewport: { width: 480, height: 400 } });
  });
  after(() => browser?.close());

  for (const name of names) {
    it(`${name} can be read at 480 pixels: no text is cut off, or lies over another or over the border of a box`, async () => {
      await page.setContent(`<body style="margin: 0; font-family: sans-serif">${diagramOf(name)}`);
      assert.deepEqual(defectsOf(await layoutOf(page)), []);
    });
  }
});

interface Place {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** Where the browser puts the picture, its boxes and its texts. */
const layoutOf = (page: Page) =>
  page.evaluate(() => ({
    picture: document.querySelector("svg")!.getBoundingClientRect().toJSON() as Place,
    boxes: [...document.querySelectorAll("rect")].map((box) => box.getBoundingClientRect().toJSON() as Place),
    texts: [...document.querySelectorAll("text")].map((text) => ({
      says: text.textContent,
      size: Number.parseFloat(getComputedStyle(text).fontSize),
      place: text.getBoundingClientRect().toJSON() as Place,
    })),
  }));

function defectsOf({ picture, boxes, texts }: Awaited<ReturnType<typeof layoutOf>>): string[] {
  return texts.flatMap(({ says, size, place }, index) => [
    ...(size < 12 ? [`${says} is small`] : []),
    ...(isWithin(place, picture) ? [] : [`${says} is cut off`]),
    ...texts
      .slice(0, index)
      .filter((other) => !isApart(place, other.place))
      .map((other) => `${says} lies over ${other.says}`),
    ...(boxes.every((box) => isApart(place, box) || isWithin(place, box))
      ? []
      : [`${says} lies over a border`]),
  ]);
}

const isWithin = (inner: Place, outer: Place) =>
  inner.left >= outer.left + 2 &&
  inner.right <= outer.right - 2 &&
  inner.top >= outer.top &&
  inner.bottom <= outer.bottom;

const isApart = (one: Place, other: Place) =>
  one.right <= other.left || one.left >= other.right || one.bottom <= other.top || one.top >= other.bottom;
