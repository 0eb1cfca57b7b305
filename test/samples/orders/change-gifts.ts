import type { SQSBatchItemFailure, SQSBatchResponse, SQSEvent } from "aws-lambda";
import { bookParcel } from "./parcels";

export const handler = async (event: SQSEvent): Promise<SQSBatchResponse> => {
  const batchItemFailures: SQSBatchItemFailure[] = [];
  for (const { body, messageId } of event.Records) {
    try {
      await bookParcel(JSON.parse(body));
    } catch (error) {
      console.error("No parcel for change", messageId, error);
      batchItemFailures.push({ itemIdentifier: messageId });
    }
  }
  return { batchItemFailures };
};
