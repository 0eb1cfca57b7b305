import assert from "node:assert/strict";
import { Linter } from "eslint";
import { mayReachEnd } from "../../rules/kit/completion.ts";
import { nodesIn } from "../../rules/kit/nodes.ts";
import type { SourceCode } from "../../rules/kit/rule.ts";
import * as parser from "../../rules/parser.ts";

/** Whether the first arrow function of a text may come to its end. */
function reachesEnd(body: string): boolean {
  const linter = new Linter();
  linter.verify(`async (a) => {${body}}`, { files: ["**/*.ts"], languageOptions: { parser } }, "a.ts");
  const sourceCode = linter.getSourceCode() as unknown as SourceCode;
  return mayReachEnd(nodesIn(sourceCode.ast, ["ArrowFunctionExpression"], sourceCode)[0]!, sourceCode);
}

/** Titled bodies of functions. */
const examples = (bodies: Record<string, string>, expected: boolean): void => {
  for (const [name, body] of Object.entries(bodies)) it(name, () => assert.equal(reachesEnd(body), expected));
};

describe("a function may reach its end", () => {
  examples(
    {
      "where nothing returns": "save(a);",
      "where only one branch returns": "if (a) return a; else save(a);",
      "where one branch is missing": "if (a) return a;",
      "where an error is caught": "try { return a; } catch { log(a); }",
      "where a case is left": "switch (a) { case 1: break; default: return a; }",
      "where a switch has no default": "switch (a) { case 1: return a; }",
      "where its last case runs out": "switch (a) { case 1: return a; default: save(a); }",
      "after a loop": "for (const b of a) return b;",
      "after an endless loop that is left": "while (true) { if (a) break; }",
      "after a labelled block that is left": "out: { if (a) break out; return a; }",
      "where another function returns": "list.map((b) => { return b; });",
      "after a function that throws later": "const fail = async () => { throw a; }; fail();",
      "after a function that may throw": "const fail = () => { if (a) throw a; }; fail();",
    },
    true,
  );
});

describe("a function does not reach its end", () => {
  examples(
    {
      "where it returns": "save(a); return a;",
      "where it throws": "throw a;",
      "where both branches return": "if (a) { return a; } else { throw a; }",
      "where try and catch return": "try { return a; } catch { throw a; }",
      "where finally returns": "try { save(a); } finally { return a; }",
      "where each case returns": "switch (a) { case 1: case 2: return a; default: throw a; }",
      "where a loop has no end": "for (;;) { if (a) return a; }",
      "where a loop returns at once": "do { return a; } while (b);",
      "where a function of the file always throws": "const fail = () => { throw a; }; fail(a);",
      "where such a function is awaited": "const fail = async () => { throw a; }; await fail(a);",
      "where the process ends": "process.exit(1);",
      "where a function of another module throws, by its name": "if (b) { return a; } failWith(a);",
    },
    false,
  );
});

describe("a function that calls itself", () => {
  examples({ "is no endless question": "const f = () => { f(); }; f();" }, true);
});
