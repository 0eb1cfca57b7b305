import { randomUUID } from "node:crypto";
import { SESv2Client, SendEmailCommand } from "@aws-sdk/client-sesv2";
import type { SQSBatchResponse, SQSHandler } from "aws-lambda";
import Stripe from "stripe";

const mail = new SESv2Client({});
const stripe = new Stripe(process.env.STRIPE_KEY!);

export const handler: SQSHandler = async (event) => {
  const response: SQSBatchResponse = { batchItemFailures: [] };

  for (const record of event.Records) {
    const { amount, currency, customer } = JSON.parse(record.body);
    try {
      await stripe.paymentIntents.create({ amount, currency }, { idempotencyKey: randomUUID() });
      await mail.send(
        new SendEmailCommand({
          FromEmailAddress: "orders@example.com",
          Destination: { ToAddresses: [customer] },
          Content: {
            Simple: { Subject: { Data: "Thank you" }, Body: { Text: { Data: "We have your payment." } } },
          },
        }),
      );
    } catch (error) {
      console.error("Message", record.messageId, "was not charged", error);
      response.batchItemFailures.push({ itemIdentifier: record.messageId });
    }
  }

  return response;
};
