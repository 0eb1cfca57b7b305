import { answer } from "#shared/answers";
import { isOpen } from "#shared/settings";
import { reserve } from "@stock/warehouse";
import type { APIGatewayProxyHandlerV2 } from "aws-lambda";

export const handler: APIGatewayProxyHandlerV2 = async (event) => {
  if (!(await isOpen())) return answer({ message: "We are closed." }, 503);
  await reserve(event.pathParameters?.article);
  return answer({ reserved: true });
};
