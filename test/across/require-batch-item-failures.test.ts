import assert from "node:assert/strict";
import { testAcross } from "../kit/across.ts";
import { messagesIn } from "../kit/deployed.ts";

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
    "a helper that keeps its errors, which is a mistake of its own": {
      in: "src/queue.ts",
      files: {
        "src/queue.ts": `
          import type { SQSEvent } from "aws-lambda";
          import { save } from "./orders";
          export const handler = async (event: SQSEvent) => {
            for (const record of event.Records) await save(record);
          };
        `,
        "src/orders.ts": `
          export async function save({ body }) {
            try {
              await fetch(body);
            } catch (error) {
              console.error(error);
            }
          }
        `,
      },
    },
    "a helper that keeps its errors by one in a third file": {
      in: "src/queue.ts",
      files: {
        "src/queue.ts": `
          import type { SQSEvent } from "aws-lambda";
          import { save } from "./orders";
          export const handler = async (event: SQSEvent) => {
            await Promise.all(event.Records.map(async (record) => { await save(record); }));
          };
        `,
        "src/orders.ts": `export { write as save } from "./tables";`,
        "src/tables.ts": `export const write = async ({ body }) => { await fetch(body).catch(console.error); };`,
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

describe("require-batch-item-failures, where errors leave the function of another file,", () => {
  const rule = "effective-lambda/require-batch-item-failures";
  const reportedWith = (helper: string) =>
    messagesIn(
      "src/queue.ts",
      {
        "src/queue.ts": `
          import type { SQSEvent } from "aws-lambda";
          import { save } from "./orders";
          export const handler = async (event: SQSEvent) => {
            for (const record of event.Records) await save(record);
          };
        `,
        "src/orders.ts": helper,
      },
      {},
      { [rule]: "warn" },
    ).map(({ messageId }) => messageId);

  for (const [title, helper] of Object.entries({
    "that throws again what it has logged": `
      export async function save({ body }) {
        try {
          await fetch(body);
        } catch (error) {
          console.error(error);
          throw error;
        }
      }
    `,
    "that keeps the errors of a part of its work": `
      export async function save({ body, messageId }) {
        await fetch(messageId);
        await fetch(body).catch(console.error);
      }
    `,
    "that returns a promise out of its try": `
      export async function save({ body }) {
        try {
          return fetch(body);
        } catch (error) {
          console.error(error);
        }
      }
    `,
  }))
    it(`reports a helper ${title}`, () => assert.deepEqual(reportedWith(helper), ["thrown"]));
});
