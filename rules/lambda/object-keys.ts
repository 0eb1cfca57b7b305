import { awaited, bare, methodName, stringValue, type Node } from "../kit/ast.ts";
import { isGlobal } from "../kit/bindings.ts";
import type { SourceCode } from "../kit/rule.ts";
import { valueBehind } from "../kit/values.ts";
import type { Objects } from "./deployed.ts";
import type { Lambda } from "./model.ts";

/** A part of a key: a text, the key that the event brought, or what cannot be told. */
type Part = string | typeof own | typeof unknown;
const own = Symbol("the event's key");
const unknown = Symbol("unknown");

/** How far expressions are followed. */
const maximumDepth = 6;

/** Whether a notification that a bucket is told to send is sent for an object under this key too; in doubt, it is not. */
export function countsAmong(
  key: Node | undefined,
  { prefix, suffix }: Objects,
  lambda: Lambda,
  sourceCode: SourceCode,
): boolean {
  const parts = key ? partsOf(key, lambda, sourceCode) : [unknown];
  const [start, end] = [parts[0], parts.at(-1)];
  // What came with the event has the prefix and the suffix: else it would not have come.
  return (
    (prefix === "" || start === own || (typeof start === "string" && start.startsWith(prefix))) &&
    (suffix === "" || end === own || (typeof end === "string" && end.endsWith(suffix)))
  );
}

/** What a key is put together of; texts that follow each other are one. */
function partsOf(node: Node, lambda: Lambda, sourceCode: SourceCode, depth = maximumDepth): Part[] {
  const value = valueBehind(node, sourceCode);
  if (isOwnKey(node, lambda, sourceCode) || isOwnKey(value, lambda, sourceCode)) return [own];
  const literal = stringValue(value);
  if (literal !== undefined || depth === 0) return [literal ?? unknown];
  const partsAt = (part: Node) => partsOf(part, lambda, sourceCode, depth - 1);
  if (value.type === "TemplateLiteral")
    return joined(
      value.quasis.flatMap((quasi, index) => {
        const next = value.expressions[index];
        return [quasi.value.cooked ?? unknown, ...(next ? partsAt(next) : [])];
      }),
    );
  return value.type === "BinaryExpression" && value.operator === "+"
    ? joined([...partsAt(value.left), ...partsAt(value.right)])
    : [unknown];
}

function joined(parts: readonly Part[]): Part[] {
  const all: Part[] = [];
  for (const part of parts) {
    const last = all.at(-1);
    if (typeof part === "string" && typeof last === "string") all[all.length - 1] = last + part;
    else if (part !== "") all.push(part);
  }
  return all;
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
