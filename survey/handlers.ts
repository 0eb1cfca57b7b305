import type { TSESTree } from "@typescript-eslint/utils";
import { Linter } from "eslint";
import { awaited, bare, type Node } from "../rules/kit/ast.ts";
import { importedAs } from "../rules/kit/imports.ts";
import type { SourceCode } from "../rules/kit/rule.ts";
import { callbackOf } from "../rules/lambda/callback.ts";
import { sourceNamed } from "../rules/lambda/event-sources.ts";
import { streamsResponse } from "../rules/lambda/evidence.ts";
import { lambdaIn, type Handler } from "../rules/lambda/model.ts";
import * as parser from "../rules/parser.ts";

/** Patterns for all endings, which ESLint wants to be told one by one. */
const everyFile = ["**/*.{js,cjs,mjs,jsx,ts,cts,mts,tsx}"];

/** What a reader wants to know of a handler before its mistakes. */
export interface HandlerKind {
  /** Titles of what invokes it; empty where the code does not say. */
  sources: string[];
  answers: "async" | "through a callback" | "as a stream" | "not async: a promise, a value or nothing";
  /** A function or a class method as it stands, or what wraps it. */
  form: string;
  language: "TypeScript" | "JavaScript, ES module" | "JavaScript, CommonJS";
}

/** The kinds of the handlers in a file: those that Lambda itself calls. */
export function handlerKinds(text: string, path: string): HandlerKind[] {
  const linter = new Linter();
  linter.verify(text, { files: everyFile, languageOptions: { parser } }, path);
  const sourceCode = linter.getSourceCode() as unknown as SourceCode;
  const lambda = lambdaIn(sourceCode);
  const language = languageOf(path, sourceCode);

  return (lambda?.entries ?? []).map((handler) => ({
    sources: [...lambda!.sourcesOf(handler)].map((source) => sourceNamed(source).title),
    answers: answerOf(handler, sourceCode),
    form: formOf(handler, sourceCode),
    language,
  }));
}

function answerOf(handler: Handler, sourceCode: SourceCode): HandlerKind["answers"] {
  if (handler.wrappers.some((wrapper) => streamsResponse(wrapper, sourceCode))) return "as a stream";
  if (callbackOf(handler, sourceCode)) return "through a callback";
  return handler.function.async ? "async" : "not async: a promise, a value or nothing";
}

function formOf({ function: { parent }, wrappers }: Handler, sourceCode: SourceCode): string {
  const [wrapper] = wrappers;
  if (wrapper) return `wrapped by ${wrapperName(wrapper, sourceCode)}`;
  const isMethod = parent.type === "MethodDefinition" || parent.type === "PropertyDefinition";
  return isMethod ? "a class method" : "a function as it stands";
}

function wrapperName(wrapper: TSESTree.CallExpression, sourceCode: SourceCode): string {
  if (streamsResponse(wrapper, sourceCode)) return "awslambda.streamifyResponse";
  const imported = importedAs(rootOf(wrapper), sourceCode);
  if (!imported) return "something that is not imported";
  return imported.module.startsWith(".") ? "a module of the project" : imported.module;
}

/** What a chain of calls starts with: `middy` in `middy(fn).use(x)`, `wrap` in `wrap(options)(fn)`. */
function rootOf(call: TSESTree.CallExpression): Node {
  const callee = bare(call.callee);
  const before = callee.type === "MemberExpression" ? awaited(callee.object) : callee;
  return before.type === "CallExpression" ? rootOf(before) : callee;
}

function languageOf(path: string, sourceCode: SourceCode): HandlerKind["language"] {
  if (/\.[cm]?tsx?$/.test(path)) return "TypeScript";
  const isModule = sourceCode.ast.body.some(({ type }) => /^(Import|Export)/.test(type));
  return isModule ? "JavaScript, ES module" : "JavaScript, CommonJS";
}
