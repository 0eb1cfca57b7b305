import { testAcross } from "../kit/across.ts";

testAcross("no-partial-batch-read", {
  allows: {
    "a guard of another file, which gives the only record or fails": {
      in: "src/queue.ts",
      files: {
        "src/queue.ts": `
          import type { SQSEvent } from "aws-lambda";
          import { getSingleMessageOrFail } from "./messages";
          import { save } from "./orders";
          export const handler = async (event: SQSEvent) => {
            const message = getSingleMessageOrFail(event.Records);
            await save(message);
          };
        `,
        "src/messages.ts": `
          export function getSingleMessageOrFail(records) {
            if (records.length !== 1) throw new Error("one message, please");
            return records[0];
          }
        `,
        "src/orders.ts": `export const save = async ({ body }) => fetch(body);`,
      },
    },
    "a guard that looks at the batch before the handler reads the first record": {
      in: "src/queue.ts",
      files: {
        "src/queue.ts": `
          import type { SQSEvent } from "aws-lambda";
          import { failUnlessSingle } from "./messages";
          export const handler = async (event: SQSEvent) => {
            failUnlessSingle(event);
            await fetch(event.Records[0].body);
          };
        `,
        "src/messages.ts": `
          export function failUnlessSingle(event) {
            if (event.Records.length !== 1) throw new Error("one message, please");
          }
        `,
      },
    },
    "a helper that reads the first record, beside what its caller reads": {
      in: "src/messages.ts",
      files: {
        "src/queue.ts": `
          import type { SQSEvent } from "aws-lambda";
          import { groupOf } from "./messages";
          export const handler = async (event: SQSEvent) => {
            const group = groupOf(event);
            for (const record of event.Records) await fetch(group + record.body);
          };
        `,
        "src/messages.ts": `
          export function groupOf(event) {
            return event.Records[0].attributes.MessageGroupId;
          }
        `,
      },
    },
    "a helper that leaves its loop, beside what its caller does": {
      in: "src/messages.ts",
      files: {
        "src/queue.ts": `
          import type { SQSEvent } from "aws-lambda";
          import { saveUntilFull } from "./messages";
          export const handler = async (event: SQSEvent) => {
            await saveUntilFull(event);
          };
        `,
        "src/messages.ts": `
          export async function saveUntilFull(event) {
            for (const record of event.Records) {
              if (!record.body) return;
              await fetch(record.body);
            }
          }
        `,
      },
    },
  },
  reports: {},
});
