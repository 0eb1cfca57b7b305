import type { TSESLint, TSESTree } from "@typescript-eslint/utils";
import { ancestorsOf, awaited, bare, calledName, isFunction, some, someOwn, type Node } from "./ast.ts";
import { isGlobal, variableOf, type Variable } from "./bindings.ts";
import { lineBreakOf, rangeWithComments, type Edit } from "./edits.ts";
import { importedAs } from "./imports.ts";
import { oncePerFile } from "./once.ts";
import type { SourceCode } from "./rule.ts";

/** Whether a variable belongs to the module, not to a function or a block of it. */
export const isOfModule = (variable: Variable): boolean => (variable.scope.block as Node).type === "Program";

/** The statement at module scope that a node is part of. */
export function topStatementOf(node: Node): TSESTree.ProgramStatement {
  let statement = node;
  while (statement.parent && statement.parent.type !== "Program") statement = statement.parent;
  return statement as TSESTree.ProgramStatement;
}

/**
 * Puts declarations at module scope: after the imports and what else the module sets up before the place that needs
 * them, and after the variables they read.
 */
export function declaredAtModule(
  declarations: readonly string[],
  place: Node,
  reads: readonly Variable[],
  sourceCode: SourceCode,
): Edit {
  const eol = lineBreakOf(sourceCode);
  const { body } = sourceCode.ast;
  const layout = layoutOf(sourceCode);
  const limit = Math.min(layout.firstRunning, layout.indexes.get(topStatementOf(place))!);
  const read = reads
    .flatMap(({ defs }) => defs.map(({ name }) => topStatementOf(name as Node)))
    .filter((statement) => !isHoisted(statement))
    .map((statement) => layout.indexes.get(statement)!);
  const least = Math.max(layout.lastSetupBefore[limit]!, ...read);
  const textBefore = (next: TSESTree.Token | null) => asFileEnds(declarations, next, sourceCode).join(eol);
  if (least < 0) {
    const [start] = rangeWithComments(body[0]!, sourceCode);
    return { range: [start, start], text: textBefore(sourceCode.getFirstToken(body[0]!)) + eol + eol };
  }
  // One more constant goes to the end of those that stand together there, so that all keep their order.
  const last = least + 1 < limit ? Math.min(endOfConstants(least, sourceCode), limit - 1) : least;
  const [, end] = rangeWithComments(body[last]!, sourceCode);
  const rest = sourceCode.text.slice(end);
  const blankBefore = isSetup(body[last]!, sourceCode) ? eol : "";
  const breaks = /^\s*/.exec(rest)![0].split("\n").length - 1;
  const blankAfter = rest.trim() === "" ? "" : eol.repeat(Math.max(0, 2 - breaks));
  const text = textBefore(sourceCode.getTokenAfter(body[last]!));
  return { range: [end, end], text: eol + blankBefore + text + blankAfter };
}

