import { contentOf, entriesIn, textIn, type YamlNode } from "../../kit/yaml.ts";
import { isAsynchronous, type SourceName } from "../../lambda/event-sources.ts";
import { isStated, type Invoker, type OtherSender, type Setting } from "../deployment.ts";
import { elementsOf } from "./intrinsics.ts";
import type { Properties } from "./properties.ts";
import type { Resource, Resources } from "./resources.ts";
import { isWarmUp } from "./warm-ups.ts";

/** Something that invokes a function, and waits for it as its kind does, unless it is said to leave at once. */
export const invokerOf = ({
  leavesAtOnce = false,
  ...invoker
}: Omit<Invoker, "isAsynchronous"> & { leavesAtOnce?: boolean }): Invoker => ({
  ...invoker,
  isAsynchronous: leavesAtOnce || (invoker.source !== undefined && isAsynchronous(invoker.source)),
});

/** A type of resource that lets something invoke the function it names. */
interface InvokerType {
  /** The way to the function; `[]` is each element of a list, `*` each entry of a mapping. */
  path: string;
  source?: SourceName;
  sender?: OtherSender;
  /** Seconds that it waits for the answer, unless the milliseconds at `timeout` say otherwise. */
  waits?: number;
  timeout?: string;
}

/**
 * Integrations of REST and WebSocket APIs wait for 29 seconds, those of HTTP APIs for 30.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html
 */
export const restApi = 29;
export const httpApi = 30;

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html, each under its type. */
const types = new Map<string, InvokerType>([
  [
    "AWS::ApiGateway::Method",
    { path: "Integration.Uri", source: "api", waits: restApi, timeout: "Integration.TimeoutInMillis" },
  ],
  [
    "AWS::ApiGatewayV2::Integration",
    { path: "IntegrationUri", source: "api", waits: httpApi, timeout: "TimeoutInMillis" },
  ],
  ["AWS::ApiGateway::Authorizer", { path: "AuthorizerUri", source: "authorizer" }],
  ["AWS::ApiGatewayV2::Authorizer", { path: "AuthorizerUri", source: "authorizer" }],
  ["AWS::Lambda::Url", { path: "TargetFunctionArn", source: "api" }],
  ["AWS::Events::Rule", { path: "Targets[].Arn", source: "eventbridge" }],
  ["AWS::Scheduler::Schedule", { path: "Target.Arn", source: "schedule" }],
  ["AWS::SNS::Subscription", { path: "Endpoint", source: "sns" }],
  ["AWS::SNS::Topic", { path: "Subscription[].Endpoint", source: "sns" }],
  ["AWS::S3::Bucket", { path: "NotificationConfiguration.LambdaConfigurations[].Function", source: "s3" }],
  ["AWS::Logs::SubscriptionFilter", { path: "DestinationArn", source: "logs" }],
  ["AWS::IoT::TopicRule", { path: "TopicRulePayload.Actions[].Lambda.FunctionArn", source: "iot" }],
  ["AWS::SES::ReceiptRule", { path: "Rule.Actions[].LambdaAction.FunctionArn", source: "ses" }],
  [
    "AWS::S3ObjectLambda::AccessPoint",
    {
      path: "ObjectLambdaConfiguration.TransformationConfigurations[].ContentTransformation.AwsLambda.FunctionArn",
      sender: "S3 Object Lambda",
    },
  ],
  ["AWS::Cognito::UserPool", { path: "LambdaConfig.*", source: "cognito" }],
  ["AWS::ElasticLoadBalancingV2::TargetGroup", { path: "Targets[].Id", source: "alb" }],
]);

/** An integration of a WebSocket API has the type of one of an HTTP API. */
const socket: InvokerType = {
  path: "IntegrationUri",
  source: "websocket",
  waits: restApi,
  timeout: "TimeoutInMillis",
};

function isOfSocket(type: string, props: Properties, resources: Resources): boolean {
  if (type !== "AWS::ApiGatewayV2::Integration") return false;
  const api = resources.only(props.node("ApiId"), /^AWS::ApiGatewayV2::Api$/);
  const protocol = api?.props.text("ProtocolType") ?? "absent";
  return isStated(protocol) && protocol.value === "WEBSOCKET";
}

/** How a resource lets something invoke what a value names. */
export interface Invocation {
  of: YamlNode;
  source: SourceName | undefined;
  sender: OtherSender | undefined;
  waits: Setting<number>;
  leavesAtOnce: boolean;
  isReshaped: boolean;
  isWarmUp: boolean;
}

/** Whether a resource that names a function does not invoke it otherwise than is known. */
export const isHarmless = (resource: Resource): boolean =>
  types.has(resource.type) ||
  /^AWS::(Lambda::(Version|Alias|EventInvokeConfig|EventSourceMapping|Permission)|Logs::LogGroup|CloudWatch::\w+|SSM::Parameter)$/.test(
    resource.type,
  );

