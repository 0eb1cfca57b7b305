import type { TSESTree } from "@typescript-eslint/utils";
import { memberName, methodName, type ClassNode, type Node } from "../kit/ast.ts";
import { classOf, resolve, variableOf } from "../kit/bindings.ts";
import { importedAs, type Imported } from "../kit/imports.ts";
import { once } from "../kit/once.ts";
import type { SourceCode } from "../kit/rule.ts";

/** A client of the AWS SDK whose methods are the service's operations. */
export interface SdkClient {
  /** The service as version 3 names its packages: `sns` for `@aws-sdk/client-sns`. */
  service: string;
  /** The version of the SDK: requests of version 3 give a promise, those of version 2 have to be asked for it. */
  version: 2 | 3;
}

/** Services that version 2 or older packages of version 3 name otherwise than version 3's packages. */
const aliases = new Map<string, string>(
  Object.entries({
    stepfunctions: "sfn",
    transcribeservice: "transcribe",
    cloudwatchevents: "eventbridge",
    "cloudwatch-events": "eventbridge",
    cloudwatchlogs: "cloudwatch-logs",
    documentclient: "dynamodb",
    "lib-dynamodb": "dynamodb",
    secretsmanager: "secrets-manager",
    cognitoidentityserviceprovider: "cognito-identity-provider",
    route53: "route-53",
    costexplorer: "cost-explorer",
    autoscaling: "auto-scaling",
    resourcegroupstaggingapi: "resource-groups-tagging-api",
    rdsdataservice: "rds-data",
    rdsdata: "rds-data",
    pinpointemail: "pinpoint-email",
    pinpointsmsvoicev2: "pinpoint-sms-voice-v2",
  }),
);

const serviceNamed = (name: string): string => aliases.get(name.toLowerCase()) ?? name.toLowerCase();

/** The service of a package of version 3: `sns` for `@aws-sdk/client-sns`, `dynamodb` for `@aws-sdk/lib-dynamodb`. */
export function serviceOfPackage(module: string): string | undefined {
  const [, service] = /^@aws-sdk\/(?:client-)?([\w-]+)$/.exec(module) ?? [];
  return service && serviceNamed(service);
}

/** How far a client is followed through wrappers, defaults and fields. */
const maximumDepth = 8;

/**
 * The client that an expression stands for: `new AWS.SNS()`, `DynamoDBDocument.from(…)`, either inside a tracer's
 * wrapper, in a field of a class, or where only its type is known.
 */
export function clientBehind(
  node: Node,
  sourceCode: SourceCode,
  depth = maximumDepth,
): SdkClient | undefined {
  const value = resolve(node, sourceCode);
  if (depth === 0) return undefined;
  switch (value.type) {
    case "NewExpression":
      return clientNamed(importedAs(value.callee, sourceCode));
    case "CallExpression":
      return clientMadeBy(value, sourceCode, depth);
    case "Identifier": {
      const name = variableOf(value, sourceCode)?.defs[0]?.name as Node | undefined;
      return name?.type === "Identifier" ? clientIn(slotNamed(name), sourceCode, depth) : undefined;
    }
    case "MemberExpression": {
      const owner = value.object.type === "ThisExpression" ? classOf(value.object, sourceCode) : undefined;
      return owner && clientIn(fieldsOf(owner).get(keyText(value)), sourceCode, depth);
    }
    default:
      return undefined;
  }
}

function clientMadeBy(
  call: TSESTree.CallExpression,
  sourceCode: SourceCode,
  depth: number,
): SdkClient | undefined {
  const made = importedAs(call.callee, sourceCode);
  if (made?.name === "DynamoDBDocument.from") return clientNamed({ ...made, name: "DynamoDBDocument" });
  const [wrapped] = call.arguments;
  return wrapped && /^capture/.test(methodName(call) ?? made?.name ?? "")
    ? clientBehind(wrapped, sourceCode, depth - 1)
    : undefined;
}

/** The client that a class of the SDK makes; `SNSClient` only sends commands, and has no operations. */
function clientNamed(imported: Imported | undefined): SdkClient | undefined {
  if (!imported) return undefined;
  const { module, name } = imported;
  if (module === "aws-sdk") return { service: serviceNamed(name.split(".").at(-1)!), version: 2 };
  const [, v2] = /^aws-sdk\/clients\/(\w+)$/.exec(module) ?? [];
  if (v2) return { service: serviceNamed(name === "DocumentClient" ? name : v2), version: 2 };
  if (!/^@aws-sdk\/(client-|lib-dynamodb)/.test(module) || name.endsWith("Client")) return undefined;
  const service = serviceOfPackage(module);
  return service ? { service, version: 3 } : undefined;
}

/** Where a client can lie: a parameter or a field, with what it holds at first and of which type it is. */
interface Slot {
  value: Node | null | undefined;
  type: TSESTree.TypeNode | undefined;
}

function clientIn(slot: Slot | undefined, sourceCode: SourceCode, depth: number): SdkClient | undefined {
  if (slot?.value) return clientBehind(slot.value, sourceCode, depth - 1);
  return slot?.type?.type === "TSTypeReference"
    ? clientNamed(typeImportedAs(slot.type.typeName, sourceCode))
    : undefined;
}

function typeImportedAs(name: TSESTree.EntityName, sourceCode: SourceCode): Imported | undefined {
  if (name.type !== "TSQualifiedName") return importedAs(name, sourceCode);
  const owner = typeImportedAs(name.left, sourceCode);
  const member = name.right.name;
  return owner && { ...owner, name: owner.name === "*" ? member : `${owner.name}.${member}` };
}

/** The slot that a name is declared for: `sns: SNS`, `sns = new SNS()`. */
function slotNamed({ parent, typeAnnotation }: TSESTree.Identifier): Slot {
  const value = parent.type === "AssignmentPattern" ? parent.right : undefined;
  // ESLint's own parser knows no types.
  return { value, type: (typeAnnotation as TSESTree.TSTypeAnnotation | undefined)?.typeAnnotation };
}

/** The fields of a class by name: those it defines, its constructor's parameters, and what the constructor assigns. */
const fieldsOf = once(
  (owner: ClassNode): ReadonlyMap<string, Slot> => new Map(owner.body.body.flatMap(slotsOf)),
);

function slotsOf(member: TSESTree.ClassElement): [name: string, slot: Slot][] {
  if (member.type === "PropertyDefinition")
    return [[keyText(member), { value: member.value, type: member.typeAnnotation?.typeAnnotation }]];
  if (member.type !== "MethodDefinition" || member.kind !== "constructor") return [];
  const parameters = member.value.params.flatMap((one): [string, Slot][] => {
    const parameter = one.type === "TSParameterProperty" ? one.parameter : undefined;
    const name = parameter?.type === "AssignmentPattern" ? parameter.left : parameter;
    return name?.type === "Identifier" ? [[name.name, slotNamed(name)]] : [];
  });
  const assigned = (member.value.body?.body ?? []).flatMap((statement): [string, Slot][] => {
    if (statement.type !== "ExpressionStatement" || statement.expression.type !== "AssignmentExpression")
      return [];
    const { left, right } = statement.expression;
    const isField = left.type === "MemberExpression" && left.object.type === "ThisExpression";
    return isField ? [[keyText(left), { value: right, type: undefined }]] : [];
  });
  return [...parameters, ...assigned];
}

/** `client` and `#client`. */
function keyText(node: TSESTree.MemberExpression | TSESTree.PropertyDefinition): string {
  const key = node.type === "MemberExpression" ? node.property : node.key;
  return key.type === "PrivateIdentifier" ? `#${key.name}` : (memberName(node) ?? "");
}
