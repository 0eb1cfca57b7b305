import { awaited, bare, methodName, stringValue, type Node } from "../kit/ast.ts";
import { variableOf } from "../kit/bindings.ts";
import { environmentVariable } from "../kit/environment.ts";
import { importedModules } from "../kit/imports.ts";
import type { SourceCode } from "../kit/rule.ts";
import { entriesOf, fieldOf, fieldValue, valueBehind } from "../kit/values.ts";
import type { DeployedAs, Trigger } from "./deployed.ts";
import { countersOf } from "./dynamodb-expressions.ts";
import type { SourceName } from "./event-sources.ts";
import { runsForEachEvent } from "./for-each-event.ts";
import type { Lambda } from "./model.ts";
import { countsAmong } from "./object-keys.ts";
import { meanSame, namesInText } from "./resource-identity.ts";
import { sdkCallsIn, type SdkCall } from "./sdk-calls.ts";
import { unstableValueIn } from "./unstable-values.ts";

/** What a request writes to. */
interface Target {
  source: SourceName;
  /** The field that names it. */
  field: string;
}

/** Requests after which a queue, a topic, a bucket or the stream of a table has something new to send. */
const targets = new Map<string, Target>([
  ["s3.PutObject", { source: "s3", field: "Bucket" }],
  ["s3.CopyObject", { source: "s3", field: "Bucket" }],
  ["s3.Upload", { source: "s3", field: "Bucket" }],
  ["sqs.SendMessage", { source: "sqs", field: "QueueUrl" }],
  ["sqs.SendMessageBatch", { source: "sqs", field: "QueueUrl" }],
  ["sns.Publish", { source: "sns", field: "TopicArn" }],
  ["sns.PublishBatch", { source: "sns", field: "TopicArn" }],
  ["dynamodb.Put", { source: "dynamodb", field: "TableName" }],
  ["dynamodb.Update", { source: "dynamodb", field: "TableName" }],
]);

/** A request that makes something send its function another event. */
export interface SelfTrigger {
  call: SdkCall;
  trigger: Trigger;
}

/** The requests of a file that certainly invoke the function again that makes them, each time and without end. */
export function selfTriggersIn(lambda: Lambda, sourceCode: SourceCode): SelfTrigger[] {
  // What is done once for each event stops by itself where the event stays the same.
  if (importedModules(sourceCode).includes("@aws-lambda-powertools/idempotency")) return [];
  return sdkCallsIn(sourceCode).flatMap((call) => {
    const target = targets.get(`${call.service}.${call.operation}`);
    const handler = target && lambda.handlerOf(call.node);
    const name = handler && fieldValue(call.input, target.field, sourceCode);
    if (!name || isConditional(call, sourceCode)) return [];
    const triggers = lambda
      .waysDeployed(handler)
      .filter(({ mayRecur }) => !mayRecur)
      .flatMap((way) =>
        way.triggers.filter((one) => isTarget(name, target.source, one, way, lambda, sourceCode)),
      );
    const trigger = triggers.find((one) => answersTo(call, one, lambda, sourceCode));
    const isEndless =
      trigger && lambda.runsPerInvocation(call.node) && runsForEachEvent(call.node, lambda, sourceCode);
    return isEndless ? [{ call, trigger }] : [];
  });
}

/** Whether a write is refused under a condition, or may be. */
const isConditional = ({ input }: SdkCall, sourceCode: SourceCode): boolean =>
  ["ConditionExpression", "Expected", "IfNoneMatch", "IfMatch"].some(
    (field) => fieldOf(input, field, sourceCode) !== "absent",
  );

/** Whether the name of what is written to means what triggers the function. */
function isTarget(
  name: Node,
  source: SourceName,
  trigger: Trigger,
  { environment }: DeployedAs,
  lambda: Lambda,
  sourceCode: SourceCode,
): boolean {
  if (trigger.source !== source) return false;
  if (isNamedByEvent(name, source, lambda, sourceCode)) return true;
  const variable = environmentVariable(name, sourceCode);
  const text = stringValue(valueBehind(name, sourceCode));
  const names = variable === undefined ? namesInText(text ?? "") : (environment.get(variable) ?? []);
  return meanSame(names, trigger.of);
}

