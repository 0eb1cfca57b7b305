import { memberName, stringValue, type Node } from "../../kit/ast.ts";
import type { SourceCode } from "../../kit/rule.ts";
import { valueBehind } from "../../kit/values.ts";
import type { SourceName } from "../../lambda/event-sources.ts";
import type { Names } from "../../lambda/resource-identity.ts";
import { batchSizeOf, isStated, type EventSourceMapping } from "../deployment.ts";
import type { Construct } from "./constructs.ts";
import { namesIn, namesOf } from "./names.ts";
import type { Props } from "./props.ts";

/**
 * The classes that make an event source mapping, most of them of what they are given first, with their properties second.
 * https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_lambda_event_sources-readme.html
 */
const sources = new Map<string, SourceName>([
  ["SqsEventSource", "sqs"],
  ["KinesisEventSource", "kinesis"],
  ["KinesisConsumerEventSource", "kinesis"],
  ["DynamoEventSource", "dynamodb"],
  ["ManagedKafkaEventSource", "kafka"],
  ["SelfManagedKafkaEventSource", "kafka"],
]);

/** Where the properties of such a class stand: those of Kafka say themselves what is read. */
export const positionOfProps = ({ name }: Construct): number => (name.includes("Kafka") ? 0 : 1);

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

/** What is mapped, and its names. */
interface Mapped {
  source: SourceName;
  /** The expression of what the ARN is read from; `undefined` where the ARN is spelt out. */
  owner: Node | undefined;
  of: Names;
}

/** `eventSourceArn: queue.queueArn`, or an ARN that is spelt out: "arn:aws:sqs:eu-west-1:123456789012:orders". */
export function mappedArn(props: Props, sourceCode: SourceCode): Mapped | undefined {
  const field = props.field("eventSourceArn");
  const arn = typeof field === "string" ? undefined : valueBehind(field, sourceCode);
  if (arn?.type === "MemberExpression") {
    const source = arns.get(memberName(arn) ?? "");
    return source && { source, owner: arn.object, of: namesOf(arn.object, sourceCode) };
  }
  const start = arn?.type === "TemplateLiteral" ? arn.quasis[0]?.value.raw : stringValue(arn);
  const [, service] = /^arn:[\w-]+:(sqs|kinesis|dynamodb):/.exec(start ?? "") ?? [];
  return service
    ? { source: service as SourceName, owner: undefined, of: namesIn(arn!, sourceCode) }
    : undefined;
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
    batchSizeByDefault: batchSizeOf(source),
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
