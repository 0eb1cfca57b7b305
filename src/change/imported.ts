import type { TSESTree } from "@typescript-eslint/utils";
import { memberName, type Node } from "../../rules/kit/ast.ts";
import { requiredBy } from "../../rules/lambda/parts.ts";
import type { SourceCode } from "../../rules/kit/rule.ts";

/** What a module exports, as those call it that import it. */
export interface Imported {
  module: string;
  name: string;
}

/** What some places of a file import by name, but no types: `import { table } …`, `const { table } = require(…)`. */
export const importedBy = (nodes: readonly Node[]): Imported[] =>
  nodes.flatMap((node): Imported[] => {
    if (node.type === "Property") return requiredAs(node);
    if (node.type !== "ImportSpecifier" && node.type !== "ImportDefaultSpecifier") return [];
    const { source, importKind } = node.parent as TSESTree.ImportDeclaration;
    const name = node.type === "ImportDefaultSpecifier" ? "default" : nameOf(node.imported);
    const isType = importKind === "type" || (node.type === "ImportSpecifier" && node.importKind === "type");
    return isType ? [] : [{ module: source.value, name }];
  });

function requiredAs(property: TSESTree.Property): Imported[] {
  const declarator = property.parent.parent!;
  const name = memberName(property);
  const init = declarator.type === "VariableDeclarator" ? declarator.init : undefined;
  const module = init ? requiredBy(init) : undefined;
  return name === undefined || module === undefined ? [] : [{ module, name }];
}

/** What a file passes on under a name without a use of its own: `export { table } from "./tables"`, `export * from …`. */
export const passedOnAs = (name: string, { ast }: SourceCode): Imported[] =>
  ast.body.flatMap((statement): Imported[] => {
    if (statement.type === "ExportAllDeclaration")
      return statement.exported ? [] : [{ module: statement.source.value, name }];
    if (statement.type !== "ExportNamedDeclaration" || !statement.source) return [];
    const module = statement.source.value;
    return statement.specifiers.flatMap(({ local, exported }) =>
      nameOf(exported) === name ? [{ module, name: nameOf(local) }] : [],
    );
  });

const nameOf = (name: TSESTree.Identifier | TSESTree.StringLiteral): string =>
  name.type === "Identifier" ? name.name : name.value;

/** Whether a function that is called is the export of a name, or comes of it: `orders.save` of `orders`, `Orders#save` of `Orders`. */
export const comesOf = (called: string, name: string): boolean =>
  called === name || (called.startsWith(name) && /^[.#(]/.test(called.slice(name.length)));
