import type { Node } from "../kit/ast.ts";
import { resolve } from "../kit/bindings.ts";
import type { SourceCode } from "../kit/rule.ts";
import { fieldOf, textOf } from "../kit/values.ts";

/** Where AWS is played on somebody's machine: names are what that machine makes of them, and Lambda is far away. */
const emulator = /\blocalhost\b|127\.0\.0\.1|host\.docker\.internal|localstack|dynamodb-local/;

/** Whether a client is one of an emulator for certain, by its endpoint. */
export function isSentToEmulator(client: Node | undefined, sourceCode: SourceCode): boolean {
  let part = client;
  // `DynamoDBDocumentClient.from(new DynamoDBClient({ endpoint }))`
  for (let depth = 4; depth > 0 && part; depth -= 1) {
    const made = resolve(part, sourceCode);
    if (made.type === "NewExpression") {
      const endpoint = fieldOf(made.arguments[0], "endpoint", sourceCode);
      return typeof endpoint !== "string" && emulator.test(textOf(endpoint, sourceCode) ?? "");
    }
    part = made.type === "CallExpression" ? made.arguments[0] : undefined;
  }
  return false;
}
