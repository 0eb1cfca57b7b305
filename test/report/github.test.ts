import assert from "node:assert/strict";
import { github } from "../../src/report/github.ts";
import {
  changeWith,
  fileWith,
  findingsOf,
  findingWith,
  hostileReport,
  misspelling,
  reportWith,
} from "./findings.ts";

const linesOf = (...files: Parameters<typeof fileWith>[0][]) =>
  github(reportWith({ files: files.map(fileWith) }))
    .split("\n")
    .slice(0, -1);

describe("the annotations for GitHub", () => {
  it("are a command for each finding", () => {
    assert.deepEqual(linesOf({ findings: [findingWith()] }), [
      "::error file=src/orders.ts,line=2,endLine=2,col=14,endColumn=30,title=no-client-in-handler::`S3Client` is built on every invocation. Build it once, outside the handler.%0AA warm environment keeps the connections of what stands outside.%0Ahttps://example.com/no-client-in-handler.md",
    ]);
  });

  it("have columns only where they end in the line where they begin", () => {
    const [line] = linesOf({ findings: [findingWith({ endLine: 3 })] });
    assert.match(line!, /^::error file=src\/orders\.ts,line=2,endLine=3,title=/);
  });

  it("are twenty for sixty findings, and one notice", () => {
    const lines = linesOf({ findings: [...findingsOf(30, "warning"), ...findingsOf(30, "error")] });
    const kinds = lines.map((line) => /^::(\w+) /.exec(line)![1]);
    assert.deepEqual(kinds, [
      ...Array<string>(10).fill("error"),
      ...Array<string>(10).fill("warning"),
      "notice",
    ]);
    assert.equal(lines.at(-1), "::notice title=Lambda review::40 more findings. The whole report has them.");
  });

  it("are none, and no notice, where there is nothing to say", () => {
    assert.equal(github(reportWith()), "");
  });

  it("count what --max left out, and files that were not checked", () => {
    const problems = [{ file: "a.ts", message: "This is binary.", fault: "met" as const }];
    assert.equal(
      github(reportWith({ leftOut: { error: 1, warning: 2 }, problems })),
      "::notice title=Lambda review::3 more findings, 1 file not fully checked. The whole report has them.\n",
    );
  });

  it("say what is perhaps misspelt, as far as GitHub shows it", () => {
    const notice =
      "::notice file=template.yaml,line=6,title=Perhaps misspelt::There is no file for `order.handler`.";
    assert.deepEqual(linesOf(misspelling()), [notice]);
    assert.deepEqual(linesOf(...Array.from({ length: 12 }, misspelling)), [
      ...Array<string>(9).fill(notice),
      "::notice title=Lambda review::3 more names perhaps misspelt. The whole report has them.",
    ]);
  });

  it("begin with what loses events, and of a change with its lines", () => {
    const costly = findingWith({ rule: "costly" });
    const losing = findingWith({ rule: "losing", harm: "lost or repeated events" });
    const changed = findingWith({ rule: "changed", line: 7, endLine: 7 });
    const report = reportWith({ files: [fileWith({ findings: [costly, losing, changed] })] });
    const titlesIn = (text: string) => text.match(/(?<=title=)\w+/g);
    assert.deepEqual(titlesIn(github(report)), ["losing", "costly", "changed"]);
    const change = changeWith({ lines: { "src/orders.ts": [[6, 8]] } });
    assert.deepEqual(titlesIn(github({ ...report, change })), ["changed", "losing", "costly"]);
  });

  it("are no more than that, whatever files and code are called", () => {
    const lines = github(hostileReport()).split("\n");
    assert.deepEqual(
      lines.map((line) => /^::(error|notice) [^:]*::/.exec(line)?.[1]),
      ["error", "error", "notice", "notice", undefined],
    );
    for (const line of lines) assert.doesNotMatch(line, /\p{Cc}|##\w*\[/u);
  });
});
