import { memberName, stringValue, type Node } from "../../kit/ast.ts";
import { nodesIn } from "../../kit/nodes.ts";
import { oncePerFile } from "../../kit/once.ts";
import type { SourceCode } from "../../kit/rule.ts";
import { fieldOf, fieldValue, valueBehind } from "../../kit/values.ts";
import { isAsynchronous, type SourceName } from "../../lambda/event-sources.ts";
import { homeOf } from "../around.ts";
import { isStated, speaksOfWarmth, type OtherSender, type Setting } from "../deployment.ts";
import { constructBehind, type Construct, type OfCdk } from "./constructs.ts";
import { Props, stated } from "./props.ts";

/** A class of the CDK that lets something invoke the function it is given. */
interface InvokerClass {
  library: string;
  name: string;
  /** Which argument the function is, or the property of the last argument that it is. */
  given: number | string;
  source?: SourceName;
  sender?: OtherSender;
  /** Seconds that it waits for the answer, unless its `timeout` says otherwise. */
  waits?: number;
}

/**
 * Integrations of REST and WebSocket APIs wait for 29 seconds, those of HTTP APIs for 30.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html
 */
const restApi = 29;
const httpApi = 30;

/** https://docs.aws.amazon.com/cdk/api/v2/docs/aws-construct-library.html, each under its library. */
const classes: InvokerClass[] = [
  { library: "aws-sns-subscriptions", name: "LambdaSubscription", given: 0, source: "sns" },
  { library: "aws-s3-notifications", name: "LambdaDestination", given: 0, source: "s3" },
  { library: "aws-events-targets", name: "LambdaFunction", given: 0, source: "eventbridge" },
  { library: "aws-scheduler-targets", name: "LambdaInvoke", given: 0, source: "schedule" },
  { library: "aws-ses-actions", name: "Lambda", given: "function", source: "ses" },
  { library: "aws-logs-destinations", name: "LambdaDestination", given: 0, source: "logs" },
  { library: "aws-iot-actions", name: "LambdaFunctionAction", given: 0, source: "iot" },
  { library: "aws-apigateway", name: "LambdaIntegration", given: 0, source: "api", waits: restApi },
  { library: "aws-apigateway", name: "LambdaRestApi", given: "handler", source: "api", waits: restApi },
  {
    library: "aws-apigatewayv2-integrations",
    name: "HttpLambdaIntegration",
    given: 1,
    source: "api",
    waits: httpApi,
  },
  {
    library: "aws-apigatewayv2-integrations",
    name: "WebSocketLambdaIntegration",
    given: 1,
    source: "websocket",
    waits: restApi,
  },
  { library: "aws-elasticloadbalancingv2-targets", name: "LambdaTarget", given: 0, source: "alb" },
  { library: "aws-apigateway", name: "TokenAuthorizer", given: "handler", source: "authorizer" },
  { library: "aws-apigateway", name: "RequestAuthorizer", given: "handler", source: "authorizer" },
  { library: "aws-apigatewayv2-authorizers", name: "HttpLambdaAuthorizer", given: 1, source: "authorizer" },
  {
    library: "aws-apigatewayv2-authorizers",
    name: "WebSocketLambdaAuthorizer",
    given: 1,
    source: "authorizer",
  },
  { library: "custom-resources", name: "Provider", given: "onEventHandler", source: "custom-resource" },
  {
    library: "aws-stepfunctions-tasks",
    name: "LambdaInvoke",
    given: "lambdaFunction",
    sender: "state machine",
  },
];

/** How a construct lets something invoke a function. */
export interface Invocation {
  /** The function, or the alias, that it invokes. */
  of: Node | undefined;
  source: SourceName | undefined;
  sender?: OtherSender | undefined;
  waits: Setting<number>;
  isAsynchronous: boolean;
  isReshaped: boolean;
  isWarmUp?: boolean;
}

