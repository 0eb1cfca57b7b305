import { memberName, type Node } from "../../kit/ast.ts";
import type { SourceCode } from "../../kit/rule.ts";
import { valueBehind } from "../../kit/values.ts";
import type { SourceName } from "../../lambda/event-sources.ts";
import { isStated, type EventSourceMapping } from "../deployment.ts";
import type { Construct } from "./constructs.ts";
import type { Props } from "./props.ts";

/**
 * The classes that make an event source mapping of what they are given first, with their properties second.
 * https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_lambda_event_sources-readme.html
 */
const sources = new Map<string, SourceName>([
  ["SqsEventSource", "sqs"],
  ["KinesisEventSource", "kinesis"],
  ["KinesisConsumerEventSource", "kinesis"],
  ["DynamoEventSource", "dynamodb"],
]);

/** What a class of `aws-lambda-event-sources` maps to a function. */
export const sourceMappedBy = ({ library, name }: Construct): SourceName | undefined =>
  library === "aws-lambda-event-sources" ? sources.get(name) : undefined;

/** What an ARN of another construct is of, by the property it is read from. */
const arns = new Map<string, SourceName>([
  ["queueArn", "sqs"],
  ["streamArn", "kinesis"],
  ["streamConsumerArn", "kinesis"],
  ["tableStreamArn", "dynamodb"],
]);

/** `eventSourceArn: queue.queueArn`: what is mapped, and the expression of what it is read from. */
export function mappedArn(
  props: Props,
  sourceCode: SourceCode,
): { source: SourceName; owner: Node } | undefined {
  const field = props.field("eventSourceArn");
  const arn = typeof field === "string" ? undefined : valueBehind(field, sourceCode);
  if (arn?.type !== "MemberExpression") return undefined;
  const source = arns.get(memberName(arn) ?? "");
  return source && { source, owner: arn.object };
}
/** The mapping that properties describe, without what it connects. */
export function mappingOf(
  source: SourceName,
  at: Node,
  props: Props,
): Omit<EventSourceMapping, "function" | "queue" | "of"> {
  const enabled = props.boolean("enabled");
  return {
    at,
    name: source,
    source,
    isOff: isStated(enabled) && !enabled.value,
    batchSize: props.number("batchSize"),
    batchWindow: props.seconds("maxBatchingWindow"),
    filters: props.given("filters"),
    reportsBatchItemFailures: props.boolean("reportBatchItemFailures"),
    bisectsBatch: props.boolean("bisectBatchOnError"),
    retryAttempts: props.number("retryAttempts"),
    maximumRecordAge: props.seconds("maxRecordAge"),
    onFailure: props.given("onFailure"),
    tumblingWindow: props.given("tumblingWindow"),
    stating: (settings) =>
      props.stating(
        Object.entries(settings).map(([setting, value]) => [
          spelling[setting as keyof typeof spelling],
          String(value),
        ]),
      ),
  };
}

/** How the CDK calls the settings. */
const spelling = {
  reportsBatchItemFailures: "reportBatchItemFailures",
  bisectsBatch: "bisectBatchOnError",
  retryAttempts: "retryAttempts",
};
