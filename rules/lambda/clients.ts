import {
  ancestorsOf,
  bare,
  enclosingFunction,
  isFunction,
  memberName,
  methodName,
  some,
  type Node,
} from "../kit/ast.ts";
import { resolve, variableOf, writesTo, type Variable } from "../kit/bindings.ts";
import { variableWrittenBy } from "../kit/environment.ts";
import { variableNameFor, type Construction, type Kind } from "../kit/hoist.ts";
import { importedAs, type Imported } from "../kit/imports.ts";
import { isOfModule, topStatementOf } from "../kit/module-scope.ts";
import { nodesIn } from "../kit/nodes.ts";
import { oncePerFile } from "../kit/once.ts";
import type { SourceCode } from "../kit/rule.ts";
import { settled, Stage, type Steadiness } from "../kit/stages.ts";
import { decidesIdentity } from "./reserved-variables.ts";

/** A thing worth keeping from one invocation to the next: it holds connections, or is costly to set up. */
export interface Client {
  /** Whether it belongs to AWS or Node.js, rather than to somebody else's service. */
  isAws: boolean;
  /** Whether the call that builds it has a type for each kind of arguments, so that only its place can tell the client's. */
  isOverloaded?: boolean;
}

/**
 * Whether a name that a client package of version 3 exports is the client. It has it twice: `S3Client`, and `S3` with
 * the name of the package; commands and errors stand beside them.
 * https://github.com/aws/aws-sdk-js-v3#modularized-packages
 */
function isSdkClient({ module, name }: Imported): boolean {
  const service = /^@aws-sdk\/client-([\w-]+)$/.exec(module)?.[1];
  return (
    service !== undefined && (/^\w+Client$/.test(name) || name.toLowerCase() === service.replaceAll("-", ""))
  );
}

/** Classes of version 2 that are no clients: https://docs.aws.amazon.com/AWSJavaScriptSDK/latest/ */
const noService =
  /Credentials$|Chain$|Provider$|^(Config|Endpoint|EventListeners|HttpRequest|HttpResponse|Request|Response|Service|SequentialExecutor|ParamValidator|ResourceWaiter|Token)$/;

function isSdkV2Client({ module, name }: Imported): boolean {
  if (module === "aws-sdk" || module === "aws-sdk/clients/all") {
    return name === "DynamoDB.DocumentClient" || (/^[A-Z]\w+$/.test(name) && !noService.test(name));
  }
  const service = /^aws-sdk\/clients\/(\w+)$/.exec(module)?.[1];
  return service !== undefined && (/^(\*|DocumentClient)$/.test(name) || name.toLowerCase() === service);
}

/** Classes by the module that exports them. */
const classes: ({ module: RegExp; name: RegExp } & Client)[] = [
  // https://docs.aws.amazon.com/powertools/typescript/latest/
  {
    module: /^@aws-lambda-powertools\/(logger|tracer|metrics)$/,
    name: /^(Logger|Tracer|Metrics)$/,
    isAws: true,
  },
  {
    module: /^@aws-lambda-powertools\/idempotency\/\w+$/,
    name: /^(DynamoDB|Cache)PersistenceLayer$/,
    isAws: true,
  },
  {
    module: /^@aws-lambda-powertools\/batch$/,
    name: /^(BatchProcessor|SqsFifoPartialProcessor)\w*$/,
    isAws: true,
  },
  {
    module: /^@aws-lambda-powertools\/parameters\/\w+$/,
    name: /^(SSM|Secrets|AppConfig|DynamoDB)Provider$/,
    isAws: true,
  },
  // https://docs.aws.amazon.com/sdk-for-javascript/v3/developer-guide/node-reusing-connections.html
  { module: /^(node:)?https?$/, name: /^Agent$/, isAws: true },
  { module: /^@(smithy|aws-sdk)\/node-http-handler$/, name: /^NodeHttp2?Handler$/, isAws: true },

  { module: /^stripe$/, name: /^(\*|Stripe)$/, isAws: false },
  { module: /^notifications-node-client$/, name: /^NotifyClient$/, isAws: false },
  { module: /^@(opensearch-project\/opensearch|elastic\/elasticsearch)$/, name: /^Client$/, isAws: false },
  { module: /^@slack\/web-api$/, name: /^WebClient$/, isAws: false },
  { module: /^twilio$/, name: /^(\*|Twilio)$/, isAws: false },
];

