import type { TSESTree } from "@typescript-eslint/utils";
import { bare, calledName, methodName, type Node } from "../kit/ast.ts";
import { importedAs } from "../kit/imports.ts";
import type { SourceCode } from "../kit/rule.ts";
import { fieldOf, valueBehind } from "../kit/values.ts";
import type { SourceName } from "./event-sources.ts";
import type { Lambda } from "./model.ts";
import type { Guard } from "./powertools-guards.ts";

/** What a guard makes its key of, and who sends it. */
export interface Payload {
  /**
   * Where in the event it stands: `""` is the event itself, `Records[]` one record. `undefined` where that cannot be
   * told, or where something may have changed it on the way.
   */
  path: string | undefined;
  sources: readonly SourceName[];
}

/** The payload of a guard, where its sources are certain. */
export function payloadOf(guard: Guard, lambda: Lambda, sourceCode: SourceCode): Payload | undefined {
  const [place = guard.handler.function.body!] = guard.uses as Node[];
  if (!lambda.isInvokedOnlyBy(place, () => true)) return undefined;
  const path = guard.isHandler ? pathOfEvent(guard, sourceCode) : pathOfArgument(guard, lambda, sourceCode);
  return { path, sources: [...lambda.sourcesAt(place)] };
}

/** Middlewares and decorators that pass the event on as it is. */
const passing =
  /^(injectLambdaContext|captureLambdaHandler|captureMethod|logMetrics|makeHandlerIdempotent|idempotent)$/;

/** `""`, unless something around the handler may pass it another event. */
function pathOfEvent({ call, handler }: Guard, sourceCode: SourceCode): string | undefined {
  const passes = (node: Node): boolean => {
    const value = bare(node);
    if (value.type === "ArrayExpression") return value.elements.every((one) => one && passes(one));
    return value.type === "CallExpression" && passing.test(calledName(value) ?? "");
  };
  const isHarmless = (wrapper: TSESTree.CallExpression): boolean => {
    if (wrapper === call || importedAs(wrapper.callee, sourceCode)?.module === "@middy/core") return true;
    const method = methodName(wrapper);
    return method === "handler" || (method === "use" && wrapper.arguments.every(passes));
  };
  const method = handler.function.parent;
  const decorators = method?.type === "MethodDefinition" ? method.decorators : [];
  return handler.wrappers.every(isHarmless) && decorators.every(({ expression }) => passes(expression))
    ? ""
    : undefined;
}

/** Where in the event the argument stands that a guarded function makes its key of; all of its calls have to agree. */
function pathOfArgument(guard: Guard, lambda: Lambda, sourceCode: SourceCode): string | undefined {
  const index = positionOf(guard, sourceCode);
  const paths = guard.uses.map((use) => {
    if (isBatch(use, sourceCode)) return isPlainBatch(use, sourceCode) ? "Records[]" : undefined;
    const argument = index === undefined ? undefined : use.arguments[index];
    return argument && lambda.eventPathOf(argument);
  });
  return paths.every((path) => path === paths[0]) ? paths[0] : undefined;
}

/** `dataIndexArgument`, the first one if absent. */
function positionOf({ options }: Guard, sourceCode: SourceCode): number | undefined {
  const field = fieldOf(options, "dataIndexArgument", sourceCode);
  if (field === "absent") return 0;
  return typeof field === "object" && field.type === "Literal" && typeof field.value === "number"
    ? field.value
    : undefined;
}

/** `processPartialResponse(event, guarded, processor)`, which calls the function with each record. */
const isBatch = (use: TSESTree.CallExpression, sourceCode: SourceCode): boolean =>
  /^processPartialResponse(Sync)?$/.test(calledName(use) ?? "") &&
  importedAs(use.callee, sourceCode)?.module === "@aws-lambda-powertools/batch";

/** A processor with a parser passes on what that makes of a record. */
function isPlainBatch(
  { arguments: [, , processor] }: TSESTree.CallExpression,
  sourceCode: SourceCode,
): boolean {
  const made = processor && valueBehind(processor, sourceCode);
  return made?.type === "NewExpression" && made.arguments.length <= 1;
}

/** Whether Powertools learns from a call how much time the invocation has left, as the context in it says. */
export function passesContext(use: TSESTree.CallExpression, lambda: Lambda, sourceCode: SourceCode): boolean {
  if (isBatch(use, sourceCode)) return fieldOf(use.arguments[3], "context", sourceCode) !== "absent";
  const second = use.arguments[1];
  return second !== undefined && second.type !== "Literal" && lambda.eventPathOf(second) === undefined;
}
