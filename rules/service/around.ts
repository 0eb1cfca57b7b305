import type { TSESTree } from "@typescript-eslint/utils";
import type { Node } from "../kit/ast.ts";
import { exportsOf } from "../kit/exports.ts";
import { importedAs, type Imported } from "../kit/imports.ts";
import { folderOf, joinedPath } from "../kit/paths.ts";
import type { SourceCode } from "../kit/rule.ts";
import { isYaml } from "../kit/yaml.ts";
import { endingsOfCode } from "./named.ts";

/** What a file that is read can reach: the other files of its repository. A rule that ESLint runs reaches none. */
export interface Around {
  /** From the root of the repository. */
  path: string;
  /** A file of the repository, read; `undefined` for what is missing, does not parse, or is one too many. */
  read(path: string): SourceCode | undefined;
}

const surroundings = new WeakMap<object, Around & { sourceCode: SourceCode }>();

/** Lets a file reach what is around it. */
export function surround(sourceCode: SourceCode, around: Around): void {
  surroundings.set(sourceCode.ast, { ...around, sourceCode });
}

/** A file that a path leads to, from the folder that a file lies in. */
export function fileFrom({ ast }: Pick<SourceCode, "ast">, path: string): SourceCode | undefined {
  const around = surroundings.get(ast);
  const whole = around && joinedPath(folderOf(around.path), path);
  return whole === undefined ? undefined : around!.read(whole);
}

/** The file that an import leads to, where it is spelt as a path. */
function moduleFrom(sourceCode: SourceCode, module: string): SourceCode | undefined {
  if (!/^\.\.?(\/|$)/.test(module) || !surroundings.has(sourceCode.ast)) return undefined;
  const base = module.replace(/\.[cm]?[jt]sx?$/, "").replace(/\/$/, "");
  for (const start of [base, `${base}/index`])
    for (const ending of endingsOfCode) {
      const found = fileFrom(sourceCode, start + ending);
      if (found) return found;
    }
  return undefined;
}

/** How many modules are asked for one export. */
const mostModules = 50;

/** What a module exports that an import names, and the file that it stands in, behind what passes it on. */
export function exportBehind(
  imported: Imported,
  from: SourceCode,
): { value: Node; sourceCode: SourceCode } | undefined {
  const waiting = [{ ...imported, from }];
  const asked = new Set<string>();
  for (const { module, name, from: asking } of waiting) {
    const sourceCode = moduleFrom(asking, module);
    const wanted = name === "*" ? "default" : name;
    const question = `${wanted} ${sourceCode && pathAround(sourceCode.ast)}`;
    if (!sourceCode || asked.has(question)) continue;
    if (asked.add(question).size > mostModules) return undefined;
    const own = exportsOf(sourceCode).find((one) => one.name === wanted);
    const again = own && importedAs(own.value, sourceCode);
    if (own && !again) return { value: own.value, sourceCode };
    const next = again ? [again] : passedOn(sourceCode, wanted);
    waiting.push(...next.map((one) => ({ ...one, from: sourceCode })));
  }
  return undefined;
}

/** What may stand behind a name that a module passes on: `export { a as b } from "./c"`, `export * from "./d"`. */
const passedOn = ({ ast }: SourceCode, wanted: string): Imported[] =>
  ast.body.flatMap((statement): Imported[] => {
    if (statement.type === "ExportAllDeclaration")
      return statement.exported || wanted === "default"
        ? []
        : [{ module: statement.source.value, name: wanted }];
    if (statement.type !== "ExportNamedDeclaration" || !statement.source) return [];
    const { value: module } = statement.source;
    return statement.specifiers
      .filter(({ exported }) => nameOf(exported) === wanted)
      .map(({ local }) => ({ module, name: nameOf(local) }));
  });

const nameOf = (name: TSESTree.Identifier | TSESTree.StringLiteral): string =>
  name.type === "Identifier" ? name.name : name.value;

/** The root of the tree that a node stands in. */
function rootOf(node: object): object {
  let root: { parent?: object | null } = node;
  while (root.parent) root = root.parent;
  return root;
}

/** The path of the file that a node stands in; `undefined` where it was not read from a repository. */
export const pathAround = (node: object): string | undefined => surroundings.get(rootOf(node))?.path;

/** Whether a value of a template stands in this very file, so that an edit of it is one of the file. */
export const isWrittenIn = (node: object, sourceCode: SourceCode): boolean =>
  isYaml(sourceCode) && rootOf(node) === sourceCode.ast;

/** The file that a node stands in, which can be another than the one that led to it. */
export const homeOf = (node: Node, sourceCode: SourceCode): SourceCode =>
  surroundings.has(sourceCode.ast) ? (surroundings.get(rootOf(node))?.sourceCode ?? sourceCode) : sourceCode;
