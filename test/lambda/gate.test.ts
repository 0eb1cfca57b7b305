import assert from "node:assert/strict";
import { liesAmongTests } from "../../rules/lambda/gate.ts";

describe("A file lies among tests", () => {
  const cases: Record<string, [filename: string, cwd: string, answer: boolean]> = {
    "in a folder of the project for them": ["/home/me/shop/test/handler.ts", "/home/me/shop", true],
    "in such a folder, however deep": ["/home/me/shop/src/__tests__/unit/a.js", "/home/me/shop", true],
    "in such a folder on Windows": ["C:\\me\\shop\\tests\\handler.ts", "c:\\me\\shop", true],
    "by a path that is relative already": ["e2e/handler.ts", "/home/me/shop", true],
    "by its path where it is in no folder of the project": ["/home/me/test/a.ts", "/home/me/shop", true],
    "unless the project itself lies below such a folder": [
      "/home/me/test/shop/src/a.ts",
      "/home/me/test/shop",
      false,
    ],
    "unless all that is known is the root": ["/src/a.ts", "/", false],
    "unless only its own name says so": ["/home/me/shop/src/test.ts", "/home/me/shop", false],
  };
  for (const [title, [filename, cwd, answer]] of Object.entries(cases))
    it(title, () => assert.equal(liesAmongTests({ filename, cwd }), answer));
});