/** Functions that build a client, by the module that exports them. */
const factories: ({ module: RegExp; name: RegExp } & Client)[] = [
  { module: /^@aws-sdk\/lib-dynamodb$/, name: /^DynamoDBDocument(Client)?\.from$/, isAws: true },
  // They keep the keys that tokens are signed with: https://github.com/awslabs/aws-jwt-verify#the-jwks-cache
  {
    module: /^aws-jwt-verify(\/[\w-]+)?$/,
    name: /^(Cognito|Alb)?Jwt(Rsa)?Verifier\.create$/,
    isAws: true,
    isOverloaded: true,
  },
  // https://github.com/panva/jose/blob/main/docs/jwks/remote/functions/createRemoteJWKSet.md
  { module: /^jose$/, name: /^createRemoteJWKSet$/, isAws: false },
  { module: /^jwks-rsa$/, name: /^\*$/, isAws: false },
  { module: /^axios$/, name: /^(Axios\.)?create$/, isAws: false },
  { module: /^stripe$/, name: /^\*$/, isAws: false },
  { module: /^twilio$/, name: /^\*$/, isAws: false },
  { module: /^algoliasearch(\/lite)?$/, name: /^(\*|algoliasearch|liteClient)$/, isAws: false },
  {
    module: /^(launchdarkly-node-server-sdk|@launchdarkly\/node-server-sdk)$/,
    name: /^init$/,
    isAws: false,
  },
];

/** The client that a node builds. */
export function clientBuiltBy(node: Node, sourceCode: SourceCode): Client | undefined {
  if (node.type !== "NewExpression" && node.type !== "CallExpression") return undefined;
  const imported = importedAs(node.callee, sourceCode);
  return imported && clientOf(imported, node.type);
}

/** The client that a call or a `new` of something imported builds. */
export function clientOf(imported: Imported, builtBy: Construction["type"]): Client | undefined {
  const known = (builtBy === "NewExpression" ? classes : factories).find(
    ({ module, name }) => module.test(imported.module) && name.test(imported.name),
  );
  const isSdk = builtBy === "NewExpression" && (isSdkClient(imported) || isSdkV2Client(imported));
  return known ?? (isSdk ? { isAws: true } : undefined);
}

/** Whether a client is built only to become a part of another: `DynamoDBDocumentClient.from(new DynamoDBClient({}))`. */
export function isPartOfClient(node: Construction, sourceCode: SourceCode): boolean {
  for (const outer of ancestorsOf(node)) {
    if (isFunction(outer)) return false;
    if (clientBuiltBy(outer, sourceCode)) return true;
  }
  return false;
}

/** X-Ray's functions that give back the client they are given, with tracing in it. */
const capture = /^capture(AWS|AWSClient|AWSv3Client)$/;

/**
 * Whether a call or a `new` gives as good a result at module scope as in a handler: a client, one that X-Ray traces,
 * a provider of the function's own credentials.
 * https://docs.aws.amazon.com/sdk-for-javascript/v3/developer-guide/setting-credentials-node.html
 */
export function isSteady(node: Node, sourceCode: SourceCode): boolean {
  if (clientBuiltBy(node, sourceCode)) return true;
  if (node.type !== "CallExpression") return false;
  const imported = importedAs(node.callee, sourceCode);
  if (capture.test(imported?.name.split(".").at(-1) ?? methodName(node) ?? "")) return true;
  return (
    imported !== undefined &&
    /^@aws-sdk\/credential-provider/.test(imported.module) &&
    /^(defaultProvider|from(Env|Ini|SSO|Process|NodeProviderChain|ContainerMetadata|InstanceMetadata))$/.test(
      imported.name,
    )
  );
}

const steadinessIn = (sourceCode: SourceCode): Steadiness => ({
  isSteady: (node) => isSteady(node, sourceCode),
  builds: (node) => clientBuiltBy(node, sourceCode) !== undefined,
});

const credentialKey = /^(credentials|accessKeyId|secretAccessKey|sessionToken|[aA]uthorization)$/;
const credentialName = /[aA]ssumed?Role|[cC]redential|[aA]ccess_?[tT]oken|^sts|Sts/;

/**
 * Whether a client is given credentials that only a running function has, as after AssumeRole: they expire, and may be
 * another customer's next time.
 */
