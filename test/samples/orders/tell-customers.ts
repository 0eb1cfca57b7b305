import type { SNSEvent } from "aws-lambda";
import { tell } from "./customers";

export const handler = async (event: SNSEvent) => {
  for (const { Sns } of event.Records) {
    try {
      await tell(JSON.parse(Sns.Message));
    } catch (error) {
      console.error("Nobody was told of", Sns.MessageId, error);
    }
  }
};
