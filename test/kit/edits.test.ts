import assert from "node:assert/strict";
import { Linter } from "eslint";
import { fixOf, objectWith } from "../../rules/kit/edits.ts";
import type { SourceCode } from "../../rules/kit/rule.ts";
import * as parser from "../../rules/parser.ts";

/** The text after `timeout: 5` and `memory: 512` are added to the argument of each `set`. */
function withSettings(code: string): string {
  const { output, messages } = new Linter().verifyAndFix(code, {
    languageOptions: { parser },
    plugins: {
      kit: {
        rules: {
          settings: {
            meta: { fixable: "code" },
            create(context) {
              const sourceCode = context.sourceCode as unknown as SourceCode;
              return {
                "CallExpression[callee.name='set']"(node) {
                  const object = (node as { arguments: [never] }).arguments[0];
                  if (sourceCode.getText(object).includes("timeout: 5")) return;
                  const edits = objectWith(object, ["timeout: 5", "memory: 512"], sourceCode);
                  context.report({
                    node: node as never,
                    message: "Add",
                    fix: fixOf(edits, sourceCode) as never,
                  });
                },
              };
            },
          },
        },
      },
    },
    rules: { "kit/settings": "error" },
  });
  assert.deepEqual(messages, [], `It does not parse:\n${output}`);
  return output;
}

function adds(examples: Record<string, [before: string, after: string]>): void {
  for (const [name, [before, after]] of Object.entries(examples))
    it(name, () => assert.equal(withSettings(before), after));
}

describe("Properties are added to an object", () => {
  adds({
    "that is empty": ["set({})", "set({ timeout: 5, memory: 512 })"],
    "that holds a comment alone": [
      "set({ /* AWS's defaults */ })",
      "set({ /* AWS's defaults */ timeout: 5, memory: 512 })",
    ],
    "that holds a line with a comment alone": [
      ["  set({", "    // AWS's defaults", "  });"].join("\n"),
      ["  set({", "    // AWS's defaults", "    timeout: 5,", "    memory: 512,", "  });"].join("\n"),
    ],
    "that is opened by a comment": [
      ["set({ // AWS's defaults", "});"].join("\n"),
      ["set({ // AWS's defaults", "  timeout: 5,", "  memory: 512,", "});"].join("\n"),
    ],
    "that is empty on two lines": [
      ["set({", "});"].join("\n"),
      ["set({", "  timeout: 5,", "  memory: 512,", "});"].join("\n"),
    ],
    "on one line": ['set({ name: "a" })', 'set({ name: "a", timeout: 5, memory: 512 })'],
    "on one line without spaces": ['set({name: "a"})', 'set({name: "a", timeout: 5, memory: 512})'],
    "on one line with a trailing comma": ["set({ a, })", "set({ a, timeout: 5, memory: 512, })"],
    "on one line with a comment behind the last": [
      "set({ a: 1 /* first */ })",
      "set({ a: 1 /* first */, timeout: 5, memory: 512 })",
    ],
    "whose one line ends in a comment": [
      ["set({ a: 1 // first", "})"].join("\n"),
      ["set({ a: 1, timeout: 5, memory: 512 // first", "})"].join("\n"),
    ],
    "that ends in a spread": ["set({ a, ...common })", "set({ a, ...common, timeout: 5, memory: 512 })"],
    "whose last value stands in brackets": ["set({ a: (1) })", "set({ a: (1), timeout: 5, memory: 512 })"],
    "whose last value has lines of its own": [
      ["set({ a: {", "  b: 1,", "} });"].join("\n"),
      ["set({ a: {", "  b: 1,", "}, timeout: 5, memory: 512 });"].join("\n"),
    ],
    "with a line for each, and a trailing comma": [
      ["set({", "  a: 1,", "});"].join("\n"),
      ["set({", "  a: 1,", "  timeout: 5,", "  memory: 512,", "});"].join("\n"),
    ],
    "with a line for each, without a trailing comma": [
      ["set({", "  a: 1", "});"].join("\n"),
      ["set({", "  a: 1,", "  timeout: 5,", "  memory: 512", "});"].join("\n"),
    ],
    "with a comment behind the last line's comma": [
      ["set({", "  a: 1, /* one */ // first", "});"].join("\n"),
      ["set({", "  a: 1, /* one */ // first", "  timeout: 5,", "  memory: 512,", "});"].join("\n"),
    ],
    "with a comment where a comma is missing": [
      ["set({", "  a: 1 // first", "});"].join("\n"),
      ["set({", "  a: 1, // first", "  timeout: 5,", "  memory: 512", "});"].join("\n"),
    ],
    "with a comment of several lines behind the last": [
      ["set({", "  a: 1 /* first,", "    and last */", "});"].join("\n"),
      ["set({", "  a: 1, /* first,", "    and last */", "  timeout: 5,", "  memory: 512", "});"].join("\n"),
    ],
    "with a comment between the last and its comma": [
      ["set({", "  a: 1 /* first */,", "});"].join("\n"),
      ["set({", "  a: 1 /* first */,", "  timeout: 5,", "  memory: 512,", "});"].join("\n"),
    ],
    "with commas at the start of lines": [
      ["set({", "  a: 1", "  , b: 2", "});"].join("\n"),
      ["set({", "  a: 1", "  , b: 2, timeout: 5, memory: 512", "});"].join("\n"),
    ],
    "whose comments stand below": [
      ["set({", "  a: 1,", "  // b: 2,", "});"].join("\n"),
      ["set({", "  a: 1,", "  timeout: 5,", "  memory: 512,", "  // b: 2,", "});"].join("\n"),
    ],
    "several to a line": [
      ["set({", "  a: 1, b: 2,", "});"].join("\n"),
      ["set({", "  a: 1, b: 2, timeout: 5, memory: 512,", "});"].join("\n"),
    ],
    "that opens with its first property": [
      ["set({ ...common,", "  b: 2,", "});"].join("\n"),
      ["set({ ...common,", "  b: 2,", "  timeout: 5,", "  memory: 512,", "});"].join("\n"),
    ],
    "that is closed behind its last property": [
      ["set({", "  a: 1 })"].join("\n"),
      ["set({", "  a: 1,", "  timeout: 5,", "  memory: 512 })"].join("\n"),
    ],
    "in another object": [
      ["const it = {", "\tdo: set({", "\t\ta: 1,", "\t}),", "};"].join("\n"),
      ["const it = {", "\tdo: set({", "\t\ta: 1,", "\t\ttimeout: 5,", "\t\tmemory: 512,", "\t}),", "};"].join(
        "\n",
      ),
    ],
    "with the line breaks of the file": [
      ["set({", "  a: 1,", "});"].join("\r\n"),
      ["set({", "  a: 1,", "  timeout: 5,", "  memory: 512,", "});"].join("\r\n"),
    ],
    "that is empty, with the line breaks of the file": [
      ["set({", "  // nothing", "});"].join("\r\n"),
      ["set({", "  // nothing", "  timeout: 5,", "  memory: 512,", "});"].join("\r\n"),
    ],
  });
});
