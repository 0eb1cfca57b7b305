import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { eventSources } from "../../rules/lambda/event-sources.ts";
import { slides, type Topic } from "../../rules/slides.ts";
import { slideOf, topics, type Kind, type Slide } from "../../src/teaching/slide.ts";
import { review } from "../../src/review/review.ts";

const folder = join(import.meta.dirname, "../../media/slides");

const read = (topic: Topic): Slide => slideOf(topic, readFileSync(join(folder, `${topic}.md`), "utf8"));

const all = topics.map(read);
const ofKind = (kind: Kind) => all.filter((slide) => slide.kind === kind);

const headings = ({ body }: Slide) => [...body.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading!);

const part = ({ body }: Slide, heading: string) =>
  new RegExp(`^## ${heading}\\n([^]*?)(?=^## |(?![^]))`, "m").exec(body)?.[1]?.trim() ?? "";

const sample = (slide: Slide, heading: string) =>
  /^```js\n(.*?)^```$/ms.exec(part(slide, heading))?.[1] ?? "";

const words = (text: string) => text.split(/\s+/).filter(Boolean).length;

const findingsIn = (code: string) => {
  const { findings, problems } = review(code, "sample.js", { preset: "strict" });
  return [...findings, ...problems];
};

describe("the slides", () => {
  it("are the topics of rules/slides.ts, one file each", async () => {
    const files = await readdir(folder);
    assert.deepEqual(files.sort(), topics.map((topic) => `${topic}.md`).sort());
  });

  it("are those of the module, in its order", () => {
    const kinds = all.map(({ kind }) => kind);
    assert.deepEqual(kinds, [
      "title",
      "topics",
      ...Array<Kind>(16).fill("concept"),
      ...Array<Kind>(4).fill("question"),
      "summary",
    ]);
  });

  it("lie together in sections, of which there are nine keys to jump to", () => {
    const sections = all.map(({ section }) => section);
    const starts = sections.filter((section, index) => section !== sections[index - 1]);
    assert.deepEqual(starts, [...new Set(starts)]);
    assert.ok(starts.length <= 9);
  });

  for (const slide of all) {
    it(`${slide.topic} has its title, a section, and sources`, () => {
      assert.equal(slide.title, slides[slide.topic]);
      assert.notEqual(slide.section, "");
      const { sources } = slide;
      assert.ok(sources.length > 0 && sources.every((source) => URL.canParse(source)), sources.join("\n"));
      assert.deepEqual(sources, [...new Set(sources)]);
    });
  }

  describe("of a concept", () => {
    for (const slide of ofKind("concept")) {
      describe(slide.topic, () => {
        it("says why, gives an analogy, shows code, and ends with three to five tips", () => {
          const [code] = headings(slide).includes("Before") ? [["Before", "After"]] : [["Example"]];
          const overview = headings(slide).filter((heading) => heading === "Overview");
          assert.deepEqual(headings(slide), ["Why", "Analogy", ...code!, ...overview, "Tips"]);
          const tips = part(slide, "Tips").match(/^- /gm) ?? [];
          assert.ok(tips.length >= 3 && tips.length <= 5, `There are ${tips.length} tips.`);
        });

        it("explains in at most 120 words, and compares in at most 60", () => {
          assert.ok(words(part(slide, "Why")) <= 120, `Why has ${words(part(slide, "Why"))} words.`);
          assert.ok(
            words(part(slide, "Analogy")) <= 60,
            `Analogy has ${words(part(slide, "Analogy"))} words.`,
          );
        });

        if (headings(slide).includes("Before")) {
          it("shows a mistake in Before that a rule of this slide finds", () => {
            const { findings } = review(sample(slide, "Before"), "sample.js", { preset: "strict" });
            assert.ok(
              findings.some((finding) => finding.slide === slide.topic),
              `No rule of this slide speaks: ${JSON.stringify(findings)}`,
            );
          });

          it("shows code in After that no rule finds fault with", () => {
            assert.match(sample(slide, "After"), /^export /m);
            assert.deepEqual(findingsIn(sample(slide, "After")), []);
          });
        } else {
          it("shows an example that no rule finds fault with", () => {
            assert.match(part(slide, "Example"), /^```(js|md)\n/);
            assert.deepEqual(findingsIn(sample(slide, "Example")), []);
          });
        }
      });
    }
  });

  describe("around the concepts", () => {
    const sections = [...new Set(all.map(({ section }) => section))];

    it("name every section but the first before it comes, and what to keep of each after it", () => {
      const named = ({ body }: Slide) =>
        [...body.matchAll(/^- \*\*(.+?)\*\*:/gm)].map(([, section]) => section);
      assert.deepEqual(ofKind("topics").map(named), [sections.slice(1)]);
      assert.deepEqual(ofKind("summary").map(named), [sections.slice(1, -1)]);
    });

    for (const slide of [...ofKind("title"), ...ofKind("topics"), ...ofKind("summary")]) {
      it(`${slide.topic} is short, in one part, and asks nothing`, () => {
        assert.deepEqual(headings(slide), []);
        assert.ok(words(slide.body) <= 150, `There are ${words(slide.body)} words.`);
        assert.equal(slide.quiz, undefined);
      });
    }

    for (const slide of ofKind("question")) {
      it(`${slide.topic} is a quiz, and knows the concept that answers it`, () => {
        assert.equal(slide.body, "");
        assert.ok(slide.quiz);
        assert.ok(
          ofKind("concept").some(({ topic }) => topic === slide.about),
          slide.about,
        );
      });
    }
  });

  describe("with a quiz", () => {
    it("are the four questions and at least ten concepts", () => {
      assert.ok(ofKind("concept").filter(({ quiz }) => quiz).length >= 10);
    });

    for (const { topic, quiz } of all) {
      if (!quiz) continue;
      it(`${topic} has four options, one of them right, each with its own explanation`, () => {
        const { question, options } = quiz;
        assert.match(question, /\?$/);
        assert.equal(options.length, 4);
        assert.equal(options.filter(({ isRight }) => isRight).length, 1);
        assert.equal(new Set(options.map(({ text }) => text)).size, 4);
        assert.equal(new Set(options.map(({ explanation }) => explanation)).size, 4);
        for (const { text, explanation } of options) {
          assert.ok(words(text) > 0 && words(text) <= 20, text);
          assert.match(explanation, /^[^\n]+[.!]$/, text);
          assert.ok(words(explanation) >= 5 && words(explanation) <= 40, explanation);
        }
      });
    }

    it("have the right option in every place", () => {
      const places = all.flatMap(({ quiz }) => quiz?.options.findIndex(({ isRight }) => isRight) ?? []);
      assert.deepEqual([...new Set(places)].sort(), [0, 1, 2, 3]);
    });
  });

  it("name the id to use for every event source that can come twice", () => {
    const overview = part(read("idempotency"), "Overview");
    const withoutEffect = ["authorizer", "cloudfront"];
    const missing = Object.entries(eventSources)
      .filter(([source]) => !withoutEffect.includes(source))
      .map(([, { title }]) => title)
      .filter((title) => !overview.toLowerCase().includes(`**${title.toLowerCase()}**`));
    assert.deepEqual(missing, []);
  });
});

describe("slideOf", () => {
  const front = "---\nkind: concept\ntitle: Idempotency\nsection: Twice\nsources:\n  - https://a.test\n---\n";

  it("reads the parts of a slide", () => {
    const slide = slideOf(
      "idempotency",
      `${front.replace("sources:", "diagram: twice\nsources:")}\n## Why\n\nSo.\n`,
    );
    assert.deepEqual(slide, {
      topic: "idempotency",
      title: "Idempotency",
      kind: "concept",
      section: "Twice",
      about: undefined,
      diagram: "twice",
      sources: ["https://a.test"],
      rules: [],
      body: "## Why\n\nSo.",
      quiz: undefined,
    });
  });

  it("tells sources from rules", () => {
    const { sources, rules } = slideOf(
      "idempotency",
      front.replace(/---\n$/, "rules:\n  - one\n  - two\n---\n"),
    );
    assert.deepEqual({ sources, rules }, { sources: ["https://a.test"], rules: ["one", "two"] });
  });

  it("takes the quiz from the end", () => {
    const text = `${front}
## Why

So.

## Quiz

Which \`key\`?

- [ ] This

  It is wrong.

- [x] That
  It is right,
  and why.
`;
    const { body, quiz } = slideOf("idempotency", text);
    assert.equal(body, "## Why\n\nSo.");
    assert.deepEqual(quiz, {
      question: "Which `key`?",
      options: [
        { text: "This", explanation: "It is wrong.", isRight: false },
        { text: "That", explanation: "It is right,\n  and why.", isRight: true },
      ],
    });
  });

  it("reads lines as Windows ends them", () => {
    assert.equal(slideOf("idempotency", `${front}\nSo.\n`.replaceAll("\n", "\r\n")).body, "So.");
  });

  it("refuses what is no slide, of no kind, or about nothing", () => {
    assert.throws(() => slideOf("idempotency", "## Why"), /no front matter/);
    assert.throws(() => slideOf("idempotency", front.replace("concept", "poem")), /of no kind/);
    assert.throws(
      () => slideOf("idempotency", front.replace("sources:", "about: poems\nsources:")),
      /about no slide: poems/,
    );
  });
});
