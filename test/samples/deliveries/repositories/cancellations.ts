import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, PutCommand } from "@aws-sdk/lib-dynamodb";

const documents = DynamoDBDocumentClient.from(new DynamoDBClient({}));

export async function saveCancellation(id: string, reason: string): Promise<void> {
  try {
    await documents.send(
      new PutCommand({ TableName: process.env.CANCELLATIONS_TABLE, Item: { id, reason } }),
    );
  } catch (error) {
    console.error("The cancellation was not saved", error);
    throw error;
  }
}
