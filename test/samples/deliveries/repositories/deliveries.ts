import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, PutCommand } from "@aws-sdk/lib-dynamodb";

export interface Delivery {
  id: string;
  address: string;
  due: number;
}

export async function saveDelivery(delivery: Delivery): Promise<void> {
  const documents = DynamoDBDocumentClient.from(new DynamoDBClient({}));
  try {
    await documents.send(new PutCommand({ TableName: process.env.DELIVERIES_TABLE, Item: delivery }));
  } catch (error) {
    console.error("The delivery was not saved", error);
  }
}
