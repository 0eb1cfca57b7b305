import type { TSESTree } from "@typescript-eslint/utils";
import { contains, stringValue, type Node } from "../kit/ast.ts";
import { functionNamed, isGlobal, parametersOf, variableOf } from "../kit/bindings.ts";
import type { Edit } from "../kit/edits.ts";
import { meansAnother } from "../kit/module-scope.ts";
import type { SourceCode } from "../kit/rule.ts";
import { typeDemandedBy } from "../kit/types.ts";
import { contextOf } from "./handlers.ts";
import type { LoggedData } from "./logged-data.ts";
import type { Lambda } from "./model.ts";

/** Logs the request's id where the whole event is logged; `undefined` where the handler's context is not at hand. */
export function requestIdFor(
  { place, call }: LoggedData,
  lambda: Lambda,
  sourceCode: SourceCode,
): { code: string; edit: Edit } | undefined {
  const handler = lambda.handlerOf(call);
  const second = handler && contextOf(handler);
  const context = second?.type === "Identifier" ? variableOf(second, sourceCode) : undefined;
  if (!context || !contains(handler!.function, call)) return undefined;
  if (meansAnother(context.name, call, sourceCode, [context])) return undefined;

  const id = `${context.name}.awsRequestId`;
  const change = (code: string, text = code) => ({ code, edit: { range: place.range, text } });

  const wanted = wantedBy(call, place, sourceCode);
  if (place.type === "Property" || place.type === "SpreadElement")
    return wanted === "anything" && place.parent.type === "ObjectExpression"
      ? change(id, `requestId: ${id}`)
      : undefined;
  if (place.parent !== call) return isInText(place) || wanted === "anything" ? change(id) : undefined;
  if (wanted === "text") return change(id);
  if (wanted === "something else") return undefined;
  // A logger's first argument may have to be a text, or an object with a message.
  const isConsole =
    call.callee.type === "MemberExpression" && isGlobal(call.callee.object, "console", sourceCode);
  return isConsole || call.arguments[0] !== place ? change(`{ requestId: ${id} }`) : undefined;
}

const isInText = ({ parent }: Node): boolean =>
  parent?.type === "TemplateLiteral" || parent?.type === "BinaryExpression";

/**
 * What a function may be given in the place of an argument, or of a part of one: a function of the file says so by the
 * types of its parameters, and loggers take anything.
 */
function wantedBy(
  call: TSESTree.CallExpression,
  place: Node,
  sourceCode: SourceCode,
): "anything" | "text" | "something else" {
  const fn = functionNamed(call.callee, sourceCode);
  if (!fn) return "anything";
  // `const log: Log = (data) => console.log(data)`
  if (fn.parent && typeDemandedBy(fn.parent)) return "something else";
  const parameters = parametersOf(fn);
  const index = call.arguments.findIndex((argument) => contains(argument, place));
  const parameter = parameters[Math.min(index, parameters.length - 1)];
  const type = parameter?.typeAnnotation?.typeAnnotation;
  const one = parameter?.type === "RestElement" && type?.type === "TSArrayType" ? type.elementType : type;
  if (!one) {
    // `text = ""` has the type of its default.
    const given = parameter?.parent?.type === "AssignmentPattern" ? parameter.parent.right : undefined;
    if (!given) return "anything";
    return stringValue(given) === undefined ? "something else" : "text";
  }
  if (one.type === "TSStringKeyword") return "text";
  return takesAnything.test(sourceCode.getText(one)) ? "anything" : "something else";
}

const takesAnything = /^(any|unknown|object|Record<string, ?(any|unknown)>)$/;
