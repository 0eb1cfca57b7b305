import assert from "node:assert/strict";
import { formats } from "../../src/report/formats.ts";
import { newsOf } from "../../src/report/news.ts";
import { changeWith, fileWith, findingWith, reportWith } from "./findings.ts";

const reportOf = (...ages: (boolean | undefined)[]) =>
  reportWith({
    files: [
      fileWith({
        findings: ages.map((isNew, index) =>
          findingWith({ column: index + 1, ...(isNew !== undefined && { isNew }) }),
        ),
      }),
    ],
    change: changeWith(),
  });

describe("what is new with a change", () => {
  it("is told in a sentence", () => {
    assert.equal(newsOf(reportOf()), "");
    assert.equal(newsOf(reportOf(undefined)), "");
    assert.equal(newsOf(reportOf(true)), "1 finding is new with this change.");
    assert.equal(newsOf(reportOf(true, true)), "2 findings are new with this change.");
    assert.equal(newsOf(reportOf(true, false)), "1 finding is new with this change, 1 was there before.");
    assert.equal(newsOf(reportOf(false, false)), "No finding is new with this change: 2 were there before.");
  });

  const wishes = { terminal: { columns: 120, colours: false, hyperlinks: false }, includeSuppressed: false };
  const printed = (format: keyof typeof formats) => formats[format].print(reportOf(true, false), wishes);

  it("is told at each finding, and of all, by the reports for people", () => {
    const all = "1 finding is new with this change, 1 was there before.";
    const terminal = printed("pretty");
    assert.match(terminal, /^src\/orders\.ts:2:1 {2}error {2}no-client-in-handler · new with this change$/m);
    assert.match(terminal, /^src\/orders\.ts:2:2 {2}error {2}no-client-in-handler · there before$/m);
    assert.ok(terminal.includes(`\n2 findings: 2 errors, 0 warnings.\n${all}\n`));
    const comment = printed("md");
    assert.match(
      comment,
      /^### `src\/orders\.ts:2` in `handler` · error · new with this change · \[no-client-in-handler\]$/m,
    );
    assert.match(comment, /^### .* · error · there before · \[no-client-in-handler\]$/m);
    assert.ok(comment.includes(`\n\nCompared with \`main\` (\`0123456789ab\`). ${all}\n`));
    const page = printed("html");
    assert.match(page, /<span class="level">error<\/span> · new with this change · <a /);
    assert.ok(page.includes(`</code>). ${all}</p>`));
  });

  it("is told at each finding by the reports for programs", () => {
    const { findings } = JSON.parse(printed("json")) as { findings: { isNew: boolean }[] };
    assert.deepEqual(
      findings.map(({ isNew }) => isNew),
      [true, false],
    );
    assert.match(printed("agent"), /outside the handler\. \(new with this change\)\n.* \(there before\)\n/);
  });
});
