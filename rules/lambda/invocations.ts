import { stringValue } from "../kit/ast.ts";
import { importedAs } from "../kit/imports.ts";
import type { SourceCode } from "../kit/rule.ts";
import { fieldOf, valueBehind } from "../kit/values.ts";
import type { SdkCall } from "./sdk-calls.ts";

/**
 * Whether a request certainly invokes a function and waits for its result, which is what Lambda does unless it is told
 * otherwise: https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html#API_Invoke_RequestSyntax
 */
export function waitsForFunction({ service, operation, input }: SdkCall, sourceCode: SourceCode): boolean {
  if (service !== "lambda" || operation !== "Invoke" || !input) return false;
  const type = fieldOf(input, "InvocationType", sourceCode);
  if (typeof type === "string") return type === "absent";
  const value = valueBehind(type, sourceCode);
  const spelt = stringValue(value) ?? importedAs(value, sourceCode)?.name;
  return spelt === "RequestResponse" || spelt === "InvocationType.RequestResponse";
}
