import assert from "node:assert/strict";
import { html } from "../../src/report/html.ts";
import {
  changeWith,
  fileWith,
  findingWith,
  hostileReport,
  misspelling,
  reportWith,
  suppressedWith,
  touchedWith,
} from "./findings.ts";

describe("the report as a page", () => {
  const fix = { title: "Remove it", edits: [{ range: [0, 7] as const, text: "" }] };
  const page = html(
    reportWith({
      files: [
        fileWith({
          findings: [findingWith({ fix }), findingWith({ line: 3, endLine: 3, severity: "warning" })],
          suppressed: [suppressedWith()],
        }),
        misspelling(),
      ],
      problems: [{ file: "src/x.ts", message: "This is binary.", fault: "met" }],
    }),
  );

  it("says what the Markdown says", () => {
    assert.ok(
      page.includes(
        '<h1 class="errors">Lambda review: 1 error, 1 warning in 1 handler, 1 file not fully checked</h1>',
      ),
    );
    assert.deepEqual(page.match(/(?<=<h2>).*(?=<\/h2>)/g), [
      "Cost and latency (2)",
      "Handlers",
      "Perhaps misspelt",
      "Questions for the reviewer",
      "Silenced",
      "Not checked",
    ]);
    assert.ok(page.includes('<span class="gone">-export const handler = async () =&#62; {</span>'));
    assert.ok(page.includes("<code>src/orders.ts:1</code> no-log-event: a test stage"));
  });

  it("counts what the baseline accepts", () => {
    const files = [fileWith({ suppressed: [suppressedWith({ isInBaseline: true })] })];
    const accepted = "<li><code>eslint-suppressions.json</code> accepts: no-log-event (1)</li>";
    assert.ok(html(reportWith({ files })).includes(accepted));
  });

  it("says of a change what it touches and why, and what is not checked", () => {
    const unchecked = [{ file: "shared", reason: "This is a repository of its own." }];
    const changed = html(reportWith({ change: changeWith({ touched: [touchedWith()], unchecked }) }));
    assert.ok(changed.includes("<h2>Handlers touched</h2>"));
    assert.ok(changed.includes("<td>its code (<code>src/orders.ts:2</code>)</td>"));
    assert.ok(changed.includes("<code>shared</code>: This is a repository of its own."));
  });

  it("needs no script, no other file and no network", () => {
    assert.doesNotMatch(page, /<script|<link|<img|@import|url\(|\ssrc=|\son\w+=/);
    assert.match(
      page,
      /content="default-src 'none'; style-src 'sha256-[^']+'; base-uri 'none'; form-action 'none'"/,
    );
  });

  it("has no markup but its own, whatever files and code are called", () => {
    const hostilePage = html(hostileReport());
    const body = hostilePage.slice(hostilePage.indexOf("<body>"));
    assert.doesNotMatch(body, /<script|<!--|\[x\]\(<|[^\P{Cc}\n]|\u202E/u);
    assert.doesNotMatch(body, /^\s*::|##\w*\[/m);
    for (const [, link] of body.matchAll(/href="([^"]*)"/g))
      assert.match(link!, /^https:\/\/(github\.com\/effective-lambda|example\.com)\//);
    const tags = (name: string) => body.match(new RegExp(`<${name}[ >]`, "g"))?.length ?? 0;
    const ends = (name: string) => body.split(`</${name}>`).length - 1;
    for (const name of ["article", "details", "code", "span", "table", "li", "p"])
      assert.equal(tags(name), ends(name), name);
  });
});
