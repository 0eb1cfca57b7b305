import { parse as parseWithBabel } from "@babel/parser";
import { analyze, type AnalyzeOptions } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/utils";
import { visitorKeys } from "@typescript-eslint/visitor-keys";
import manifest from "./package.json" with { type: "json" };
import { fixedUp, type BabelFile } from "./parser/fix-up.ts";
import { asSyntaxError, leavesTreeWhole } from "./parser/syntax-error.ts";

export const meta = { name: `${manifest.name}/parser`, version: manifest.version };

/** What ESLint and its users hand a parser, as far as it matters here. */
export interface ParserOptions {
  filePath?: string;
  sourceType?: string;
  ecmaFeatures?: { globalReturn?: boolean; [other: string]: unknown };
  /** The globals that a scope knows beside the file's own, as typescript-eslint's parser takes them: `["esnext"]` where nothing is said. */
  lib?: NonNullable<AnalyzeOptions["lib"]>;
  emitDecoratorMetadata?: boolean;
  experimentalDecorators?: boolean;
}

/**
 * Parses JavaScript and TypeScript into the tree, tokens and scopes of `@typescript-eslint/parser`, without TypeScript:
 * rules written for one run on the other, and nobody installs a compiler to lint a handler.
 */
export function parseForESLint(text: string, options: ParserOptions = {}) {
  // ESLint says "commonjs" too, which typescript-eslint reads as a script; another answer would be other scopes.
  const sourceType = options.sourceType === "module" ? "module" : "script";

  try {
    const ast = fixedUp(babelFileOf(text, options.filePath ?? ""), text);
    ast.sourceType = sourceType;
    const scopeManager = analyze(ast, {
      sourceType,
      globalReturn: options.ecmaFeatures?.globalReturn === true,
      ...(options.lib && { lib: options.lib }),
    });
    return { ast, scopeManager, visitorKeys, services: servicesFor(options) };
  } catch (error) {
    throw asSyntaxError(error, text);
  }
}

export const parse = (text: string, options?: ParserOptions): TSESTree.Program =>
  parseForESLint(text, options).ast;

/**
 * Babel knows decorators in two dialects. The standard's stops where TypeScript stops in `@key() [name] = 1`, and takes
 * `export @key class`; the older takes any expression, such as `@key<Type>()`, and reads too far where it need not.
 */
function babelFileOf(text: string, path: string): BabelFile {
  try {
    return parsedWith("decorators", text, path);
  } catch (error) {
    if (!text.includes("@")) throw error;
    return parsedWith("decorators-legacy", text, path);
  }
}

/**
 * What the code is decides how it is read, whatever it was announced as: ESLint's default is "module", and many a
 * handler is sloppy CommonJS. What leaves the tree whole is for the compiler to say, not for a parser.
 */
function parsedWith(decorators: "decorators" | "decorators-legacy", text: string, path: string): BabelFile {
  // Plain TypeScript has none, so that `<T>value` can be an assertion. A text without a name may be anything else.
  const jsx = !/\.[cm]?ts$/.test(path);

  const file = parseWithBabel(text, {
    sourceType: "unambiguous",
    plugins: [
      "estree",
      "typescript",
      ...(jsx ? (["jsx"] as const) : []),
      decorators,
      "decoratorAutoAccessors",
      "deferredImportEvaluation",
    ],
    errorRecovery: true,
    attachComment: false,
    ranges: true,
    tokens: true,
  });
  const error = file.errors.find((recovered) => !leavesTreeWhole(recovered));
  if (error) throw error;
  return file as unknown as BabelFile;
}

/** What typescript-eslint's rules ask for before they look whether there are types. Here there never are. */
const servicesFor = ({ emitDecoratorMetadata = false, experimentalDecorators = false }: ParserOptions) => ({
  program: null,
  emitDecoratorMetadata,
  experimentalDecorators,
  isolatedDeclarations: false,
  esTreeNodeToTSNodeMap: new WeakMap(),
  tsNodeToESTreeNodeMap: new WeakMap(),
});
