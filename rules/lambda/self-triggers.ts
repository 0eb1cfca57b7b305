import { stringValue, type Node } from "../kit/ast.ts";
import { environmentVariable } from "../kit/environment.ts";
import { mentions } from "../kit/mentions.ts";
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
import { isNamedByEvent } from "./source-names.ts";
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

/** What ends a loop by itself: a write that is refused the second time, a message that is dropped as a duplicate. */
const mayEnd = mentions(/ConditionExpression|attribute_(not_)?exists|IfNoneMatch|idempoten|dedup/i);

/** A request that makes something send its function another event. */
export interface SelfTrigger {
  call: SdkCall;
  trigger: Trigger;
}

/** The requests of a file that certainly invoke the function again that makes them, each time and without end. */
export function selfTriggersIn(lambda: Lambda, sourceCode: SourceCode): SelfTrigger[] {
  if (mayEnd(sourceCode)) return [];
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
