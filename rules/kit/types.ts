import type { TSESTree } from "@typescript-eslint/utils";
import { isFunction, type FunctionNode, type Node } from "./ast.ts";

export const isTypeScript = (filename: string): boolean => /\.[cm]?tsx?$/.test(filename);

/** The type that a node demands of what stands inside it: of a variable's value, of what a function returns. */
export function typeDemandedBy(outer: Node): TSESTree.Node | undefined {
  if (isFunction(outer)) return outer.returnType?.typeAnnotation;
  switch (outer.type) {
    case "VariableDeclarator":
      return outer.id.typeAnnotation?.typeAnnotation;
    case "PropertyDefinition":
      return outer.typeAnnotation?.typeAnnotation;
    case "TSAsExpression":
    case "TSTypeAssertion":
    case "TSSatisfiesExpression":
      return outer.typeAnnotation;
    case "CallExpression":
      return outer.typeArguments;
    default:
      return undefined;
  }
}

/** What a function declares to promise, one by one: `A` and `B` of `Promise<A | B>`. Empty where it declares nothing. */
export function typesPromisedBy({ returnType }: FunctionNode): readonly TSESTree.TypeNode[] {
  const type = returnType?.typeAnnotation;
  if (type?.type !== "TSTypeReference" || type.typeName.type !== "Identifier") return [];
  if (type.typeName.name !== "Promise") return [];
  return (type.typeArguments?.params ?? []).flatMap((promised) =>
    promised.type === "TSUnionType" ? promised.types : [promised],
  );
}
