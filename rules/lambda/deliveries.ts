import type { SourceName } from "./event-sources.ts";

/**
 * Sources that repeat an event whose function failed, and take it as done once the function has returned, whatever it
 * answers. Others wait for an answer, or are told of a failure in another way, as CloudFormation and CodePipeline are.
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-retries.html
 */
export const repeatsFailedEvents = (name: SourceName): boolean =>
  /^(sqs|kinesis|dynamodb|kafka|mq|sns|s3|eventbridge|schedule)$/.test(name);

/**
 * Sources whose events hold several records, unless a mapping sets the size of a batch to one; Firehose fills buffers and
 * has no such size.
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventsourcemapping.html
 */
export const holdsSeveralRecords = (name: SourceName): boolean =>
  /^(sqs|kinesis|dynamodb|firehose)$/.test(name);

/** Sources whose events have a list of records with one in it, as far as anybody has seen. */
export const holdsOneRecord = (name: SourceName): boolean => /^(s3|sns)$/.test(name);
