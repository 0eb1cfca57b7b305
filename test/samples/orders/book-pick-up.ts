import type { SQSEvent } from "aws-lambda";
import { bookParcel } from "./parcels";

export const handler = async (event: SQSEvent) => {
  await Promise.all(event.Records.map(async (record) => bookParcel(JSON.parse(record.body))));
};
