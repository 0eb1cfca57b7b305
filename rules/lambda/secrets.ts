import { ancestorsOf, enclosingFunction, isFunction, some, type Node } from "../kit/ast.ts";
import { isGlobal, valueOf, variableOf } from "../kit/bindings.ts";
import { importedAs } from "../kit/imports.ts";
import { nodesIn } from "../kit/nodes.ts";
import type { SourceCode } from "../kit/rule.ts";
import { fieldValue } from "../kit/values.ts";
import type { Handler, Lambda } from "./model.ts";
import type { SdkCall } from "./sdk-calls.ts";

/** Requests for what seldom changes, and what to call their answer. */
const requests: [request: RegExp, name: string][] = [
  [/^ssm\.GetParameter$/, "parameter"],
  [/^ssm\.GetParameters(ByPath)?$/, "parameters"],
  [/^secrets-manager\.GetSecretValue$/, "secret"],
  [/^secrets-manager\.BatchGetSecretValue$/, "secrets"],
  [/^appconfig\.GetConfiguration$/, "configuration"],
  [/^appconfigdata\.GetLatestConfiguration$/, "configuration"],
  [/^kms\.Decrypt$/, "decrypted"],
];

/** What to call what a request gives that the function's configuration alone decides; `undefined` for other requests. */
export function settingGivenBy(call: SdkCall, sourceCode: SourceCode): string | undefined {
  const request = `${call.service}.${call.operation}`;
  const [, name] = requests.find(([known]) => known.test(request)) ?? [];
  if (!call.input) return undefined;
  if (call.service !== "kms") return name;
  const text = fieldValue(call.input, "CiphertextBlob", sourceCode);
  return text && isOfEnvironment(text, sourceCode) ? name : undefined;
}

/** Whether a value is made of `process.env`: `Buffer.from(process.env.SECRET, "base64")` */
function isOfEnvironment(node: Node, sourceCode: SourceCode, depth = 4): boolean {
  return some(node, sourceCode, (inner) => {
    if (isGlobal(inner, "process", sourceCode)) return true;
    const variable = inner.type === "Identifier" ? variableOf(inner, sourceCode) : undefined;
    const value = depth > 0 ? variable && valueOf(variable) : undefined;
    return value !== undefined && isOfEnvironment(value, sourceCode, depth - 1);
  });
}

/** The services whose settings a file changes: what it reads of them is a state and no setting, as where it rotates a secret. */
export const servicesChangedBy = (calls: readonly SdkCall[]): ReadonlySet<string> =>
  new Set(calls.filter(({ operation }) => changing.test(operation)).map(({ service }) => service));

const changing = /^(Put|Update|Create|Delete|Rotate|Restore|Label|Cancel)/;

/** Whether a value has to be fresh: asked for again after an error, or sent by AppConfig only if it is new. */
export const isRefreshed = ({ service, node }: SdkCall, { text }: SourceCode): boolean =>
  isInCatch(node) || (service === "appconfigdata" && text.includes("NextPollConfigurationToken"));

function isInCatch(node: Node): boolean {
  for (const outer of ancestorsOf(node)) {
    if (isFunction(outer)) return false;
    if (outer.type === "CatchClause") return true;
  }
  return false;
}

const cacheName = /cache(?!_?control)|memoi|ttl|expir|lastFetch|lastUpdat|lastRefresh|refreshed/i;

const cachingFunctions = new WeakMap<object, boolean>();

/** Whether the function around a node has to do with a cache, by the names in it. */
export function mayBeCached(node: Node, sourceCode: SourceCode): boolean {
  const fn = enclosingFunction(node);
  if (!fn) return false;
  let answer = cachingFunctions.get(fn);
  if (answer === undefined) {
    answer = nodesIn(fn, ["Identifier"], sourceCode).some(({ name }) => cacheName.test(name));
    cachingFunctions.set(fn, answer);
  }
  return answer;
}

/** Whether an environment seldom lives to see a second invocation: a deployment or a schedule starts the first. */
export const seldomRuns = (node: Node, lambda: Lambda): boolean =>
  lambda.isInvokedOnlyBy(node, (source) => /^(custom-resource|codepipeline|schedule)$/.test(source));

/** Whether the results of a handler's steps are kept by the execution they belong to. */
export const isDurable = ({ wrappers }: Handler, sourceCode: SourceCode): boolean =>
  wrappers.some(({ callee }) => /durable-execution/.test(importedAs(callee, sourceCode)?.module ?? ""));
