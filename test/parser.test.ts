import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import js from "@eslint/js";
import * as typescriptParser from "@typescript-eslint/parser";
import { build } from "esbuild";
import { Linter } from "eslint";
import tseslint from "typescript-eslint";
import * as parser from "../rules/parser.ts";
import { filesBelow } from "./kit/files.ts";
import { root } from "./kit/root.ts";
import { differencesBetween, valuesDiffering, type Parsed } from "./kit/same-parse.ts";

/**
 * Where our parser gives another answer than `@typescript-eslint/parser`, as `theirs → ours`, and why. A file that is
 * not here must give the same tree, tokens, comments and scopes; one that is here must differ in this and no more.
 */
const leftOvers: Record<string, { because: string; differences: string[] }> = {};

const fixtureFolder = "test/fixtures";
const source = /\.(?:[cm]?[jt]s|[jt]sx)$/;
const fixtures = filesBelow(fixtureFolder, source);
const ownSources = filesBelow(".", source).filter((path) => !fixtures.includes(path));

const sourceTypes = ["module", "commonjs", "script"] as const;
type SourceType = (typeof sourceTypes)[number];

/** ESLint hands a parser the text without a byte order mark and with the hashbang made a comment. */
const textOf = (path: string): string =>
  readFileSync(join(root, path), "utf8")
    .replace(/^\uFEFF/, "")
    .replace(/^#!/, "//");

const optionsFor = (path: string, sourceType: SourceType) => ({
  filePath: path,
  sourceType,
  ecmaFeatures: { jsx: !/\.[cm]?ts$/.test(path) },
});

/** What a parser makes of a file, or why it refuses. */
function answerOf(parse: () => unknown): Parsed | string {
  try {
    return parse() as Parsed;
  } catch (error) {
    return (error as Error).message;
  }
}

function differencesIn(path: string, sourceType: SourceType): string[] {
  const text = textOf(path);
  const options = optionsFor(path, sourceType);
  const theirs = answerOf(() =>
    typescriptParser.parseForESLint(text, options as typescriptParser.ParserOptions),
  );
  const ours = answerOf(() => parser.parseForESLint(text, options));
  if (typeof theirs !== "string" && typeof ours !== "string") return differencesBetween(theirs, ours);
  const [before, after] = [theirs, ours].map((answer) =>
    typeof answer === "string" ? `refused: ${answer}` : "read",
  );
  return [`${before} → ${after}`];
}

/** Messages of every core rule and every rule of typescript-eslint that asks for no types. */
function messagesIn(path: string, languageParser: Linter.Parser): unknown[] {
  const untyped = Object.entries(tseslint.plugin.rules ?? {}).filter(
    ([, { meta }]) => !(meta?.docs as { requiresTypeChecking?: boolean }).requiresTypeChecking,
  );
  const config: Linter.Config = {
    files: ["**/*"],
    languageOptions: {
      parser: languageParser,
      parserOptions: { ecmaFeatures: { jsx: !/\.[cm]?ts$/.test(path) } },
    },
    plugins: { "@typescript-eslint": tseslint.plugin as never },
    rules: {
      ...js.configs.all.rules,
      ...Object.fromEntries(untyped.map(([id]) => [`@typescript-eslint/${id}`, "error"])),
    },
  };
  return new Linter({ configType: "flat" }).verify(readFileSync(join(root, path), "utf8"), config, {
    filename: path,
  });
}
for (const path of fixtures)
  for (const s of sourceTypes) {
    const d = differencesIn(path, s);
    if (d.length) console.log(path, s, d);
  }
for (const path of ownSources) {
  const d = differencesIn(path, "module");
  if (d.length) console.log(path, d);
}
for (const path of fixtures) {
  let a, b;
  try {
    a = messagesIn(path, typescriptParser as never);
  } catch (e) {
    console.log(path, "THEIRS crash", e.message.slice(0, 300));
  }
  try {
    b = messagesIn(path, parser as never);
  } catch (e) {
    console.log(path, "OURS crash", e.message.slice(0, 300));
  }
  if (a && b) {
    const x = valuesDiffering(a, b, "m");
    console.log(path, a.length, x.slice(0, 8));
  }
}
