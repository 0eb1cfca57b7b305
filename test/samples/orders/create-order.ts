import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, PutCommand } from "@aws-sdk/lib-dynamodb";
import type { APIGatewayProxyHandlerV2 } from "aws-lambda";

export const handler: APIGatewayProxyHandlerV2 = async (event) => {
  const client = new DynamoDBClient({});
  const documents = DynamoDBDocumentClient.from(client);

  const order = JSON.parse(event.body ?? "{}");
  await documents.send(new PutCommand({ TableName: process.env.ORDERS_TABLE, Item: order }));

  return { statusCode: 201, body: JSON.stringify({ id: order.id }) };
};