/** How a construct lets something invoke a function, if it does. */
export function invocationBy(construct: Construct, sourceCode: SourceCode): Invocation | undefined {
  const invoker = invokerClassOf(construct);
  if (!invoker)
    return invocationsByProps.get(`${construct.library} ${construct.name}`)?.(construct, sourceCode);
  const { given } = invoker;
  const position = typeof given === "number" ? given + 1 : construct.arguments.length - 1;
  const options = new Props(construct, position, sourceCode);
  // SES can be told to wait for the answer.
  const isKnown =
    options.field("invocationType") === "absent" &&
    (invoker.name !== "LambdaRestApi" || !isFalse(options.boolean("proxy")) || hasPlainMethods(sourceCode));
  const source = isKnown ? invoker.source : undefined;
  return {
    of:
      typeof given === "number"
        ? construct.arguments[given]
        : fieldValue(construct.arguments.at(-1), given, sourceCode),
    source,
    sender: invoker.sender,
    waits: waitingTime(construct, invoker, options, sourceCode),
    isReshaped: isReshaped(invoker, options),
    isWarmUp: inputsOf(options).some((input) => speaksOfWarmth(homeOf(input, sourceCode).getText(input))),
    // The CDK's own function stands between CloudFormation and the function that it is given.
    isAsynchronous:
      (source !== undefined && source !== "custom-resource" && isAsynchronous(source)) ||
      leavesAtOnce(options, sourceCode),
  };
}

/** What a target is given in place of the event, of rules and of schedules. */
const inputs = ["event", "input"];

const inputsOf = (options: Props): Node[] =>
  inputs.flatMap((property) => {
    const input = options.field(property);
    return typeof input === "string" ? [] : input;
  });

/** Whether a target is given something else than the event, or an API hands on what it makes of the request. */
const isReshaped = ({ name, waits }: InvokerClass, options: Props): boolean =>
  waits === undefined
    ? inputs.some((property) => options.field(property) !== "absent")
    : name === "LambdaIntegration" && !isDefaultOrTrue(options.boolean("proxy"));

const isDefaultOrTrue = (setting: Setting<boolean>): boolean =>
  setting === "absent" || (isStated(setting) && setting.value);

/** `new CfnIntegration(this, "Connect", { apiId: api.ref, integrationUri: "arn:…/" + fn.functionArn + "/invocations" })` */
function invocationByUri(construct: Construct, sourceCode: SourceCode): Invocation {
  const props = construct.arguments[2];
  const [uri, id] = ["integrationUri", "apiId"].map((name) => fieldValue(props, name, sourceCode));
  const [owner] = uri ? ownersOf(uri, "functionArn", sourceCode) : [];
  const [made] = id ? nodesIn(id, ["MemberExpression"], sourceCode) : [];
  const api = constructBehind(made?.object, sourceCode);
  const protocol = api && new Props(api, 2, sourceCode).text("protocolType");
  const isSocket = protocol && isStated(protocol) ? protocol.value === "WEBSOCKET" : undefined;
  const source = isSocket === undefined ? undefined : isSocket ? "websocket" : "api";
  return { ...unheard, of: owner, source };
}

/**
 * `new AwsCustomResource(this, "Fill", { onCreate: { service: "Lambda", action: "invoke", parameters: { FunctionName: fn.functionName } } })`
 * https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.custom_resources.AwsSdkCall.html
 */
function invocationByCall(construct: Construct, sourceCode: SourceCode): Invocation | undefined {
  const props = construct.arguments[2];
  const [invoked] = ["onCreate", "onUpdate", "onDelete"].flatMap((event) => {
    const call = fieldValue(props, event, sourceCode);
    const [service, action] = ["service", "action"].map((name) =>
      stringValue(fieldValue(call, name, sourceCode)),
    );
    const isInvocation = /^(Lambda|@aws-sdk\/client-lambda)$/.test(service ?? "");
    const isOther = !isInvocation || !/^(invoke|Invoke(Command)?)$/.test(action ?? "");
    const parameters = isOther ? undefined : fieldValue(call, "parameters", sourceCode);
    const name = parameters && fieldValue(parameters, "FunctionName", sourceCode);
    return name ? ["functionName", "functionArn"].flatMap((own) => ownersOf(name, own, sourceCode)) : [];
  });
  return invoked && { ...unheard, of: invoked, sender: "SDK call" };
}

