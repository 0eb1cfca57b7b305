import type { TSESTree } from "@typescript-eslint/utils";
import type { Edit } from "../kit/edits.ts";
import type { Objects } from "../lambda/deployed.ts";
import type { SourceName } from "../lambda/event-sources.ts";
import type { Names } from "../lambda/resource-identity.ts";

/** Where something stands in the text, whatever it is written in. */
export interface Place {
  range: readonly [start: number, end: number];
  loc: TSESTree.SourceLocation;
}

/** A value, and where it is stated. */
export interface Stated<T> {
  value: T;
  at: Place;
}

/**
 * What a deployment says of something. `absent`: nothing, so that AWS's default holds. `unknown`: something that cannot
 * be told here, as a parameter or an environment variable; a rule that needs the value is silent then.
 */
export type Setting<T> = Stated<T> | "absent" | "unknown";

/** What a deployment creates. */
interface Resource {
  /** What a finding underlines. */
  at: Place;
  /** What its authors call it. */
  name: string;
}

interface Changeable<SettingName extends string> {
  /**
   * The edits that state settings in the deployment's own language, in place of what it says now; `undefined` where
   * that takes a person. Times are in seconds, memory in megabytes.
   */
  stating(settings: Partial<Record<SettingName, string | number | boolean>>): Edit[] | undefined;
}

export interface EnvironmentVariable {
  name: string;
  at: Place;
  /** Whether it holds the address of an RDS or Aurora database itself, rather than of a proxy before it. */
  isDatabaseAddress: boolean;
  /** The resource that it names. */
  names: Names;
}

/** What a function gets its events from, and which of them. */
export interface Origin {
  of: Names;
  /** Whether it sends only some of its events, or may do so. */
  isFiltered: boolean;
  /** Which objects count, where it is a bucket and that can be told. */
  objects?: Objects | undefined;
}

/** What invokes functions with whatever it likes, in words. */
export type OtherSender = "state machine" | "SDK call" | "S3 Object Lambda" | "S3 Batch Operations";

