import { parse as parseWithBabel, type ParserPlugin } from "@babel/parser";
import { analyze } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/utils";
import { visitorKeys } from "@typescript-eslint/visitor-keys";
import { name, version } from "./package.json" with { type: "json" };
import { fixedUp, type BabelFile } from "./parser/fix-up.ts";
import { asSyntaxError, leavesTreeWhole } from "./parser/syntax-error.ts";

export const meta = { name: `${name}/parser`, version };

/** What ESLint and its users hand a parser, as far as it matters here. */
export interface ParserOptions {
  filePath?: string;
  sourceType?: string;
  ecmaFeatures?: { globalReturn?: boolean };
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

  const ast = programOf(text, options.filePath ?? "");
  ast.sourceType = sourceType;
  const scopeManager = analyze(ast, {
    sourceType,
    globalReturn: options.ecmaFeatures?.globalReturn === true,
  });
  return { ast, scopeManager, visitorKeys, services: servicesFor(options) };
}

export const parse = (text: string, options?: ParserOptions): TSESTree.Program =>
  parseForESLint(text, options).ast;

/**
 * What the code is decides how it is read, whatever it was announced as: ESLint's default is "module", and many a
 * handler is sloppy CommonJS. Whatever leaves the tree whole is for the compiler to say, not for a parser.
 */
function programOf(text: string, path: string): TSESTree.Program {
  try {
    const file = parseWithBabel(text, {
      sourceType: "unambiguous",
      plugins: pluginsFor(text, path),
      errorRecovery: true,
      allowReturnOutsideFunction: true,
      allowNewTargetOutsideFunction: true,
      allowSuperOutsideMethod: true,
      allowUndeclaredExports: true,
      attachComment: false,
      ranges: true,
      tokens: true,
    });
    const error = file.errors.find((recovered) => !leavesTreeWhole(recovered));
    if (error) throw error;
    return fixedUp(file as unknown as BabelFile, text);
  } catch (error) {
    throw asSyntaxError(error);
  }
}

/** Plain TypeScript has no JSX, so that `<T>value` can be an assertion. A text without a name may be anything else. */
function pluginsFor(text: string, path: string): ParserPlugin[] {
  const dts = /\.d\.(?:\w+\.)?[cm]?ts$/.test(path);
  const jsx = !/\.[cm]?ts$/.test(path);
  // Babel knows two dialects: only TypeScript's takes any expression, only the standard's stands after `export`.
  const decorators = /\bexport\s+@/.test(text) ? "decorators" : "decorators-legacy";
  return [
    "estree",
    ["typescript", { dts }],
    ...(jsx ? (["jsx"] as const) : []),
    decorators,
    "decoratorAutoAccessors",
    "deferredImportEvaluation",
  ];
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