export function hasCredentialsOfCall(
  node: Node,
  sourceCode: SourceCode,
  seen = new Set<Variable>(),
): boolean {
  return some(node, sourceCode, (inner) => {
    if (inner.type === "Property" && credentialKey.test(memberName(inner) ?? ""))
      return isOfCall(inner.value, sourceCode);
    if (inner.type === "CallExpression" && credentialName.test(sourceCode.getText(inner.callee))) return true;
    const variable = inner.type === "Identifier" ? variableOf(inner, sourceCode) : undefined;
    if (!variable || isOfModule(variable) || seen.has(variable)) return false;
    seen.add(variable);
    if (credentialName.test(variable.name) && isOfCall(inner, sourceCode)) return true;
    return writesTo(variable).some((value) => hasCredentialsOfCall(value, sourceCode, seen));
  });
}

/** Whether a value is made while a function runs, or by a function that somebody wrote for it. */
function isOfCall(value: Node, sourceCode: SourceCode): boolean {
  const name = bare(value);
  const variable = name.type === "Identifier" ? variableOf(name, sourceCode) : undefined;
  const made = variable && !isOfModule(variable) ? resolve(value, sourceCode) : name;
  return (
    settled(value, sourceCode, steadinessIn(sourceCode)).stage > Stage.load ||
    some(
      made,
      sourceCode,
      (inner) => isFunction(inner) || (inner.type === "CallExpression" && !isSteady(inner, sourceCode)),
    )
  );
}

/**
 * What makes one client for all invocations other than one for each: it is destroyed, a middleware or a listener is
 * added again and again, what one event appended to a logger shows in the next.
 */
const marking =
  /^(destroy|close|end|quit|disconnect|shutdown|dispose|use|add|addRelativeTo|on|once|addListener|append\w*Keys|set[A-Z]\w*|add\w*Attributes|config\.update)$/;

const isSdkV2 = ({ callee }: Construction, sourceCode: SourceCode): boolean =>
  /^aws-sdk(\/|$)/.test(importedAs(callee, sourceCode)?.module ?? "");

/** Whether a node changes, or may change, the configuration that clients of version 2 read when they are built. */
function configuresSdkV2(node: Node, sourceCode: SourceCode): boolean {
  const nameOf = (part: Node) => {
    const { module = "", name = "" } = importedAs(part, sourceCode) ?? {};
    return /^aws-sdk(\/|$)/.test(module) ? name : "";
  };
  if (node.type === "AssignmentExpression") {
    const left = bare(node.left);
    const parts = left.type === "MemberExpression" ? [left, left.object] : [left];
    return parts.some((part) => /^config\b/.test(nameOf(part)));
  }
  return (
    node.type === "CallExpression" &&
    (/^config\.(?!get)/.test(nameOf(node.callee)) || node.arguments.some((one) => nameOf(one) === "config"))
  );
}

const configurationsIn = oncePerFile((sourceCode): readonly Node[] => {
  if (!/\bconfig\b/.test(sourceCode.text)) return [];
  return nodesIn(sourceCode.ast, ["AssignmentExpression", "CallExpression"], sourceCode).filter((node) =>
    configuresSdkV2(node, sourceCode),
  );
});

/** The places where a file says in the environment who, or where, the function is. */
const identitiesIn = oncePerFile((sourceCode): readonly Node[] => {
  if (!/\bprocess\.env\b/.test(sourceCode.text)) return [];
  return nodesIn(sourceCode.ast, ["AssignmentExpression"], sourceCode).filter((node) =>
    decidesIdentity(variableWrittenBy(node, sourceCode) ?? ""),
  );
});

/**
 * Whether a function sets what a client reads of itself, in the environment or in the configuration of version 2: then it
 * may be set for one customer, whose credentials no other may get.
 */
export const isConfiguredPerCall = (client: Construction, sourceCode: SourceCode): boolean =>
  identitiesIn(sourceCode).some(enclosingFunction) ||
  (isSdkV2(client, sourceCode) && configurationsIn(sourceCode).some(enclosingFunction));

/** Whether the module sets it only after the function that builds the client. */
const isConfiguredLater = (client: Construction, sourceCode: SourceCode): boolean =>
  isSdkV2(client, sourceCode) &&
  configurationsIn(sourceCode).some(({ range }) => range[0] > topStatementOf(client).range[0]);

/** What moving a client out of a function has to know. */
export const kindOf = (client: Construction, sourceCode: SourceCode): Kind => ({
  ...steadinessIn(sourceCode),
  earliest: isConfiguredLater(client, sourceCode) ? Stage.call : Stage.source,
  marking,
  name: variableNameFor(client, "client"),
  ...(clientBuiltBy(client, sourceCode)?.isOverloaded && { type: null }),
});
