import { testAcross } from "../kit/across.ts";

const mail = `
  import { SESClient, SendEmailCommand } from "@aws-sdk/client-ses";
  const ses = new SESClient({});
  export const tell = async (order) => ses.send(new SendEmailCommand({ Destination: order.email }));
`;

testAcross("require-idempotency-key", {
  allows: {
    "a mail of a handler that Powertools runs once for each event": {
      in: "src/mails.ts",
      files: {
        "src/queue.ts": `
          import type { SQSEvent } from "aws-lambda";
          import { makeIdempotent } from "@aws-lambda-powertools/idempotency";
          import { tell } from "./mails";
          const tellOnce = makeIdempotent(async (record) => tell(JSON.parse(record.body)), { persistenceStore });
          export const handler = async (event: SQSEvent) => {
            for (const record of event.Records) await tellOnce(record);
          };
        `,
        "src/mails.ts": mail,
      },
    },
    "a mail two files away from where somebody asks whether the event is new": {
      in: "src/mails.ts",
      files: {
        "src/queue.ts": `
          import type { SQSEvent } from "aws-lambda";
          import { isProcessed } from "./processed";
          import { finish } from "./orders";
          export const handler = async (event: SQSEvent) => {
            for (const record of event.Records) {
              if (await isProcessed(record.messageId)) continue;
              await finish(JSON.parse(record.body));
            }
          };
        `,
        "src/processed.ts": `
          export const isProcessed = async (id) => (await fetch("https://done.example.com/" + id)).ok;
        `,
        "src/orders.ts": `
          import { tell } from "./mails";
          export async function finish(order) {
            await tell(order);
          }
        `,
        "src/mails.ts": mail,
      },
    },
    "a mail about a failure": {
      in: "src/mails.ts",
      files: {
        "src/queue.ts": `
          import type { SQSEvent } from "aws-lambda";
          import { tell } from "./mails";
          export const handler = async (event: SQSEvent) => {
            try {
              await fetch(event.Records[0].body);
            } catch (error) {
              await tell({ email: "us@example.com" });
              throw error;
            }
          };
        `,
        "src/mails.ts": mail,
      },
    },
    "a mail of a handler of which nobody knows what invokes it": {
      in: "src/mails.ts",
      files: {
        "src/unknown.ts": `
          import { tell } from "./mails";
          export const handler = async (event) => tell(event.order);
        `,
        "src/mails.ts": mail,
      },
    },
  },

  reports: {
    "a mail that a helper sends again with each delivery": {
      in: "src/mails.ts",
      files: {
        "src/queue.ts": `
          import type { SQSEvent } from "aws-lambda";
          import { tell } from "./mails";
          export const handler = async (event: SQSEvent) => {
            for (const record of event.Records) await tell(JSON.parse(record.body));
          };
        `,
        "src/topic.ts": `
          import type { SNSEvent } from "aws-lambda";
          import { tell } from "./mails";
          export const handler = async (event: SNSEvent) => tell(JSON.parse(event.Records[0].Sns.Message));
        `,
        "src/mails.ts": `
          import { SESClient, SendEmailCommand } from "@aws-sdk/client-ses";
          const ses = new SESClient({});
          export const tell = async (order) => ses.send(new SendEmailCommand({ Destination: order.email }));
          //                                   ^^^^^^^^ message
        `,
      },
    },
    "an order whose key a use case makes anew": {
      in: "src/orders.ts",
      files: {
        "src/queue.ts": `
          import type { SQSEvent } from "aws-lambda";
          import { createOrder } from "./orders";
          export const handler = async (event: SQSEvent) => {
            for (const record of event.Records) await createOrder(JSON.parse(record.body));
          };
        `,
        "src/orders.ts": `
          import { randomUUID } from "node:crypto";
          import { DynamoDBDocumentClient, PutCommand } from "@aws-sdk/lib-dynamodb";
          const documents = DynamoDBDocumentClient.from(client);
          export async function createOrder(order) {
            const Item = { id: randomUUID(), ...order };
            await documents.send(new PutCommand({ TableName: process.env.TABLE, Item }));
            //    ^^^^^^^^^^^^^^ insert
          }
        `,
      },
    },
  },
});
