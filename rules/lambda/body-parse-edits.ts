import type { TSESTree } from "@typescript-eslint/utils";
import { bare, enclosingFunction, outermost, propertyOf, type Node } from "../kit/ast.ts";
import { placesOf } from "../kit/binding.ts";
import { variableOf } from "../kit/bindings.ts";
import { lineBreakOf, textAfter, type Edit } from "../kit/edits.ts";
import { freeName, isOfModule, meansAnother } from "../kit/module-scope.ts";
import type { RuleContext, SourceCode } from "../kit/rule.ts";
import { isTypeScript } from "../kit/types.ts";
import { valueBehind } from "../kit/values.ts";
import { isFreeToChange } from "./answer-edits.ts";
import { answersOf } from "./answers.ts";
import { withoutEmptyDefault } from "./body-parse.ts";
import type { Handler } from "./handlers.ts";

/** Parses something else where a request has no body. */
export function withDefault(parse: TSESTree.CallExpression, text: string, sourceCode: SourceCode): Edit {
  const argument = parse.arguments[0]!;
  const value = withoutEmptyDefault(argument);
  // `event.body ?? ""`, or a name for it: an empty text is no body, and not nullish.
  const behind = valueBehind(argument, sourceCode);
  const operator = withoutEmptyDefault(behind) === bare(behind) ? "??" : "||";
  return {
    range: outermost(bare(argument)).range,
    text: `${sourceCode.getText(value as TSESTree.Node)} ${operator} ${text}`,
  };
}

/**
 * Answers 400 where the body is missing or no JSON. Only for `const order = JSON.parse(…);` right in an async handler,
 * whose answer goes to the client as it stands.
 */
export function answering400(
  parse: TSESTree.CallExpression,
  handler: Handler,
  { sourceCode, filename }: RuleContext,
): Edit | undefined {
  const { function: fn } = handler;
  const value = outermost(parse);
  const declarator = value.parent;
  const declaration = declarator?.parent;
  if (declarator?.type !== "VariableDeclarator" || declaration?.type !== "VariableDeclaration")
    return undefined;
  if (declaration.declarations.length > 1 || declaration.parent.type !== "BlockStatement") return undefined;
  if (!fn.async || enclosingFunction(parse) !== fn || !isFreeToChange(declarator, sourceCode))
    return undefined;
  if (sourceCode.getCommentsInside(declaration).length > 0) return undefined;

  const { id } = declarator;
  const name = id.type === "Identifier" ? id.name : freeName(["parsed"], [parse], sourceCode);
  const type = isTypeScript(filename) ? typeFor(declarator, value, sourceCode) : "";
  const indent = /^[ \t]*/.exec(sourceCode.lines[declaration.loc.start.line - 1]!)![0];
  const further = indent + (indent.includes("\t") ? "\t" : "  ");
  const end = sourceCode.getLastToken(declaration)!.value === ";" ? ";" : "";
  const parsed = textAfter(value.range, [withDefault(parse, '""', sourceCode)], sourceCode);
  const lines = [
    `let ${name}${type}${end}`,
    `${indent}try {`,
    `${further}${name} = ${parsed}${end}`,
    `${indent}} catch {`,
    `${further}return { statusCode: 400, ${headersOf(handler, parse, sourceCode)}body: "The body is not JSON" }${end}`,
    `${indent}}`,
    ...(id.type === "Identifier"
      ? []
      : [`${indent}${declaration.kind} ${sourceCode.getText(id)} = ${name}${end}`]),
  ];
  return { range: declaration.range, text: lines.join(lineBreakOf(sourceCode)) };
}

/** The headers that all answers of a handler have, by a name of the module: without them, a browser may not show one. */
function headersOf(handler: Handler, place: Node, sourceCode: SourceCode): string {
  const values = answersOf(handler, sourceCode).map(({ object }) => propertyOf(object, "headers")?.value);
  const [variable, ...others] = new Set(values.map((value) => value && variableOf(value, sourceCode)));
  if (!variable || others.length > 0 || !isOfModule(variable)) return "";
  if (meansAnother(variable.name, place, sourceCode, [variable])) return "";
  return variable.name === "headers" ? "headers, " : `headers: ${variable.name}, `;
}

/** What TypeScript has to be told of a variable: what it was told before, and what it does not see in a closure. */
function typeFor({ id }: TSESTree.VariableDeclarator, value: Node, sourceCode: SourceCode): string {
  if (id.type !== "Identifier") return "";
  if (id.typeAnnotation) return sourceCode.getText(id.typeAnnotation);
  const places = placesOf(variableOf(id, sourceCode)!);
  if (places.every((place) => enclosingFunction(place) === enclosingFunction(id))) return "";
  return `: ${value.type === "TSAsExpression" ? sourceCode.getText(value.typeAnnotation) : "any"}`;
}
