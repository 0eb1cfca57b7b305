import { readFileSync } from "node:fs";
import { basename, extname, join, relative, resolve } from "node:path";
import { stringValue, walk } from "../../rules/kit/ast.ts";
import type { SourceCode } from "../../rules/kit/rule.ts";
import * as parser from "../../rules/parser.ts";
import { filesBelow } from "../kit/files.ts";
import { root } from "../kit/root.ts";

/** Code that somebody wrote, with the ending of a file that may hold it. */
export interface Source {
  text: string;
  extension: string;
}

const source = /\.[cm]?[jt]sx?$/;

/** Programs are to be small, so that there can be many. */
const limit = 4_000;

/** The code in this project that rules are to understand: samples, fixtures, and all examples of pages, slides and tests. */
export function ownCode(): Source[] {
  const files = ["test/samples", "test/fixtures/javascript", "test/fixtures/typescript", "bench/service"]
    .flatMap((folder) => filesBelow(folder, source))
    .map(sourceAt);
  const blocks = ["rules/docs", "media/slides"]
    .flatMap((folder) => filesBelow(folder, /\.md$/))
    .flatMap(codeBlocksOf);
  const examples = ["test/rules", "test/lambda", "test/kit"]
    .flatMap((folder) => filesBelow(folder, /\.test\.ts$/))
    .flatMap(examplesOf);

  return smallAndDifferent([...files, ...blocks, ...examples.filter(({ text }) => !isOfTemplate(text))]);
}

/** The templates in this project: those of samples, and all examples of pages and tests. */
export function ownTemplates(): Source[] {
  const files = ["test/samples", "test/fixtures"]
    .flatMap((folder) => filesBelow(folder, /\.(ya?ml|json)$/))
    .map(sourceAt);
  const blocks = filesBelow("rules/docs", /\.md$/).flatMap(blocksOfTemplates);
  const examples = ["test/rules", "test/service"]
    .flatMap((folder) => filesBelow(folder, /\.test\.ts$/))
    .flatMap(examplesOf);
  return smallAndDifferent([...files, ...blocks, ...examples].filter(({ text }) => isOfTemplate(text)));
}

function smallAndDifferent(sources: readonly Source[]): Source[] {
  const small = sources.filter(({ text }) => text.length <= limit);
  return [...new Map(small.map((one) => [one.text, one])).values()];
}

/** The templates below folders outside of the project. */
export const templatesBelow = (folders: readonly string[]): Source[] =>
  folders
    .flatMap((folder) => filesBelow(relative(root, resolve(folder)), /\.(ya?ml|json)$/))
    .map(sourceAt)
    .filter(({ text }) => text.length <= 2 * limit && isOfTemplate(text));

const isOfTemplate = (text: string): boolean => /^ *\{?\s*["']?(Resources|service)["']?:/m.test(text);

/** The code below folders outside of the project. */
export const codeBelow = (folders: readonly string[]): Source[] =>
  folders
    .flatMap((folder) => filesBelow(relative(root, resolve(folder)), source))
    .map(sourceAt)
    .filter(({ text }) => text.length <= 2 * limit);

const read = (path: string): string => readFileSync(join(root, path), "utf8");

const sourceAt = (path: string): Source => ({ text: read(path), extension: extname(path) });

/** The code blocks of a page or a slide. */
const codeBlocksOf = (path: string): Source[] =>
  [...read(path).matchAll(/^```([cm]?[jt]sx?)\n(.*?)^```/gms)].map(([, language, text]) => ({
    text: text!,
    extension: `.${language!}`,
  }));

const blocksOfTemplates = (path: string): Source[] =>
  [...read(path).matchAll(/^```(ya?ml|json)\n(.*?)^```/gms)].map(([, language, text]) => ({
    text: text!,
    extension: `.${language!}`,
  }));

/** The examples in a test: its template literals of several lines. */
function examplesOf(path: string): Source[] {
  const { ast, visitorKeys } = parser.parseForESLint(read(path), { filePath: basename(path) });
  const examples: Source[] = [];
  walk(ast, { visitorKeys } as unknown as SourceCode, (node) => {
    const text = node.type === "TemplateLiteral" ? (stringValue(node) ?? "") : "";
    if (text.includes("\n")) examples.push(exampleOf(dedented(text)));
  });
  return examples;
}

/** Without the indentation that all its lines share. */
function dedented(text: string): string {
  const indents = text.match(/^ *(?=\S)/gm) ?? [""];
  const shared = Math.min(...indents.map(({ length }) => length));
  return text.replaceAll(new RegExp(`^ {1,${Math.max(1, shared)}}`, "gm"), "").trimStart();
}

/** Examples do not say which language they are in: what JavaScript cannot be is TypeScript. */
function exampleOf(text: string): Source {
  if (isOfTemplate(text)) return { text, extension: text.startsWith("{") ? ".json" : ".yml" };
  const isTyped =
    /\w\??: [A-Za-z]+[^,]*[,)=;]|\bas \w|[\w)]!|<any>|\bsatisfies\b|\b(interface|enum|type) \w/.test(text);
  return { text, extension: isTyped ? ".ts" : ".js" };
}
