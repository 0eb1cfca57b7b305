import { Linter } from "eslint/universal";
import type { SourceCode } from "../../rules/kit/rule.ts";
import { forgetAnswers } from "../../rules/kit/once.ts";
import { trees, type Parsed } from "../../rules/service/trees.ts";
import * as parser from "../../rules/parser.ts";
import * as templateParser from "../../rules/parser/templates.ts";

/** Endings of code. A pattern for every file would match none: ESLint asks for one that names the endings it does not know. */
export const codeFiles = "**/*.{js,cjs,mjs,jsx,ts,cts,mts,tsx}";
export const templateFiles = "**/*.{yml,yaml,json}";

/** How both are parsed. */
export const languages: Linter.Config[] = [
  // Whoever asks for a file gets its review, wherever it lies; ESLint on its own leaves these out.
  { ignores: ["!**/node_modules/", "!.git/"] },
  { files: [codeFiles], languageOptions: { parser: { ...parser, parseForESLint: parsed } as Linter.Parser } },
  { files: [templateFiles], languageOptions: { parser: templateParser as Linter.Parser } },
];

/** A tree that was made of the same text to see what a module does serves the rules too, who ask it anew. */
function parsed(text: string, options: parser.ParserOptions): Parsed {
  const { filePath = "", sourceType } = options;
  const tree = sourceType === "module" ? trees.take(text, filePath) : undefined;
  if (tree) forgetAnswers(tree.ast);
  return tree ?? parser.parseForESLint(text, { ...options, lib: [] });
}

/** A text as ESLint reads it; what does not parse throws. */
export function sourceCodeOf(text: string, path: string): SourceCode {
  const linter = new Linter({ configType: "flat" });
  const [message] = linter.verify(text, languages, { filename: path.replace(/^(\.\.\/)+/, "") });
  if (message?.fatal) throw new SyntaxError(`Line ${message.line}: ${message.message}`);
  return linter.getSourceCode() as unknown as SourceCode;
}

/** How many texts are remembered. */
const mostRemembered = 20;

const remembered = new Map<string, { text: string; source: SourceCode | undefined }>();

/** The same, for files that are asked for again with every change of another one; `undefined` for what does not parse. */
export function rememberedSourceOf(text: string, path: string): SourceCode | undefined {
  const known = remembered.get(path);
  if (known?.text === text) return known.source;
  let source: SourceCode | undefined;
  try {
    source = sourceCodeOf(text, path);
  } catch {
    // Whoever reviews the file itself is told why.
  }
  if (remembered.size >= mostRemembered) remembered.clear();
  remembered.set(path, { text, source });
  return source;
}
