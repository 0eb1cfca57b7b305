import assert from "node:assert/strict";
import { deckPage } from "../../src/editor/deck-page.ts";
import { topics, type Slide } from "../../src/teaching/slide.ts";
import { library } from "../kit/site.ts";

const surroundings = {
  cspSource: "https://webview.test",
  nonce: "n0nce",
  script: "https://webview.test/deck.js",
  style: "https://webview.test/deck.css",
};

const slide = (body: string, others: Partial<Slide> = {}): Slide => ({
  topic: "idempotency",
  title: "Idempotency",
  kind: "concept",
  section: "Twice",
  sources: ["https://docs.aws.amazon.com/?a=1&b=2"],
  rules: [],
  body,
  ...others,
});

const pageOf = (shown: Slide, diagrams = {}) => deckPage([shown], diagrams, surroundings);

describe("the deck's page", () => {
  it("holds every slide with its place in the deck", async () => {
    const slides = await library.slides();
    const diagrams = Object.fromEntries(slides.map(({ diagram }) => [diagram, "<svg></svg>"]));
    const page = deckPage(slides, diagrams, surroundings);
    topics.forEach((topic, index) => {
      assert.ok(page.includes(`<section id="${topic}"`), topic);
      assert.ok(page.includes(`aria-label="Slide ${index + 1} of ${topics.length}: `), topic);
    });
  });

  it("lets nothing be loaded but its own script and style", () => {
    const policy = /Content-Security-Policy" content="([^"]+)"/.exec(pageOf(slide("")))?.[1];
    assert.equal(policy, "default-src 'none'; style-src https://webview.test; script-src 'nonce-n0nce'");
  });

  it("shows HTML in a slide's text as text", () => {
    const page = pageOf(slide("## Why\n\n<img src=x onerror=alert(1)>\n"));
    assert.ok(page.includes("&lt;img src=x onerror=alert(1)&gt;"));
  });

  it("names each part of a slide for the style", () => {
    const page = pageOf(slide("## Before\n\ntext\n\n## After\n\ntext\n"));
    assert.match(page, /<div class="before">[^]*<div class="after">/);
  });

  it("marks comments, strings and keywords in code and escapes the rest", () => {
    const code = 'const a = b < "1 // 2"; // <x>';
    const page = pageOf(slide(`## Before\n\n\`\`\`js\n${code}\n\`\`\`\n`));
    const marked =
      '<span class="keyword">const</span> a = b &lt; <span class="string">"1 // 2"</span>; <span class="comment">// &lt;x&gt;</span>';
    assert.ok(page.includes(marked), page);
  });

  it("draws a slide's picture in the page, where it has the theme's colours", () => {
    const page = pageOf(slide("## Why\n\ntext\n", { diagram: "sqs-errors" }), {
      "sqs-errors": "<svg></svg>",
    });
    assert.match(page, /<figure>\s*<div class="picture" [^>]*><svg><\/svg><\/div>/);
  });

  it("asks a slide's question, with what is to say on each answer", () => {
    const options = [
      { text: "Yes", explanation: "It `is`.", isRight: true },
      { text: "No", explanation: "Look again.", isRight: false },
    ];
    const page = pageOf(slide("", { kind: "question", quiz: { question: "Is it?", options } }));
    assert.match(page, /<legend>Is it\?<\/legend>[^]*<span>Yes<\/span>[^]*<span>No<\/span>/);
    assert.match(
      page,
      /A, right\.<\/b> <span>It <code>is<\/code>\.[^]*B, not this one\.<\/b> <span>Look again\./,
    );
  });

  it("leads from a question to the slide that answers it, in the same page", () => {
    const page = pageOf(slide("", { kind: "question", about: "rds-proxy" }));
    assert.ok(page.includes('<a href="#rds-proxy">Database Connections and RDS Proxy</a>'));
  });

  it("leads from a slide to the page of each of its rules, through the command that opens them", () => {
    const page = pageOf(slide("", { rules: ["require-idempotency-key"] }));
    const link =
      '<a href="command:effectiveLambda.openPage?%5B%22require-idempotency-key%22%5D">require-idempotency-key</a>';
    assert.ok(page.includes(link), page);
  });

  it("has no style and no handler in its elements, which its policy would refuse", async () => {
    const slides = await library.slides();
    const names = slides.flatMap(({ diagram }) => diagram ?? []);
    const drawn = await Promise.all(names.map(async (name) => [name, await library.diagram(name)]));
    const page = deckPage(slides, Object.fromEntries(drawn), surroundings);
    assert.doesNotMatch(page, /<[a-z][^>]* (style|on\w+)=/);
  });
});
