import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { deckPage } from "../../src/editor/deck-page.ts";
import { slideOf, topics, type Slide } from "../../src/teaching/slide.ts";

const surroundings = {
  cspSource: "https://webview.test",
  nonce: "n0nce",
  script: "https://webview.test/deck.js",
  style: "https://webview.test/deck.css",
};

const slide = (body: string): Slide => ({
  topic: "idempotency",
  title: "Idempotency",
  kind: "concept",
  section: "Twice",
  sources: ["https://docs.aws.amazon.com/?a=1&b=2"],
  body,
});

describe("the deck's page", () => {
  it("holds every slide with its place in the deck", async () => {
    const texts = await Promise.all(
      topics.map(async (topic) => {
        const file = join(import.meta.dirname, `../../media/slides/${topic}.md`);
        return slideOf(topic, await readFile(file, "utf8"));
      }),
    );
    const page = deckPage(texts, surroundings);
    topics.forEach((topic, index) => {
      assert.ok(page.includes(`<section id="${topic}"`), topic);
      assert.ok(page.includes(`aria-label="Slide ${index + 1} of ${topics.length}: `), topic);
    });
  });

  it("lets nothing be loaded but its own script and style", () => {
    const policy = /Content-Security-Policy" content="([^"]+)"/.exec(
      deckPage([slide("")], surroundings),
    )?.[1];
    assert.equal(policy, "default-src 'none'; style-src https://webview.test; script-src 'nonce-n0nce'");
  });

  it("shows HTML in a slide's text as text", () => {
    const page = deckPage([slide("## Why\n\n<img src=x onerror=alert(1)>\n")], surroundings);
    assert.ok(page.includes("&lt;img src=x onerror=alert(1)&gt;"));
  });

  it("names each part of a slide for the style", () => {
    const page = deckPage([slide("## Before\n\ntext\n\n## After\n\ntext\n")], surroundings);
    assert.match(page, /<div class="before">[^]*<div class="after">/);
  });

  it("marks comments, strings and keywords in code and escapes the rest", () => {
    const code = 'const a = b < "1 // 2"; // <x>';
    const page = deckPage([slide(`## Before\n\n\`\`\`js\n${code}\n\`\`\`\n`)], surroundings);
    const marked =
      '<span class="keyword">const</span> a = b &lt; <span class="string">"1 // 2"</span>; <span class="comment">// &lt;x&gt;</span>';
    assert.ok(page.includes(marked), page);
  });
});
