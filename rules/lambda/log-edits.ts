import { contains } from "../kit/ast.ts";
import { isGlobal, parametersOf, variableOf } from "../kit/bindings.ts";
import type { Edit } from "../kit/edits.ts";
import { meansAnother } from "../kit/module-scope.ts";
import type { SourceCode } from "../kit/rule.ts";
import type { LoggedData } from "./logged-data.ts";
import type { Lambda } from "./model.ts";

/** Logs the request's id where the whole event is logged; `undefined` where the handler's context is not at hand. */
export function requestIdFor(
  { place, call }: LoggedData,
  lambda: Lambda,
  sourceCode: SourceCode,
): { code: string; edit: Edit } | undefined {
  const handler = lambda.handlerOf(call);
  const second = handler && parametersOf(handler.function)[1];
  const context = second?.type === "Identifier" ? variableOf(second, sourceCode) : undefined;
  if (!context || !contains(handler!.function, call)) return undefined;
  if (meansAnother(context.name, call, sourceCode, [context])) return undefined;

  const id = `${context.name}.awsRequestId`;
  const change = (code: string, text = code) => ({ code, edit: { range: place.range, text } });

  if (place.type === "Property" || place.type === "SpreadElement")
    return place.parent.type === "ObjectExpression" ? change(id, `requestId: ${id}`) : undefined;
  if (place.parent !== call) return change(id);
  // A logger's first argument may have to be a text, or an object with a message.
  const isConsole =
    call.callee.type === "MemberExpression" && isGlobal(call.callee.object, "console", sourceCode);
  return isConsole || call.arguments[0] !== place ? change(`{ requestId: ${id} }`) : undefined;
}
