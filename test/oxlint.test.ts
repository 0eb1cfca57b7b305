import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as typescriptParser from "@typescript-eslint/parser";
import { ESLint, type Linter } from "eslint";
import effectiveLambda from "eslint-plugin-effective-lambda";
import { folderWith } from "./kit/folder.ts";
import { pageOf } from "./kit/page.ts";
import { root } from "./kit/root.ts";

/** A finding, as both linters can say it. Lines and columns count from 1, the length in bytes. */
interface Found {
  file: string;
  rule: string;
  message: string;
  line: number;
  column: number;
  length: number;
}

/** What oxlint prints with `-f json`. */
interface OxlintReport {
  diagnostics: {
    message: string;
    code: string;
    filename: string;
    labels: { span: { line: number; column: number; length: number } }[];
  }[];
}

const ids = Object.keys(effectiveLambda.rules);
const { rules: strict } = effectiveLambda.configs.strict;
const byPlace = (one: Found, other: Found) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1);

describe("oxlint", function () {
  this.timeout(120_000);
  let folder: string;

  before(async () => {
    const pages = ids.flatMap((id) =>
      (["Bad", "Good"] as const).map((section) => {
        const { code, filename } = pageOf(id).example(section);
        return [`pages/${id}-${section}${filename.replace("example", "")}`, code];
      }),
    );
    folder = await folderWith(Object.fromEntries(pages));
    cpSync(join(root, "test/samples"), join(folder, "samples"), { recursive: true });
  });

  it("finds with the built plugin what ESLint finds, at the same places", async () => {
    const ofEslint = await foundByEslint(folder);
    assert.ok(ofEslint.length > ids.length, `ESLint finds only ${ofEslint.length} mistakes.`);
    assert.deepEqual(foundByOxlint(folder), ofEslint);
  });

  it("speaks in a checkout below a folder of tests, as ESLint does, and not of its own tests", async () => {
    const { code } = pageOf("no-hardcoded-resource-name").example("Bad");
    const checkout = join(
      await folderWith({ "test/shop/samples/orders.ts": code, "test/shop/pages/test/orders.ts": code }),
      "test/shop",
    );
    const ofEslint = (await foundByEslint(checkout)).filter(({ rule }) => rule.endsWith("resource-name"));
    assert.deepEqual([...new Set(ofEslint.map(({ file }) => file))], ["samples/orders.ts"]);
    const ofOxlint = foundByOxlint(checkout).filter(({ rule }) => rule.endsWith("resource-name"));
    assert.deepEqual(ofOxlint, ofEslint);
  });
});

function foundByOxlint(folder: string): Found[] {
  const config = join(folder, ".oxlintrc.json");
  writeFileSync(
    config,
    JSON.stringify({
      plugins: [],
      categories: { correctness: "off" },
      jsPlugins: [join(root, "rules/dist/plugin.js")],
      rules: strict,
    }),
  );
  const { stdout, stderr } = spawnSync(
    join(root, "node_modules/.bin/oxlint"),
    ["-c", config, "-f", "json", "samples", "pages"],
    { cwd: folder, encoding: "utf8" },
  );
  assert.equal(stderr, "");
  const { diagnostics } = JSON.parse(stdout) as OxlintReport;
  return diagnostics
    .map(({ code, filename, message, labels: [label] }) => ({
      file: filename,
      rule: code.replace(/^(.+)\((.+)\)$/, "$1/$2"),
      message,
      line: label!.span.line,
      column: label!.span.column,
      length: label!.span.length,
    }))
    .sort(byPlace);
}

async function foundByEslint(folder: string): Promise<Found[]> {
  const eslint = new ESLint({
    cwd: folder,
    overrideConfigFile: true,
    overrideConfig: [
      effectiveLambda.configs.strict,
      { files: ["**/*.ts"], languageOptions: { parser: typescriptParser as Linter.Parser } },
    ],
  });
  const results = await eslint.lintFiles(["samples", "pages"]);
  return results
    .flatMap(({ filePath, messages }) =>
      messages.map(({ ruleId, message, line, column, endLine, endColumn }) => ({
        file: filePath.slice(folder.length + 1).replaceAll("\\", "/"),
        rule: ruleId ?? "none",
        message,
        line,
        column,
        length: bytesBetween(filePath, [line, column], [endLine!, endColumn!]),
      })),
    )
    .sort(byPlace);
}

function bytesBetween(path: string, start: [line: number, column: number], end: typeof start): number {
  const lines = readFileSync(path, "utf8").split("\n");
  const [from, to] = [start, end].map(([line, column]) => {
    const before = lines.slice(0, line - 1).reduce((sum, text) => sum + Buffer.byteLength(text) + 1, 0);
    return before + Buffer.byteLength(lines[line - 1]!.slice(0, column - 1));
  });
  return to! - from!;
}
