import type { TSESTree } from "@typescript-eslint/utils";
import { bare, memberName, methodName, type Node } from "../kit/ast.ts";
import { resolve } from "../kit/bindings.ts";
import { importedAs } from "../kit/imports.ts";
import { nodesIn } from "../kit/nodes.ts";
import type { SourceCode } from "../kit/rule.ts";
import { fieldOf, fieldValue } from "../kit/values.ts";
import { repeatableWrite } from "./dynamodb-writes.ts";
import { addedTo, replacing, type Effect } from "./effect.ts";
import { carriesEventId } from "./event-ids.ts";
import type { Lambda } from "./model.ts";
import { sdkCallsIn, type SdkCall } from "./sdk-calls.ts";
import { mayWriteSql, repeatableStatement, runningSql } from "./sql-writes.ts";
import { unstableValueIn } from "./unstable-values.ts";

/** Requests that send something to a person, by service. None of them takes an idempotency token. */
const messages: Record<string, RegExp> = {
  ses: /^Send(Bulk)?(Raw|Templated)?(Templated)?Email$/,
  sesv2: /^Send(Bulk)?Email$/,
  "pinpoint-email": /^SendEmail$/,
  pinpoint: /^Send(Users)?Messages$/,
  "pinpoint-sms-voice-v2": /^Send(Text|Media|Voice)Message$/,
};

/**
 * Requests that start work, and the field that makes a second one the same as the first; `undefined` where there is none.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html (standard workflows only),
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html,
 * https://docs.aws.amazon.com/transcribe/latest/APIReference/API_StartTranscriptionJob.html
 */
const jobs: Record<string, Record<string, string | undefined>> = {
  sfn: { StartExecution: "name" },
  ecs: { RunTask: "clientToken" },
  transcribe: {
    StartTranscriptionJob: "TranscriptionJobName",
    StartMedicalTranscriptionJob: "MedicalTranscriptionJobName",
    StartCallAnalyticsJob: "CallAnalyticsJobName",
  },
  batch: { SubmitJob: "jobName" },
  glue: { StartJobRun: undefined },
};

/** Requests that pass something on to another function, by service. */
const relays: Record<string, RegExp> = {
  sns: /^Publish(Batch)?$/,
  sqs: /^SendMessage(Batch)?$/,
  eventbridge: /^PutEvents$/,
  kinesis: /^PutRecords?$/,
};

/** Libraries that send mail and text messages, by the methods that do. */
const senders: { module: RegExp; method: RegExp }[] = [
  { module: /^nodemailer$/, method: /^sendMail$/ },
  { module: /^@sendgrid\/mail$/, method: /^(send|sendMultiple)$/ },
  { module: /^twilio$/, method: /^messages\.create$/ },
];

/**
 * Stripe's requests that move money. Each takes `{ idempotencyKey }` as its last argument.
 * https://docs.stripe.com/api/idempotent_requests
 */
const payments = /^(paymentIntents|charges|transfers|payouts)\.create$/;

/** A row of a table; names that every object has are no services. */
const ownOf = <T>(table: Record<string, T>, name: string): T | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined;

/** Methods of libraries that may move money or send something. */
const libraryMethod = /^(create|send|sendMail|sendMultiple)$/;

/** The places of a file that may have such an effect: its requests to AWS, with what is known of them, and what may be one judged by its name. */
export function placesOfEffects(sourceCode: SourceCode): ReadonlyMap<TSESTree.Node, SdkCall | undefined> {
  const places = new Map<TSESTree.Node, SdkCall | undefined>(
    sdkCallsIn(sourceCode).map((call) => [call.node, call]),
  );
  const runsSql = mayWriteSql(sourceCode);
  for (const call of nodesIn(sourceCode.ast, ["CallExpression"], sourceCode)) {
    const method = methodName(call);
    if (method === undefined || places.has(call)) continue;
    if (libraryMethod.test(method) || (runsSql && runningSql.test(method))) places.set(call, undefined);
  }
  if (runsSql)
    for (const node of nodesIn(sourceCode.ast, ["TaggedTemplateExpression"], sourceCode))
      places.set(node, undefined);
  return places;
}

/**
 * The effect at such a place, unless the request itself says how a second one is recognised.
 *
 * @param call the request to AWS there, if it is one
 */
export function repeatableEffectAt(
  node: Node,
  call: SdkCall | undefined,
  sourceCode: SourceCode,
  lambda: Lambda,
): Effect | undefined {
  if (call) return effectOfRequest(call, sourceCode, lambda);
  const ofLibrary = node.type === "CallExpression" ? effectOfLibrary(node, sourceCode) : undefined;
  return ofLibrary ?? repeatableStatement(node, sourceCode);
}

