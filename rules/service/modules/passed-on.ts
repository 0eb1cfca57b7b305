import type { TSESTree } from "@typescript-eslint/utils";
import { awaited, bare, isClass, memberName, type Node } from "../../kit/ast.ts";
import { resolve } from "../../kit/bindings.ts";
import { exportsOf } from "../../kit/exports.ts";
import { importedAs } from "../../kit/imports.ts";
import { memoises } from "../../kit/memo.ts";
import type { SourceCode } from "../../kit/rule.ts";
import { functionBehind, ofInstance, ofResult, valuesIn } from "../../lambda/values.ts";
import { after, itself, originOf, originOfType, type Target } from "../../lambda/targets.ts";
import { membersOf } from "../../lambda/declared-types.ts";

/** What others get from a module that it has from yet others. */
export interface PassedOn {
  /** What comes of it, by its name there. */
  passedOn: ReadonlyMap<string, readonly Target[]>;
  /** Wrappers, and what it gives to these, by the name of what they make. */
  wrapped: ReadonlyMap<string, readonly Target[]>;
  /** The modules of which it passes on everything. */
  all: readonly string[];
}

/** @param isOwn whether a module that is imported is one of the repository */
export function passedOnBy(sourceCode: SourceCode, isOwn: (module: string) => boolean): PassedOn {
  const ownOf = (targets: Names[number][1]): Target[] =>
    targets.filter((one): one is Target => one !== undefined && (one.module === itself || isOwn(one.module)));
  const byName = (all: Names) =>
    new Map(
      all.map(([name, targets]) => [name, ownOf(targets)] as const).filter(([, own]) => own.length > 0),
    );
  return {
    passedOn: byName([
      ...reExportedBy(sourceCode),
      ...comingOfValues(sourceCode),
      ...comingOfTypes(sourceCode),
    ]),
    wrapped: byName(exportsOf(sourceCode).map(({ name, value }) => [name, wrappingOf(value, sourceCode)])),
    all: wholesIn(sourceCode).filter(isOwn),
  };
}

/** Names with what they stand for. */
type Names = [name: string, targets: readonly (Target | undefined)[]][];

/** `export { a as b } from "./c"`, `export * as d from "./d"` */
const reExportedBy = ({ ast }: SourceCode): Names =>
  ast.body.flatMap((statement): Names => {
    if (statement.type === "ExportAllDeclaration" && statement.exported)
      return [[nameOf(statement.exported), [{ module: statement.source.value, name: "*" }]]];
    if (statement.type !== "ExportNamedDeclaration" || !statement.source) return [];
    const module = statement.source.value;
    return statement.specifiers.map(({ local, exported }) => [
      nameOf(exported),
      [{ module, name: nameOf(local).replace(/^default$/, "*") }],
    ]);
  });

const nameOf = (name: TSESTree.Identifier | TSESTree.StringLiteral): string =>
  name.type === "Identifier" ? name.name : name.value;

/** `export const orders = new OrderService(table)` of a class that is imported, or `class Orders extends Repository`. */
const comingOfValues = (sourceCode: SourceCode): Names =>
  valuesIn(sourceCode).flatMap(({ name, value }): Names => {
    if (isClass(value)) {
      const { superClass } = value;
      return superClass ? [[name + ofInstance, [after(originOf(superClass, sourceCode), ofInstance)]]] : [];
    }
    const type = functionBehind(value, sourceCode)?.returnType?.typeAnnotation;
    const of = (node: Node) => originOf(node, sourceCode);
    return [
      [name, [originOf(value, sourceCode)]],
      ...(type ? [[name + ofResult, [originOfType(type, of, sourceCode)]] as Names[number]] : []),
    ];
  });

/** `export interface Container { orders: OrderService }`, `export type Container = ReturnType<typeof createContainer>` */
function comingOfTypes(sourceCode: SourceCode): Names {
  const exported = exportsOf(sourceCode);
  const of = (node: Node): Target | undefined => {
    const isOwn = node.type === "Identifier" && exported.some(({ name }) => name === node.name);
    return isOwn ? { module: itself, name: node.name } : originOf(node, sourceCode);
  };
  return exported.flatMap(({ name, value }): Names => {
    if (value.type !== "TSInterfaceDeclaration" && value.type !== "TSTypeAliasDeclaration") return [];
    const members = membersOf(value, sourceCode).map(([member, type]): Names[number] => [
      name + ofInstance + member,
      [originOfType(type, of, sourceCode)],
    ]);
    return value.type === "TSInterfaceDeclaration"
      ? members
      : [...members, [name + ofInstance, [originOfType(value.typeAnnotation, of, sourceCode)]]];
  });
}

/** What `withLogging(create)` runs of other modules when it is called itself: what the wrapper returns, and what it is given. */
function wrappingOf(value: Node, sourceCode: SourceCode): (Target | undefined)[] {
  const call = awaited(resolve(value, sourceCode));
  if (call.type !== "CallExpression") return [];
  return [after(originOf(call.callee, sourceCode), ofResult), ...givenToWrappers(call, sourceCode)];
}

/** What of other modules `middy(create).use(parser)`, `withLogging(options)(create)` and their like are given. */
function givenToWrappers(value: Node, sourceCode: SourceCode): (Target | undefined)[] {
  const call = awaited(resolve(value, sourceCode));
  if (call.type !== "CallExpression" || memoises(call, sourceCode)) return [];
  const callee = bare(call.callee);
  const chain = callee.type === "MemberExpression" ? awaited(callee.object) : callee;
  if (chain.type !== "CallExpression") return call.arguments.flatMap((one) => givenAs(one, sourceCode));
  // Of a chain, only the start and `handler` take what is called in the end.
  const isLast = callee.type !== "MemberExpression" || memberName(callee) === "handler";
  const given = isLast ? call.arguments.flatMap((one) => givenAs(one, sourceCode)) : [];
  return [...givenToWrappers(chain, sourceCode), ...given];
}

function givenAs(argument: Node, sourceCode: SourceCode): (Target | undefined)[] {
  const given = awaited(resolve(argument, sourceCode));
  const isMade = given.type === "CallExpression" && !importedAs(given, sourceCode);
  return isMade ? givenToWrappers(argument, sourceCode) : [originOf(argument, sourceCode)];
}

/** `export * from "./orders"`, `module.exports = { ...require("./orders") }` */
const wholesIn = (sourceCode: SourceCode): string[] => [
  ...sourceCode.ast.body.flatMap((one) =>
    one.type === "ExportAllDeclaration" && !one.exported ? [one.source.value] : [],
  ),
  ...exportsOf(sourceCode).flatMap(({ name, value }) => {
    const object = name === "default" ? resolve(value, sourceCode) : undefined;
    if (object?.type !== "ObjectExpression") return [];
    const spread = object.properties.flatMap((one) =>
      one.type === "SpreadElement" ? [originOf(one.argument, sourceCode)] : [],
    );
    return spread.flatMap((origin) => (origin?.name === "*" ? [origin.module] : []));
  }),
];
