import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import type { SQSEvent } from "aws-lambda";

const lambda = new LambdaClient({});

export const handler = async (event: SQSEvent) => {
  const order = JSON.parse(event.Records[0]!.body);
  try {
    await lambda.send(new InvokeCommand({ FunctionName: "warehouse", Payload: JSON.stringify(order) }));
  } catch (error) {
    console.error("The warehouse knows nothing of", order.id, error);
    return { statusCode: 500 };
  }
  return { statusCode: 200 };
};