function effectOfRequest(call: SdkCall, sourceCode: SourceCode, lambda: Lambda): Effect | undefined {
  const { service, operation, input, place: node } = call;
  const name = sourceCode.getText(call.name as TSESTree.Node);
  if (service === "dynamodb") return repeatableWrite(call, sourceCode, lambda);
  if (service === "rds-data") return repeatableStatement(call.name.parent!, sourceCode);
  if (ownOf(messages, service)?.test(operation)) return { kind: "message", node, name };
  if (Object.hasOwn(ownOf(jobs, service) ?? {}, operation)) return jobStartedBy(call, name, sourceCode);
  if (!ownOf(relays, service)?.test(operation)) return undefined;

  if (service === "sns" && isGiven(input, "PhoneNumber", sourceCode)) return { kind: "message", node, name };
  const isRecognised =
    !input ||
    isGiven(input, "MessageDeduplicationId", sourceCode) ||
    (isGiven(input, "MessageGroupId", sourceCode) && !unstableValueIn(input, sourceCode)) ||
    carriesEventId(input, sourceCode, lambda);
  return isRecognised ? undefined : { kind: "relay", node, name };
}

function jobStartedBy(
  { service, operation, input, place: node }: SdkCall,
  name: string,
  sourceCode: SourceCode,
): Effect | undefined {
  const identity = jobs[service]![operation];
  const effect: Effect = { kind: "job", node, name };
  if (identity === undefined) return effect;
  // A name does not tell executions of an EXPRESS workflow apart; nothing can be asked of its caller.
  const machine = fieldValue(input, "stateMachineArn", sourceCode);
  if (machine && /express/i.test(sourceCode.getText(machine as TSESTree.Node))) return undefined;

  const given = fieldOf(input, identity, sourceCode);
  if (given === "unknown") return undefined;
  if (given !== "absent") {
    // A fresh `clientToken` is `no-unstable-idempotency-key`'s.
    const unstable = identity === "clientToken" ? undefined : unstableValueIn(given, sourceCode);
    return unstable && { ...effect, guard: replacing(unstable.node) };
  }
  const guard = input?.type === "ObjectExpression" ? addedTo(input, identity) : undefined;
  return guard ? { ...effect, guard } : effect;
}

function effectOfLibrary(call: TSESTree.CallExpression, sourceCode: SourceCode): Effect | undefined {
  const method = methodName(call);
  if (method === undefined || !libraryMethod.test(method)) return undefined;
  const callee = bare(call.callee) as TSESTree.MemberExpression;
  const inner = bare(callee.object);
  const group = inner.type === "MemberExpression" ? memberName(inner) : undefined;
  const grouped = group === undefined ? method : `${group}.${method}`;

  if (payments.test(grouped)) {
    const isStripe = moduleBehind((inner as TSESTree.MemberExpression).object, sourceCode) === "stripe";
    return isStripe ? paymentOf(call, callee, grouped, sourceCode) : undefined;
  }
  const module = moduleBehind(
    grouped === "messages.create" ? (inner as TSESTree.MemberExpression).object : inner,
    sourceCode,
  );
  const isSender = module && senders.some((one) => one.module.test(module) && one.method.test(grouped));
  return isSender ? { kind: "message", node: callee, name: grouped } : undefined;
}

function paymentOf(
  call: TSESTree.CallExpression,
  node: Node,
  name: string,
  sourceCode: SourceCode,
): Effect | undefined {
  const [params, options] = call.arguments;
  const isKeyed = (given: Node | undefined) =>
    given && fieldOf(given, "idempotencyKey", sourceCode) !== "absent";
  if (!params || isKeyed(options) || isGiven(params, "idempotencyKey", sourceCode)) return undefined;
  const effect: Effect = { kind: "payment", node, name };
  if (options)
    return options.type === "ObjectExpression"
      ? { ...effect, guard: addedTo(options, "idempotencyKey") }
      : effect;
  const end = params.range[1];
  const textWith = (id: string) => `, { idempotencyKey: ${id} }`;
  return { ...effect, guard: { range: [end, end], at: call, textWith } };
}

/** The package that a value was made with: `stripe` for `new Stripe(key)` and for `require("stripe")(key)`. */
function moduleBehind(node: Node, sourceCode: SourceCode, depth = 8): string | undefined {
  const value = resolve(node, sourceCode);
  const imported = importedAs(value, sourceCode);
  if (imported || depth === 0) return imported?.module;
  if (value.type === "NewExpression" || value.type === "CallExpression")
    return moduleBehind(value.callee, sourceCode, depth - 1);
  return value.type === "MemberExpression" ? moduleBehind(value.object, sourceCode, depth - 1) : undefined;
}

const isGiven = (input: Node | undefined, name: string, sourceCode: SourceCode): boolean =>
  typeof fieldOf(input, name, sourceCode) !== "string";
