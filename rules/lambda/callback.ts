import type { TSESTree } from "@typescript-eslint/utils";
import { importedAs } from "../kit/imports.ts";
import type { SourceCode } from "../kit/rule.ts";
import { callbackName, streamsResponse } from "./evidence.ts";
import type { Handler } from "./handlers.ts";

/**
 * The third parameter of a handler where it is the callback of Lambda's older interface. Since Node.js 24 the runtime
 * counts parameters as `function.length` does and throws `Runtime.CallbackHandlerDeprecated` for three of them; a default
 * or a rest parameter ends the count, and a handler that streams has three for another reason.
 * https://github.com/aws/aws-lambda-nodejs-runtime-interface-client/blob/main/src/function/callback-deprecation.ts
 */
export function callbackOf(handler: Handler, sourceCode: SourceCode): TSESTree.Identifier | undefined {
  if (handler.wrappers.some((wrapper) => streamsResponse(wrapper, sourceCode))) return undefined;
  const parameters = handler.function.params.filter(
    (one) => one.type !== "Identifier" || one.name !== "this",
  );
  const counted = parameters.slice(0, 3);
  if (counted.some(({ type }) => type === "AssignmentPattern" || type === "RestElement")) return undefined;

  const third = counted[2];
  if (third?.type !== "Identifier") return undefined;
  return callbackName.test(third.name) || isTypedCallback(third, sourceCode) ? third : undefined;
}

/** `respond: Callback<Order>` with the type of `aws-lambda`. */
function isTypedCallback({ typeAnnotation }: TSESTree.Identifier, sourceCode: SourceCode): boolean {
  const type = typeAnnotation?.typeAnnotation;
  const imported = type?.type === "TSTypeReference" ? importedAs(type.typeName, sourceCode) : undefined;
  return imported?.module === "aws-lambda" && imported.name.endsWith("Callback");
}
