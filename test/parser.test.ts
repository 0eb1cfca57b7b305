import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import js from "@eslint/js";
import * as typescriptParser from "@typescript-eslint/parser";
import { build } from "esbuild";
import { Linter, type Rule } from "eslint";
import tseslint from "typescript-eslint";
import * as parser from "../rules/parser.ts";
import { filesBelow } from "./kit/files.ts";
import { root } from "./kit/root.ts";
import { differencesBetween, valuesDiffering, type Parsed } from "./kit/same-parse.ts";

/**
 * Where our parser gives another answer than `@typescript-eslint/parser`, as `theirs → ours`, and why. A file that is
 * not here must give the same tree, tokens, comments and scopes; one that is here must differ in this and no more.
 */
const leftOvers: Record<string, { because: string; differences: string[] }> = {
  "test/fixtures/javascript/annex-b.cjs": {
    because:
      "TypeScript refuses what browsers and Node still run; as a script it is read as ESLint's parser reads it",
    differences: ["refused: Octal literals are not allowed. Use the syntax '0o10'. → read"],
  },
  "test/fixtures/javascript/html-comments.js": {
    because: "TypeScript does not know comments of this form, which scripts may have",
    differences: ["refused: Expression expected. → read"],
  },
  "test/fixtures/typescript/decorated-rest.ts": {
    because: "Babel takes no decorator before a rest parameter",
    differences: ["read → refused: Unexpected token"],
  },
  "test/fixtures/typescript/import-type-attributes.ts": {
    because:
      "in the type of an import TypeScript sees no property in the name `with`, although the tree has one",
    differences: ['token 1:32 "with": "Keyword" → "Identifier"'],
  },
  "test/fixtures/typescript/jsx-names.tsx": {
    because:
      "typescript-eslint says JSX of names in braces and not of names with a colon; ours are as ESLint's parser has them",
    differences: [
      'token 1:23 "event": "JSXIdentifier" → "Identifier"',
      'token 1:29 "target": "JSXIdentifier" → "Identifier"',
      'token 2:20 "svg": "Identifier" → "JSXIdentifier"',
      'token 2:24 "rect": "Identifier" → "JSXIdentifier"',
      'token 2:29 "xlink": "Identifier" → "JSXIdentifier"',
      'token 2:35 "href": "Identifier" → "JSXIdentifier"',
      'token 3:14 "this": "Keyword" → "JSXIdentifier"',
    ],
  },
  "test/fixtures/typescript/typeof-this.ts": {
    because: "`typeof this` is a ThisExpression in both trees, whose token TypeScript reads as a name",
    differences: [
      'token 2:20 "this": "Identifier" → "Keyword"',
      'token 2:39 "this": "Identifier" → "Keyword"',
    ],
  },
  "test/fixtures/typescript/unfinished-escape.ts": {
    because: "the standard has no cooked text for an invalid escape, and TypeScript recovers one",
    differences: ['TemplateElement 1:29.value.cooked: "\\\\u{" → null'],
  },
};

const source = /\.(?:[cm]?[jt]s|[jt]sx)$/;
const fixtures = filesBelow("test/fixtures", source);
const ownSources = filesBelow(".", source).filter((path) => !fixtures.includes(path));
const readByBoth = fixtures.filter(
  (path) => !leftOvers[path]?.differences.some((difference) => difference.includes("refused")),
);

const textOf = (path: string): string => readFileSync(join(root, path), "utf8");
const isPlainTypeScript = (path: string): boolean => /\.[cm]?ts$/.test(path);

type SourceType = "module" | "commonjs" | "script";

