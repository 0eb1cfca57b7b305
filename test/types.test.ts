import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import ts from "typescript";
import type * as Published from "eslint-plugin-effective-lambda";
import type { SourceName } from "../rules/lambda/event-sources.ts";
import type { HandlerSetting, Settings } from "../rules/service/word.ts";
import { newFolder } from "./kit/folder.ts";
import { packed } from "./kit/packed.ts";
import { root } from "./kit/root.ts";

/** A configuration that uses all that the package exports. */
const configuration = `
import { defineConfig } from "eslint/config";
import type { ESLint, Linter, Rule } from "eslint";
import effectiveLambda, { configs, meta, rules, type Settings } from "eslint-plugin-effective-lambda";
import review from "eslint-plugin-effective-lambda/formatters/review";
import * as parser from "eslint-plugin-effective-lambda/parser";

const settings: Settings = {
  handlers: [{ files: "src/orders/**", source: "sqs", batchSize: 1, runtime: "nodejs22.x" }],
  scope: "file",
};

export default defineConfig([
  effectiveLambda.configs.recommended,
  { ...configs.templates, files: ["infra/orders.yml"] },
  { files: ["**/*.ts"], languageOptions: { parser }, settings: { "effective-lambda": settings } },
  { plugins: { lambda: effectiveLambda }, rules: { "lambda/no-log-event": "error" } },
]);

export const list: Linter.Config[] = [configs.strict];
export const plugin: ESLint.Plugin = effectiveLambda;
export const rule: Rule.RuleModule | undefined = rules["no-log-event"];
export const version: string = meta.version;
export const report: Promise<string> = review([], { cwd: ".", rulesMeta: {} });

// @ts-expect-error No such source.
export const misspelt: Settings = { handlers: [{ files: "src/**", source: "pigeon" }] };
// @ts-expect-error No such preset.
export const missing = configs.everything;
`;

/** The same of a CommonJS module, as far as it can be loaded there. */
const required = `
import type { Linter } from "eslint";
import effectiveLambda = require("eslint-plugin-effective-lambda");
import parser = require("eslint-plugin-effective-lambda/parser");

const config: Linter.Config[] = [
  effectiveLambda.configs.recommended,
  { files: ["**/*.ts"], languageOptions: { parser } },
];
export = config;
`;
const awaited = `
import type { Linter } from "eslint";

const config: Promise<Linter.Config[]> = import("eslint-plugin-effective-lambda").then(
  ({ default: effectiveLambda }) => [effectiveLambda.configs.recommended],
);
export = config;
`;

const { ModuleKind, ModuleResolutionKind } = ts;

describe("the types of the plugin, in a project that installs it", function () {
  this.timeout(120_000);
  let folder: string;

  before(async () => {
    folder = newFolder({
      "package.json": "{}",
      "eslint.config.mts": configuration,
      "eslint.config.cts": required,
      "awaited.cts": awaited,
      "bundled.ts": configuration,
    });
    const plugin = join(folder, "node_modules/eslint-plugin-effective-lambda");
    mkdirSync(plugin, { recursive: true });
    const { tarball } = await packed();
    await promisify(execFile)("tar", ["-xzf", tarball, "-C", plugin, "--strip-components=1"]);
    symlinkSync(join(root, "node_modules/eslint"), join(folder, "node_modules/eslint"), "junction");
  });

  /** What TypeScript has against files of the project, the types of the package included. */
  const errorsIn = (names: readonly string[], options: ts.CompilerOptions): string[] =>
    ts
      .getPreEmitDiagnostics(
        ts.createProgram(
          names.map((name) => join(folder, name)),
          { strict: true, noEmit: true, target: ts.ScriptTarget.ES2023, types: [], ...options },
        ),
      )
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, " "));

  it("fit ES modules of Node.js", () => {
    for (const module of [ModuleKind.Node16, ModuleKind.NodeNext])
      assert.deepEqual(errorsIn(["eslint.config.mts"], { module }), []);
  });

  it("fit CommonJS, where `require` loads ES modules, and where only `import()` does", () => {
    assert.deepEqual(errorsIn(["eslint.config.cts"], { module: ModuleKind.NodeNext }), []);
    assert.deepEqual(errorsIn(["awaited.cts"], { module: ModuleKind.Node16 }), []);
  });

  it("fit what a bundler resolves", () => {
    const options = { module: ModuleKind.Preserve, moduleResolution: ModuleResolutionKind.Bundler };
    assert.deepEqual(errorsIn(["bundled.ts"], options), []);
  });

  it("say of settings what the plugin reads, which tsc checks", () => {
    const agree: [
      Same<keyof Published.Settings, keyof Settings>,
      Same<keyof Published.HandlerSetting, keyof HandlerSetting>,
      Same<Published.SourceName, SourceName>,
    ] = [true, true, true];
    assert.ok(agree.every(Boolean));
  });
});

type Same<One, Other> = [One, Other] extends [Other, One] ? true : false;
