import type { AST } from "yaml-eslint-parser";
import type { SourceCode } from "../../kit/rule.ts";
import { contentOf, entriesIn, type Entry } from "../../kit/yaml.ts";
import { mappingOfScalar } from "../../kit/yaml-edits.ts";
import type { SourceName } from "../../lambda/event-sources.ts";
import { isWrittenIn } from "../around.ts";
import { isStated, type EventSourceMapping, type Invoker, type Origin, type Setting } from "../deployment.ts";
import type { Template } from "./cloudformation.ts";
import { httpApi, invokerOf, restApi } from "./invokers.ts";
import { mappingOf, ofServerless, sourceMappedBy } from "./mappings.ts";
import { bucketAsOrigin, ofServerless as objectsOfServerless, topicAsOrigin } from "./origins.ts";
import { Properties } from "./properties.ts";
import type { Values } from "./values.ts";
import { isWarmUp } from "./warm-ups.ts";

/** A kind of event of the Serverless Framework. */
interface EventKind {
  source: SourceName | undefined;
  /** Whether records are mapped to the function, rather than handed to it. */
  isMapped?: true;
  /** Seconds that it waits for the answer. */
  waits?: number;
}

/** https://www.serverless.com/framework/docs/providers/aws/guide/events */
const kinds: Record<string, EventKind> = {
  sqs: { source: "sqs", isMapped: true },
  stream: { source: undefined, isMapped: true },
  kafka: { source: "kafka", isMapped: true },
  msk: { source: "kafka", isMapped: true },
  activemq: { source: "mq", isMapped: true },
  rabbitmq: { source: "mq", isMapped: true },
  sns: { source: "sns" },
  s3: { source: "s3" },
  schedule: { source: "schedule" },
  eventBridge: { source: "eventbridge" },
  cloudwatchEvent: { source: "eventbridge" },
  cloudwatchLog: { source: "logs" },
  iot: { source: "iot" },
  http: { source: "api", waits: restApi },
  httpApi: { source: "api", waits: httpApi },
  websocket: { source: "websocket", waits: restApi },
  alb: { source: "alb" },
  cognitoUserPool: { source: "cognito" },
  cloudFront: { source: "cloudfront" },
};

/** What one entry of a function's `events` says. */
export interface ServerlessEvent {
  invoker: Invoker;
  mapping: Omit<EventSourceMapping, "function"> | undefined;
}

/** The event that an entry describes: `- sqs: ARN`, `- sqs: { arn: ARN, batchSize: 1 }`. */
export function eventOf(
  outer: AST.YAMLMapping,
  template: Template,
  values: Values,
  sourceCode: SourceCode,
): ServerlessEvent | undefined {
  const [[name, entry] = []] = entriesIn(outer);
  if (name === undefined || !entry) return undefined;
  const kind: EventKind = Object.hasOwn(kinds, name) ? kinds[name]! : { source: undefined };
  const props = new Properties([{ mapping: outer, path: [name] }], values, sourceCode, false);
  const source = sourceOf(name, kind, props, entry, template, values);
  const waits = waitingTime(kind, props, entry);
  const origin = originOf(name, props, entry, template);
  const at = entry.key;
  const isAsync = props.boolean("async");
  const invoker = invokerOf({
    at,
    source,
    waits,
    leavesAtOnce: isStated(isAsync) && isAsync.value,
    isReshaped: isReshaped(name, props),
    isWarmUp: isWarmUp(props.node("input")),
    alias: undefined,
    origin,
  });
  if (!kind.isMapped || !source) return { invoker, mapping: undefined };

  const spelling = name === "sqs" ? { ...ofServerless, batchWindow: "maximumBatchingWindow" } : ofServerless;
  const mapping = mappingOf(source, entry.key, props, spelling, (wanted) =>
    isArn(entry) && isWrittenIn(entry.key, sourceCode)
      ? mappingOfScalar(entry.pair, "arn", wanted, sourceCode)
      : undefined,
  );
  const arn = arnIn(props, entry);
  return { invoker, mapping: { ...mapping, queue: template.queueNamedIn(arn), of: template.namesIn(arn) } };
}

/** The topic or the bucket of an event. */
function originOf(name: string, props: Properties, entry: Entry, template: Template): Origin | undefined {
  if (name === "sns") return topicAsOrigin(template.namesIn(arnIn(props, entry)), props, "filterPolicy");
  if (name !== "s3") return undefined;
  return bucketAsOrigin(template.namesIn(props.node("bucket") ?? entry.value), props, objectsOfServerless);
}

/** Whether the event is nothing but the ARN of what is mapped. */
const isArn = ({ value }: Entry): boolean => value !== undefined && contentOf(value)?.type === "YAMLScalar";

const arnIn = (props: Properties, entry: Entry) => props.node("arn") ?? entry.value;

function sourceOf(
  name: string,
  { source }: EventKind,
  props: Properties,
  entry: Entry,
  template: Template,
  values: Values,
): SourceName | undefined {
  if (name === "eventBridge" && props.field("schedule") !== "absent")
    return props.field("pattern") === "absent" ? "schedule" : source;
  if (name !== "stream") return source;
  const type = props.text("type");
  if (isStated(type)) return type.value === "kinesis" || type.value === "dynamodb" ? type.value : undefined;
  return sourceMappedBy(arnIn(props, entry), template.resources, values);
}

/**
 * What makes something else of an event before the function gets it.
 * https://www.serverless.com/framework/docs/providers/aws/events/apigateway#request-schema-validators
 */
function isReshaped(name: string, props: Properties): boolean {
  if (name !== "http")
    return ["input", "inputPath", "inputTransformer"].some((property) => props.field(property) !== "absent");
  const integration = props.text("integration");
  const isProxy = isStated(integration) && /^(lambda|aws)[-_]proxy$/i.test(integration.value);
  return props.field("async") !== "absent" || (integration !== "absent" && !isProxy);
}

function waitingTime({ waits }: EventKind, props: Properties, { key }: Entry): Setting<number> {
  if (waits === undefined) return "absent";
  // An API that invokes asynchronously has nothing to wait for, and one that streams waits as long as it takes.
  const isOther = ["async", "timeoutInMillis", "response.transferMode"].some(
    (name) => props.field(name) !== "absent",
  );
  return isOther ? "unknown" : { value: waits, at: key };
}
