import { answer } from "#shared/answers";
import { levelOf } from "@stock/warehouse";
import type { APIGatewayProxyHandlerV2 } from "aws-lambda";

export const handler: APIGatewayProxyHandlerV2 = async (event) =>
  answer({ level: await levelOf(event.pathParameters?.article) });
