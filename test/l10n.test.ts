import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { filesBelow } from "./kit/files.ts";
import { manifestText, manifestWords } from "./kit/manifest.ts";
import { root } from "./kit/root.ts";

const bundle = join(root, "l10n/bundle.l10n.json");
const read = (file: string) => readFileSync(join(root, file), "utf8");

describe("what the extension says, for translators", () => {
  it("stands in package.nls.json as far as the manifest says it, and nothing else does", () => {
    const keys = [...manifestText.matchAll(/"%(.+?)%"/g)].map(([, key]) => key!);
    assert.deepEqual(Object.keys(manifestWords).sort(), [...new Set(keys)].sort());
  });

  it("is nowhere spelled out in the manifest, names apart", () => {
    const texts = [...manifestText.matchAll(/"(title|name|description|markdownDescription)": "([^%"].*)"/g)];
    assert.deepEqual([...new Set(texts.map(([, , text]) => text))], ["effective-lambda", "Effective Lambda"]);
  });

  it("stands in the bundle as far as the code says it, and nothing else does", () => {
    const files = [...filesBelow("src/editor", /\.ts$/), "src/extension.ts"];
    const texts = [...new Set(files.flatMap((file) => textsIn(file)))].sort();
    const current = `${JSON.stringify(Object.fromEntries(texts.map((text) => [text, text])), undefined, 2)}\n`;
    if (process.env.UPDATE) writeFileSync(bundle, current);
    assert.equal(readFileSync(bundle, "utf8"), current, "Run `UPDATE=1 npx mocha test/l10n.test.ts`.");
  });
});

/** The texts that a file has translated, each of which must be written where it is used. */
function textsIn(file: string): string[] {
  const source = ts.createSourceFile(file, read(file), ts.ScriptTarget.Latest);
  const texts: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.expression.getText(source) === "vscode.l10n.t") {
      const [text] = node.arguments;
      assert.ok(text && ts.isStringLiteral(text), `${file}: ${node.getText(source)} has no text of its own.`);
      texts.push(text.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return texts;
}
