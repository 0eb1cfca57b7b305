import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, PutCommand } from "@aws-sdk/lib-dynamodb";
import type { S3Event } from "aws-lambda";

const documents = DynamoDBDocumentClient.from(new DynamoDBClient({}));

export const handler = async (event: S3Event) => {
  try {
    for (const { s3 } of event.Records) {
      const id = decodeURIComponent(s3.object.key.replace(/\+/g, " "));
      await documents.send(new PutCommand({ TableName: process.env.INVOICES_TABLE, Item: { id } }));
    }
    return { statusCode: 200 };
  } catch (error) {
    return { statusCode: 500, body: String(error) };
  }
};
