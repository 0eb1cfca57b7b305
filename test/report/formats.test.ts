import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { formatNames, formats } from "../../src/report/formats.ts";
import { root } from "../kit/root.ts";
import { fileWith, findingWith, hostileReport, reportWith } from "./findings.ts";

const wishes = { terminal: { columns: 80, colours: false, hyperlinks: false }, includeSuppressed: true };
const fileOf: Partial<Record<string, string>> = { md: "markdown" };

describe("every format", () => {
  for (const name of formatNames) {
    describe(name, () => {
      const print = (report = hostileReport()) => formats[name].print(report, wishes);

      it("has a file and a test of its own", () => {
        const file = fileOf[name] ?? name;
        assert.ok(existsSync(join(root, `src/report/${file}.ts`)));
        assert.ok(
          existsSync(join(root, `test/report/${file}.test.ts`)),
          `Write test/report/${file}.test.ts.`,
        );
      });

      it("prints the same report twice as the same bytes, ended by a line end", () => {
        const text = print();
        assert.equal(text, print());
        assert.match(text, /[^\n]\n$/);
      });

      it("lets no name and no code command a terminal or a pipeline's log", () => {
        const text = print();
        const lines = name === "github" ? text.replace(/^::(error|notice) /gm, "") : text;
        assert.doesNotMatch(lines, /[^\P{Cc}\n]|^\s*::|##\w*\[/mu);
      });

      it("holds what it found", () => {
        const text = print(reportWith({ files: [fileWith({ findings: [findingWith()] })] }));
        assert.match(text, /src\/orders\.ts/);
        assert.match(text, /no-client-in-handler/);
      });
    });
  }
});
