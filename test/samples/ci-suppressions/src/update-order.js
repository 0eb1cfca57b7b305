import { DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";

export const handler = async (event) => {
  const client = new DynamoDBClient({});
  await client.send(new PutItemCommand({ TableName: process.env.ORDERS_TABLE, Item: event.detail }));
};
