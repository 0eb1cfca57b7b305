import type { SQSEvent } from "aws-lambda";
import { bookParcel } from "./parcels";

export const handler = async (event: SQSEvent) => {
  for (const record of event.Records) {
    const order = JSON.parse(record.body);
    await bookParcel(order);
  }
};
