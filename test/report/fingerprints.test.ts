import assert from "node:assert/strict";
import { fingerprintsIn } from "../../src/report/fingerprints.ts";
import { fileWith, findingWith, reportWith, source } from "./findings.ts";

const fingerprintsOf = (...files: Parameters<typeof fileWith>[0][]) => [
  ...fingerprintsIn(reportWith({ files: files.map(fileWith) })).values(),
];

describe("the fingerprint of a finding", () => {
  const [usual] = fingerprintsOf({ findings: [findingWith()] });

  it("stays when its lines move, or are set further in", () => {
    const moved = findingWith({ line: 4, endLine: 4, column: 18, endColumn: 34 });
    const text = `// new\n\n${source.replaceAll("  const", "      const")}`;
    assert.deepEqual(fingerprintsOf({ text, findings: [moved] }), [usual]);
  });

  it("stays when what follows its first line changes", () => {
    const over = findingWith({ endLine: 3, endColumn: 2 });
    const [before] = fingerprintsOf({ findings: [over] });
    const [after] = fingerprintsOf({ text: `${source}// more`, findings: [{ ...over, endLine: 4 }] });
    assert.equal(before, after);
  });

  it("differs with the rule, the file, the handler and the code", () => {
    const others = [
      ...fingerprintsOf({ findings: [findingWith({ rule: "another" })] }),
      ...fingerprintsOf({ name: "src/refunds.ts", findings: [findingWith()] }),
      ...fingerprintsOf({ findings: [findingWith({ handler: "another" })] }),
      ...fingerprintsOf({
        text: source.replace("S3Client", "S3"),
        findings: [findingWith({ endColumn: 24 })],
      }),
    ];
    assert.equal(new Set([usual, ...others]).size, 5);
  });

  it("differs between two that are alike, of which the first keeps its own", () => {
    const [first, second] = fingerprintsOf({ findings: [findingWith(), findingWith()] });
    assert.equal(first, usual);
    assert.notEqual(second, usual);
  });
});
