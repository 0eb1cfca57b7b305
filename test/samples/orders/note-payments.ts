import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, PutCommand } from "@aws-sdk/lib-dynamodb";
import type { SNSEvent } from "aws-lambda";

const documents = DynamoDBDocumentClient.from(new DynamoDBClient({}));

export const handler = async (event: SNSEvent) => {
  for (const { Sns } of event.Records) {
    const payment = JSON.parse(Sns.Message);
    try {
      await documents.send(new PutCommand({ TableName: process.env.PAYMENTS_TABLE, Item: payment }));
    } catch (error) {
      console.error("Payment was not noted", payment.id, error);
      throw error;
    }
  }
};
