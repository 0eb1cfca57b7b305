import type { KinesisStreamBatchResponse, KinesisStreamEvent } from "aws-lambda";
import { count } from "./clicks.js";

export const handler = async (event: KinesisStreamEvent): Promise<KinesisStreamBatchResponse> => {
  for (const record of event.Records) {
    try {
      await count(record.kinesis.data);
    } catch {
      return { batchItemFailures: [{ itemIdentifier: record.eventID }] };
    }
  }
  return { batchItemFailures: [] };
};
