import type { TSESTree } from "@typescript-eslint/utils";
import { isFunction } from "../../rules/kit/ast.ts";
import * as parser from "../../rules/parser.ts";
import { handlersIn } from "../../rules/lambda/handlers.ts";
import { sourceOfCode } from "../../rules/service/reading.ts";
import type { Choices } from "./choices.ts";

/** A program in several files, by their paths. The one with the handlers is called as the whole was. */
export type Split = Record<string, string>;

type Statement = TSESTree.ProgramStatement;

/** A function at the top of a program that can stand in another file: all it needs is imported, or can be moved too. */
interface Movable {
  name: string;
  statement: Statement;
  /** Imports and types, which both files can have. */
  needs: ReadonlySet<Statement>;
  /** The names of other functions. */
  calls: ReadonlySet<string>;
}

const folder = "src/parts";

/** A program with some of its functions in other files; `undefined` where none can be moved. */
export function splitOf(text: string, path: string, choices: Choices): Split | undefined {
  const moved = closed(movableIn(text, path).filter(() => choices.below(3) < 2));
  if (moved.length === 0) return undefined;

  const ending = /\.\w+$/.exec(path)![0];
  const homes = new Map(moved.map(({ name }) => [name, `part-${choices.below(3)}`]));
  const fromBarrel = new Set(moved.flatMap(({ name }) => (choices.below(3) === 2 ? [name] : [])));
  const importOf = (name: string, start: string) =>
    `import { ${name} } from "${start}/${fromBarrel.has(name) ? "index" : homes.get(name)!}";\n`;

  const files: Split = { [path]: withoutMoved(text, moved) };
  const gone = moved.map(({ statement }) => statement.range);
  const stays = new Set(namesIn(text, path, (at) => gone.every(([start, end]) => at < start || at >= end)));
  files[path] =
    moved
      .filter(({ name }) => stays.has(name))
      .map(({ name }) => importOf(name, "./parts"))
      .join("") + files[path]!;

  for (const home of new Set(homes.values())) {
    const own = moved.filter(({ name }) => homes.get(name) === home);
    const needs = new Set(own.flatMap((one) => [...one.needs]));
    const calls = new Set(own.flatMap((one) => [...one.calls]).filter((name) => homes.get(name) !== home));
    files[`${folder}/${home}${ending}`] = [
      ...[...calls].map((name) => importOf(name, ".")),
      ...[...needs].map((statement) => `${text.slice(...statement.range)}\n`),
      ...own.map(({ statement }) => `\nexport ${text.slice(...statement.range)}\n`),
    ].join("");
  }
  if (fromBarrel.size > 0)
    files[`${folder}/index${ending}`] = [...new Set([...fromBarrel].map((name) => homes.get(name)!))]
      .map((home) =>
        choices.below(2) === 0
          ? `export * from "./${home}";\n`
          : `export { ${[...fromBarrel].filter((name) => homes.get(name) === home).join(", ")} } from "./${home}";\n`,
      )
      .join("");
  return Object.entries(files).some(([file, part]) => file !== path && showsHandler(part, file))
    ? undefined
    : files;
}

/** Whether a file has handlers, or functions that may be such, of its own: nobody could see that of what nobody exports. */
function showsHandler(text: string, path: string): boolean {
  const sourceCode = sourceOfCode(text, path);
  return handlersIn(sourceCode).length > 0;
}

const isCommonJs = /\bexports\b|\brequire\(/;

/** Whether some function of a program can be moved to another file. */
export function isDivisible(text: string, path: string): boolean {
  try {
    return !isCommonJs.test(text) && closed(movableIn(text, path)).length > 0;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

/** Those whose calls lead to others of them only. */
function closed(all: readonly Movable[]): readonly Movable[] {
  const names = new Set(all.map(({ name }) => name));
  const left = all.filter(({ calls }) => [...calls].every((name) => names.has(name)));
  return left.length === all.length ? left : closed(left);
}

/** Blank lines take the place of what is moved, so that the rest keeps its lines. */
function withoutMoved(text: string, moved: readonly Movable[]): string {
  return moved.reduce(
    (left, { statement: { range } }) =>
      left.slice(0, range[0]) + text.slice(...range).replaceAll(/[^\n]/g, " ") + left.slice(range[1]),
    text,
  );
}

function movableIn(text: string, path: string): Movable[] {
  const sourceCode = sourceOfCode(text, path);
  const { ast, scopeManager } = sourceCode;
  const scope = scopeManager?.scopes.find(({ type }) => type === ("module" as never));
  // What is declared twice is no program, and of its two handlers the one counts here and the other there.
  if (!scope || scope.variables.some(isDeclaredTwice)) return [];
  const once = new Set(scope.variables.flatMap(({ name, defs }) => (defs.length === 1 ? [name] : [])));
  const functions = ast.body.filter((statement) => once.has(nameOf(statement) ?? ""));
  const names = new Set(functions.map((statement) => nameOf(statement)!));
  // That a file passes on a handler of another, only a template shows.
  const entries = handlersIn(sourceCode).filter(({ evidence }) => evidence === "entry");
  return functions.flatMap((statement) => {
    if (entries.some(({ function: fn }) => isWithin(fn, statement))) return [];
    const needs = new Set<Statement>();
    const calls = new Set<string>();
    // That a constant is passed, which is no part of the event, is not known in another file.
    const own = scope.set.get(nameOf(statement)!)!;
    if (own.references.some(({ identifier }) => isPassedConstants(identifier))) return [];
    for (const variable of scope.variables) {
      if (!variable.references.some(({ identifier }) => isWithin(identifier, statement))) continue;
      if (variable.name === nameOf(statement)) continue;
      if (names.has(variable.name)) {
        calls.add(variable.name);
        continue;
      }
      const defined = variable.defs.map(({ node }) => ast.body.find((one) => isWithin(node as never, one))!);
      if (!defined.every(canBeInBoth)) return [];
      for (const one of defined) needs.add(one);
    }
    return [{ name: nameOf(statement)!, statement, needs, calls }];
  });
}

const isDeclaredTwice = ({ defs }: { defs: readonly { node: { type: string } }[] }): boolean =>
  defs.filter(({ node }) => node.type === "VariableDeclarator").length > 1;

function isPassedConstants({ parent }: TSESTree.Node): boolean {
  return parent?.type === "CallExpression" && parent.arguments.some(({ type }) => /Literal$/.test(type));
}

const canBeInBoth = (statement: Statement): boolean =>
  /^(ImportDeclaration|TSInterfaceDeclaration|TSTypeAliasDeclaration)$/.test(statement.type) &&
  !(statement.type === "ImportDeclaration" && statement.source.value.startsWith("."));

/** The name of a function that stands at the top of a program, and that nobody exports. */
function nameOf(statement: Statement): string | undefined {
  if (statement.type === "FunctionDeclaration") return statement.id?.name;
  if (statement.type !== "VariableDeclaration" || statement.kind !== "const") return undefined;
  const [one, another] = statement.declarations;
  return one?.id.type === "Identifier" && one.init && isFunction(one.init) && !another
    ? one.id.name
    : undefined;
}

const isWithin = ({ range }: TSESTree.Node, { range: [start, end] }: TSESTree.Node): boolean =>
  start <= range[0] && range[1] <= end;

/** The names that are written at some places of a program. */
function namesIn(text: string, path: string, isThere: (at: number) => boolean): string[] {
  const { ast } = parser.parseForESLint(text, { filePath: path, sourceType: "module" });
  return ast.tokens!.flatMap(({ value, range }) => (isThere(range[0]) ? [value] : []));
}
