import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import type { DynamoDBStreamEvent } from "aws-lambda";

const s3 = new S3Client({});

export const handler = async (event: DynamoDBStreamEvent) => {
  for (const record of event.Records) {
    if (record.eventName !== "INSERT") return;
    const Body = JSON.stringify(record.dynamodb?.NewImage);
    await s3.send(new PutObjectCommand({ Bucket: process.env.COPIES_BUCKET, Key: record.eventID, Body }));
  }
};
