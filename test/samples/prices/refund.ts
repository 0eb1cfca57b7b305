import { makeIdempotent } from "@aws-lambda-powertools/idempotency";
import { DynamoDBPersistenceLayer } from "@aws-lambda-powertools/idempotency/dynamodb";
import type { APIGatewayProxyEvent } from "aws-lambda";
import { refund } from "./refunds";

const persistenceStore = new DynamoDBPersistenceLayer({ tableName: process.env.IDEMPOTENCY_TABLE! });

export const handler = makeIdempotent(
  async (event: APIGatewayProxyEvent) => {
    await refund(event.pathParameters?.payment);
    return { statusCode: 204, body: "" };
  },
  { persistenceStore },
);
