import assert from "node:assert/strict";
import { Imports, modulesNamedIn } from "../../../rules/service/modules/imports.ts";

describe("What a file imports, judged by its words", () => {
  const named = (text: string) => [...modulesNamedIn(text)];

  it("is what stands after `from`, `import` and `require`", () => {
    assert.deepEqual(named(`import a from "./a"; export * from './b'; import "./c";`), ["./a", "./b", "./c"]);
    assert.deepEqual(named('require("./a"); import(`./b`); import c = require("./c");'), [
      "./a",
      "./b",
      "./c",
    ]);
  });

  it("may have comments and lines before it", () => {
    assert.deepEqual(named(`import(/* a chunk: "x" */\n // of its own\n "./a")`), ["./a"]);
  });

  it("is found below lines and blocks that are drawn, in no time", () => {
    for (const drawn of [`// import\n${"/".repeat(90)}\n`, `/* from */ ${"/* * */ ".repeat(90)}\n`])
      assert.deepEqual(named(`${drawn}const path = "./a"; require("./b");`), ["./b"]);
    assert.deepEqual(named(`import /** a ** b */ /***/ // c // d\r\n "./a";`), ["./a"]);
  });

  it("is found behind notes that nobody ends, in no time", () => {
    for (const endless of ["from/* ", "from//"])
      assert.deepEqual(named(`require("./a");\n${endless.repeat(100_000)}\nrequire("./b");`), ["./a", "./b"]);
  });

  it("is no other text", () => {
    assert.deepEqual(named(`const path = "./a"; important("./b"); from(x, "./c");`), []);
  });
});

describe("The order of imports", () => {
  const imports = (files: Record<string, string[]>) =>
    new Imports(Object.keys(files), (path) => files[path] ?? []);

  it("has those that import a file before it", () => {
    assert.deepEqual(imports({ c: [], b: ["c"], a: ["c", "b"] }).inOrder, ["a", "b", "c"]);
  });

  it("has each file once where files import each other", () => {
    const { inOrder } = imports({ a: ["b"], b: ["a", "b"] });
    assert.deepEqual([...inOrder].sort(), ["a", "b"]);
  });
});