/** The functions that a resource lets something invoke. */
export function invocationsBy({ type, props, at }: Resource, resources: Resources): Invocation[] {
  const invoker = isOfSocket(type, props, resources) ? socket : types.get(type);
  if (!invoker) return [];
  const { path, sender, waits, timeout } = invoker;
  const own = timeout === undefined ? "absent" : milliseconds(props, timeout);
  const byDefault = waits === undefined ? ("absent" as const) : { value: waits, at };
  // An answer that is streamed can take longer than any.
  const isStreamed =
    type === "AWS::ApiGateway::Method" && props.field("Integration.ResponseTransferMode") !== "absent";
  const asked = type === "AWS::ApiGateway::Method" ? invocationTypeIn(props) : undefined;
  return nodesAt(props, path).map((of) => ({
    of,
    source: sourceOf(invoker, type, props),
    sender,
    waits: isStreamed || asked !== undefined ? "unknown" : own === "absent" ? byDefault : own,
    leavesAtOnce: asked === "'Event'",
    ...whatArrives(type, props, of),
  }));
}

/**
 * How a method of a REST API has Lambda invoke the function: for `'Event'` Lambda takes the request and answers at once.
 * Proxy integration does not send it.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-integration-async.html
 */
function invocationTypeIn(props: Properties): string | undefined {
  const kind = props.text("Integration.Type");
  if (isStated(kind) && kind.value === "AWS_PROXY") return undefined;
  const parameters = new Map(props.entries("Integration.RequestParameters"));
  const entry = parameters.get("integration.request.header.X-Amz-Invocation-Type");
  return entry && (textIn(entry.value) ?? "unknown");
}

/**
 * Whether what arrives is made of the event by the resource, by the target of a rule or an API that is no proxy, and
 * whether it only keeps the function warm.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
 */
function whatArrives(
  type: string,
  props: Properties,
  of: YamlNode,
): Pick<Invocation, "isReshaped" | "isWarmUp"> {
  if (/^AWS::(Events::Rule|Scheduler::Schedule)$/.test(type)) {
    const target = of.parent.type === "YAMLPair" ? entriesIn(of.parent.parent) : undefined;
    return {
      isReshaped: [...(target?.keys() ?? [])].some((key) => key.startsWith("Input")),
      isWarmUp: isWarmUp(target?.get("Input")?.value),
    };
  }
  const kind = type === "AWS::ApiGateway::Method" ? props.text("Integration.Type") : undefined;
  return {
    isReshaped: kind !== undefined && !(isStated(kind) && kind.value === "AWS_PROXY"),
    isWarmUp: false,
  };
}

function sourceOf({ source }: InvokerType, type: string, props: Properties): SourceName | undefined {
  if (type === "AWS::Events::Rule" && props.field("ScheduleExpression") !== "absent")
    return props.field("EventPattern") === "absent" ? "schedule" : "eventbridge";
  // SES can be told to wait for the answer.
  if (type !== "AWS::SES::ReceiptRule") return source;
  const actions = elementsOf(props.node("Rule.Actions")).flatMap((action) => {
    const content = contentOf(action);
    return content?.type === "YAMLMapping" ? (entriesIn(content).get("LambdaAction")?.value ?? []) : [];
  });
  const waits = actions.some((action) => {
    const content = contentOf(action);
    return content?.type === "YAMLMapping" && entriesIn(content).has("InvocationType");
  });
  return waits ? undefined : source;
}

/** Seconds, where CloudFormation has milliseconds. */
export function milliseconds(props: Properties, path: string): Setting<number> {
  const setting = props.number(path);
  return isStated(setting) ? { ...setting, value: setting.value / 1000 } : setting;
}

/** The values at the end of a way. */
function nodesAt(props: Properties, path: string): YamlNode[] {
  const [first = "", ...rest] = path.split(/(?=\[\])|\.(?=\*)/);
  const start = props.node(first);
  return start ? below(start, rest.join("")) : [];
}

function below(node: YamlNode, path: string): YamlNode[] {
  if (path === "") return [node];
  const content = contentOf(node);
  if (path === "*")
    return content?.type === "YAMLMapping"
      ? [...entriesIn(content).values()].flatMap(({ value }) => value ?? [])
      : [];
  const inner = path.replace(/^\[\]\.?/, "").split(".");
  return elementsOf(node).flatMap((element) => valueBelow(element, inner) ?? []);
}

function valueBelow(node: YamlNode | undefined, path: readonly string[]): YamlNode | undefined {
  let at = node;
  for (const name of path) {
    const content = contentOf(at);
    at = content?.type === "YAMLMapping" ? entriesIn(content).get(name)?.value : undefined;
  }
  return at;
}

/**
 * Who is allowed to invoke a function, by the principal, and what that sends.
 * https://docs.aws.amazon.com/lambda/latest/dg/permissions-function-services.html
 */
const principals = new Map<string, SourceName>([
  ["s3.amazonaws.com", "s3"],
  ["sns.amazonaws.com", "sns"],
  ["events.amazonaws.com", "eventbridge"],
  ["iot.amazonaws.com", "iot"],
  ["apigateway.amazonaws.com", "api"],
  ["cognito-idp.amazonaws.com", "cognito"],
  ["elasticloadbalancing.amazonaws.com", "alb"],
  ["logs.amazonaws.com", "logs"],
]);

/** What an `AWS::Lambda::Permission` lets in: `undefined` for what sends no event that is known. */
export function sourceAllowedBy({ props }: Pick<Resource, "props">): SourceName | undefined {
  const principal = props.text("Principal");
  if (!isStated(principal)) return undefined;
  return principals.get(principal.value) ?? (/^logs\./.test(principal.value) ? "logs" : undefined);
}

export function isAllowedToSes({ props }: Pick<Resource, "props">): boolean {
  const principal = props.text("Principal");
  return isStated(principal) && principal.value === "ses.amazonaws.com";
}
