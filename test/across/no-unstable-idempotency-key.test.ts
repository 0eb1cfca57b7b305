import { testAcross } from "../kit/across.ts";

testAcross("no-unstable-idempotency-key", {
  allows: {
    "a key that the caller passes": {
      in: "src/payments.ts",
      files: {
        "src/queue.ts": `
          import type { SQSEvent } from "aws-lambda";
          import { charge } from "./payments";
          export const handler = async (event: SQSEvent) => {
            for (const record of event.Records) await charge(JSON.parse(record.body), record.messageId);
          };
        `,
        "src/payments.ts": `
          import Stripe from "stripe";
          const stripe = new Stripe(process.env.KEY);
          export const charge = async (order, idempotencyKey) =>
            stripe.paymentIntents.create({ amount: order.amount, currency: "eur" }, { idempotencyKey });
        `,
      },
    },
    "a key that another file makes, of what nobody can see": {
      in: "src/queue.ts",
      files: {
        "src/queue.ts": `
          import type { SQSEvent } from "aws-lambda";
          import Stripe from "stripe";
          import { keyOf } from "./keys";
          const stripe = new Stripe(process.env.KEY);
          export const handler = async (event: SQSEvent) => {
            for (const record of event.Records) {
              const { amount } = JSON.parse(record.body);
              await stripe.paymentIntents.create({ amount, currency: "eur" }, { idempotencyKey: keyOf(record) });
            }
          };
        `,
        "src/keys.ts": `
          export const keyOf = (record) => "charge-" + record.messageId;
        `,
      },
    },
    "a key that another file makes anew only where there is none, or cuts to a day": {
      in: "src/queue.ts",
      files: {
        "src/queue.ts": `
          import type { SQSEvent } from "aws-lambda";
          import Stripe from "stripe";
          import { keyOf, day } from "./keys";
          const stripe = new Stripe(process.env.KEY);
          export const handler = async (event: SQSEvent) => {
            for (const record of event.Records) {
              const { amount } = JSON.parse(record.body);
              await stripe.paymentIntents.create({ amount, currency: "eur" }, { idempotencyKey: keyOf(record) });
              await stripe.refunds.create({ amount }, { idempotencyKey: day() });
            }
          };
        `,
        "src/keys.ts": `
          import { randomUUID } from "node:crypto";
          export const day = () => new Date().toISOString().slice(0, 10);
          export function keyOf({ messageAttributes: { key } }) {
            if (key) return key.stringValue;
            return randomUUID();
          }
        `,
      },
    },
    "a key that another file makes of what it is given, once of something random": {
      in: "src/queue.ts",
      files: {
        "src/queue.ts": `
          import type { SQSEvent } from "aws-lambda";
          import Stripe from "stripe";
          import * as keys from "./keys";
          const stripe = new Stripe(process.env.KEY);
          export const handler = async (event: SQSEvent) => {
            for (const record of event.Records) {
              const { amount } = JSON.parse(record.body);
              await stripe.paymentIntents.create({ amount, currency: "eur" }, { idempotencyKey: keys.keyFor(record.messageId) });
            }
          };
        `,
        "src/keys.ts": `
          import { randomUUID } from "node:crypto";
          export const keyFor = (id) => "charge-" + id;
          export const newKey = () => keyFor(randomUUID());
        `,
      },
    },
    "a key that another file stores before it gives it": {
      in: "src/queue.ts",
      files: {
        "src/queue.ts": `
          import type { SQSEvent } from "aws-lambda";
          import Stripe from "stripe";
          import * as keys from "./keys";
          const stripe = new Stripe(process.env.KEY);
          export const handler = async (event: SQSEvent) => {
            for (const record of event.Records) {
              const { amount } = JSON.parse(record.body);
              await stripe.paymentIntents.create({ amount, currency: "eur" }, { idempotencyKey: await keys.keyFor(record) });
            }
          };
        `,
        "src/keys.ts": `
          import { randomUUID } from "node:crypto";
          export async function keyFor(record) {
            const id = randomUUID();
            await fetch("https://keys.example/" + record.messageId, { method: "PUT", body: id });
            return id;
          }
        `,
      },
    },
    "a key that another file makes once for the environment": {
      in: "src/queue.ts",
      files: {
        "src/queue.ts": `
          import type { SQSEvent } from "aws-lambda";
          import Stripe from "stripe";
          import * as keys from "./keys";
          const stripe = new Stripe(process.env.KEY);
          export const handler = async (event: SQSEvent) => {
            for (const record of event.Records) {
              const { amount } = JSON.parse(record.body);
              await stripe.paymentIntents.create({ amount, currency: "eur" }, { idempotencyKey: keys.runId() + record.messageId });
            }
          };
        `,
        "src/keys.ts": `
          import { randomUUID } from "node:crypto";
          const id = randomUUID();
          export const runId = () => id;
        `,
      },
    },
    "a payment that the handler makes once for each event": {
      in: "src/payments.ts",
      files: {
        "src/queue.ts": `
          import type { SQSEvent } from "aws-lambda";
          import { alreadyProcessed } from "./processed";
          import { charge } from "./payments";
          export const handler = async (event: SQSEvent) => {
            for (const record of event.Records) {
              if (await alreadyProcessed(record.messageId)) continue;
              await charge(JSON.parse(record.body));
            }
          };
        `,
        "src/processed.ts": `
          export const alreadyProcessed = async (id) => (await fetch("https://done.example.com/" + id)).ok;
        `,
        "src/payments.ts": `
          import { randomUUID } from "node:crypto";
          import Stripe from "stripe";
          const stripe = new Stripe(process.env.KEY);
          export const charge = async ({ amount }) =>
            stripe.paymentIntents.create({ amount, currency: "eur" }, { idempotencyKey: randomUUID() });
        `,
      },
    },
  },

  reports: {
    "a key made anew in a helper": {
      in: "src/payments.ts",
      says: ["`randomUUID()` differs each time, so that no repeat is noticed. Use the event's id instead."],
      files: {
        "src/queue.ts": `
          import type { SQSEvent } from "aws-lambda";
          import { charge } from "./payments";
          export const handler = async (event: SQSEvent) => {
            for (const record of event.Records) await charge(JSON.parse(record.body));
          };
        `,
        "src/payments.ts": `
          import { randomUUID } from "node:crypto";
          import Stripe from "stripe";
          const stripe = new Stripe(process.env.KEY);
          const keyOf = (order) => order.id + randomUUID();
          export const charge = async (order) =>
            stripe.paymentIntents.create({ amount: order.amount, currency: "eur" }, { idempotencyKey: keyOf(order) });
            //                                                                                        ^^^^^^^^^^^^ changes
        `,
      },
    },
    "a part of the record that is another with each delivery": {
      in: "src/payments.ts",
      says: [
        "`record.receiptHandle` differs each time, so that no repeat is noticed. Use `record.messageId` instead.",
      ],
      files: {
        "src/queue.ts": `
          import type { SQSEvent } from "aws-lambda";
          import { charge } from "./payments";
          export const handler = async (event: SQSEvent) => {
            for (const record of event.Records) await charge(record);
          };
        `,
        "src/payments.ts": `
          import Stripe from "stripe";
          const stripe = new Stripe(process.env.KEY);
          export async function charge(record) {
            const { amount } = JSON.parse(record.body);
            await stripe.paymentIntents.create({ amount, currency: "eur" }, { idempotencyKey: record.receiptHandle });
            //                                                                                ^^^^^^^^^^^^^^^^^^^^ changes
          }
        `,
      },
    },
    "a key that another file makes anew": {
      in: "src/queue.ts",
      says: ["`newKey(amount)` differs each time, so that no repeat is noticed. Use `messageId` instead."],
      files: {
        "src/queue.ts": `
          import type { SQSEvent } from "aws-lambda";
          import Stripe from "stripe";
          import { newKey } from "./keys";
          const stripe = new Stripe(process.env.KEY);
          export const handler = async (event: SQSEvent) => {
            for (const { body, messageId } of event.Records) {
              const { amount } = JSON.parse(body);
              await stripe.paymentIntents.create({ amount, currency: "eur" }, { idempotencyKey: newKey(amount) });
              //                                                                                ^^^^^^^^^^^^^^ changes
            }
          };
        `,
        "src/keys.ts": `
          import { v4 } from "uuid";
          export const newKey = (amount: number) => \`charge-\${amount}-\${v4()}\`;
        `,
      },
    },
  },
});
