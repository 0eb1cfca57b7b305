import type { TSESTree } from "@typescript-eslint/utils";
import { bare, methodName, outermost, type Node } from "../kit/ast.ts";
import { resolve, variableOf } from "../kit/bindings.ts";
import { importedAs, type Imported } from "../kit/imports.ts";
import { nodesIn } from "../kit/nodes.ts";
import type { SourceCode } from "../kit/rule.ts";

/** A request to an AWS service, in whichever style of the SDK it is written. */
export interface SdkCall {
  /** The construction of the command, or the call of the client's method. */
  node: TSESTree.NewExpression | TSESTree.CallExpression;
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
  /** Version 2 sends nothing before `promise()`, `send()` or a callback; the clients of version 3 give a promise. */
  version: 2 | 3;
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
  /^(publish|send|start|run|submit|put|update|batch|transact|get|query|scan|execute|delete|copy|upload|create|list|describe|invoke|head|decrypt|encrypt|receive|assume|detect|change|complete|post|restore|select|tag)/;

/** The request that `new PublishCommand(…)`, `sns.publish(…)` or `sns.publish(…).promise()` makes. */
export function sdkCallAt(node: Node, sourceCode: SourceCode): SdkCall | undefined {
  if (node.type === "NewExpression") {
    if (!mayNameCommand(node.callee)) return undefined;
    const imported = importedAs(node.callee, sourceCode);
    const [, service] = /^@aws-sdk\/(?:client-)?(.+)$/.exec(imported?.module ?? "") ?? [];
    const [, name] = /^(\w+)Command$/.exec(imported?.name ?? "") ?? [];
    if (!service || !name) return undefined;
    return sdkCall(node, serviceNamed(service), name, {
      name: node.callee,
      place: placeOf(node),
      version: 3,
    });
  }
  const method = node.type === "CallExpression" ? methodName(node) : undefined;
  if (node.type !== "CallExpression" || !method || !operation.test(method)) return undefined;
  const callee = bare(node.callee);
  const owner = callee.type === "MemberExpression" ? clientBehind(callee.object, sourceCode) : undefined;
  const service = owner && serviceOfClient(owner);
  if (!service) return undefined;
  const version = owner.module.startsWith("@") ? 3 : 2;
  return sdkCall(node, service, method[0]!.toUpperCase() + method.slice(1), {
    name: callee,
    place: callee,
    version,
  });
}

function sdkCall(
  node: SdkCall["node"],
  service: string,
  method: string,
  spelt: Pick<SdkCall, "name" | "place" | "version">,
): SdkCall {
  const operation = service === "dynamodb" ? method.replace(/Items?$/, "") : method;
  return { node, service, operation, input: node.arguments[0], ...spelt };
}

const requests = new WeakMap<object, readonly SdkCall[]>();

/** Every request to an AWS service in a file, in source order; looked for once a file, for all rules. */
export function sdkCallsIn(sourceCode: SourceCode): readonly SdkCall[] {
  let found = requests.get(sourceCode.ast);
  if (!found) {
    found = sourceCode.text.includes("aws-sdk")
      ? nodesIn(sourceCode.ast, ["NewExpression", "CallExpression"], sourceCode)
          .flatMap((node) => sdkCallAt(node, sourceCode) ?? [])
          .sort((one, other) => one.node.range[0] - other.node.range[0])
      : [];
    requests.set(sourceCode.ast, found);
  }
  return found;
}

/**
 * The expression that gives the promise of a request's response: `client.send(command)`, also where the command has a
 * name of its own; `sns.publish(…)`, with the `.promise()` of version 2. `undefined` where the command is sent
 * elsewhere, or never.
 */
export function responseOf({ node }: SdkCall, sourceCode: SourceCode): TSESTree.CallExpression | undefined {
  if (node.type === "NewExpression") return sendingOf(node, sourceCode);
  const member = outermost(node).parent;
  const call = member?.type === "MemberExpression" ? member.parent : undefined;
  return call?.type === "CallExpression" && call.callee === member && methodName(call) === "promise"
    ? call
    : node;
}

function sendingOf(
  command: TSESTree.NewExpression,
  sourceCode: SourceCode,
): TSESTree.CallExpression | undefined {
  const value = outermost(command);
  const { parent } = value;
  if (isSentBy(parent, value)) return parent;
  const variable =
    parent?.type === "VariableDeclarator" && parent.init === value
      ? variableOf(parent.id, sourceCode)
      : undefined;
  const uses = variable?.references.filter(({ init }) => !init) ?? [];
  const [use, another] = uses.map(({ identifier }) => identifier as Node);
  return use && !another && isSentBy(use.parent, use) ? use.parent : undefined;
}

const isSentBy = (call: Node | undefined, command: Node): call is TSESTree.CallExpression =>
  call?.type === "CallExpression" && call.arguments[0] === command && methodName(call) === "send";

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
