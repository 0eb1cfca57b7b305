import type { SNSEvent } from "aws-lambda";
import { planDelivery } from "./use-cases/plan-delivery";

export const handler = async (event: SNSEvent) => {
  for (const { Sns } of event.Records) await planDelivery(JSON.parse(Sns.Message));
};
