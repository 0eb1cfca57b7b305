import type { TSESTree } from "@typescript-eslint/utils";
import {
  ancestorsOf,
  awaited,
  contains,
  isFunction,
  memberName,
  methodName,
  some,
  walk,
  type Node,
} from "../kit/ast.ts";
import { variableOf } from "../kit/bindings.ts";
import { importedAs } from "../kit/imports.ts";
import type { SourceCode } from "../kit/rule.ts";
import { entriesOf, fieldOf, fieldValue, textOf, valueBehind, wordsOf } from "../kit/values.ts";
import { addsTo, isTally } from "./counts.ts";
import { conditionTells, countersOf } from "./dynamodb-expressions.ts";
import { addedTo, replacing, type Effect, type Guard } from "./effect.ts";
import { isEventId } from "./event-ids.ts";
import type { Lambda } from "./model.ts";
import type { SdkCall } from "./sdk-calls.ts";
import { unstableValueIn, type UnstableValue } from "./unstable-values.ts";

/** One item that a request writes: the request itself, or an element of a batch or of a transaction. */
interface Write {
  kind: "Put" | "Update";
  input: Node;
}

/** The effect of a DynamoDB request that a second delivery repeats: another item, or a count that grows again. */
export function repeatableWrite(call: SdkCall, sourceCode: SourceCode, lambda: Lambda): Effect | undefined {
  const writes = writesOf(call, sourceCode);
  if (!writes || writes.some((write) => isRecognised(write, sourceCode))) return undefined;

  for (const write of writes) {
    if (isLog(write, sourceCode)) continue;
    const key = freshKeyOf(write, sourceCode);
    if (key) {
      const name = sourceCode.getText(key.node as TSESTree.Node);
      return {
        kind: "insert",
        node: call.place,
        name,
        // A moment may be a number, and a number's place takes no id.
        ...(key.kind === "random" && { guard: replacing(key.node) }),
      };
    }
    const counter =
      write.kind === "Update"
        ? countersOf(write.input, sourceCode)[0]
        : countCarriedOver(fieldValue(write.input, "Item", sourceCode), sourceCode);
    if (counter !== undefined) {
      const others = call.operation === "TransactWrite" ? writes.filter((other) => other !== write) : [];
      const guard = claimIn(others, sourceCode, lambda);
      const name = counter.includes("?") ? sourceCode.getText(call.name as TSESTree.Node) : counter;
      return { kind: "counter", node: call.place, name, ...(guard && { guard }) };
    }
  }
  return undefined;
}

/** What a request writes; `undefined` where it says itself how a second one is recognised, or where that cannot be told. */
function writesOf({ operation, input }: SdkCall, sourceCode: SourceCode): Write[] | undefined {
  if (!input) return undefined;
  switch (operation) {
    case "Put":
    case "Update":
      return [{ kind: operation, input }];
    case "BatchWrite":
      return partsNamed(/^PutRequest$/, input, sourceCode).map(([, part]) => ({ kind: "Put", input: part }));
    case "TransactWrite": {
      const items = fieldValue(input, "TransactItems", sourceCode);
      const list = items && valueBehind(items, sourceCode);
      const isKnown =
        list?.type === "ArrayExpression" &&
        list.elements.every(
          (element) => element && valueBehind(element, sourceCode).type === "ObjectExpression",
        );
      if (!isKnown || fieldOf(input, "ClientRequestToken", sourceCode) !== "absent") return undefined;
      return partsNamed(/^(Put|Update|ConditionCheck|Delete)$/, list, sourceCode).map(([name, part]) => ({
        kind: name === "Put" ? "Put" : "Update",
        input: part,
      }));
    }
    default:
      return undefined;
  }
}

/** The values under a name anywhere in an expression and in what its names stand for. */
function partsNamed(name: RegExp, node: Node, sourceCode: SourceCode, depth = 4): [string, Node][] {
  const parts: [string, Node][] = [];
  walk(node, sourceCode, (inner) => {
    if (inner.type === "Property") {
      const key = memberName(inner);
      if (key !== undefined && name.test(key)) {
        parts.push([key, inner.value]);
        return false;
      }
    }
    if (inner.type === "Identifier" && depth > 0) {
      const behind = valueBehind(inner, sourceCode);
      if (
        behind !== inner &&
        !behind.type.startsWith("Function") &&
        behind.type !== "ArrowFunctionExpression"
      )
        parts.push(...partsNamed(name, behind, sourceCode, depth - 1));
    }
    return true;
  });
  return parts;
}

/** Whether the condition of a write fails where the write was done before. */
function isRecognised(write: Write, sourceCode: SourceCode): boolean {
  const condition = fieldOf(write.input, "ConditionExpression", sourceCode);
  if (condition === "absent") return fieldOf(write.input, "Expected", sourceCode) !== "absent";
  if (condition === "unknown") return true;
  const text = textOf(condition, sourceCode);
  // A key made here is new each time, so that nothing under it ever exists.
  if (text === undefined) return true;
  return conditionTells(text, write.input, sourceCode) && !freshKeyOf(write, sourceCode);
}

/** Names of the attributes that a table's key is made of; where one of the first list is there, the second is data. */
const keyNames = [
  /^(pk|sk|hash_?key|range_?key|partition_?key|sort_?key)$/i,
  /^(_?id|uuid|guid|key|primary_?key)$/i,
];

