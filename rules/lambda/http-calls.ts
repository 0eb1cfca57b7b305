import type { TSESTree } from "@typescript-eslint/utils";
import {
  ancestorsOf,
  awaited,
  bare,
  calledName,
  memberName,
  outermost,
  stringValue,
  type Node,
} from "../kit/ast.ts";
import { placesOf } from "../kit/binding.ts";
import { boundBy, functionNamed, isGlobal, resolve } from "../kit/bindings.ts";
import type { Edit } from "../kit/edits.ts";
import { importedAs } from "../kit/imports.ts";
import { mentions } from "../kit/mentions.ts";
import { meansAnother } from "../kit/module-scope.ts";
import { nodesIn } from "../kit/nodes.ts";
import { withArgument, withFirstProperty } from "../kit/objects.ts";
import type { SourceCode } from "../kit/rule.ts";
import { fieldOf, textOf } from "../kit/values.ts";
import { clientBuiltBy } from "./clients.ts";
import { streamsResponse } from "./evidence.ts";
import type { Lambda } from "./model.ts";

/** A way to ask something over HTTP, and how its time is limited. */
interface HttpClient {
  module: RegExp;
  /** What the module exports for it; `*` is the module itself. */
  name: RegExp;
  /** At which position the options stand. */
  optionsAt: (call: TSESTree.CallExpression, name: string, sourceCode: SourceCode) => number;
  /** Options that end a request in time, or leave it to something that may. */
  limits: string[];
  /** The option that ends it after some milliseconds. */
  limit: (milliseconds: number) => string;
  /** Code that may end it in another way. */
  elsewhere?: RegExp;
}

const signal = (milliseconds: number) => `signal: AbortSignal.timeout(${milliseconds})`;

const second = () => 1;

/** Where an address may be left out: `axios(config)`, `axios(url, config)`, `https.get(options)`, `https.get(url, options)`. */
const firstUnlessAddress = (call: TSESTree.CallExpression, _name: string, sourceCode: SourceCode): number =>
  call.arguments[0] && isAddress(call.arguments[0], sourceCode) ? 1 : 0;