/** Whether something new in a bucket, a queue, a topic or a table makes it send what a trigger wants. */
function answersTo(
  { operation, input }: SdkCall,
  { source, isFiltered, objects }: Trigger,
  lambda: Lambda,
  sourceCode: SourceCode,
): boolean {
  if (isFiltered) return false;
  // A stream has no record of a write that changes nothing.
  if (source === "dynamodb") return input !== undefined && changesEachTime(input, sourceCode);
  if (source !== "s3") return true;
  const kinds = [
    "s3:ObjectCreated:*",
    ...(operation === "Upload" ? [] : [`s3:ObjectCreated:${operation.replace("Object", "")}`]),
  ];
  const key = fieldValue(input, "Key", sourceCode);
  return (
    objects !== undefined &&
    objects.events.some((event) => kinds.includes(event)) &&
    countsAmong(key, objects, lambda, sourceCode)
  );
}

/** Whether a write leaves another item than the same write before: it counts, or tells the time. */
const changesEachTime = (input: Node, sourceCode: SourceCode): boolean =>
  countersOf(input, sourceCode).length > 0 ||
  ["Item", "Key", "ExpressionAttributeValues"].some((field) => {
    const holder = fieldValue(input, field, sourceCode);
    return (holder ? entriesOf(holder, sourceCode) : []).some(([, value]) =>
      unstableValueIn(value, sourceCode),
    );
  });

/** Where an event names what sent it. */
const namesInEvents: Partial<Record<SourceName, string>> = {
  s3: "Records[].s3.bucket.name",
  sns: "Records[].Sns.TopicArn",
};

/** How the name stands in `eventSourceARN`: `arn:aws:sqs:eu-west-1:111122223333:orders`, `…:table/orders/stream/…`. */
const partsOfArns: Partial<Record<SourceName, { separator: string; index: number }>> = {
  sqs: { separator: ":", index: 5 },
  dynamodb: { separator: "/", index: 1 },
};

/** Whether a name is that of what sent the event, taken from the event. */
function isNamedByEvent(name: Node, source: SourceName, lambda: Lambda, sourceCode: SourceCode): boolean {
  const path = namesInEvents[source];
  const part = partsOfArns[source];
  const value = valueBehind(name, sourceCode);
  if (path !== undefined) return [name, value].some((one) => lambda.eventPathOf(one) === path);
  if (!part) return false;
  // `https://sqs.${region}.amazonaws.com/${account}/${queue}`
  const last =
    source === "sqs" && value.type === "TemplateLiteral" && value.quasis.at(-1)?.value.raw === ""
      ? value.expressions.at(-1)
      : source === "dynamodb"
        ? name
        : undefined;
  return last !== undefined && isPartOfArn(last, part, lambda, sourceCode);
}

/** `record.eventSourceARN.split(":")[5]`, `[, , , , , queue] = record.eventSourceARN.split(":")` */
function isPartOfArn(
  node: Node,
  { separator, index }: { separator: string; index: number },
  lambda: Lambda,
  sourceCode: SourceCode,
): boolean {
  const value = valueBehind(node, sourceCode);
  const isSplit = (list: Node | null | undefined) => {
    const call = list && awaited(valueBehind(list, sourceCode));
    const callee = call?.type === "CallExpression" ? bare(call.callee) : undefined;
    return (
      call?.type === "CallExpression" &&
      callee?.type === "MemberExpression" &&
      methodName(call) === "split" &&
      stringValue(call.arguments[0]) === separator &&
      lambda.eventPathOf(callee.object) === "Records[].eventSourceARN"
    );
  };
  switch (value.type) {
    case "MemberExpression":
      return value.property.type === "Literal" && value.property.value === index && isSplit(value.object);
    case "CallExpression": {
      const callee = bare(value.callee);
      const isLast = methodName(value) === "pop" && separator === ":";
      return isLast && callee.type === "MemberExpression" && isSplit(callee.object);
    }
    case "Identifier": {
      const [definition] = variableOf(value, sourceCode)?.defs ?? [];
      const pattern = (definition?.name as Node | undefined)?.parent;
      const declarator = pattern?.parent;
      return (
        pattern?.type === "ArrayPattern" &&
        pattern.elements[index] === definition?.name &&
        declarator?.type === "VariableDeclarator" &&
        isSplit(declarator.init)
      );
    }
    default:
      return false;
  }
}
