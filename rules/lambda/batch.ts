import type { SourceCode } from "../kit/rule.ts";
import { reportsBatchItems, sourceNamed, type SourceName } from "./event-sources.ts";

/**
 * Words of code that knows about partial batches, or does their work in another way: Lambda's own field and types,
 * Powertools' processors, middy's middleware, and consumers that delete each message once it is done.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 */
const partialBatch =
  /batch_?items?_?failure|BatchResponse\b|partial[-_ ]?(batch|response|failure)|PartialProcessor|BatchProcessor|delete_?message/i;

/** Words in comments that say the batch succeeds or fails as one on purpose, or holds one record. */
const allOrNothing = /all[- ]or[- ](nothing|none)|batch\s*size\W{0,3}(is |of )?(1|one)\b|\b(only|exactly) one (record|message)/i;

/** Names of wrappers that may turn a failure of one record into a partial batch response themselves. */
export const batchWrapper = /batch|partial|sqs|queue|kinesis|stream|dynamo|records?|consumer|worker/i;

/** Whether anything in the file shows that a batch is more than its author's oversight: partial, or all-or-nothing. */
export const treatsBatchKnowingly = (sourceCode: SourceCode): boolean =>
  partialBatch.test(sourceCode.text) ||
  sourceCode.getAllComments().some(({ value }) => allOrNothing.test(value));

/** The one source whose batches a set of sources certainly holds; `undefined` where others can invoke it too. */
export function batchSourceOf(sources: ReadonlySet<SourceName>): SourceName | undefined {
  const [source, another] = sources;
  return source && !another && reportsBatchItems(source) ? source : undefined;
}

/**
 * What `itemIdentifier` has to be, as code over a record. The types of `aws-lambda` declare both steps of a DynamoDB
 * record optional, though every stream record has them.
 */
export function itemIdentifierOf(source: SourceName, record: string, isTypeScript: boolean): string {
  const path = sourceNamed(source).itemIdentifier!.replace("Records[]", record);
  return isTypeScript && source === "dynamodb" ? path.replace(".SequenceNumber", "!.SequenceNumber!") : path;
}
