import type { TSESTree } from "@typescript-eslint/utils";
import { enclosingFunction, memberName, outermost, type FunctionNode, type Node } from "./ast.ts";
import { isMarked, placesOf } from "./binding.ts";
import { functionNamed, parametersOf, variableNaming, variableOf, type Variable } from "./bindings.ts";
import { importedAs } from "./imports.ts";
import { isLogging } from "./logging.ts";
import type { SourceCode } from "./rule.ts";

/** How far a thing is followed, through names and functions of the file. */
const maximumDepth = 4;

/**
 * Whether all that is done to a thing is in sight, and leaves no mark on it: its methods are called, it is read, it is
 * given to a package or to a function of this file that does no more.
 */
export function isLeftAsBuilt(
  variable: Variable,
  marking: RegExp,
  sourceCode: SourceCode,
  depth = maximumDepth,
): boolean {
  if (depth === 0 || isMarked(variable, marking)) return false;
  const keeps = (name: Node | null | undefined): boolean => {
    const other = name?.type === "Identifier" ? variableOf(name, sourceCode) : undefined;
    return other !== undefined && isLeftAsBuilt(other, marking, sourceCode, depth - 1);
  };

  /** Whether a place where the thing, or a part of it, stands as a value does it no harm. */
  const isHarmless = (place: Node): boolean => {
    const value = outermost(place);
    const { parent } = value;
    switch (parent?.type) {
      case "MemberExpression":
        return parent.object !== value || (!isAdding(parent) && isHarmless(parent));
      case "VariableDeclarator":
        return keeps(parent.id);
      case "CallExpression":
      case "NewExpression":
        return parent.callee === value || isHarmlessCall(parent, value);
      case "Property":
      case "ObjectExpression":
      case "ArrayExpression":
      case "SpreadElement":
      case "LogicalExpression":
      case "ConditionalExpression":
        return isHarmless(parent);
      case "ReturnStatement":
        return isNamedNowhere(enclosingFunction(parent), sourceCode);
      case "ArrowFunctionExpression":
        return isNamedNowhere(parent, sourceCode);
      default:
        return /^(Await|Binary|Unary|TemplateLiteral|ExpressionStatement|IfStatement|TSTypeQuery)/.test(
          parent?.type ?? "",
        );
    }
  };

  const isHarmlessCall = (
    call: Extract<Node, { type: "CallExpression" | "NewExpression" }>,
    passed: Node,
  ) => {
    if (call.type === "CallExpression" && isLogging(call)) return true;
    const fn = functionNamed(call.callee, sourceCode);
    if (fn) return keeps(parametersOf(fn)[call.arguments.indexOf(passed as never)]);
    const { callee } = call;
    if (callee.type === "MemberExpression" && variableOf(callee.object, sourceCode) === variable) return true;
    const imported = importedAs(callee, sourceCode);
    return imported !== undefined && !/^[./]/.test(imported.module);
  };

  return placesOf(variable).every(isHarmless);
}

/** A method that adds to what the thing holds, of one event after the other: `metrics.addDimension(…)`. */
const isAdding = (member: TSESTree.MemberExpression): boolean =>
  /^(add|append|set)[A-Z]/.test(memberName(member) ?? "");

/** Whether no code of the file gets what a function returns: it is a handler, and Lambda gets it. */
function isNamedNowhere(fn: FunctionNode | undefined, sourceCode: SourceCode): boolean {
  const variable = fn && variableNaming(fn, sourceCode);
  if (!variable) return /^(AssignmentExpression|ExportDefaultDeclaration)$/.test(fn?.parent?.type ?? "");
  return placesOf(variable).every((place) => place.parent?.type === "ExportSpecifier");
}
