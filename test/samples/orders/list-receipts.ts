import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, PutCommand } from "@aws-sdk/lib-dynamodb";
import type { S3Event } from "aws-lambda";

const documents = DynamoDBDocumentClient.from(new DynamoDBClient({}));

export const handler = async (event: S3Event) => {
  for (const { s3 } of event.Records) {
    const id = decodeURIComponent(s3.object.key.replace(/\+/g, " "));
    await documents.send(new PutCommand({ TableName: process.env.RECEIPTS_TABLE, Item: { id } }));
  }
};
