import type { TSESTree } from "@typescript-eslint/utils";
import { bare, calledName, isFunction, methodName, outermost, propertyOf, type Node } from "../kit/ast.ts";
import { placesOf } from "../kit/binding.ts";
import { resolve, variableOf } from "../kit/bindings.ts";
import { importedAs } from "../kit/imports.ts";
import { nodesIn } from "../kit/nodes.ts";
import { oncePerFile } from "../kit/once.ts";
import type { SourceCode } from "../kit/rule.ts";
import { clientBehind, serviceOfPackage } from "./sdk-clients.ts";

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
  /** Who sends it: a command, the method of a client, or a function that sends as many as it takes. */
  style: "command" | "method of version 2" | "method of version 3" | "helper";
}

/** Methods that may be operations worth a look at who owns them; all others are answered by their name alone. */
const operation =
  /^(publish|send|start|stop|run|submit|put|update|batch|transact|get|query|scan|execute|delete|copy|upload|create|list|describe|invoke|head|decrypt|encrypt|receive|assume|detect|change|complete|post|restore|select|tag|filterLogEvents|(add|admin|generate|remove)[A-Z])/;

/** The request that `new PublishCommand(…)`, `sns.publish(…)` or `sns.publish(…).promise()` makes. */
export function sdkCallAt(node: Node, sourceCode: SourceCode): SdkCall | undefined {
  if (node.type === "NewExpression") return constructedRequest(node, sourceCode);
  if (node.type !== "CallExpression") return undefined;
  const name = calledName(node) ?? "";
  if (name.startsWith("paginate")) return paginatedRequest(node, sourceCode);
  const callee = bare(node.callee);
  if (callee.type !== "MemberExpression" || !operation.test(name)) return undefined;
  const client = clientBehind(callee.object, sourceCode);
  return (
    client && {
      ...operationOf(client.service, name[0]!.toUpperCase() + name.slice(1)),
      node,
      // `s3.getSignedUrl("getObject", input)`
      input: node.arguments[name.startsWith("getSignedUrl") ? 1 : 0],
      name: callee,
      place: callee,
      style: `method of version ${client.version}`,
    }
  );
}

function constructedRequest(node: TSESTree.NewExpression, sourceCode: SourceCode): SdkCall | undefined {
  if (!mayNameCommand(node.callee)) return undefined;
  const imported = importedAs(node.callee, sourceCode);
  if (imported?.module === "@aws-sdk/lib-storage" && imported.name === "Upload") {
    // https://github.com/aws/aws-sdk-js-v3/tree/main/lib/lib-storage: a `PutObject`, in as many parts as it takes.
    const input = propertyOf(node.arguments[0], "params")?.value;
    const { callee } = node;
    return { node, service: "s3", operation: "Upload", input, name: callee, place: callee, style: "helper" };
  }
  const service = serviceOfPackage(imported?.module ?? "");
  const [, name] = /^(\w+)Command$/.exec(imported?.name ?? "") ?? [];
  if (!service || !name) return undefined;
  const spelt = { name: node.callee, place: placeOf(node), style: "command" as const };
  return { ...operationOf(service, name), node, input: node.arguments[0], ...spelt };
}

/** `paginateQuery({ client }, input)` */
function paginatedRequest(node: TSESTree.CallExpression, sourceCode: SourceCode): SdkCall | undefined {
  const imported = importedAs(node.callee, sourceCode);
  const service = serviceOfPackage(imported?.module ?? "");
  const [, name] = /^paginate([A-Z]\w*)$/.exec(imported?.name ?? "") ?? [];
  if (!service || !name) return undefined;
  const spelt = { name: node.callee, place: node.callee, style: "helper" as const };
  return { ...operationOf(service, name), node, input: node.arguments[1], ...spelt };
}

const operationOf = (service: string, operation: string): Pick<SdkCall, "service" | "operation"> => ({
  service,
  operation: service === "dynamodb" ? operation.replace(/Items?$/, "") : operation,
});

/** Every request to an AWS service in a file, in source order; looked for once a file, for all rules. */
export const sdkCallsIn = oncePerFile((sourceCode): readonly SdkCall[] =>
  sourceCode.text.includes("aws-sdk")
    ? nodesIn(sourceCode.ast, ["NewExpression", "CallExpression"], sourceCode)
        .flatMap((node) => sdkCallAt(node, sourceCode) ?? [])
        .sort((one, other) => one.node.range[0] - other.node.range[0])
    : [],
);

/**
 * The expression that gives the promise of a request's response: `client.send(command)`, also where the command has a
 * name of its own; `sns.publish(…)`, with the `.promise()` of version 2. `undefined` where the command is sent
 * elsewhere, several times or never, and where a callback gets the response.
 */
export function responseOf(call: SdkCall, sourceCode: SourceCode): TSESTree.CallExpression | undefined {
  const sending = sendingOf(call, sourceCode);
  if (!sending || callbackOf(call, sourceCode)) return undefined;
  if (call.style !== "method of version 2") return sending;
  const member = outermost(sending).parent;
  const promise = member?.type === "MemberExpression" ? member.parent : undefined;
  return promise?.type === "CallExpression" && promise.callee === member && methodName(promise) === "promise"
    ? promise
    : undefined;
}

/** The client that sends a request, as far as that can be told. */
export function senderOf(call: SdkCall, sourceCode: SourceCode): Node | undefined {
  const sending = sendingOf(call, sourceCode);
  const callee = sending && bare(sending.callee);
  return callee?.type === "MemberExpression" ? callee.object : undefined;
}

/** The function that is called with an error or the response: `sns.publish(…, (error, data) => …)`. */
export function callbackOf(call: SdkCall, sourceCode: SourceCode): Node | undefined {
  const last = sendingOf(call, sourceCode)?.arguments.at(-1);
  return last && isFunction(resolve(last, sourceCode)) ? last : undefined;
}

/** The call that sends a request, or in version 2 makes one to be sent. */
export function sendingOf(
  { node, style }: SdkCall,
  sourceCode: SourceCode,
): TSESTree.CallExpression | undefined {
  if (node.type === "CallExpression") return style === "helper" ? undefined : node;
  const value = outermost(node);
  const { parent } = value;
  if (isSentBy(parent, value)) return parent;
  const variable =
    parent?.type === "VariableDeclarator" && parent.init === value
      ? variableOf(parent.id, sourceCode)
      : undefined;
  const [sending, another] = (variable ? placesOf(variable) : []).flatMap((place) =>
    isSentBy(place.parent, place) ? [place.parent] : [],
  );
  return another ? undefined : sending;
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
