import assert from "node:assert/strict";
import MarkdownIt from "markdown-it";
import { markdown } from "../../src/report/markdown.ts";
import type { Report } from "../../src/report/report.ts";
import {
  changeWith,
  fileWith,
  findingsOf,
  findingWith,
  handlerWith,
  hostile,
  hostileReport,
  misspelling,
  reportWith,
  suppressedWith,
  touchedWith,
} from "./findings.ts";

const printed = (report: Partial<Report>) => markdown(reportWith(report));

/** As GitHub shows it, which lets some HTML through, and makes links of `https://…` and `www.…`, but not of `//…`. */
const renderer = new MarkdownIt({ html: true, linkify: true });
renderer.linkify.add("//", null);
const rendered = (text: string) => renderer.render(text);

describe("the Markdown report", () => {
  it("is a verdict, the handlers, the findings with why and a remedy, and questions", () => {
    const fix = {
      title: "Move the client to module scope",
      edits: [{ range: [0, 0] as const, text: "const s3 = new S3Client({});\n" }],
    };
    assert.equal(
      printed({ files: [fileWith({ findings: [findingWith({ fix })] })] }),
      `<!-- effective-lambda -->

# ❌ Lambda review: 1 error in 1 handler

## Handlers

| Handler | Invoked by | Shown by | Findings in its file |
| --- | --- | --- | --- |
| \`handler\` in \`src/orders.ts:1\` | SQS | typed SQSHandler | 1 |

## Cost and latency (1)

### \`src/orders.ts:2\` in \`handler\` · error · [no-client-in-handler]

\`S3Client\` is built on every invocation. Build it once, outside the handler.

Why: A warm environment keeps the connections of what stands outside. Slide: [Initialise Outside the Handler]

<details><summary>Before and after</summary>

Move the client to module scope (\`--fix\` does it)

\`\`\`diff
@@ -1,2 +1,3 @@
+const s3 = new S3Client({});
 export const handler = async () => {
   const s3 = new S3Client({});
\`\`\`

</details>

## Questions for the reviewer

No linter can answer these.

- The same event can come twice. What does the second time do, and is that all right? (\`handler\` in \`src/orders.ts\`)
- What becomes of a message that never succeeds? Who looks into the dead-letter queue, and sends it again? (\`handler\` in \`src/orders.ts\`)

[Initialise Outside the Handler]: https://github.com/effective-lambda/effective-lambda/blob/main/media/slides/init-outside-handler.md
[no-client-in-handler]: https://example.com/no-client-in-handler.md
`,
    );
  });

  it("turns green, under the same mark", () => {
    assert.match(printed({}), /^<!-- effective-lambda -->\n\n# ✅ Lambda review: no findings in 1 handler\n/);
    assert.match(
      printed({ files: [fileWith({ findings: findingsOf(2, "warning") })] }),
      /\n# ⚠️ Lambda review: 2 warnings in 1 handler\n/,
    );
    assert.match(printed({ files: [] }), /\n# ✅ Lambda review: no Lambda handlers here\n$/);
  });

  it("begins with what loses events, and there with what is certain", () => {
    const findings = [
      findingWith({ rule: "a", harm: "hygiene" }),
      findingWith({ rule: "b", harm: "cost and latency" }),
      findingWith({ rule: "c", harm: "lost or repeated events", severity: "warning" }),
      findingWith({ rule: "d", harm: "lost or repeated events" }),
    ];
    const text = printed({ files: [fileWith({ findings })] });
    assert.deepEqual(text.match(/(?<=^## ).*\(\d+\)|(?<=· )\[\w\]/gm), [
      "Lost or repeated events (2)",
      "[d]",
      "[c]",
      "Cost and latency (1)",
      "[b]",
      "Hygiene (1)",
      "[a]",
    ]);
  });

  it("shows the code where nobody can write the change", () => {
    assert.match(
      printed({ files: [fileWith({ findings: [findingWith()] })] }),
      /\n\n```\n {2}const s3 = new S3Client\(\{\}\);\n```\n/,
    );
  });

  it("says what is silenced and why, what was not checked and why, and what a change has fixed", () => {
    const text = printed({
      files: [fileWith({ suppressed: [suppressedWith(), suppressedWith({ line: 2, reason: "" })] })],
      problems: [{ file: "src/x.ts", message: "This is binary. Leave it out.", fault: "met" }],
      change: changeWith({
        fixed: [{ file: "src/a.ts", line: 1, rule: "no-log-event", message: "The event is logged." }],
        suppressedSince: { "src/orders.ts:1": "2026-03-01" },
      }),
    });
    assert.match(
      text,
      /\n# ⚠️ Lambda review: no findings in 1 handler, 1 file not fully checked\n\nCompared with `main` \(`0123456789ab`\)\.\n/,
    );
    assert.ok(text.includes("- `src/orders.ts:1` no-log-event, since 2026-03-01: a test stage\n"));
    assert.ok(text.includes("- `src/orders.ts:2` no-log-event: no reason given\n"));
    assert.ok(
      text.includes("## Fixed by this change (1)\n\n- `src/a.ts` no-log-event: The event is logged.\n"),
    );
    assert.ok(text.includes("## Not checked (1)\n\n- `src/x.ts`: This is binary. Leave it out.\n"));
  });

  it("says what is perhaps misspelt, and that all was checked", () => {
    const text = printed({ files: [fileWith(), misspelling()] });
    assert.match(text, /\n# ✅ Lambda review: no findings in 1 handler\n/);
    assert.ok(
      text.includes(
        "## Perhaps misspelt (1)\n\n- `template.yaml:6`: There is no file for `order.handler`.\n",
      ),
    );
    assert.ok(!text.includes("Not checked"));
  });

  it("counts what the baseline accepts, rule by rule", () => {
    const accepted = (rule: string) => suppressedWith({ rule, reason: "", isInBaseline: true });
    const suppressed = [suppressedWith(), ...["no-aws-sdk-v2", "no-log-event", "no-log-event"].map(accepted)];
    assert.ok(
      printed({ files: [fileWith({ suppressed })] }).includes(
        "## Silenced (4)\n\n- `src/orders.ts:1` no-log-event: a test stage\n- `eslint-suppressions.json` accepts: no-log-event (2), no-aws-sdk-v2 (1)\n",
      ),
    );
  });

  it("lists the handlers that a change touches, each with where, and no others", () => {
    const touched = touchedWith({
      because: [
        ...["a", "b", "c", "d", "e"].map((name) => ({
          what: "called" as const,
          file: `src/${name}.ts`,
          line: 12,
        })),
        { what: "code", file: "src/orders.ts", line: 2 },
        { what: "deployment", file: "template.yaml", line: 4 },
      ],
    });
    const text = printed({
      files: [
        fileWith({
          handlers: [handlerWith(), handlerWith({ name: "other" })],
          findings: findingsOf(1, "warning"),
        }),
      ],
      change: changeWith({
        touched: [
          touched,
          touchedWith({ name: "fresh", state: "new" }),
          touchedWith({ kind: "function", file: "template.yaml", name: "Bills", line: 9, sources: [] }),
          touchedWith({ name: "old", state: "gone" }),
        ],
        unchecked: [{ file: "shared", reason: "This is a repository of its own." }],
      }),
    });
    assert.match(text, /\n# ⚠️ Lambda review: 1 warning in 4 touched handlers, 1 file not fully checked\n/);
    assert.ok(
      text.includes(`## Handlers touched

| Handler | Touched in | Invoked by | Shown by | Findings in its file |
| --- | --- | --- | --- | --- |
| \`handler\` in \`src/orders.ts:1\` | its code (\`src/orders.ts:2\`), what it calls (\`src/a.ts:12\`, \`src/b.ts:12\`, \`src/c.ts:12\`, 2 more) and how it is deployed (\`template.yaml:4\`) | SQS | typed SQSHandler | 1 |
| \`fresh\` in \`src/orders.ts:1\` | new | SQS | a template | 0 |
| \`Bills\` in \`template.yaml:9\` | its code (\`src/orders.ts:2\`) | ? | its code is not in sight | 0 |
| \`old\` in \`src/orders.ts:1\` | gone | SQS |  | 0 |

`),
      text,
    );
    assert.ok(text.includes("## Not checked (1)\n\n- `shared`: This is a repository of its own.\n"));
  });

  it("says that a change touches no handler", () => {
    assert.match(
      printed({ files: [], change: changeWith() }),
      /\n# ✅ Lambda review: no handler touched\n\nCompared with [^\n]*\n$/,
    );
  });

  it("says how a handler in another file gets there, each step whole", () => {
    const way = [
      { function: "handler", file: "src/api.ts", line: 10 },
      { function: "createOrder", file: `src/${"deep/".repeat(30)}orders.ts`, line: 42 },
    ];
    const text = printed({ files: [fileWith({ findings: [findingWith({ way })] })] });
    assert.match(
      text,
      /\n\n`handler \(src\/api\.ts:10\)` → `createOrder \(src\/(deep\/)+orders\.ts:42\)`\n\n/,
    );
    assert.match(text, /### `src\/orders\.ts:2` · error/);
  });

  it("asks whether a key is the right one, unless it is certainly wrong", () => {
    const handlers = [handlerWith({ keys: ["charge-${orderId}"] })];
    const question = "Is `charge-${orderId}` the same whenever";
    assert.ok(printed({ files: [fileWith({ handlers })] }).includes(question));
    const findings = [findingWith({ rule: "no-unstable-idempotency-key" })];
    assert.ok(!printed({ files: [fileWith({ handlers, findings })] }).includes(question));
  });

  it("folds a long list of handlers up", () => {
    const handlers = Array.from({ length: 20 }, (_, index) => handlerWith({ name: `handler${index}` }));
    const text = printed({ files: [fileWith({ handlers })] });
    assert.match(
      text,
      /<details><summary>20 handlers<\/summary>\n\n\| Handler [^]*`handler19`[^\n]*\n\n<\/details>\n/,
    );
    assert.match(text, /\(`handler0` in `src\/orders\.ts`, .*, and 17 more\)/);
  });

  describe("of more than a comment has room for", () => {
    const fix = { title: "Rewrite it", edits: [{ range: [0, 5] as const, text: "long line\n".repeat(30) }] };
    const findings = (count: number) => Array.from({ length: count }, () => findingWith({ fix }));
    const sizeOf = (text: string) => Buffer.byteLength(text);

    it("tells the last in short, and says so", () => {
      const text = printed({ files: [fileWith({ findings: findings(150) })] });
      assert.ok(sizeOf(text) <= 60_000 && sizeOf(text) > 55_000, String(sizeOf(text)));
      assert.equal(text.match(/^### /gm)!.length, 150);
      const [, count] = /The last (\d+) findings here are told in short, for want of room\./.exec(text)!;
      assert.equal(text.match(/Before and after/g)!.length, 150 - Number(count));
    });

    it("leaves the last out, and says how many", () => {
      const files = Array.from({ length: 400 }, (_, index) =>
        fileWith({
          name: `src/${index}-${"é".repeat(150)}.ts`,
          findings: findings(5),
          suppressed: [suppressedWith()],
        }),
      );
      const problems = files.map(({ name }) => ({ file: name, message: "Wrong.", fault: "met" as const }));
      const text = printed({ files, problems });
      assert.ok(sizeOf(text) <= 60_000, String(sizeOf(text)));
      const [, count] = /(\d+) more findings left out, for want of room\./.exec(text)!;
      assert.equal(text.match(/^### /gm)!.length, 2000 - Number(count));
      assert.match(text, /\d+ more handlers left out, for want of room\./);
    });
  });

  describe("of hostile names and code", () => {
    const text = markdown(hostileReport());
    const html = rendered(text);

    it("has no markup but its own", () => {
      const tags = new Set(html.match(/<\/?[a-z]\w*/g)!.map((tag) => tag.replace("/", "")));
      const own =
        "<h1 <h2 <h3 <table <thead <tbody <tr <th <td <code <a <p <details <summary <pre <ul <li".split(" ");
      assert.deepEqual(
        [...tags].filter((tag) => !own.includes(tag)),
        [],
      );
      assert.equal(html.match(/<!--|-->/g)!.length, 2);
      assert.equal(html.match(/<\/details>/g)!.length, html.match(/<details>/g)!.length);
      assert.equal(html.match(/<tr>/g)!.length, 2);
      assert.equal(html.match(/<td>/g)!.length, 5);
    });

    it("leads nowhere but to rules and slides, and mentions nobody", () => {
      const links = [...html.matchAll(/href="([^"]*)"/g)].map(([, link]) => link!);
      for (const link of links)
        assert.match(link, /^https:\/\/(github\.com\/effective-lambda|example\.com)\//);
      // GitHub looks for mentions in what is no code.
      const prose = html.replace(/<pre>[^]*?<\/pre>|<code>[^]*?<\/code>|<a [^>]*>/g, "");
      assert.doesNotMatch(prose, /@\w|#\d|www\./);
    });

    it("commands no terminal and no pipeline", () => {
      assert.doesNotMatch(text, /[^\P{Cc}\n]|^\s*::|##\w*\[|\u202E/mu);
    });

    it("shows what it is about", () => {
      assert.ok(hostile.includes("<script>") && html.includes("&lt;script&gt;alert(1)&lt;/script&gt;"));
    });
  });
});
