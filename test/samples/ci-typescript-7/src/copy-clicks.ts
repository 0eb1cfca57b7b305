import type { KinesisStreamBatchResponse, KinesisStreamEvent } from "aws-lambda";
import { copy } from "./clicks.js";

export const handler = async (event: KinesisStreamEvent): Promise<KinesisStreamBatchResponse> => {
  for (const record of event.Records) {
    try {
      await copy(record.kinesis.data);
    } catch {
      return { batchItemFailures: [{ itemIdentifier: record.kinesis.sequenceNumber }] };
    }
  }
  return { batchItemFailures: [] };
};
