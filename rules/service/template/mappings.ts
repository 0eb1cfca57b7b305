import type { Edit } from "../../kit/edits.ts";
import type { YamlNode } from "../../kit/yaml.ts";
import type { Writable } from "../../kit/yaml-edits.ts";
import type { SourceName } from "../../lambda/event-sources.ts";
import { isStated, type EventSourceMapping, type Place, type Setting } from "../deployment.ts";
import type { Properties } from "./properties.ts";
import type { Resources } from "./resources.ts";
import type { Values } from "./values.ts";

/** How a language calls the settings of an event source mapping. */
interface Spelling {
  enabled: string;
  batchSize: string;
  batchWindow: string;
  filters: string;
  bisectsBatch: string;
  retryAttempts: string;
  maximumRecordAge: string;
  onFailure: string;
  tumblingWindow: string;
  reportsBatchItemFailures: string;
  /** Whether the answer of a function is a list of types, rather than one. */
  reports: (props: Properties, path: string) => Setting<boolean>;
  reporting: Writable;
}

const report = "ReportBatchItemFailures";

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-eventsourcemapping.html, and events of SAM alike */
export const ofCloudFormation: Spelling = {
  enabled: "Enabled",
  batchSize: "BatchSize",
  batchWindow: "MaximumBatchingWindowInSeconds",
  filters: "FilterCriteria",
  bisectsBatch: "BisectBatchOnFunctionError",
  retryAttempts: "MaximumRetryAttempts",
  maximumRecordAge: "MaximumRecordAgeInSeconds",
  onFailure: "DestinationConfig.OnFailure",
  tumblingWindow: "TumblingWindowInSeconds",
  reportsBatchItemFailures: "FunctionResponseTypes",
  reports: (props, path) => props.includes(path, report),
  reporting: [report],
};

/** https://www.serverless.com/framework/docs/providers/aws/events/streams, and events of SQS alike */
export const ofServerless: Spelling = {
  enabled: "enabled",
  batchSize: "batchSize",
  batchWindow: "batchWindow",
  filters: "filterPatterns",
  bisectsBatch: "bisectBatchOnFunctionError",
  retryAttempts: "maximumRetryAttempts",
  maximumRecordAge: "maximumRecordAgeInSeconds",
  onFailure: "destinations.onFailure",
  tumblingWindow: "tumblingWindowInSeconds",
  reportsBatchItemFailures: "functionResponseType",
  reports(props, path) {
    const type = props.text(path);
    return isStated(type) ? { value: type.value === report, at: type.at } : type;
  },
  reporting: report,
};

/** The mapping that properties describe, without what it connects. */
export function mappingOf(
  source: SourceName,
  at: Place,
  props: Properties,
  spelling: Spelling,
  statingElsewhere: (wanted: [string, Writable][]) => Edit[] | undefined = () => undefined,
): Omit<EventSourceMapping, "function" | "queue" | "of"> {
  const enabled = props.boolean(spelling.enabled);
  return {
    at,
    name: source,
    source,
    isOff: isStated(enabled) && !enabled.value,
    batchSize: props.number(spelling.batchSize),
    batchWindow: props.number(spelling.batchWindow),
    filters: props.given(spelling.filters),
    reportsBatchItemFailures: spelling.reports(props, spelling.reportsBatchItemFailures),
    bisectsBatch: props.boolean(spelling.bisectsBatch),
    retryAttempts: props.number(spelling.retryAttempts),
    maximumRecordAge: props.number(spelling.maximumRecordAge),
    onFailure: props.given(spelling.onFailure),
    tumblingWindow: props.given(spelling.tumblingWindow),
    stating(settings) {
      const wanted = Object.entries(settings).map(([setting, value]): [string, Writable] => [
        spelling[setting as keyof typeof settings],
        setting === "reportsBatchItemFailures" ? spelling.reporting : value,
      ]);
      return props.stating(wanted) ?? statingElsewhere(wanted);
    },
  };
}

/** The services whose records are mapped, as an ARN names them. */
const services: Record<string, SourceName> = {
  sqs: "sqs",
  kinesis: "kinesis",
  dynamodb: "dynamodb",
  kafka: "kafka",
  mq: "mq",
};

/** What is mapped, by an ARN that may hold `?`. */
function sourceOfArn(arn: string): SourceName | undefined {
  const [, service = ""] = /^(?:arn|\?):[^:]*:([a-z-]+):/.exec(arn) ?? [];
  return Object.hasOwn(services, service) ? services[service] : undefined;
}

/** What is mapped, by the type of the resource whose ARN is given. */
const mappedTypes = new Map<string, SourceName>([
  ["AWS::SQS::Queue", "sqs"],
  ["AWS::Kinesis::Stream", "kinesis"],
  ["AWS::Kinesis::StreamConsumer", "kinesis"],
  ["AWS::DynamoDB::Table", "dynamodb"],
  ["AWS::DynamoDB::GlobalTable", "dynamodb"],
  ["AWS::MSK::Cluster", "kafka"],
  ["AWS::MSK::ServerlessCluster", "kafka"],
  ["AWS::AmazonMQ::Broker", "mq"],
]);

/** What a mapping of anything but a queue must say besides its ARN. */
const neededElsewhere = [
  "StartingPosition",
  "Topics",
  "Queues",
  "SelfManagedEventSource",
  "AmazonManagedKafkaEventSourceConfig",
  "DocumentDBEventSourceConfig",
];

/**
 * What a mapping reads. Where its ARN does not tell, as that of a parameter, it is a queue if the mapping lacks what all
 * others need.
 */
export function sourceOfMapping(
  props: Properties,
  resources: Resources,
  values: Values,
): SourceName | undefined {
  if (props.field("SelfManagedEventSource") !== "absent") return "kafka";
  const arn = props.node("EventSourceArn");
  if (!arn) return undefined;
  const source = sourceMappedBy(arn, resources, values);
  return source ?? (neededElsewhere.every((name) => props.field(name) === "absent") ? "sqs" : undefined);
}

/** What is mapped by an ARN: a reference to a resource, or a text. */
export function sourceMappedBy(
  arn: YamlNode | undefined,
  resources: Resources,
  values: Values,
): SourceName | undefined {
  const [type] = resources.namedIn(arn).flatMap(({ resource }) => mappedTypes.get(resource.type) ?? []);
  return type ?? sourceOfArn(values.pattern(arn));
}