/** `new CfnAccessPoint(this, "Shrink", { objectLambdaConfiguration: { … FunctionArn: fn.functionArn … } })` */
function invocationByAccessPoint(construct: Construct, sourceCode: SourceCode): Invocation | undefined {
  const configuration = fieldValue(construct.arguments[2], "objectLambdaConfiguration", sourceCode);
  const [owner] = configuration ? ownersOf(configuration, "functionArn", sourceCode) : [];
  return owner && { ...unheard, of: owner, sender: "S3 Object Lambda" };
}

/** Constructs that name the function they invoke somewhere in their properties. */
const invocationsByProps = new Map([
  ["aws-apigatewayv2 CfnIntegration", invocationByUri],
  ["aws-s3objectlambda CfnAccessPoint", invocationByAccessPoint],
  ["custom-resources AwsCustomResource", invocationByCall],
]);

/** What a construct invokes without an event of its own, or without a way to tell how long it waits. */
const unheard = { source: undefined, waits: "unknown", isAsynchronous: false, isReshaped: false } as const;

/** What has a member somewhere in an expression. */
const ownersOf = (node: Node, name: string, sourceCode: SourceCode): Node[] =>
  nodesIn(node, ["MemberExpression"], sourceCode)
    .filter((member) => memberName(member) === name)
    .map(({ object }) => object);

const invokerClassOf = ({ library, name }: OfCdk): InvokerClass | undefined =>
  classes.find((one) => one.library === library && one.name === name);

/** Whether a construct invokes what it is given in the one way that is known. */
export const isInvoker = (construct: Construct, sourceCode: SourceCode): boolean =>
  invokerClassOf(construct) !== undefined &&
  (construct.name !== "Provider" ||
    fieldOf(construct.arguments.at(-1), "isCompleteHandler", sourceCode) === "absent");

/** Whether a method of an API leaves to the API what answers it. */
const hasPlainMethods = oncePerFile(({ text }) => /\.addMethod\(\s*["'][A-Z]+["']\s*\)/.test(text));

/** Whether code may set what an integration waits on the CloudFormation resource behind it. */
const mayOverrideTimeouts = oncePerFile(({ text }) => text.includes("TimeoutInMillis"));

/** What a method of a REST API sends along with `'Event'` for Lambda to take the request and answer at once. */
const invocationType = "integration.request.header.X-Amz-Invocation-Type";

/**
 * Whether an API does not wait for the function, which it cannot be told to with proxy integration.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-integration-async.html
 */
function leavesAtOnce(options: Props, sourceCode: SourceCode): boolean {
  const parameters = options.field("requestParameters");
  if (typeof parameters === "string" || !isFalse(options.boolean("proxy"))) return false;
  const type = fieldValue(parameters, invocationType, sourceCode);
  return type !== undefined && stringValue(valueBehind(type, sourceCode)) === "'Event'";
}

const isFalse = (setting: Setting<boolean>): boolean => isStated(setting) && !setting.value;

/** How long it waits for the function's answer, in seconds: what its options say, or else its kind. */
function waitingTime(
  { node }: Construct,
  { name, waits }: InvokerClass,
  options: Props,
  sourceCode: SourceCode,
): Setting<number> {
  if (waits === undefined) return "absent";
  // Without proxy integration, an API can invoke asynchronously, and has nothing to wait for. What `LambdaRestApi`
  // calls so decides which paths the API has.
  const proxy = name === "LambdaRestApi" ? "absent" : options.boolean("proxy");
  if (!isDefaultOrTrue(proxy) || options.field("integrationOptions") !== "absent") return "unknown";
  const timeout = options.seconds("timeout");
  if (timeout !== "absent") return timeout;
  const isOverridden = options.field("responseTransferMode") !== "absent" || mayOverrideTimeouts(sourceCode);
  return isOverridden ? "unknown" : stated(waits, node);
}

/** Event sources that are given to a function's `addEventSource`, and invoke it asynchronously. */
export const asynchronousSources = new Map<string, SourceName>([
  ["SnsEventSource", "sns"],
  ["S3EventSource", "s3"],
  ["S3EventSourceV2", "s3"],
]);
