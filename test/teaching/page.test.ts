import assert from "node:assert/strict";
import { examplesOn } from "../../src/teaching/page.ts";

const block = (language: string, code: string) => `\`\`\`${language}\n${code}\n\`\`\`\n`;

describe("the examples on a rule's page", () => {
  const code = `${block("ts", "bad();")}`;
  const both = `# a-rule

Why.

## Bad

${code}
${block("yaml", "Bad: 1")}
## Good

${block("ts", "good();")}
${block("yaml", "Good: 1")}`;

  it("are those of code, unless those of templates are wanted", () => {
    assert.deepEqual(examplesOn(both), { language: "ts", bad: "bad();", good: "good();" });
    assert.deepEqual(examplesOn(both, true), { language: "yaml", bad: "Bad: 1", good: "Good: 1" });
  });

  it("are of code where the page has no others, and of one language", () => {
    const page = `## Bad\n\n${code}\n## Good\n\n${block("yaml", "Also: 1")}${block("ts", "good();")}`;
    assert.deepEqual(examplesOn(page, true), { language: "ts", bad: "bad();", good: "good();" });
  });

  it("are none on a page that shows only one of the two", () => {
    assert.equal(examplesOn(`## Bad\n\n${code}`), undefined);
  });
});
