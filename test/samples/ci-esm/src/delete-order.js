import { DeleteItemCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";

const client = new DynamoDBClient({});

export const handler = async (event) => {
  await client.send(new DeleteItemCommand({ TableName: process.env.ORDERS_TABLE, Key: event.detail }));
};
