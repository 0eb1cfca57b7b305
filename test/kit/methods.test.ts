import assert from "node:assert/strict";
import { Linter } from "eslint";
import type { Node } from "../../rules/kit/ast.ts";
import { usesOf } from "../../rules/kit/methods.ts";
import { nodesIn } from "../../rules/kit/nodes.ts";
import type { SourceCode } from "../../rules/kit/rule.ts";
import * as parser from "../../rules/parser.ts";

/** Where the first function of a text is used, each with what stands around it. */
function usesIn(code: string): string[] {
  const linter = new Linter();
  linter.verify(code, { files: ["**/*.ts"], languageOptions: { parser } }, "a.ts");
  const sourceCode = linter.getSourceCode() as unknown as SourceCode;
  const types = ["FunctionDeclaration", "FunctionExpression", "ArrowFunctionExpression"] as const;
  const [fn] = nodesIn(sourceCode.ast as Node, types, sourceCode);
  return usesOf(fn!, sourceCode).map(
    (use) => `${sourceCode.getText(use)} in ${sourceCode.getText(use.parent)}`,
  );
}

describe("the uses of a function", () => {
  it("are its calls, and where it is passed by name", () => {
    assert.deepEqual(usesIn("const save = () => {}; save(1); list.map(save);"), [
      "save in save(1)",
      "save in list.map(save)",
    ]);
  });

  it("are those of a method, through whatever holds it", () => {
    assert.deepEqual(usesIn("class A { save() {} all() { this.save(); } } new A().save(); other.save();"), [
      "this.save in this.save()",
      "new A().save in new A().save()",
    ]);
  });

  it("are none where it has no name", () => {
    assert.deepEqual(usesIn("list.map(() => {});"), []);
  });
});
