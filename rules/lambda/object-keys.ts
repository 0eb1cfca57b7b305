import { awaited, bare, methodName, stringValue, type Node } from "../kit/ast.ts";
import { isGlobal } from "../kit/bindings.ts";
import type { SourceCode } from "../kit/rule.ts";
import { valueBehind } from "../kit/values.ts";
import type { Objects } from "./deployed.ts";
import type { Lambda } from "./model.ts";

/** What stands in a key for the key that the event brought, and for what cannot be told. */
const [own, unknown] = ["\u0001", "\u0000"];

/** How far expressions are followed. */
const maximumDepth = 6;

/** Whether a notification that a bucket is told to send is sent for an object under this key too; in doubt, it is not. */
export function countsAmong(
  key: Node | undefined,
  { prefix, suffix }: Objects,
  lambda: Lambda,
  sourceCode: SourceCode,
): boolean {
  const text = key ? textOfKey(key, lambda, sourceCode) : unknown;
  const [start = ""] = text.split(/[\u0000\u0001]/);
  const end = text.split(/[\u0000\u0001]/).at(-1)!;
  // What came with the event has the prefix and the suffix: else it would not have come.
  return (
    (prefix === "" || text.startsWith(own!) || start.startsWith(prefix)) &&
    (suffix === "" || text.endsWith(own!) || end.endsWith(suffix))
  );
}

function textOfKey(node: Node, lambda: Lambda, sourceCode: SourceCode, depth = maximumDepth): string {
  if (isOwnKey(node, lambda, sourceCode)) return own!;
  const value = valueBehind(node, sourceCode);
  const literal = stringValue(value);
  if (literal !== undefined || depth === 0) return literal ?? unknown!;
  const textAt = (part: Node) => textOfKey(part, lambda, sourceCode, depth - 1);
  if (isOwnKey(value, lambda, sourceCode)) return own!;
  if (value.type === "TemplateLiteral")
    return value.quasis
      .map((quasi, index) => {
        const next = value.expressions[index];
        return (quasi.value.cooked ?? unknown!) + (next ? textAt(next) : "");
      })
      .join("");
  if (value.type === "BinaryExpression" && value.operator === "+")
    return textAt(value.left) + textAt(value.right);
  return unknown!;
}

/** `record.s3.object.key`, and `decodeURIComponent(record.s3.object.key.replace(/\+/g, " "))` */
function isOwnKey(node: Node, lambda: Lambda, sourceCode: SourceCode): boolean {
  const value = awaited(node);
  if (lambda.eventPathOf(value) === "Records[].s3.object.key") return true;
  const [encoded] = value.type === "CallExpression" ? value.arguments : [];
  if (value.type !== "CallExpression" || !encoded) return false;
  if (isGlobal(value.callee, "decodeURIComponent", sourceCode)) return isOwnKey(encoded, lambda, sourceCode);
  const callee = bare(value.callee);
  return (
    callee.type === "MemberExpression" &&
    /^replace(All)?$/.test(methodName(value) ?? "") &&
    /^(\/\\\+\/g|["']\+["'])$/.test(sourceCode.text.slice(...encoded.range)) &&
    isOwnKey(callee.object, lambda, sourceCode)
  );
}
