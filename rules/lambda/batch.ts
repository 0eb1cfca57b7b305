import { mentions } from "../kit/mentions.ts";
import { reportsBatchItems, sourceNamed, type SourceName } from "./event-sources.ts";

/** The one source whose batches a handler certainly gets; `undefined` where something else may invoke it too. */
export function batchSourceOf(sources: ReadonlySet<SourceName>): SourceName | undefined {
  const [source, another] = sources;
  return source && !another && reportsBatchItems(source) ? source : undefined;
}

/**
 * What `itemIdentifier` has to be, as code over a record. The types of `aws-lambda` call both steps into a DynamoDB
 * record optional, though every record of a stream has them.
 */
export function itemIdentifierOf(source: SourceName, record: string, isTypeScript: boolean): string {
  const path = sourceNamed(source).itemIdentifier!.replace("Records[]", record);
  return isTypeScript && source === "dynamodb" ? path.replace(".SequenceNumber", "!.SequenceNumber!") : path;
}

/** Whether a file concerns a queue in order, by what its consumers read and what people call it. */
export const concernsFifo = mentions(/MessageGroupId|MessageDeduplicationId|fifo/i);
