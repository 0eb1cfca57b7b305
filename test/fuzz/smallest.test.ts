import assert from "node:assert/strict";
import { smallest } from "./smallest.ts";

const reduced = (text: string, needs: RegExp): string =>
  smallest({ text, path: "a.ts", parser: "ours" }, (program) => needs.test(program.text), 5).text;

describe("a program that fails is made smaller", () => {
  it("line by line and token by token", () => {
    assert.equal(reduced("let a = 1;\nsave(a, other);\nlet b;\n", /save.*other/s), "saveother");
  });

  it("by the brackets around what matters", () => {
    assert.equal(reduced("if (a) {\n  if (b) {\n    save();\n  }\n}\n", /save\(\)/), "save()");
  });
});
