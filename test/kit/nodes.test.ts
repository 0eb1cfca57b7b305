import assert from "node:assert/strict";
import { Linter } from "eslint";
import type { Node } from "../../rules/kit/ast.ts";
import { nodesIn } from "../../rules/kit/nodes.ts";
import type { SourceCode } from "../../rules/kit/rule.ts";
import * as parser from "../../rules/parser.ts";

/** The texts of the calls and names in the first node of a type. */
function found(code: string, outer: "Identifier" | "ArrowFunctionExpression"): string[] {
  const linter = new Linter();
  linter.verify(code, { files: ["**/*.ts"], languageOptions: { parser } }, "a.ts");
  const sourceCode = linter.getSourceCode() as unknown as SourceCode;
  const [first] = nodesIn(sourceCode.ast as Node, [outer], sourceCode);
  return nodesIn(first!, ["CallExpression", "Identifier"], sourceCode).map((node) =>
    sourceCode.getText(node),
  );
}

describe("the nodes in a node", () => {
  it("are those below it and itself, type by type, in source order", () => {
    assert.deepEqual(found("(a) => b(c(a), d);", "ArrowFunctionExpression"), [
      "b(c(a), d)",
      "c(a)",
      ...["a", "b", "c", "a", "d"],
    ]);
  });

  it("are not those around it that start where it does", () => {
    assert.deepEqual(found("store.getStore(event);", "Identifier"), ["store"]);
  });

  it("are not those of types", () => {
    assert.deepEqual(found("(a: Map<Key, Value>) => a;", "ArrowFunctionExpression"), [
      "a: Map<Key, Value>",
      "a",
    ]);
  });
});
