import type { SQSBatchItemFailure, SQSBatchResponse, SQSEvent } from "aws-lambda";
import { bookParcel } from "../orders/parcels";

export const handler = async (event: SQSEvent): Promise<SQSBatchResponse> => {
  let batchItemFailures: SQSBatchItemFailure[] = [];
  for (const [index, { body, messageId }] of event.Records.entries()) {
    try {
      await bookParcel(JSON.parse(body));
    } catch (error) {
      console.error("No parcel for change", messageId, error);
      const left = event.Records.slice(index);
      batchItemFailures = left.map((record) => ({ itemIdentifier: record.messageId }));
      break;
    }
  }
  return { batchItemFailures };
};
