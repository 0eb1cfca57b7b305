import type { TSESTree } from "@typescript-eslint/utils";
import { bare, methodName, type Node } from "../kit/ast.ts";
import { resolve } from "../kit/bindings.ts";
import { importedAs, type Imported } from "../kit/imports.ts";
import type { SourceCode } from "../kit/rule.ts";

/** A request to an AWS service, in whichever style of the SDK it is written. */
export interface SdkCall {
  /** The service as version 3 names its packages: `sns` for `@aws-sdk/client-sns`. */
  service: string;
  /** The operation without its suffix: `SendMessage`; DynamoDB's are named as in `lib-dynamodb`: `Put`, `TransactWrite`. */
  operation: string;
  /** What is asked for. */
  input: Node | undefined;
  /** What names the operation in the source: `PublishCommand`, `sns.publish`. */
  name: Node;
  /** Where it is sent, or else made: `client.send`, `sns.publish`. */
  place: Node;
}

/** Services that version 2 or the aggregated clients of version 3 name otherwise than version 3's packages. */
const aliases: Record<string, string> = {
  stepfunctions: "sfn",
  transcribeservice: "transcribe",
  cloudwatchevents: "eventbridge",
  "cloudwatch-events": "eventbridge",
  documentclient: "dynamodb",
  dynamodbdocument: "dynamodb",
  "lib-dynamodb": "dynamodb",
  rdsdataservice: "rds-data",
  rdsdata: "rds-data",
  pinpointsmsvoicev2: "pinpoint-sms-voice-v2",
};

const serviceNamed = (name: string): string => aliases[name.toLowerCase()] ?? name.toLowerCase();

/** Methods that may be operations worth a look at who owns them; all others are answered by their name alone. */
const operation =
  /^(publish|send|start|run|submit|put|update|batchWrite|transactWrite|get|query|scan|batchGet|transactGet|execute)/;

/** The request that `new PublishCommand(…)`, `sns.publish(…)` or `sns.publish(…).promise()` makes. */
export function sdkCallAt(node: Node, sourceCode: SourceCode): SdkCall | undefined {
  if (node.type === "NewExpression") {
    if (!mayNameCommand(node.callee)) return undefined;
    const imported = importedAs(node.callee, sourceCode);
    const [, service] = /^@aws-sdk\/(?:client-)?(.+)$/.exec(imported?.module ?? "") ?? [];
    const [, name] = /^(\w+)Command$/.exec(imported?.name ?? "") ?? [];
    if (!service || !name) return undefined;
    return sdkCall(serviceNamed(service), name, node.arguments[0], node.callee, placeOf(node));
  }
  const method = node.type === "CallExpression" ? methodName(node) : undefined;
  if (node.type !== "CallExpression" || !method || !operation.test(method)) return undefined;
  const callee = bare(node.callee);
  const owner = callee.type === "MemberExpression" ? clientBehind(callee.object, sourceCode) : undefined;
  const service = owner && serviceOfClient(owner);
  return service
    ? sdkCall(service, method[0]!.toUpperCase() + method.slice(1), node.arguments[0], callee, callee)
    : undefined;
}

function sdkCall(service: string, method: string, input: Node | undefined, name: Node, place: Node): SdkCall {
  const operation = service === "dynamodb" ? method.replace(/Items?$/, "") : method;
  return { service, operation, input, name, place };
}

/** `client.send` in `client.send(new PublishCommand(…))`. */
function placeOf(command: TSESTree.NewExpression): Node {
  const { parent } = command;
  const isSent =
    parent.type === "CallExpression" && parent.callee !== command && methodName(parent) === "send";
  return isSent ? parent.callee : command.callee;
}

const mayNameCommand = (callee: Node): boolean =>
  callee.type === "MemberExpression" ||
  (callee.type === "Identifier" && /Command|^[A-Z]\w*$/.test(callee.name));

/** What a client was made with: `new AWS.SNS()`, `DynamoDBDocument.from(…)`, and either inside a tracer's wrapper. */
function clientBehind(node: Node, sourceCode: SourceCode, depth = 8): Imported | undefined {
  const value = resolve(node, sourceCode);
  if (value.type === "NewExpression") return importedAs(value.callee, sourceCode);
  if (value.type !== "CallExpression") return undefined;
  const made = importedAs(value.callee, sourceCode);
  if (made && /^DynamoDBDocument\.from$/.test(made.name)) return { ...made, name: "DynamoDBDocument" };
  const [wrapped] = value.arguments;
  return wrapped && depth > 0 && /^capture/.test(methodName(value) ?? made?.name ?? "")
    ? clientBehind(wrapped, sourceCode, depth - 1)
    : undefined;
}

function serviceOfClient({ module, name }: Imported): string | undefined {
  if (module === "aws-sdk") return serviceNamed(name.split(".").at(-1)!);
  const [, v2] = /^aws-sdk\/clients\/(\w+)$/.exec(module) ?? [];
  if (v2) return serviceNamed(name === "DocumentClient" ? name : v2);
  return /^@aws-sdk\/(client-|lib-dynamodb)/.test(module) && !name.endsWith("Client")
    ? serviceNamed(name)
    : undefined;
}
