import type { SQSBatchResponse, SQSHandler } from "aws-lambda";
import Stripe from "stripe";

const stripe = new Stripe(process.env.STRIPE_KEY!);

export const handler: SQSHandler = async (event) => {
  const response: SQSBatchResponse = { batchItemFailures: [] };

  for (const record of event.Records) {
    const { payment } = JSON.parse(record.body);
    try {
      await stripe.refunds.create({ payment_intent: payment }, { idempotencyKey: record.messageId });
    } catch (error) {
      console.error("Message", record.messageId, "was not refunded", error);
      response.batchItemFailures.push({ itemIdentifier: record.messageId });
    }
  }

  return response;
};
