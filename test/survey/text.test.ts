import assert from "node:assert/strict";
import { countsOf, type Counts, type Survey } from "../../survey/counts.ts";
import { textOf } from "../../survey/text.ts";
import { fileWith, findingWith, kindWith, surveyWith } from "./surveyed.ts";

const printed = (survey: Partial<Survey>, change: Partial<Counts> = {}) =>
  textOf({ ...countsOf(surveyWith(survey)), silent: ["no-callback-handler"], ...change });

describe("the text of a survey", () => {
  it("answers one question after the other", () => {
    const files = [
      fileWith({
        findings: [
          findingWith({ offers: "fix" }),
          { rule: "no-log-event", strict: "warning", offers: "nothing" },
        ],
        milliseconds: 30,
      }),
      fileWith({ name: "src/old.js", handlers: [kindWith({ sources: [] }), kindWith()], milliseconds: 10 }),
    ];
    assert.equal(
      printed(
        { files },
        {
          rules: [
            { rule: "no-client-in-handler", recommended: 1, strict: 1, fixes: 1, suggestions: 0 },
            { rule: "no-log-event", strict: 1, fixes: 0, suggestions: 0 },
          ],
        },
      ),
      `Survey of shop

2 files read. 3 handlers in 2 files.
Not looked at: tests, declarations, minified files, build output, and names
that start with a dot.

Handlers by source                                                       3
  SQS                                                                    2   67%
  of unknown source                                                      1   33%

Handlers by how they answer                                              3
  async                                                                  3  100%

Handlers by form                                                         3
  a function as it stands                                                3  100%

Handlers by language                                                     3
  TypeScript                                                             3  100%

Findings                                                     recommended  strict
  in sum                                                               1       2
  errors                                                               1       1
  warnings                                                             0       1
  corrected by --fix                                                   1       1
  with a suggestion in the editor                                      0       0
  in files without handlers                                            0       0

Findings by rule                         recommended  strict  rate  fix  suggest
  no-client-in-handler                             1       1   333    1        0
  no-log-event                                     -       1   333    0        0
rate: of strict, for 1,000 handlers. -: not in this preset.
Nothing found by no-callback-handler.

Files with the most findings
  src/orders.ts                                                                2

Slowest files                                                       0.04 s
  src/orders.ts                                                    30.0 ms   75%
  src/old.js                                                       10.0 ms   25%
The time is that of the strict preset: 20.0 ms for a file.

No rule crashed.
`,
    );
  });

  it("says of a folder without handlers what a handler is, and still what was found there", () => {
    const text = printed({ files: [fileWith({ handlers: [], findings: [findingWith()] })] });
    assert.match(text, /^1 file read\. No Lambda handlers found\. A handler is an exported function\n/m);
    assert.match(text, /^ {2}in files without handlers +1 +1$/m);
    assert.match(text, /^ {2}no-client-in-handler +1 +1 +- +0 +0$/m);
    assert.ok(!text.includes("Handlers by"));
  });

  it("says so where there is nothing to read, or nothing to find", () => {
    assert.match(
      printed({ files: [] }),
      /^There is no JavaScript or TypeScript code in shop\. Not looked at: /,
    );
    assert.match(printed({}), /\n\nNo findings\.\n\n[^]*No rule crashed\.\n$/);
  });

  it("counts the functions that take an event apart from the handlers", () => {
    const text = printed({ files: [fileWith({ eventTakers: 2 })] });
    assert.match(
      text,
      /^1 file read\. 1 handler in 1 file\. 2 other functions take a Lambda event:\nhelpers, or handlers that only a template names\.$/m,
    );
  });

  it("says which files were skipped and which rules crashed, and why", () => {
    const text = printed({
      skipped: [{ file: "src/x.ts", message: "This is binary. Leave it out." }],
      crashes: [{ file: "src/y.ts", message: "The rule no-aws-sdk-v2 failed on this file." }],
    });
    assert.match(text, /^1 file read, 1 skipped or read in part\. 1 handler in 1 file\.$/m);
    assert.match(
      text,
      /\n\nSkipped, or read in part\n {2}src\/x\.ts\n {4}This is binary\. Leave it out\.\n\nCrashes\n {2}src\/y\.ts\n {4}The rule no-aws-sdk-v2 failed on this file\.\n$/,
    );
  });

  it("shows ten remarks, and how many more there are", () => {
    const skipped = Array.from({ length: 12 }, (_, index) => ({ file: `${index}.ts`, message: "Binary." }));
    assert.match(printed({ skipped }), /^ {2}9\.ts\n {4}Binary\.\n {2}… and 2 more files$/m);
  });

  it("says that a handler with several sources counts for each, where there is one", () => {
    const note = /^ {2}A handler with several sources counts for each\.$/m;
    assert.match(printed({ files: [fileWith({ handlers: [kindWith({ sources: ["SQS", "SNS"] })] })] }), note);
    assert.doesNotMatch(printed({}), note);
  });

  it("stays within 80 columns, keeps the end of long paths, and groups digits", () => {
    const name = `packages/${"deep/".repeat(30)}orders.ts`;
    const rule = "require-report-batch-item-failures";
    const findings = Array.from({ length: 1234 }, () => findingWith({ rule, offers: "suggestion" }));
    const handlers = Array.from({ length: 1234 }, () => kindWith());
    const text = printed({
      files: [fileWith({ name, findings, handlers })],
      skipped: [{ file: name, message: "word ".repeat(40) }],
    });
    for (const line of text.split("\n")) assert.ok(line.length <= 80, line);
    assert.match(text, /^ {2}…\S*deep\/orders\.ts +1,234$/m);
    assert.match(text, /^ {2}require-report-batch-item-failures +1,234 +1,234 +1,000 +0 +1,234$/m);
  });

  it("lets no character of a file's name command the terminal", () => {
    const text = printed({ folders: ["a\u001B[2J"], files: [fileWith({ name: "b\u001B[2J.ts" })] });
    assert.ok(!text.includes("\u001B"));
  });
});