/** What makes the key of an item another one on each invocation. */
function freshKeyOf({ kind, input }: Write, sourceCode: SourceCode): UnstableValue | undefined {
  const holder = fieldValue(input, kind === "Put" ? "Item" : "Key", sourceCode);
  const attributes = holder ? attributesOf(holder, sourceCode) : [];
  const named = keyNames
    .map((name) => attributes.filter(([key]) => name.test(key)))
    .find((found) => found.length > 0);
  // `{ orderId: …, …}`: by custom, the key comes first.
  const [first] = attributes;
  const keys = named ?? (first && /(Id|_id|uuid)$/.test(first[0]) ? [first] : []);
  const values = [
    ...keys.map(([, value]) => value),
    ...(holder ? valuesUnderConstants(holder, sourceCode) : []),
  ];
  for (const value of values) {
    const unstable = mayBeSkipped(value, input) ? undefined : unstableValueIn(value, sourceCode);
    if (unstable) return unstable;
  }
  return undefined;
}

/** Whether a value is set under a condition: `if (!item.id) item.id = uuid()` leaves alone what the event brings. */
function mayBeSkipped(value: Node, input: Node): boolean {
  if (value.parent?.type !== "AssignmentExpression") return false;
  for (const outer of ancestorsOf(value)) {
    if (isFunction(outer) || contains(outer, input)) return false;
    if (/^(If|Switch|Try)Statement$|^(Logical|Conditional)Expression$/.test(outer.type)) return true;
  }
  return false;
}

/** Constants that stand for the name of a key. */
const keyConstant = /^(primary|partition|hash)_?key(_?name)?$/i;

/** The values of attributes whose names such constants hold: `{ [PRIMARY_KEY]: … }`, `item[PRIMARY_KEY] = …`. */
function valuesUnderConstants(holder: Node, sourceCode: SourceCode): Node[] {
  const item = awaited(holder);
  const isKey = (name: Node) => name.type === "Identifier" && keyConstant.test(name.name);
  if (item.type === "ObjectExpression")
    return item.properties.flatMap((one) =>
      one.type === "Property" && one.computed && isKey(one.key) ? [one.value] : [],
    );
  return (variableOf(item, sourceCode)?.references ?? []).flatMap(({ identifier: { parent: member } }) => {
    if (member?.type !== "MemberExpression" || !member.computed || !isKey(member.property)) return [];
    const { parent } = member;
    const isSet = parent.type === "AssignmentExpression" && parent.left === member && parent.operator === "=";
    return isSet ? [parent.right] : [];
  });
}

/** The attributes of an item, without DynamoDB's wrapping: `marshall({ … })`, `{ S: … }`. */
function attributesOf(holder: Node, sourceCode: SourceCode): [string, Node][] {
  return entriesOf(unmarshalled(holder, sourceCode), sourceCode).map(([name, value]) => {
    const [inner, another] = value.type === "ObjectExpression" ? value.properties : [];
    const isTyped = inner?.type === "Property" && !another && /^[SN]$/.test(memberName(inner) ?? "");
    return [name, isTyped ? inner.value : value];
  });
}

function unmarshalled(node: Node, sourceCode: SourceCode): Node {
  const value = valueBehind(node, sourceCode);
  if (value.type !== "CallExpression") return node;
  const name = importedAs(value.callee, sourceCode)?.name ?? methodName(value) ?? "";
  const [item] = value.arguments;
  return item && /(^|\.)(marshall|input)$/.test(name) ? item : node;
}

/** A table of logs or metrics, where each entry stands for itself. */
function isLog({ input }: Write, sourceCode: SourceCode): boolean {
  const table = fieldValue(input, "TableName", sourceCode);
  const name = table ? sourceCode.getText(valueBehind(table, sourceCode) as TSESTree.Node) : "";
  return wordsOf(name).some((word) => /^(logs?|audits?|metrics?|telemetry|history|traces?)$/.test(word));
}

/** `count` in `Item: { …, count: Item.count + 1 }`, where `Item` was read before: a number that is carried over. */
function countCarriedOver(item: Node | undefined, sourceCode: SourceCode): string | undefined {
  const [name] =
    (item ? attributesOf(item, sourceCode) : []).find(
      ([key, value]) => !isTally(key) && addsTo(key, value, sourceCode),
    ) ?? [];
  return name;
}

/** In a transaction, the item whose key is the event's id: all that is missing is that it has to be new. */
function claimIn(writes: readonly Write[], sourceCode: SourceCode, lambda: Lambda): Guard | undefined {
  for (const { kind, input } of writes) {
    const item = kind === "Put" ? fieldValue(input, "Item", sourceCode) : undefined;
    const isConditional = fieldOf(input, "ConditionExpression", sourceCode) !== "absent";
    if (!item || isConditional || input.type !== "ObjectExpression") continue;
    const keys = attributesOf(item, sourceCode).filter(([name]) =>
      keyNames.some((known) => known.test(name)),
    );
    const [name] = keys[0] ?? [];
    const isEvents = keys.some(([, value]) => some(value, sourceCode, (node) => isEventId(node, lambda)));
    if (name === undefined || !isEvents) continue;
    const condition = `attribute_not_exists(${name})`;
    const { range, at } = addedTo(input, "ConditionExpression");
    return { range, at, textWith: () => ` ConditionExpression: "${condition}",`, by: condition };
  }
  return undefined;
}