const clients: HttpClient[] = [
  // https://nodejs.org/api/globals.html#fetch, https://github.com/node-fetch/node-fetch#options
  {
    module: /^(node-fetch|cross-fetch|undici)$/,
    name: /^(\*|fetch)$/,
    optionsAt: second,
    limits: ["signal", "dispatcher", "timeout"],
    limit: signal,
    elsewhere: /setGlobalDispatcher|EnvHttpProxyAgent/,
  },
  // https://undici.nodejs.org/#/docs/api/Dispatcher
  {
    module: /^undici$/,
    name: /^request$/,
    optionsAt: second,
    limits: ["signal", "dispatcher", "headersTimeout", "bodyTimeout"],
    limit: signal,
    elsewhere: /setGlobalDispatcher/,
  },
  // https://axios-http.com/docs/req_config
  {
    module: /^axios$/,
    name: /^(\*|axios|request|get|delete|head|options|(post|put|patch)(Form)?|create)$/,
    optionsAt: (call, name, sourceCode) => {
      if (/^(\*|axios)$/.test(name)) return firstUnlessAddress(call, name, sourceCode);
      return /^(request|create)$/.test(name) ? 0 : /^p/.test(name) ? 2 : 1;
    },
    limits: ["timeout", "signal", "cancelToken", "adapter", "httpAgent", "httpsAgent"],
    limit: (milliseconds) => `timeout: ${milliseconds}`,
    elsewhere: /\bdefaults\b|interceptors/,
  },
  // https://github.com/sindresorhus/got/blob/main/documentation/6-timeout.md
  {
    module: /^got$/,
    name: /^(\*|got|(got\.)?(get|post|put|patch|head|delete|extend))$/,
    optionsAt: (_call, name) => (/extend$/.test(name) ? 0 : 1),
    limits: ["timeout", "signal", "isStream", "agent", "handlers", "hooks"],
    limit: (milliseconds) => `timeout: { request: ${milliseconds} }`,
  },
  // https://nodejs.org/api/http.html#httprequesturl-options-callback
  {
    module: /^(node:)?https?$/,
    name: /^(request|get)$/,
    optionsAt: firstUnlessAddress,
    limits: ["timeout", "signal", "agent"],
    limit: signal,
    elsewhere: /\.setTimeout\(|["'`]timeout["'`]|\.abort\(|\.destroy\(/,
  },
];

/** What makes an instance, with the options that all of its requests have. */
const makesInstance = /^(create|(got\.)?extend)$/;

/** A request that may wait until Lambda ends the invocation, or what makes such requests. */
export interface Unlimited {
  call: TSESTree.CallExpression | TSESTree.NewExpression;
  /** Whether it asks itself, is an instance whose requests do, or a client of AWS whose requests do. */
  kind: "request" | "instance" | "client";
  /** The edit that limits it to some milliseconds. */
  limitedTo: (milliseconds: number) => Edit | undefined;
}

/** Words without which a file asks nothing over HTTP. */
const asksOverHttp = mentions(
  /\bfetch\b|\baxios\b|\bgot\b|\bundici\b|\bhttps?\.(request|get)\b|["'](node:)?https?["']/,
);

/** The requests of a handler's file whose time is not limited for certain; those of the module's start do not count. */
export function unlimitedRequestsIn(lambda: Lambda, sourceCode: SourceCode): Unlimited[] {
  if (!asksOverHttp(sourceCode)) return [];
  const open = clients.filter(({ elsewhere }) => !elsewhere?.test(sourceCode.text));
  return nodesIn(sourceCode.ast, ["CallExpression"], sourceCode).flatMap((call) => {
    const unlimited = unlimitedRequestAt(call, open, sourceCode);
    if (!unlimited || (unlimited.kind === "request" && !lambda.runsPerInvocation(call))) return [];
    if (unlimited.kind === "request" && lambda.isExcused(call, "limited")) return [];
    const wrappers = lambda.handlerOf(call)?.wrappers ?? [];
    return wrappers.some((wrapper) => streamsResponse(wrapper, sourceCode)) ? [] : [unlimited];
  });
}

const mentionsTimeouts = mentions(/timeout/i);

function unlimitedRequestAt(
  call: TSESTree.CallExpression,
  open: readonly HttpClient[],
  sourceCode: SourceCode,
): Unlimited | undefined {
  const imported = isGlobal(call.callee, "fetch", sourceCode)
    ? { module: "undici", name: "fetch" }
    : importedAs(call.callee, sourceCode);
  const client =
    imported && open.find(({ module, name }) => module.test(imported.module) && name.test(imported.name));
  if (!client) return undefined;

  const isInstance = makesInstance.test(imported.name);
  // Requests of the instance may each say how long they take.
  if (isInstance && mentionsTimeouts(sourceCode)) return undefined;
  const optionsAt = client.optionsAt(call, imported.name, sourceCode);
  const passed = call.arguments[optionsAt];
  const options = passed && isListener(passed, sourceCode) ? undefined : passed;
  if (!isInstance && !isPlain(call, optionsAt, sourceCode)) return undefined;
  if (options && !leavesOut(options, client.limits, sourceCode)) return undefined;
  if (isLimitedAround(call) || isNear(call, sourceCode) || isStreamed(call, options, sourceCode))
    return undefined;
  return {
    call,
    kind: isInstance ? "instance" : "request",
    limitedTo: (milliseconds) => limiting(call, optionsAt, options, client.limit(milliseconds), sourceCode),
  };
}

/** What Node.js' own functions may get in the place of options: a function, or what people call one. */
const isListener = (passed: Node, sourceCode: SourceCode): boolean =>
  functionNamed(passed, sourceCode) !== undefined ||
  (passed.type === "Identifier" && /^(resolve|callback|cb|done|on[A-Z]\w*)$/.test(passed.name));

/** Whether what a call gets before its options is an address, and not a request that brings options of its own. */
function isPlain(call: TSESTree.CallExpression, optionsAt: number, sourceCode: SourceCode): boolean {
  const [first] = call.arguments;
  if (!first || first.type === "SpreadElement") return false;
  if (optionsAt === 0) return true;
  const options = call.arguments[optionsAt];
  return isAddress(first, sourceCode) || (options !== undefined && bare(options).type === "ObjectExpression");
}

/** How people name what holds an address. */
const addressName = /ur[il]|endpoint|address|href|link|webhook|host/i;

/** Whether an expression is an address for certain: a text, a `URL`, or what is called one. */
function isAddress(node: Node, sourceCode: SourceCode): boolean {
  const value = awaited(resolve(node, sourceCode));
  if (value.type === "ObjectExpression") return false;
  if (textOf(node, sourceCode) !== undefined) return true;
  if (value.type === "NewExpression") return isGlobal(value.callee, "URL", sourceCode);
  const named = bare(node);
  const name =
    named.type === "MemberExpression" ? memberName(named) : named.type === "Identifier" ? named.name : "";
  return addressName.test(name ?? "") && !/option|config|request/i.test(name ?? "");
}

/** Whether options say nothing of some fields for certain. */
const leavesOut = (options: Node, fields: readonly string[], sourceCode: SourceCode): boolean =>
  fields.every((field) => fieldOf(options, field, sourceCode) === "absent");

/** `Promise.race([fetch(url), late])`, `withTimeout(() => fetch(url))`. */
export function isLimitedAround(call: Node): boolean {
  for (const outer of ancestorsOf(call))
    if (outer.type === "CallExpression" && /timeout|deadline|^race$|abort/i.test(calledName(outer) ?? ""))
      return true;
  return false;
}

/** What runs in the environment itself: Lambda's own interface, extensions, a server on this machine. */
const near = /localhost|127\.0\.0\.1|\[::1\]|0\.0\.0\.0|AWS_LAMBDA_RUNTIME_API|:2773|sandbox/;

const isNear = (call: TSESTree.CallExpression, sourceCode: SourceCode): boolean =>
  call.arguments.some(
    (one) => near.test(sourceCode.getText(one)) || near.test(textOf(one, sourceCode) ?? ""),
  );

/** Whether the answer may take as long as it likes, because its body is read bit by bit. */
function isStreamed(
  call: TSESTree.CallExpression,
  options: Node | undefined,
  sourceCode: SourceCode,
): boolean {
  const type = options && fieldOf(options, "responseType", sourceCode);
  if (type && type !== "absent" && (type === "unknown" || stringValue(type) === "stream")) return true;
  return bodiesOf(call, sourceCode).some((body) => !isReadAtOnce(body));
}

/** Where the body of an answer is mentioned: `answer.body`, `{ body }`, `(await fetch(url)).body`. */
function bodiesOf(call: TSESTree.CallExpression, sourceCode: SourceCode): Node[] {
  const value = outermost(call);
  const { parent } = value.parent?.type === "AwaitExpression" ? outermost(value.parent) : value;
  if (parent?.type === "MemberExpression") return memberName(parent) === "body" ? [parent] : [];
  if (parent?.type !== "VariableDeclarator") return [];
  return boundBy(parent.id, sourceCode).flatMap((variable) => {
    if (parent.id.type === "ObjectPattern") return variable.name === "body" ? placesOf(variable) : [];
    return placesOf(variable).flatMap((place) =>
      place.parent?.type === "MemberExpression" && memberName(place.parent) === "body" ? [place.parent] : [],
    );
  });
}

/** `body.json()`, `if (!body)`. */
function isReadAtOnce(body: Node): boolean {
  const { parent } = outermost(body);
  if (parent?.type === "MemberExpression")
    return /^(json|text|arrayBuffer|blob|bytes|dump)$/.test(memberName(parent) ?? "");
  return /^(Unary|Logical|Binary|IfStatement)/.test(parent?.type ?? "");
}

/**
 * The clients of version 3 of the SDK in a file whose requests end at no time of their own, because no `requestHandler`
 * says so.
 * https://github.com/aws/aws-sdk-js-v3/blob/main/supplemental-docs/CLIENTS.md#request-handler-requesthandler
 */
export const unlimitedClientsIn = (sourceCode: SourceCode): Unlimited[] =>
  nodesIn(sourceCode.ast, ["NewExpression"], sourceCode)
    .filter((call) => isUnlimitedClient(call, sourceCode))
    .map((call) => ({
      call,
      kind: "client",
      limitedTo: (milliseconds) => {
        const limit = `requestHandler: { requestTimeout: ${milliseconds}, throwOnRequestTimeout: true }`;
        return limiting(call, 0, call.arguments[0], limit, sourceCode);
      },
    }));

const isUnlimitedClient = (node: TSESTree.NewExpression, sourceCode: SourceCode): boolean =>
  /^@aws-sdk\/client-/.test(importedAs(node.callee, sourceCode)?.module ?? "") &&
  clientBuiltBy(node, sourceCode) !== undefined &&
  fieldOf(node.arguments[0], "requestHandler", sourceCode) === "absent";

/** The edit that gives a call one more option, the first of those it has or the only one. */
function limiting(
  call: Unlimited["call"],
  optionsAt: number,
  options: Node | undefined,
  limit: string,
  sourceCode: SourceCode,
): Edit | undefined {
  if (limit.includes("AbortSignal") && meansAnother("AbortSignal", call, sourceCode)) return undefined;
  return options
    ? withFirstProperty(options, limit, sourceCode)
    : withArgument(call, optionsAt, `{ ${limit} }`, sourceCode);
}
