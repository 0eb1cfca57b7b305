import type { SourceName } from "../../lambda/event-sources.ts";
import type { Place, Setting } from "../deployment.ts";
import { httpApi, milliseconds, restApi } from "./invokers.ts";
import type { Properties } from "./properties.ts";

/** A type of event of SAM. */
interface EventType {
  source: SourceName | undefined;
  /** The property that says what is mapped to the function, where records are. */
  maps?: string;
  /** Seconds that it waits for the answer, unless its `TimeoutInMillis` says otherwise. */
  waits?: number;
}

/** https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-eventsource.html */
const types: Record<string, EventType> = {
  SQS: { source: "sqs", maps: "Queue" },
  Kinesis: { source: "kinesis", maps: "Stream" },
  DynamoDB: { source: "dynamodb", maps: "Stream" },
  MSK: { source: "kafka", maps: "Stream" },
  SelfManagedKafka: { source: "kafka", maps: "KafkaBootstrapServers" },
  MQ: { source: "mq", maps: "Broker" },
  SNS: { source: "sns" },
  S3: { source: "s3" },
  EventBridgeRule: { source: "eventbridge" },
  CloudWatchEvent: { source: "eventbridge" },
  Schedule: { source: "schedule" },
  ScheduleV2: { source: "schedule" },
  CloudWatchLogs: { source: "logs" },
  IoTRule: { source: "iot" },
  Cognito: { source: "cognito" },
  Api: { source: "api", waits: restApi },
  HttpApi: { source: "api", waits: httpApi },
};

export const eventType = (name: string): EventType =>
  Object.hasOwn(types, name) ? types[name]! : { source: undefined };

/** How long the API of an event waits for the answer. `event` holds the event's own properties. */
export function waitingTime(
  { waits }: EventType,
  event: Properties,
  of: Properties | undefined,
  at: Place,
): Setting<number> {
  if (waits === undefined) return "absent";
  const own = milliseconds(event, "TimeoutInMillis");
  if (own !== "absent") return own;
  // An API that is described by hand can have any timeout, as a REST API of another template can, and an answer that is
  // streamed takes as long as it takes.
  const isStreamed = event.field("ResponseTransferMode") !== "absent";
  const isDescribedElsewhere = of ? isDescribed(of) : event.field("RestApiId") !== "absent";
  return isDescribedElsewhere || isStreamed ? "unknown" : { value: waits, at };
}

/**
 * Whether an event is a request to a REST API that SAM writes itself, which passes it on as it is, in the payload format
 * 1.0. One that is described by hand may make anything of it.
 */
export const isOfFormat1 = (type: string, event: Properties, of: Properties | undefined): boolean =>
  type === "Api" && (event.field("RestApiId") === "absent" || (of !== undefined && !isDescribed(of)));

const isDescribed = (api: Properties): boolean =>
  ["DefinitionBody", "DefinitionUri"].some((name) => api.field(name) !== "absent");

/** What makes something else of an event before the function gets it, of EventBridge and of schedules. */
const reshaping = ["Input", "InputPath", "InputTransformer"];

export const isReshaped = (event: Properties): boolean =>
  reshaping.some((name) => event.field(name) !== "absent");
