/**
 * What invokes a function, and how its event looks. Field names are case-sensitive, as AWS sends them.
 * https://docs.aws.amazon.com/lambda/latest/dg/lambda-services.html, types of DefinitelyTyped's `aws-lambda`.
 */
export interface EventSource {
  /** The name people use. */
  title: string;
  /**
   * Who retries. `poll`: Lambda polls and repeats the batch; `async`: Lambda queues and repeats the event, so that
   * it arrives at least once; `sync`: the caller waits and decides.
   * https://docs.aws.amazon.com/lambda/latest/dg/invocation-retries.html
   */
  delivery: "poll" | "async" | "sync";
  /** Type names in `aws-lambda` (and Powertools' parser) that only this source has. */
  types: RegExp;
  /**
   * Properties that this source has, as paths from the event. Each step of a path counts one, and two make the
   * source certain: `Records[].body` alone, or `body` together with `headers`.
   */
  marks: string[];
  /** A property of what a handler returns that only this source asks for; it counts like a mark of one step. */
  answer?: string;
  /** A source whose marks these are too; where this one is certain, that one is not meant. */
  insteadOf?: "api" | "eventbridge";
  /** `eventSource` as a record of this source spells it. */
  arnName?: string;
  /** What identifies one delivery for good, as code; the natural idempotency key. */
  id?: string;
  /** Paths that look unique and are not, or that change with every delivery. */
  unstable?: string[];
  /** What `batchItemFailures[].itemIdentifier` holds, as a path from the event. */
  itemIdentifier?: string;
}
