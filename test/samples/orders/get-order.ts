import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, GetCommand } from "@aws-sdk/lib-dynamodb";
import type { APIGatewayProxyHandlerV2 } from "aws-lambda";

const documents = DynamoDBDocumentClient.from(new DynamoDBClient({}));

export const handler: APIGatewayProxyHandlerV2 = async (event) => {
  const { Item: order } = await documents.send(
    new GetCommand({ TableName: process.env.ORDERS_TABLE, Key: { id: event.pathParameters?.id } }),
  );

  if (!order) return { statusCode: 404, body: JSON.stringify({ message: "There is no such order." }) };
  return { statusCode: 200, body: JSON.stringify(order) };
};
