import { bare, memberName, propertyOf, stringValue, type Node } from "../kit/ast.ts";
import { resolve } from "../kit/bindings.ts";
import type { SourceCode } from "../kit/rule.ts";
import { entriesOf, fieldValue, valueBehind } from "../kit/values.ts";
import { isSentToEmulator } from "./emulators.ts";
import { senderOf, type SdkCall } from "./sdk-calls.ts";

/** The name of a resource as it stands in the source. */
export interface ResourceName {
  /** The literal. */
  node: Node;
  /** The name without the rest of an ARN or an address. */
  name: string;
  thing: string;
}

/** A kind of resource, and how its names look; what does not is a placeholder that somebody fills in. */
interface Kind {
  thing: string;
  pattern: RegExp;
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html */
const table: Kind = { thing: "table", pattern: /^[\w.-]{3,255}$/ };

/** Fields that name a resource, by service. */
const fields = new Map<string, [field: string, kind: Kind]>([
  ["dynamodb", ["TableName", table]],
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
  ["s3", ["Bucket", { thing: "bucket", pattern: /^[a-z\d][a-z\d.-]{1,61}[a-z\d]$/ }]],
  // An emulator's queues have addresses of their own.
  ["sqs", ["QueueUrl", { thing: "queue", pattern: /^https:\/\/[\w.-]+\.amazonaws\.com[\w.]*\/\d{12}\// }]],
]);

/** An ARN of a resource in an account; AWS's own resources, as its managed policies, belong to none. */
const arn = /^arn:aws[\w-]*:([\w-]+):[\w-]*:\d{12}:./;

/** The names of resources that a request is given literally, itself or through a name that stands for one value. */
export function namesIn(call: SdkCall, sourceCode: SourceCode): ResourceName[] {
  const { service, input } = call;
  if (!input) return [];
  const [field, kind] = fields.get(service) ?? [];
  const entries = entriesOf(input, sourceCode);
  const names = entries.flatMap(([key, value]) => {
    const literal = literalBehind(value, sourceCode);
    return nameIn(literal, key === field ? kind : undefined);
  });
  const found = service === "dynamodb" ? [...names, ...tablesIn(entries, sourceCode)] : names;
  return found.length > 0 && isSentToEmulator(senderOf(call, sourceCode), sourceCode) ? [] : found;
}

/** `RequestItems: { orders: […] }` and `TransactItems: [{ Put: { TableName: "orders" } }]` */
function tablesIn(entries: readonly [string, Node][], sourceCode: SourceCode): ResourceName[] {
  return entries.flatMap(([key, value]) => {
    const items = resolve(value, sourceCode);
    if (key === "RequestItems" && items.type === "ObjectExpression")
      return items.properties.flatMap((one) => {
        if (one.type !== "Property") return [];
        const name = memberName(one);
        if (name !== undefined) return nameIn(one.key, table, name);
        return nameIn(literalBehind(one.key, sourceCode), table);
      });
    if (key !== "TransactItems" || items.type !== "ArrayExpression") return [];
    return items.elements.flatMap((element) => {
      const [request] = element?.type === "ObjectExpression" ? element.properties : [];
      const holder = request?.type === "Property" ? resolve(request.value, sourceCode) : undefined;
      const name = propertyOf(holder, "TableName")?.value;
      return name ? nameIn(literalBehind(name, sourceCode), table) : [];
    });
  });
}

/** What stands for a value in the file, also as a member of an object: `tables.orders`. */
function literalBehind(node: Node, sourceCode: SourceCode): Node {
  const value = valueBehind(node, sourceCode);
  if (value.type !== "MemberExpression") return value;
  const name = memberName(value);
  const held = name === undefined ? undefined : fieldValue(value.object, name, sourceCode);
  return held ? bare(held) : value;
}

const placeholder = /(^|[^a-z])(your|xxx+|placeholder|change-?me|replace-?me)([^a-z]|$)/i;

function nameIn(node: Node, kind: Kind | undefined, text = stringValue(node)): ResourceName[] {
  if (text === undefined || placeholder.test(text)) return [];
  const last = text.split(/[:/]/).at(-1)!;
  const [, service] = arn.exec(text) ?? [];
  if (service) return [{ node, name: last, thing: service === "sns" ? "topic" : "resource" }];
  return kind?.pattern.test(text) ? [{ node, name: last, thing: kind.thing }] : [];
}
