import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import type { SNSEvent } from "aws-lambda";

const documents = DynamoDBDocumentClient.from(new DynamoDBClient({}));

export const handler = async (event: SNSEvent) => {
  for (const record of event.Records) {
    try {
      const { orderId } = JSON.parse(record.Sns.Message);
      await documents.send(
        new UpdateCommand({
          TableName: process.env.ORDERS_TABLE,
          Key: { id: orderId },
          UpdateExpression: "SET shipped = :yes",
          ExpressionAttributeValues: { ":yes": true },
        }),
      );
    } catch (error) {
      console.error("Order was not marked", error);
    }
  }
};
