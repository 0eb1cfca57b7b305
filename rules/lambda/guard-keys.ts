import type { SourceName } from "./event-sources.ts";
import type { Payload } from "./guarded-payload.ts";

type BySource = Partial<Record<SourceName, string>>;

/**
 * What is another in each delivery or each try of a client, and so makes a hash of all of it useless.
 * https://docs.aws.amazon.com/powertools/typescript/latest/features/idempotency/#choosing-a-payload-subset-for-idempotency
 */
const changing: BySource = {
  api: "requestContext.requestId",
  alb: "x-amzn-trace-id",
  sqs: "receiptHandle",
};

/** What changes in a payload that is a key as a whole. */
export function changingPartOf({ path, sources }: Payload): string | undefined {
  if (path !== "" && path !== "Records[]") return undefined;
  const [part] = sources.map((source) => changing[source]);
  return sources.every((source) => changing[source]) ? part : undefined;
}

/** Where an event holds JSON as text, in which a path finds nothing. */
const texts: BySource = {
  api: "body",
  alb: "body",
  sqs: "Records[].body",
  sns: "Records[].Sns.Message",
};

/** A step of a JMESPath expression into text. */
export interface StepIntoText {
  /** What is text: `body`. */
  field: string;
  /** Where in the expression it starts. */
  index: number;
}

/** Where a JMESPath expression steps into text: at `body.orderId`, but not at `powertools_json(body).orderId`. */
export function stepIntoText(expression: string, { path, sources }: Payload): StepIntoText | undefined {
  const [text] = sources.map((source) => texts[source]);
  if (path === undefined || !text?.startsWith(path)) return undefined;
  if (sources.some((source) => texts[source] !== text)) return undefined;
  const steps = text.slice(path.length).replace(/^\./, "").split(".").map(stepPattern);
  const pattern = new RegExp(`(?<![\\w.")\\]])(${steps.join("\\.")})\\.[\\w"[{*]`);
  const found = pattern.exec(expression);
  return found ? { field: found[1]!, index: found.index } : undefined;
}

/** `body` and `"body"`, `Records[0]` and `Records[*]`. */
const stepPattern = (step: string): string =>
  step.endsWith("[]") ? `"?${step.slice(0, -2)}"?\\[[\\d*]*\\]` : `"?${step}"?`;

/** Parts of a request that its client may leave out. */
const optional = /\b(headers|queryStringParameters)\b|powertools_json\(body\)\s*\./;

/** Whether an expression reads its key from what a client may leave out. */
export const mayFindNothing = (expression: string, { path, sources }: Payload): boolean =>
  path === "" && optional.test(expression) && sources.every((source) => source === "api" || source === "alb");
