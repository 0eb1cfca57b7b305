import assert from "node:assert/strict";
import manifest from "../../rules/package.json" with { type: "json" };
import { pretty } from "../../src/report/pretty.ts";
import type { Report } from "../../src/report/report.ts";
import type { Finding } from "../../src/review/finding.ts";
import type { Terminal } from "../../src/report/terminal.ts";
import { fileWith, findingWith, handlerWith, misspelling, reportWith, suppressedWith } from "./findings.ts";

const plain = { columns: 80, colours: false, hyperlinks: false };
const printed = (report: Partial<Report>, terminal: Terminal = plain) => pretty(reportWith(report), terminal);

const change = { title: "Move it", edits: [] };

describe("the pretty report", () => {
  it("shows a finding with its source, why and where to read more, and the sums", () => {
    assert.equal(
      printed({ files: [fileWith({ findings: [findingWith({ fix: change })] })] }),
      `src/orders.ts:2:14  error  no-client-in-handler · --fix corrects it
  \`S3Client\` is built on every invocation. Build it once, outside the handler.

    1 | export const handler = async () => {
  > 2 |   const s3 = new S3Client({});
      |              ^^^^^^^^^^^^^^^^
    3 | };

Why, and where to read more
  no-client-in-handler (1) · Initialise Outside the Handler
    A warm environment keeps the connections of what stands outside.
    https://example.com/no-client-in-handler.md
  The slides
    ${manifest.homepage}/tree/main/media/slides

1 handler in 1 file: 1 SQS.
1 finding: 1 error, 0 warnings. --fix corrects 1 of them.
`,
    );
  });

  it("says why once a rule, the commonest first, and names the commonest three in the sums", () => {
    const rules = ["b", "c", "a", "d", "a", "c", "a"];
    const findings = rules.map((rule) => findingWith({ rule, why: `Because of ${rule}.` }));
    const text = printed({ files: [fileWith({ findings })] });
    assert.deepEqual(
      text.match(/Because of ./g),
      ["a", "c", "b", "d"].map((rule) => `Because of ${rule}`),
    );
    assert.match(text, /\nMost often: a \(3\), c \(2\), b \(1\), and 1 other rule\.\n7 findings: /);
  });

  it("says of each finding what mends it, and nothing where that takes a person", () => {
    const headOf = (finding: Partial<Finding>) =>
      printed({ files: [fileWith({ findings: [findingWith(finding)] })] }).split("\n")[0];
    const filesOf = (...names: string[]) => ({
      title: "Set it",
      files: names.map((file) => ({ file, before: "", edits: [] })),
    });
    const head = "src/orders.ts:2:14  error  no-client-in-handler";
    assert.equal(headOf({}), head);
    assert.equal(headOf({ fix: change, suggestions: [change] }), `${head} · --fix corrects it`);
    assert.equal(headOf({ suggestions: [change] }), `${head} · suggests a change`);
    assert.equal(
      headOf({ suggestions: [change], joint: filesOf("a.ts", "t.yml") }),
      `${head} · suggests a change of 2 files`,
    );
    assert.equal(headOf({ joint: filesOf("t.yml") }), `${head} · suggests a change`);
    assert.equal(headOf({ suggestions: [change], joint: { obstacle: "No template." } }), head);
  });

  it("says what mends a finding in a line of its own where that is too long for the terminal", () => {
    const joint = {
      title: "Set it",
      files: ["a.ts", "t.yml"].map((file) => ({ file, before: "", edits: [] })),
    };
    const finding = findingWith({ rule: "require-report-batch-item-failures", joint });
    const lines = printed({ files: [fileWith({ findings: [finding] })] }).split("\n");
    assert.deepEqual(lines.slice(0, 2), [
      "src/orders.ts:2:14  error  require-report-batch-item-failures",
      "  suggests a change of 2 files",
    ]);
  });

  it("says at the end how to see the changes that are suggested, and how many findings take a person", () => {
    const endOf = (...findings: Partial<Finding>[]) =>
      printed({ files: [fileWith({ findings: findings.map(findingWith) })] }).split(
        /\n\d findings?: .*?\./,
      )[1];
    const suggesting = { suggestions: [change] };
    assert.equal(endOf({}, {}), "\n");
    assert.equal(endOf({ fix: change }), " --fix corrects 1 of them.\n");
    assert.equal(endOf({ fix: change }, {}), " --fix corrects 1 of them.\n1 needs a person to mend it.\n");
    assert.equal(
      endOf({ fix: change }, suggesting, { ...suggesting, rule: "a" }, { ...suggesting, rule: "a" }, {}, {}),
      ` --fix corrects 1 of them.
3 suggest a change; to see those of a rule:
\`effective-lambda review --fix-suggestions a\`. 2 need a person to mend them.
`,
    );
    assert.equal(
      endOf(suggesting),
      `
1 suggests a change; to see it:
\`effective-lambda review --fix-suggestions no-client-in-handler\`.
`,
    );
  });

  it("makes links of rules and slides on a terminal that knows links, in place of the addresses", () => {
    const text = printed(
      { files: [fileWith({ findings: [findingWith()] })] },
      { ...plain, hyperlinks: true },
    );
    const link = (page: string, name: string) => `\u001B]8;;${page}\u0007${name}\u001B]8;;\u0007`;
    const rule = link("https://example.com/no-client-in-handler.md", "no-client-in-handler");
    const slide = link(
      `${manifest.homepage}/blob/main/media/slides/init-outside-handler.md`,
      "Initialise Outside the Handler",
    );
    assert.ok(text.startsWith(`src/orders.ts:2:14  error  ${rule}\n`));
    assert.ok(text.includes(`  ${rule} (1) · ${slide}\n    A warm environment`));
    assert.ok(!text.includes("The slides"));
  });

  it("sets colours only where they are wanted", () => {
    const findings = [findingWith()];
    assert.ok(!printed({ files: [fileWith({ findings })] }).includes("\u001B["));
    assert.ok(
      printed({ files: [fileWith({ findings })] }, { ...plain, colours: true }).includes("\u001B[31merror"),
    );
  });

  it("stays within the width of the terminal, but for names and addresses", () => {
    const findings = [findingWith({ why: "word ".repeat(60).trim() })];
    const text = printed({ files: [fileWith({ findings })] }, { ...plain, columns: 60 });
    for (const line of text.split("\n")) assert.ok(line.length <= 60 || line.includes("https:"), line);
    assert.equal(text.match(/word/g)!.length, 60);
  });

  it("counts handlers by what invokes them, the most frequent first", () => {
    const handler = (...sources: string[]) => handlerWith({ sources });
    const text = printed({
      files: [
        fileWith({ handlers: [handler("api"), handler()] }),
        fileWith({ handlers: [handler("sqs")] }),
        fileWith({ handlers: [handler("sqs", "sns")] }),
        fileWith({ handlers: [] }),
      ],
    });
    assert.match(
      text,
      /^4 handlers in 3 files: 2 SQS, 1 API, 1 SNS, 1 of unknown source\.\nNo findings\.\n$/,
    );
  });

  it("counts the functions that take an event apart from the handlers", () => {
    assert.match(
      printed({ files: [fileWith({ handlers: [], eventTakers: 1 })] }).replaceAll("\n", " "),
      / 0 handlers\. 1 other function takes a Lambda event: a helper, or a handler that only a template names\. No findings\. $/,
    );
  });

  it("counts what CDK code deploys, and does not miss handlers beside it", () => {
    const stack = fileWith({ name: "infra/stack.ts", handlers: [], deployed: [{ name: "Orders", line: 7 }] });
    assert.equal(
      printed({ paths: ["infra"], files: [stack] }),
      "0 handlers. 1 function deployed by CDK code.\nNo findings.\n",
    );
  });

  it("counts templates, and what they deploy", () => {
    const template = { isTemplate: true, handlers: [] };
    const files = [
      fileWith({ ...template, name: "template.yaml", deployed: [{ name: "Orders", line: 7 }] }),
      fileWith({ ...template, name: "tables.yaml" }),
    ];
    assert.equal(
      printed({ paths: ["."], files }),
      "0 handlers. 2 templates read, with 1 function.\nNo findings.\n",
    );
    assert.match(printed({ files: [fileWith(), files[1]!] }), /1 template read\.\nNo findings/);
  });

  it("says what could not be reviewed, and why", () => {
    const problems = [{ file: "src/x.ts", message: "This is binary. Leave it out.", fault: "met" as const }];
    assert.match(
      printed({ problems }),
      /^Problems\n {2}src\/x\.ts\n {4}This is binary\. Leave it out\.\n\n1 handler .*\nNo findings\. 1 problem\.\n$/,
    );
  });

  it("says what is perhaps misspelt, which is no problem of the review", () => {
    assert.match(
      printed({ files: [fileWith(), misspelling()] }),
      /^Perhaps misspelt\n {2}template\.yaml:6\n {4}There is no file for `order\.handler`\.\n\n1 handler .*\nNo findings\.\n$/,
    );
  });

  it("says what was fixed", () => {
    assert.match(printed({ files: [fileWith({ fixed: 2 })] }), /^Fixed 2 findings in src\/orders\.ts\.\n/);
  });

  it("counts what is silenced, and what the baseline accepts", () => {
    const suppressed = [
      suppressedWith(),
      suppressedWith({ isInBaseline: true }),
      suppressedWith({ line: 2 }),
    ];
    assert.match(
      printed({ files: [fileWith({ suppressed })] }),
      /\nNo findings\.\n2 silenced\.\n1 accepted by eslint-suppressions\.json\.\n$/,
    );
  });

  it("says in a line what to do next, where somebody is there to do it", () => {
    const findings = [
      findingWith({ rule: "no-log-event" }),
      findingWith({ rule: "no-log-event" }),
      findingWith({ suggestions: [change] }),
      findingWith({ rule: "no-log-event" }),
    ];
    const report = { files: [fileWith({ findings })] };
    assert.ok(
      printed(report, { ...plain, isInteractive: true }).endsWith(`
More: \`effective-lambda explain no-log-event\`.
`),
    );
    assert.ok(!printed(report).includes("explain"));
    assert.ok(!printed({}, { ...plain, isInteractive: true }).includes("explain"));
  });

  it("says of a path without handlers what a handler is", () => {
    const text = printed({
      paths: ["src", "docs"],
      files: [fileWith(), fileWith({ name: "docs/a.ts", handlers: [] })],
    });
    assert.match(text, /No Lambda handlers found in docs \(1 file read\)\. A handler is/);
    assert.ok(!text.includes("found in src"));
  });

  it("does not say so of a folder above the current one, in which there are some", () => {
    for (const path of [".", "..", "../.."])
      assert.ok(!printed({ paths: [path], files: [fileWith()] }).includes("No Lambda handlers"), path);
    const text = printed({ paths: [".", ".."], files: [fileWith({ name: "../other/a.ts" })] });
    assert.match(text, /No Lambda handlers found in this folder \(0 files read\)\. /);
  });

  it("lets no character of a file's name command the terminal", () => {
    const name = "a\u001B[2J\nb.ts";
    const problems = [{ file: name, message: "This is binary.", fault: "met" as const }];
    const text = printed({ files: [fileWith({ name, findings: [findingWith()], fixed: 1 })], problems });
    assert.ok(!text.includes("\u001B"));
    assert.equal(text.match(/a\uFFFD\[2J\uFFFDb\.ts/g)!.length, 3);
  });

  it("does not say so of a path that could not be read", () => {
    const problems = [{ file: "docs", message: "There is nothing here.", fault: "named" as const }];
    assert.ok(!printed({ paths: ["docs"], files: [], problems }).includes("No Lambda handlers"));
  });

  it("keeps a number with what it counts when it breaks a line", () => {
    const message = "A sentence of some length whose words end just about at 360 s and go on.";
    const files = [fileWith({ findings: [findingWith({ message })] })];
    assert.match(printed({ files }, { ...plain, columns: 61 }), /about at\n {2}360 s and/);
  });

  it("keeps code whole when it breaks a line", () => {
    const message = "A sentence of some length that ends just about at `a piece of code` and goes on.";
    const text = printed(
      { files: [fileWith({ findings: [findingWith({ message })] })] },
      { ...plain, columns: 64 },
    );
    assert.match(text, /at\n {2}`a piece of code` and/);
  });
});
