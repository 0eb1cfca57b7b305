import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { slides } from "../../rules/slides.ts";
import { slideOf, topics } from "../../src/editor/slide.ts";
import { review } from "../../src/review/review.ts";

const folder = join(import.meta.dirname, "../../media/slides");

describe("the slides", () => {
  it("are the topics of rules/slides.ts, one file each", async () => {
    const files = await readdir(folder);
    assert.deepEqual(files.sort(), topics.map((topic) => `${topic}.md`).sort());
  });

  for (const topic of topics) {
    describe(slides[topic], () => {
      const read = async () => slideOf(topic, await readFile(join(folder, `${topic}.md`), "utf8"));
      const sample = (body: string, heading: string) =>
        new RegExp(`^## ${heading}\\n\\n\`\`\`js\\n(.*?)^\`\`\`$`, "ms").exec(body)?.[1] ?? "";

      it("has its title, a part of the module, and sources", async () => {
        const { title, section, sources } = await read();
        assert.equal(title, slides[topic]);
        assert.notEqual(section, "");
        assert.ok(sources.length > 0 && sources.every((source) => URL.canParse(source)), sources.join("\n"));
      });

      it("says why, gives an analogy, shows before and after, and ends with three to five tips", async () => {
        const { body } = await read();
        const headings = [...body.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
        assert.deepEqual(headings, ["Why", "Analogy", "Before", "After", "Tips"]);
        const why = /^## Why\n(.*?)^## /ms.exec(body)![1]!.trim().split(/\s+/);
        assert.ok(why.length <= 120, `Why has ${why.length} words, 120 at most.`);
        const tips = body.slice(body.indexOf("## Tips")).match(/^- /gm) ?? [];
        assert.ok(tips.length >= 3 && tips.length <= 5, `There are ${tips.length} tips.`);
      });

      it("shows a mistake in Before that a rule of this slide finds", async () => {
        const { findings } = review(sample((await read()).body, "Before"), "before.js", { preset: "strict" });
        assert.ok(
          findings.some(({ slide }) => slide === topic),
          `No rule of this slide speaks: ${JSON.stringify(findings)}`,
        );
      });

      it("shows code in After that no rule finds fault with", async () => {
        const after = sample((await read()).body, "After");
        assert.match(after, /^export /m);
        const { findings, problems } = review(after, "after.js", { preset: "strict" });
        assert.deepEqual([...findings, ...problems], []);
      });
    });
  }
});