/** Something that invokes a function. */
export interface Invoker {
  at: Place;
  /** What kind of event it sends; `undefined` for what is none of the event sources, as a state machine. */
  source: SourceName | undefined;
  /** What it is, where it is none of the event sources and that can be told. */
  sender?: OtherSender | undefined;
  /** Seconds after which it gives up waiting for the answer; `absent` where it does not wait, or waits as long as Lambda. */
  waits: Setting<number>;
  /** Whether it hands its event over and is gone when the function fails. */
  isAsynchronous: boolean;
  /** Whether what arrives is not the event of its kind, but what the deployment makes of it: a part, or another text. */
  isReshaped?: boolean;
  /** Whether it only keeps environments of the function warm, so that nothing is lost with what it sends. */
  isWarmUp?: boolean;
  /** Whether it certainly sends requests of HTTP in the payload format 1.0, and takes answers that fit it. */
  isOfFormat1?: boolean;
  /** The alias it invokes; `undefined` where it invokes the function itself, which is `$LATEST`. */
  alias: Alias | undefined;
  /** The bucket or the topic that sends it; absent where that is not told, and for everything else. */
  origin?: Origin | undefined;
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-lambda-function.html */
export interface DeployedFunction extends Resource, Changeable<"runtime"> {
  /** What AWS calls it; without that, the deployment makes a name of its own. */
  functionName: Setting<string>;
  /** The identifier of its runtime: `nodejs22.x`. Images have none. */
  runtime: Setting<string>;
  /** Seconds; 3 by default. */
  timeout: Setting<number>;
  /** Megabytes; 128 by default. */
  memory: Setting<number>;
  /** What it gets where nothing is said of these: from AWS, or from the framework that deploys it. */
  byDefault: { timeout: number; memory: number };
  /** What Lambda calls, as `src/orders.handler`: a path below the folder of its code, and an export. */
  handler: Setting<string>;
  /** The folder, or the archive, of its code. */
  code: Setting<string>;
  /** The source files it is bundled from, where that is said. */
  entryPoints: Stated<string>[];
  vpc: Setting<true>;
  /** The instances it runs on, where one environment serves several events at once. */
  capacityProvider: Setting<true>;
  reservedConcurrency: Setting<number>;
  /** The concurrency provisioned for each version that is published. */
  versionConcurrency: Setting<number>;
  /** Where events go that failed when the function was invoked asynchronously: a destination or a dead-letter queue. */
  onFailure: Setting<true>;
  /** How often an event is tried again that failed when the function was invoked asynchronously; twice by default. */
  retryAttempts: Setting<number>;
  /** Seconds for which it is tried again; 21,600 by default. */
  maximumEventAge: Setting<number>;
  /** The variables that can be told; there may be more. */
  environment: EnvironmentVariable[];
  invokers: Invoker[];
  /** Whether its name, or the right to invoke it, is given to something else too. */
  mayHaveOtherInvokers: boolean;
  /**
   * Whether it is allowed to run in a loop, or may be.
   * https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html
   */
  mayRecur: boolean;
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-lambda-eventsourcemapping.html */
export interface EventSourceMapping
  extends Resource, Changeable<"reportsBatchItemFailures" | "bisectsBatch" | "retryAttempts"> {
  source: SourceName;
  /** The function it invokes, where the same deployment creates it. */
  function: DeployedFunction | undefined;
  /** The queue it reads, where the same deployment creates it. */
  queue: Queue | undefined;
  /** What it reads: a queue, a stream, or the table of a stream. */
  of: Names;
  /** Whether it is switched off. */
  isOff: boolean;
  batchSize: Setting<number>;
  /** How many records a batch has where nothing is said: by AWS, or by the framework that deploys it. */
  batchSizeByDefault: number;
  /** Seconds for which it gathers a batch. */
  batchWindow: Setting<number>;
  filters: Setting<true>;
  reportsBatchItemFailures: Setting<boolean>;
  bisectsBatch: Setting<boolean>;
  /** -1 repeats for ever, as nothing does. */
  retryAttempts: Setting<number>;
  /** Seconds; -1 is for ever, as is nothing. */
  maximumRecordAge: Setting<number>;
  onFailure: Setting<true>;
  /** Whether records are aggregated over a window of time, whose answer is a state. */
  tumblingWindow: Setting<true>;
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-sqs-queue.html */
export interface Queue extends Resource, Changeable<"visibilityTimeout"> {
  /** Seconds; 30 by default. */
  visibilityTimeout: Setting<number>;
  deadLetterQueue: Setting<true>;
  isFifo: Setting<boolean>;
  /** Whether failed messages or events of something else end here. */
  isDeadLetterQueue: boolean;
}

/** A name for a version of a function. https://docs.aws.amazon.com/lambda/latest/dg/configuration-aliases.html */
export interface Alias extends Resource {
  function: DeployedFunction | undefined;
  /** Whether it names `$LATEST`, which is no version. */
  isOfLatest: boolean;
  provisionedConcurrency: Setting<number>;
}

/** What invokes a function, as a file says of it that does not deploy it itself, or reads of another. */
export interface InvokedElsewhere {
  /** The file that deploys the function, from the root of the repository. */
  path: string;
  /** Where the function stands there. */
  at: Place;
  invoker: Invoker;
  mapping: EventSourceMapping | undefined;
}

/** What one file says of what is deployed, and how. */
export interface Deployment {
  functions: DeployedFunction[];
  mappings: EventSourceMapping[];
  queues: Queue[];
  aliases: Alias[];
  /** Where `$LATEST` is part of an ARN. */
  latestArns: Place[];
  /** What the file says for all functions, of those of them that stand elsewhere. */
  shared?: Pick<DeployedFunction, "runtime" | "stating">;
  /** What it says of functions together with other files. */
  elsewhere?: readonly InvokedElsewhere[];
}

/** What AWS takes where nothing is said. Times are in seconds. */
export const defaults = {
  /** 10 messages of a queue, 100 records of a stream: never a single one. */
  batchSize: 10,
  timeout: 3,
  memory: 128,
  visibilityTimeout: 30,
};

type AsynchronousSettings = Pick<DeployedFunction, "onFailure" | "retryAttempts" | "maximumEventAge">;

const asynchronousSettings = ["onFailure", "retryAttempts", "maximumEventAge"] as const;

/** Adds what is said elsewhere of how a function is invoked asynchronously, as of one of its versions. */
export function addSettings(deployed: AsynchronousSettings, more: AsynchronousSettings): void {
  const all: Record<string, Setting<unknown>> = more;
  for (const name of asynchronousSettings)
    if (all[name] !== "absent" && typeof deployed[name] === "string")
      Object.assign(deployed, { [name]: all[name] });
}

/** Leaves open how a function is invoked asynchronously, where something is said of it that cannot be told. */
export function leaveOpen(deployed: AsynchronousSettings): void {
  for (const name of asynchronousSettings)
    if (deployed[name] === "absent") Object.assign(deployed, { [name]: "unknown" });
}

/** What Lambda takes: https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html */
export const batchSizeOf = (source: SourceName): number => (source === "sqs" ? 10 : 100);

/** The first of those that stand in one place: several functions can share what is said there. */
export function onePerPlace<T extends { at: Place }>(all: readonly T[]): T[] {
  const places = new Set<Place>();
  return all.filter(({ at }) => !places.has(at) && places.add(at));
}

/** Whether a setting has a value that can be told. */
export const isStated = <T>(setting: Setting<T>): setting is Stated<T> => typeof setting !== "string";

/** The value of a setting, or AWS's default where nothing is said; `undefined` where it cannot be told. */
export function valueOr<T>(setting: Setting<T>, byDefault: T): T | undefined {
  if (setting === "absent") return byDefault;
  return isStated(setting) ? setting.value : undefined;
}

/** An ARN, or a part of one, that ends in `$LATEST`. */
const latestArn = /:function:[^:]+:\$LATEST$/;

export const isLatestArn = (text: string): boolean => latestArn.test(text);

/** What people call a queue that failures end in: where nothing shows it to be one, the name does. */
const nameOfDeadLetters = /dlq|dead[-_ ]?letter/i;

export const isNameOfDeadLetters = (name: string): boolean => nameOfDeadLetters.test(name);

/** Whether a text that is sent to a function only keeps it warm: `{ "warmer": true }`, `serverless-plugin-warmup`. */
export const speaksOfWarmth = (text: string): boolean => /(?<![a-z])(keep-?)?warm/i.test(text);
