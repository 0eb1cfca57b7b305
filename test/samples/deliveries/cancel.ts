import type { SNSEvent } from "aws-lambda";
import { cancelDelivery } from "./use-cases/cancel-delivery";

export const handler = async (event: SNSEvent) => {
  for (const { Sns } of event.Records) await cancelDelivery(JSON.parse(Sns.Message));
};
