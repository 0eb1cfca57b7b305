import type { TSESTree } from "@typescript-eslint/utils";
import { ancestorsOf, isFunction, some, type FunctionNode, type Node } from "../kit/ast.ts";
import { isGlobal, valueOf, variableNaming, variableOf } from "../kit/bindings.ts";
import { nodesIn } from "../kit/nodes.ts";
import { once } from "../kit/once.ts";
import type { SourceCode } from "../kit/rule.ts";
import { fieldValue, wordsOf } from "../kit/values.ts";
import type { SdkCall } from "./sdk-calls.ts";
import { unstableValueIn } from "./unstable-values.ts";

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

/** What people call values that others change while functions run: a switch, a cursor. */
const changeable =
  /^(last|latest|cursor|checkpoint|state|status|counter|flags?|toggles?|enabled?|disabled?|switch|lock|maintenance)$/;

/**
 * Whether a request may get another value next time: by its name, because something fetched or random decides what is
 * asked for, or as AppConfig sends a configuration only if it is new.
 */
export function mayHaveChanged({ service, input }: SdkCall, sourceCode: SourceCode): boolean {
  if (service === "appconfigdata") return sourceCode.text.includes("NextPollConfigurationToken");
  const isChangeable = wordsOf(sourceCode.getText(input as TSESTree.Node)).some((word) =>
    changeable.test(word),
  );
  return isChangeable || isMadeAnew(input!, sourceCode) || unstableValueIn(input!, sourceCode) !== undefined;
}

/** Whether a value is computed from one that is waited for, or from the time. */
function isMadeAnew(node: Node, sourceCode: SourceCode, depth = 4): boolean {
  return nodesIn(node, ["AwaitExpression", "YieldExpression", "Identifier"], sourceCode).some((inner) => {
    if (inner.type !== "Identifier" || isGlobal(inner, "Date", sourceCode)) return true;
    const declarator = depth > 0 ? variableOf(inner, sourceCode)?.defs[0]?.node : undefined;
    const value = declarator?.type === "VariableDeclarator" ? (declarator.init as Node | null) : undefined;
    return value ? isMadeAnew(value, sourceCode, depth - 1) : false;
  });
}

/**
 * Whether each way to a node leads through code that has to do with a cache, or that runs after an error. What a cache
 * looks like is its author's choice; where a name hints at one, it counts.
 */
export function isFetchedForCause(node: Node, sourceCode: SourceCode, depth = 3): boolean {
  for (const outer of ancestorsOf(node)) {
    if (outer.type === "CatchClause") return true;
    if (!isFunction(outer)) continue;
    if (mayCache(outer, sourceCode)) return true;
    const calls =
      variableNaming(outer, sourceCode)?.references.filter((reference) => reference.isRead()) ?? [];
    // A function that is called from many places is no cache's own.
    if (calls.length === 0 || calls.length > 3 || depth === 0) continue;
    return calls.every(({ identifier }) => isFetchedForCause(identifier as Node, sourceCode, depth - 1));
  }
  return false;
}

const cacheName =
  /cache(?!_?control)|memoi|^lru|LRU|^ttl|T(TL|tl)$|expire(d|sAt)|expiry|last_?(fetch|update|refresh)|refreshed/i;

/** `if (!process.env.PASSWORD) process.env.PASSWORD = …`: the environment lasts as well as a variable of the module. */
const writesEnvironment = /\bprocess\.env(\.\w+|\[[^\]\n]+\])\s*(\?\?|\|\|)?=[^=]/;

/** Whether a function has to do with a cache, by the names in it or by what it writes. */
const mayCache = once(
  (fn: FunctionNode, sourceCode: SourceCode): boolean =>
    nodesIn(fn, ["Identifier"], sourceCode).some(({ name }) => cacheName.test(name)) ||
    writesEnvironment.test(sourceCode.getText(fn)),
);