function differencesIn(path: string, sourceType: SourceType, more: { lib?: [] } = {}): string[] {
  // ESLint hands a parser the text without a byte order mark and with the hashbang made a comment.
  const text = textOf(path)
    .replace(/^\uFEFF/, "")
    .replace(/^#!/, "//");
  const options = { filePath: path, sourceType, ecmaFeatures: { jsx: !isPlainTypeScript(path) }, ...more };

  const theirs = answerOf(() => typescriptParser.parseForESLint(text, options as never));
  const ours = answerOf(() => parser.parseForESLint(text, options));
  if (typeof theirs === "object" && typeof ours === "object") return differencesBetween(theirs, ours);
  return [`${typeof theirs === "object" ? "read" : theirs} → ${typeof ours === "object" ? "read" : ours}`];
}

/** What a parser makes of a file, or why it refuses. */
function answerOf(parse: () => unknown): Parsed | string {
  try {
    return parse() as Parsed;
  } catch (error) {
    return `refused: ${(error as Error).message}`;
  }
}

const typescriptRules = (tseslint.plugin as { rules?: unknown }).rules as Record<string, Rule.RuleModule>;
const untypedRules = Object.keys(typescriptRules).filter(
  (id) => !(typescriptRules[id]!.meta?.docs as { requiresTypeChecking?: boolean }).requiresTypeChecking,
);

/** Every rule of ESLint and every rule of typescript-eslint that needs no types. */
const everyRule: Linter.RulesRecord = {
  ...js.configs.all.rules,
  ...Object.fromEntries(untypedRules.map((id) => [`@typescript-eslint/${id}`, "error"])),
  // Crashes on an enum declared twice, whichever the parser.
  "no-unused-vars": "off",
  // See the test of its own.
  "@typescript-eslint/consistent-type-assertions": "off",
};

function messagesIn(path: string, languageParser: unknown, rules: Linter.RulesRecord): Linter.LintMessage[] {
  return new Linter().verify(
    textOf(path),
    {
      files: ["**/*.{js,cjs,mjs,jsx,ts,cts,mts,tsx}"],
      languageOptions: {
        parser: languageParser as Linter.Parser,
        parserOptions: { ecmaFeatures: { jsx: !isPlainTypeScript(path) } },
      },
      plugins: { "@typescript-eslint": { rules: typescriptRules } },
      rules,
    },
    { filename: path },
  );
}

describe("the bundled parser gives what @typescript-eslint/parser gives", () => {
  for (const path of fixtures) {
    it(`for ${path}, as a module, as CommonJS and as a script`, () => {
      const expected = leftOvers[path]?.differences ?? [];
      assert.deepEqual(differencesIn(path, "module"), expected);
      assert.deepEqual(differencesIn(path, "commonjs"), expected);
      assert.deepEqual(differencesIn(path, "script"), expected);
    });
  }

  it("where `lib` names no globals, too", () => {
    for (const path of readByBoth)
      if (!leftOvers[path]) assert.deepEqual(differencesIn(path, "module", { lib: [] }), []);
  });

  for (const path of ownSources) {
    it(`for ${path}`, () => {
      assert.deepEqual(differencesIn(path, "module"), []);
    });
  }

  it("for a hashbang that nobody has made a comment before", () => {
    const text = "#!/usr/bin/env node\nrun();";
    assert.deepEqual(
      differencesBetween(
        typescriptParser.parseForESLint(text) as Parsed,
        parser.parseForESLint(text) as unknown as Parsed,
      ),
      [],
    );
  });

  it("for a function scope around CommonJS, where ESLint asks for one", () => {
    const options = { ecmaFeatures: { globalReturn: true } };
    const ours = parser.parseForESLint("var a;", options) as unknown as Parsed;
    assert.deepEqual(
      differencesBetween(typescriptParser.parseForESLint("var a;", options) as Parsed, ours),
      [],
    );
    assert.equal(ours.scopeManager!.scopes.length, 2);
  });

  it("and lists no left-over of a file that is gone", () => {
    assert.deepEqual(
      Object.keys(leftOvers).filter((path) => !fixtures.includes(path)),
      [],
    );
  });
});

describe("the bundled parser lets every rule say the same as on @typescript-eslint/parser", () => {
  for (const path of readByBoth) {
    it(`of ${path}`, () => {
      const expected = messagesIn(path, typescriptParser, everyRule);
      assert.deepEqual(messagesIn(path, parser, everyRule), expected);
      assert.ok(expected.every(({ ruleId }) => ruleId !== null));
    });
  }

  it("but not consistent-type-assertions, whose fix looks into TypeScript's own tree", () => {
    const rules: Linter.RulesRecord = { "@typescript-eslint/consistent-type-assertions": "error" };
    assert.throws(
      () => messagesIn("test/fixtures/typescript/expressions.ts", parser, rules),
      /consistent-type-assertions/,
    );
  });

  it("and a rule that needs types asks for them", () => {
    const rules: Linter.RulesRecord = { "@typescript-eslint/await-thenable": "error" };
    assert.throws(
      () => messagesIn("test/fixtures/typescript/handler.ts", parser, rules),
      /requires type information/,
    );
  });
});

describe("the bundled parser reads JavaScript that TypeScript refuses as ESLint's own parser does", () => {
  const differencesFromEspree = (path: string): string[] => {
    const linter = new Linter();
    linter.verify(textOf(path), { languageOptions: { sourceType: "script" } }, { filename: "script.js" });
    const { ast, scopeManager } = linter.getSourceCode();
    const ours = parser.parseForESLint(textOf(path), { filePath: path, sourceType: "script" });
    assert.equal(scopeManager.scopes.length, ours.scopeManager.scopes.length);
    return valuesDiffering(ast, ours.ast, "");
  };

  it("octal numbers, `let` and `await` as names, a loop over properties with an initial value", () => {
    assert.deepEqual(differencesFromEspree("test/fixtures/javascript/annex-b.cjs"), []);
  });

  it("comments in the form of HTML", () => {
    assert.deepEqual(differencesFromEspree("test/fixtures/javascript/html-comments.js"), []);
  });
});

describe("the bundled parser refuses", () => {
  const refusalOf = (text: string, filePath = "handler.ts"): object => {
    const [message] = new Linter().verify(
      text,
      { files: ["**/*.{ts,js}"], languageOptions: { parser: parser as unknown as Linter.Parser } },
      { filename: filePath },
    );
    assert.ok(message?.fatal, "It was read.");
    return { message: message.message, line: message.line, column: message.column };
  };

  it("what is no syntax, and says where, without Babel's own way to say it", () => {
    assert.deepEqual(refusalOf("const a = 1;\nconst b = = 2;"), {
      message: "Parsing error: Unexpected token",
      line: 2,
      column: 11,
    });
  });

  it("two statements on one line, where Babel would guess a semicolon", () => {
    assert.deepEqual(refusalOf("const a = 1 const b = 2;"), {
      message: "Parsing error: Missing semicolon.",
      line: 1,
      column: 12,
    });
  });

  it("an argument that is left out, where Babel would leave nothing in the tree", () => {
    assert.deepEqual(refusalOf("save(, 1);"), {
      message: "Parsing error: Unexpected token ','.",
      line: 1,
      column: 7,
    });
  });

  for (const [what, text] of Object.entries({
    "a call": "(await event) => 1;",
    "a member": "(event[0]) => 1;",
    "a function": "((() => event)) => 1;",
    "a method": "({ event() {} }) => 1;",
  }))
    it(`${what} in the place of a parameter`, () => {
      assert.match(JSON.stringify(refusalOf(text)), /Parsing error: [A-Z]/);
    });

  it("what Babel stumbles over itself", () => {
    assert.deepEqual(refusalOf("async (, ...event) =>"), {
      message: "Parsing error: This cannot be read.",
      line: 1,
      column: 1,
    });
  });

  it("an escape that the end of its line cuts off, and names a place that is there", () => {
    const { line, column } = refusalOf("\\u{\n}}") as { line: number; column: number };
    assert.deepEqual({ line, column }, { line: 2, column: 2 });
  });

  it("a number without a meaning", () => {
    assert.deepEqual(refusalOf("const a = 0b12;"), {
      message: "Parsing error: Expected number in radix 2.",
      line: 1,
      column: 14,
    });
  });

  it("a file that only ends too early", () => {
    assert.deepEqual(refusalOf("export const handler = async () => {"), {
      message: "Parsing error: Unexpected token",
      line: 1,
      column: 37,
    });
  });

  it("and names the offset too", () => {
    assert.throws(() => parser.parse("a;\nb c", { filePath: "a.js" }), {
      name: "SyntaxError",
      lineNumber: 2,
      column: 2,
      index: 4,
    });
  });
});

describe("the bundled parser reads what only a compiler objects to", () => {
  const reads = (text: string): void =>
    assert.deepEqual(parser.parse(text, { filePath: "a.ts" }).range, [0, text.length]);

  it("a name declared twice", () => reads("let a; const a = 1; class a {}"));
  it("an export of nothing", () => reads("export { nothing };"));
  it("two default exports", () => reads("export default 1; export default 2;"));
  it("`await` in a function that is not async", () => reads("export function f() { await g(); }"));
  it("`break` outside of a loop", () => reads("break;"));
  it("a private field that does not exist", () => reads("class A { m() { return this.#b; } }"));
  it("modifiers in an unusual order", () => reads("class A { readonly static a = 1; override b = 2 }"));
  it("an abstract method in a class that is not", () => reads("class A { abstract a(): void }"));
  it("an initial value in a declaration", () => reads("declare const a = { b: 1 };"));
  it("sloppy code in a module", () => reads("export {}; with (a) { delete b; }"));
});

describe("the bundled parser stands alone", () => {
  it("without TypeScript in its bundle", async () => {
    const { metafile } = await build({
      absWorkingDir: root,
      entryPoints: ["rules/parser.ts"],
      bundle: true,
      platform: "node",
      format: "esm",
      metafile: true,
      write: false,
    });
    assert.deepEqual(
      Object.keys(metafile.inputs).filter((path) => path.includes("node_modules/typescript/")),
      [],
    );
    assert.deepEqual(
      Object.values(metafile.outputs).flatMap(({ imports }) => imports),
      [],
    );
  });
});