/** Declarations without their semicolons where the file has none, and where what follows does not go on with them. */
function asFileEnds(
  declarations: readonly string[],
  next: TSESTree.Token | null,
  sourceCode: SourceCode,
): readonly string[] {
  const isOpen = endsOpen(sourceCode) && !/^[([`/+-]/.test(next?.value ?? "");
  return isOpen ? declarations.map((one) => one.replace(/;$/, "")) : declarations;
}

/** Whether the first statement of a file that may end with a semicolon does without. */
const endsOpen = oncePerFile((sourceCode): boolean => {
  const first = sourceCode.ast.body.find(({ type }) => /^(Import|Variable|Expression)/.test(type));
  return first !== undefined && sourceCode.getLastToken(first)!.value !== ";";
});

/** What the statements of a module are to a declaration that comes in between. */
interface Layout {
  /** Where each statement stands. */
  indexes: ReadonlyMap<Node, number>;
  /** Where the first statement stands that runs a function of the file. */
  firstRunning: number;
  /** For each index, where the last statement before it stands that sets something up; -1 where none does. */
  lastSetupBefore: readonly number[];
  /** For a statement, where the constants end that stand together below it, as far as that was asked. */
  ends: Map<number, number>;
}

const layoutOf = oncePerFile((sourceCode): Layout => {
  const { body } = sourceCode.ast;
  const running = body.findIndex((statement) => runsFunctionOfFile(statement, sourceCode));
  const lastSetupBefore = [-1];
  for (const [index, statement] of body.entries())
    lastSetupBefore.push(isSetup(statement, sourceCode) ? index : lastSetupBefore[index]!);
  return {
    indexes: new Map(body.map((statement, index) => [statement, index])),
    firstRunning: running < 0 ? Infinity : running,
    lastSetupBefore,
    ends: new Map(),
  };
});

/** Where the constants end that stand together below a statement. */
function endOfConstants(start: number, sourceCode: SourceCode): number {
  const { ends } = layoutOf(sourceCode);
  let end = start;
  while (!ends.has(end) && goesOn(end, sourceCode)) end += 1;
  end = ends.get(end) ?? end;
  for (let index = start; index <= end && !ends.has(index); index++) ends.set(index, end);
  return end;
}

/** Whether the constants that stand together go on below a statement. */
function goesOn(index: number, sourceCode: SourceCode): boolean {
  const { body } = sourceCode.ast;
  const statement = body[index]!;
  const next = body[index + 1];
  if (!next || !isConstants(next, sourceCode)) return false;
  const [, end] = rangeWithComments(statement, sourceCode);
  const [start] = rangeWithComments(next, sourceCode);
  const isApart = /\n\s*\n/.test(sourceCode.text.slice(end, start));
  return isApart === isSetup(statement, sourceCode);
}

/** Whether a statement only declares values, and runs no function of the file. */
const isConstants = (statement: Node, sourceCode: SourceCode): boolean =>
  statement.type === "VariableDeclaration" &&
  !some(
    statement,
    sourceCode,
    (node) =>
      isFunction(node) ||
      (node.type === "Identifier" &&
        variableOf(node, sourceCode)?.defs[0]?.node.type === "FunctionDeclaration"),
  );

/** Imports, directives, and calls that configure something; what is built before them is built too early. */
function isSetup(statement: TSESTree.ProgramStatement, sourceCode: SourceCode): boolean {
  switch (statement.type) {
    case "ImportDeclaration":
    case "TSImportEqualsDeclaration":
      return true;
    case "ExportAllDeclaration":
    case "ExportNamedDeclaration":
      return statement.source !== null;
    case "VariableDeclaration":
      return statement.declarations.some(
        ({ init }) => init && (importedAs(init, sourceCode) || configures(init)),
      );
    case "ExpressionStatement":
      return !assignsExport(statement.expression, sourceCode);
    default:
      return false;
  }
}

/** `const env = dotenv.config()` */
const configures = (init: Node): boolean => {
  const call = awaited(init);
  return call.type === "CallExpression" && /^(config|configure|register)$/.test(calledName(call) ?? "");
};

/** `warmUp();`, where `warmUp` is declared further down: what it needs has to be there by then. */
const runsFunctionOfFile = (statement: Node, sourceCode: SourceCode): boolean =>
  /^(Expression|Variable)/.test(statement.type) &&
  someOwn(statement, sourceCode, (node) => {
    const called = node.type === "CallExpression" ? variableOf(node.callee, sourceCode) : undefined;
    return called?.defs[0]?.node.type === "FunctionDeclaration";
  });

function assignsExport(expression: Node, sourceCode: SourceCode): boolean {
  if (expression.type !== "AssignmentExpression") return false;
  let owner: Node = expression.left;
  while (owner.type === "MemberExpression") owner = bare(owner.object);
  return isGlobal(owner, "exports", sourceCode) || isGlobal(owner, "module", sourceCode);
}

/** What is there before the first statement runs, wherever it stands. */
const isHoisted = ({ type }: Node): boolean => type === "FunctionDeclaration" || type === "ImportDeclaration";

/**
 * A name that is free at module scope and means the same in each of the places; the first candidate if possible.
 *
 * @param leaving a variable that will be gone, so that its name does not count
 */
export function freeName(
  candidates: readonly [string, ...string[]],
  places: readonly Node[],
  sourceCode: SourceCode,
  leaving?: Variable,
): string {
  const isFree = (name: string) =>
    !globalsReadBy(sourceCode).has(name) &&
    [sourceCode.ast, ...places].every((place) => !meansAnother(name, place, sourceCode, [leaving]));

  for (const name of candidates) if (isFree(name)) return name;
  for (let count = 2; ; count++) {
    const last = candidates.at(-1)!;
    const name = /\d$/.test(last) ? `${last}_${count}` : `${last}${count}`;
    if (isFree(name)) return name;
  }
}

/** The names that a file reads and does not declare. */
export const globalsReadBy = oncePerFile(
  ({ scopeManager }): ReadonlySet<string> =>
    new Set(scopeManager?.globalScope?.through.map(({ identifier }) => identifier.name as string)),
);

/** Whether a name at a place already stands for something else than a variable of `itself`. */
export function meansAnother(
  name: string,
  place: Node,
  sourceCode: SourceCode,
  itself: readonly (Variable | undefined)[] = [],
): boolean {
  for (let scope = scopeAt(place, sourceCode); scope; scope = scope.upper) {
    const variable = scope.set.get(name);
    if (variable && !itself.includes(variable)) return true;
  }
  return false;
}

function scopeAt(place: Node, sourceCode: SourceCode): TSESLint.Scope.Scope | null {
  for (const node of [place, ...ancestorsOf(place)]) {
    const scope = sourceCode.scopeManager?.acquire(node, true);
    if (scope) return scope;
  }
  return null;
}
