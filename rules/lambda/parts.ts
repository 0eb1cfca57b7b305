import type { TSESLint, TSESTree } from "@typescript-eslint/utils";
import { contains, stringValue, type Node } from "../kit/ast.ts";
import { exportsOf } from "../kit/exports.ts";
import { oncePerFile } from "../kit/once.ts";
import type { SourceCode } from "../kit/rule.ts";
import { Flow } from "./flow.ts";
import type { Handler } from "./handlers.ts";

/**
 * The places of a file that decide what a function of it does: its code and what that calls, what these name outside of
 * themselves, as an import or a client, and what the file does when it is loaded.
 *
 * @param others functions that are none of it, although it may lie in one place with them: other handlers
 */
export function partsOf(handler: Handler, others: readonly Handler[], sourceCode: SourceCode): Node[] {
  const foreign = new Set<Node>(others.map((other) => other.function));
  const exported = exportsOf(sourceCode).filter(({ name }) => name === handler.name);
  const seeds = [
    handler.function,
    ...(handler.fields ?? []),
    ...(handler.reach ? [] : exported.flatMap(({ value }) => without(foreign, value))),
    ...new Flow([handler], sourceCode).roots,
  ];
  const parts = new Set<Node>();
  addNamedFrom(seeds, parts, foreign, sourceCode);
  // What is done to another handler as the file is loaded, as `other.use(…)`, is that one's.
  const strangers = new Set(others.flatMap(({ name }) => namesBehind(name, sourceCode)));
  for (const name of namesBehind(handler.name, sourceCode)) strangers.delete(name);
  const loading = runWhenLoaded(sourceCode).filter(
    (statement) => ![...namedIn(statement, sourceCode)].some((variable) => strangers.has(variable)),
  );
  addNamedFrom(loading, parts, foreign, sourceCode);
  return [...parts];
}

/** The places of a file that decide what an export of it is, as the entries of a list. */
export function partsOfExport(name: string, others: readonly Handler[], sourceCode: SourceCode): Node[] {
  const parts = new Set<Node>();
  const values = exportsOf(sourceCode)
    .filter((one) => one.name === name && !isType(one.value))
    .map(({ value }) => value);
  addNamedFrom(values, parts, new Set(others.map((other) => other.function)), sourceCode);
  return [...parts];
}

const isType = ({ type }: Node): boolean => /^TS(Interface|TypeAlias)Declaration$/.test(type);

/** Adds some places, and whatever these name in turn. */
function addNamedFrom(
  seeds: readonly Node[],
  parts: Set<Node>,
  foreign: ReadonlySet<Node>,
  sourceCode: SourceCode,
): void {
  const waiting = seeds.filter((seed) => !foreign.has(seed));
  for (let part = waiting.pop(); part; part = waiting.pop()) {
    if (parts.has(part)) continue;
    parts.add(part);
    for (const named of namedIn(part, sourceCode))
      waiting.push(...definitionsOf(named).flatMap((one) => without(foreign, one)));
  }
}

type Variable = TSESLint.Scope.Variable;

/** Where each variable is named that something outside of a scope declares, in the order of the text. */
const referencesIn = oncePerFile(({ scopeManager }): readonly { at: number; variable: Variable }[] =>
  (scopeManager?.scopes ?? [])
    .flatMap((scope) => scope.references)
    .flatMap(({ identifier, resolved }) =>
      resolved ? [{ at: identifier.range[0], variable: resolved }] : [],
    )
    .sort((one, other) => one.at - other.at),
);

/** The variables that a place names and does not declare itself. */
function namedIn(part: Node, sourceCode: SourceCode): Set<Variable> {
  const references = referencesIn(sourceCode);
  const [start, end] = part.range;
  const named = new Set<Variable>();
  for (let index = firstFrom(start, references); index < references.length; index++) {
    const { at, variable } = references[index]!;
    if (at >= end) break;
    if (!variable.defs.some(({ name }) => contains(part, name as Node))) named.add(variable);
  }
  return named;
}

function firstFrom(start: number, references: readonly { at: number }[]): number {
  let [low, high] = [0, references.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (references[middle]!.at < start) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Where a variable gets what it holds. Types are no part of what runs. */
function definitionsOf({ defs, references }: Variable): Node[] {
  const defined = defs.flatMap((definition): Node[] => {
    const node = definition.node as Node;
    switch (definition.type as string) {
      case "ImportBinding": {
        const declaration = definition.parent as TSESTree.ImportDeclaration;
        return "source" in declaration ? [node, declaration.source] : [node];
      }
      case "Variable":
        return ownPartOf(definition.name as Node, node);
      case "FunctionName":
      case "ClassName":
      case "TSEnumName":
        return [node];
      default:
        return [];
    }
  });
  const written = references.flatMap(({ identifier, writeExpr, init }): Node[] => {
    const parent = (identifier as Node).parent;
    return writeExpr && !init && parent?.type === "AssignmentExpression" ? [parent] : [];
  });
  return [...defined, ...written];
}

/** Of `const { save, load } = require("./store")` what one of the names needs, or else all that declares it. */
function ownPartOf(name: Node, declarator: Node): Node[] {
  const property = name.parent!;
  const { init } = declarator as TSESTree.VariableDeclarator;
  const isOwn = property.type === "Property" && property.parent.parent === declarator;
  return isOwn && init && requiredBy(init) !== undefined ? [property, init] : [declarator];
}

/** `"./store"` of `require("./store")`. */
export function requiredBy(init: Node): string | undefined {
  if (init.type !== "CallExpression" || init.callee.type !== "Identifier") return undefined;
  const [module] = init.arguments;
  return init.callee.name === "require" ? module && stringValue(module) : undefined;
}

/** A definition, but of a class what is no foreign function, and nothing of what is only there to make one. */
function without(foreign: ReadonlySet<Node>, definition: Node): Node[] {
  const inside = [...foreign].filter((one) => contains(definition, one));
  if (inside.length === 0) return [definition];
  if (definition.type !== "ClassDeclaration" && definition.type !== "ClassExpression") return [];
  return definition.body.body.filter((member) => !inside.some((one) => contains(member, one)));
}

/** The statements that do something when a file is loaded, without those that declare or export. */
const runWhenLoaded = oncePerFile((sourceCode): readonly Node[] => {
  const exporting = new Set<Node>(exportsOf(sourceCode).map(({ statement }) => statement));
  return sourceCode.ast.body.filter((statement) => {
    if (statement.type === "ImportDeclaration") return statement.specifiers.length === 0;
    if (/Declaration$/.test(statement.type) || exporting.has(statement)) return false;
    return !(statement.type === "ExpressionStatement" && "directive" in statement && statement.directive);
  });
});

/** The variables behind an export: `const orders = middy(…); export { orders as handler }`. */
const namesBehind = (name: string, sourceCode: SourceCode): Variable[] =>
  exportsOf(sourceCode)
    .filter((one) => one.name === name)
    .flatMap(({ value, statement }) =>
      value.type === "Identifier"
        ? [...namedIn(value, sourceCode)]
        : (sourceCode.scopeManager?.getDeclaredVariables(declaring(value, statement)) ?? []),
    );

/** What declares a variable that a statement exports: the declarator around a value, or the value. */
const declaring = (value: Node, statement: Node): TSESTree.Node =>
  value.parent?.type === "VariableDeclarator" ? value.parent : contains(statement, value) ? value : statement;
