import { testAcross } from "../kit/across.ts";

testAcross("require-batch-item-failures", {
  allows: {
    "a handler that returns what a helper names": {
      in: "src/queue.ts",
      files: {
        "src/queue.ts": `
          import type { SQSEvent } from "aws-lambda";
          import { saveAll } from "./orders";
          export const handler = async (event: SQSEvent) => {
            const batchItemFailures = await saveAll(event.Records);
            return { batchItemFailures };
          };
        `,
        "src/orders.ts": `
          export async function saveAll(records) {
            const failures = [];
            for (const { body, messageId } of records)
              try {
                await fetch(body);
              } catch {
                failures.push({ itemIdentifier: messageId });
              }
            return failures;
          }
        `,
      },
    },
    "a handler that returns what a helper makes of the event": {
      in: "src/queue.ts",
      files: {
        "src/queue.ts": `
          import type { SQSEvent } from "aws-lambda";
          import { processBatch } from "./batches";
          import { save } from "./orders";
          export const handler = async (event: SQSEvent) => processBatch(event, save);
        `,
        "src/batches.ts": `
          export async function processBatch(event, work) {
            const batchItemFailures = [];
            for (const record of event.Records)
              await work(record).catch(() => batchItemFailures.push({ itemIdentifier: record.messageId }));
            return { batchItemFailures };
          }
        `,
        "src/orders.ts": `export const save = async ({ body }) => fetch(body);`,
      },
    },
    "a helper that goes through records, whose caller may do what it likes with what it throws": {
      in: "src/orders.ts",
      files: {
        "src/queue.ts": `
          import type { SQSEvent } from "aws-lambda";
          import { saveAll } from "./orders";
          export const handler = async (event: SQSEvent) => {
            await saveAll(event.Records);
          };
        `,
        "src/orders.ts": `
          export async function saveAll(records) {
            for (const { body } of records) await fetch(body);
          }
        `,
      },
    },
    "a helper that gets the whole event": {
      in: "src/orders.ts",
      files: {
        "src/queue.ts": `
          import type { SQSEvent } from "aws-lambda";
          import { saveAll } from "./orders";
          export const handler = async (event: SQSEvent) => {
            await saveAll(event);
          };
        `,
        "src/orders.ts": `
          export async function saveAll(event) {
            for (const { body } of event.Records) await fetch(body);
          }
        `,
      },
    },
  },
  reports: {},
});
