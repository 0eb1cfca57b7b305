import assert from "node:assert/strict";
import manifest from "../../rules/package.json" with { type: "json" };
import {
  changesAsJson,
  changesForPeople,
  type ChangeReport,
  type ProposedChange,
} from "../../src/report/changes.ts";

const plain = { columns: 80, colours: false, hyperlinks: false };

const change: ProposedChange = {
  place: { file: "src/orders.ts", line: 2, column: 3 },
  title: "Return `batchItemFailures` for failed records, and set `ReportBatchItemFailures` in template.yml",
  files: [
    { file: "src/orders.ts", before: "a\nb\n", edits: [{ range: [2, 3], text: "c" }] },
    { file: "template.yml", before: "d: 1\n", edits: [{ range: [5, 5], text: "e: 2\n" }] },
  ],
};

const reportWith = (part: Partial<ChangeReport> = {}): ChangeReport => ({
  rule: "require-batch-item-failures",
  changes: [change],
  left: [],
  unchanged: [],
  problems: [],
  outcome: "shown",
  ...part,
});

const printed = (part: Partial<ChangeReport>, terminal = plain) =>
  changesForPeople(reportWith(part), terminal);
const lastLineOf = (text: string) => text.trimEnd().split("\n\n").at(-1);

describe("changes, for people,", () => {
  it("are one a finding, with what becomes of each of its files", () => {
    assert.equal(
      printed({}),
      `src/orders.ts:2:3
  Return \`batchItemFailures\` for failed records, and set
  \`ReportBatchItemFailures\` in template.yml

--- src/orders.ts
+++ src/orders.ts
@@ -1,2 +1,2 @@
 a
-b
+c

--- template.yml
+++ template.yml
@@ -1,1 +1,2 @@
 d: 1
+e: 2

1 change in 2 files. Nothing is written yet: add --write.
`,
    );
  });

  it("are named with their files once they are made", () => {
    const text = printed({ outcome: "written" });
    assert.equal(
      text,
      `src/orders.ts:2:3
  Return \`batchItemFailures\` for failed records, and set
  \`ReportBatchItemFailures\` in template.yml
  In src/orders.ts and template.yml

Made 1 change in 2 files.
`,
    );
  });

  it("come with what is left, and why", () => {
    const place = { file: "src/a.ts", line: 7, column: 1 };
    const text = printed({
      outcome: "written",
      left: [{ ...change, place }],
      unchanged: [{ place, reason: "This takes a person." }],
    });
    assert.match(text, /\n\nNot changed\n {2}src\/a\.ts:7:1\n {4}This takes a person\.\n\n/);
    assert.match(
      text,
      /\n\nLeft for another run, because they overlap others\n {2}src\/a\.ts:7:1\n {4}Return/,
    );
    assert.equal(
      lastLineOf(text),
      "Made 1 change in 2 files. 1 finding without a change. 1 change left: run the\ncommand again for them.",
    );
  });

  it("are none of them made where one file refuses", () => {
    const text = printed({
      outcome: "refused",
      problems: [{ file: "template.yml", message: "This changed meanwhile.", fault: "named" }],
    });
    assert.match(text, /\n\nProblems\n {2}template\.yml\n {4}This changed meanwhile\.\n\n/);
    assert.equal(
      lastLineOf(text),
      "Nothing was written, because not all of it could be: 1 change in 2 files.",
    );
  });

  it("are made in part where what was written cannot be put back", () => {
    assert.equal(
      lastLineOf(printed({ outcome: "partial" })),
      "Only a part was written, and could not be put back: see the problems. It should\nhave been 1 change in 2 files.",
    );
  });

  it("are missed in a sentence", () => {
    assert.equal(printed({ changes: [] }), "There is nothing to change for require-batch-item-failures.\n");
  });

  it("stay within the width of the terminal, but for the code", () => {
    for (const line of printed(
      { unchanged: [{ place: change.place, reason: change.title }] },
      { ...plain, columns: 50 },
    ).split("\n"))
      assert.ok(line.length <= 50, line);
  });
});

describe("changes, for programs,", () => {
  it("hold the edits of each file, without its text", () => {
    const place = { file: "src/a.ts", line: 7, column: 1 };
    const report = reportWith({ unchanged: [{ place, reason: "This takes a person." }] });
    assert.deepEqual(JSON.parse(changesAsJson(report)), {
      version: manifest.version,
      rule: "require-batch-item-failures",
      written: false,
      changes: [
        {
          file: "src/orders.ts",
          line: 2,
          column: 3,
          title: change.title,
          files: [
            { file: "src/orders.ts", edits: [{ range: [2, 3], text: "c" }] },
            { file: "template.yml", edits: [{ range: [5, 5], text: "e: 2\n" }] },
          ],
        },
      ],
      left: [],
      unchanged: [{ file: "src/a.ts", line: 7, column: 1, reason: "This takes a person." }],
      problems: [],
    });
  });
});
