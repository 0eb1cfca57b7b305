import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import type { KinesisStreamBatchResponse, KinesisStreamEvent } from "aws-lambda";

const s3 = new S3Client({});

export const handler = async (event: KinesisStreamEvent): Promise<KinesisStreamBatchResponse> => {
  for (const record of event.Records) {
    const { data, sequenceNumber } = record.kinesis;
    try {
      const Body = Buffer.from(data, "base64");
      await s3.send(new PutObjectCommand({ Bucket: process.env.CLICKS_BUCKET, Key: sequenceNumber, Body }));
    } catch (error) {
      console.error("No copy of record", sequenceNumber, error);
      return { batchItemFailures: [{ itemIdentifier: sequenceNumber }] };
    }
  }

  return { batchItemFailures: [] };
};
