import { outermost, type Node } from "../../kit/ast.ts";
import { placesOf } from "../../kit/binding.ts";
import { variableOf } from "../../kit/bindings.ts";
import type { SourceCode } from "../../kit/rule.ts";
import { fieldOfThis } from "./fields.ts";

/** Where a file uses what an expression makes: right there, or through the names and fields that keep it. */
export const usesOf = (made: Node, sourceCode: SourceCode): Node[] => placesUsing(made, sourceCode).uses;

/** Whether a field keeps what an expression makes, so that code outside of its class can read it. */
export const isExposed = (made: Node, sourceCode: SourceCode): boolean =>
  placesUsing(made, sourceCode).isExposed;

function placesUsing(made: Node, sourceCode: SourceCode): { uses: Node[]; isExposed: boolean } {
  const uses: Node[] = [];
  let isExposed = false;
  const keepers = new Set<object>();
  const values = [made];
  for (const value of values) {
    const keeper = keeperOf(outermost(value), sourceCode);
    if (!keeper) uses.push(value);
    else if (!keepers.has(keeper)) {
      keepers.add(keeper);
      isExposed ||= "places" in keeper && !keeper.isPrivate;
      for (const place of "places" in keeper ? keeper.places : placesOf(keeper)) values.push(place);
    }
  }
  return { uses, isExposed };
}

/** The variable or the field of a class that a value is written into. */
function keeperOf(value: Node, sourceCode: SourceCode) {
  const { parent } = value;
  if (parent?.type === "PropertyDefinition" && parent.value === value) return fieldOfThis(parent, sourceCode);
  const target =
    parent?.type === "VariableDeclarator" && parent.init === value
      ? parent.id
      : parent?.type === "AssignmentExpression" && parent.right === value
        ? parent.left
        : undefined;
  if (target?.type === "MemberExpression") return fieldOfThis(target, sourceCode);
  return target && variableOf(target, sourceCode);
}
