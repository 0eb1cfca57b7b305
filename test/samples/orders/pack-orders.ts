import type { SQSBatchResponse, SQSEvent } from "aws-lambda";
import { printLabel } from "./parcels";

export const handler = async (event: SQSEvent): Promise<SQSBatchResponse> => {
  const batchItemFailures: { itemIdentifier: string }[] = [];

  for (const record of event.Records) {
    try {
      await printLabel(JSON.parse(record.body));
    } catch (error) {
      console.error("No label for message", record.messageId, error);
      batchItemFailures.push({ itemIdentifier: record.messageId });
    }
  }

  return { batchItemFailures };
};
