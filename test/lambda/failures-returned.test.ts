import assert from "node:assert/strict";
import { review } from "../../src/review/review.ts";
import { withQueue } from "../kit/deployed.ts";
import { applied } from "../kit/offers.ts";
import { testRule } from "../kit/test-rule.ts";
import { typeErrors } from "../kit/type-check.ts";

const filename = "handler.ts";

testRule("require-batch-item-failures", {
  allows: {},
  reports: {
    "a queue, to go on with its other messages": {
      filename,
      code: `
        import type { SQSHandler } from "aws-lambda";
        export const handler: SQSHandler = async (event) => {
          // Each message is an order.
          for (const record of event.Records) {
        //^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ thrown
            const order = JSON.parse(record.body);

            await save(order);
          }
          console.log("done");
        };
      `,
      suggests: {
        "Return `batchItemFailures` for failed records": `
        import type { SQSHandler } from "aws-lambda";
        export const handler: SQSHandler = async (event) => {
          const batchItemFailures: { itemIdentifier: string }[] = [];
          // Each message is an order.
          for (const record of event.Records) {
            try {
          //^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ thrown
              const order = JSON.parse(record.body);

              await save(order);
            } catch (error) {
              console.error(error);
              batchItemFailures.push({ itemIdentifier: record.messageId });
            }
          }
          console.log("done");
          // Needs \`ReportBatchItemFailures\` in the event source mapping: without it, failed records are lost.
          return { batchItemFailures };
        };
      `,
      },
    },
    "a mapping that asks for the failed records already": {
      code: `
        exports.handler = async (event) => {
          for (const record of event.Records) {
        //^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ thrown
            await save(record.body);
          }
        };
      `,
      deployedBy: withQueue("app.handler", "FunctionResponseTypes: [ReportBatchItemFailures]"),
      suggests: {
        "Return `batchItemFailures` for failed records": `
        exports.handler = async (event) => {
          const batchItemFailures = [];
          for (const record of event.Records) {
            try {
          //^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ thrown
              await save(record.body);
            } catch (error) {
              console.error(error);
              batchItemFailures.push({ itemIdentifier: record.messageId });
            }
          }
          return { batchItemFailures };
        };
      `,
      },
    },
    "a wrapper that hands the answer on": {
      code: `
        import middy from "@middy/core";
        export const handler = middy(async (event) => {
          for (const record of event.Records) {
        //^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ thrown
            await save(record.receiptHandle);
          }
        });
      `,
      suggests: {
        "Return `batchItemFailures` for failed records": `
        import middy from "@middy/core";
        export const handler = middy(async (event) => {
          const batchItemFailures = [];
          for (const record of event.Records) {
            try {
          //^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ thrown
              await save(record.receiptHandle);
            } catch (error) {
              console.error(error);
              batchItemFailures.push({ itemIdentifier: record.messageId });
            }
          }
          // Needs \`ReportBatchItemFailures\` in the event source mapping: without it, failed records are lost.
          return { batchItemFailures };
        });
      `,
      },
    },
    "a wrapper that may not hand the answer on, and so no suggestion": {
      code: `
        const logged = (work) => async (event) => { await work(event); };
        export const handler = logged(async (event) => {
          for (const record of event.Records) {
        //^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ thrown
            await save(record.receiptHandle);
          }
        });
      `,
    },
    "a FIFO queue that only a word tells of, and so no suggestion": {
      code: `
        // The queue is FIFO.
        exports.handler = async (event) => {
          for (const record of event.Records) {
        //^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ thrown
            await save(record.receiptHandle);
          }
        };
      `,
    },
    "a FIFO queue, to stop where the first message fails": {
      code: `
        exports.handler = async ({ Records }) => {
          for (const message of Records) {
        //^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ thrown
            await save(message.attributes.MessageGroupId, message.body);
          }
        };
      `,
      suggests: {
        "Return `batchItemFailures` for failed records": `
        exports.handler = async ({ Records }) => {
          for (const message of Records) {
            try {
          //^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ thrown
              await save(message.attributes.MessageGroupId, message.body);
            } catch (error) {
              console.error(error);
              const unprocessed = Records.slice(Records.indexOf(message));
              return { batchItemFailures: unprocessed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
            }
          }
          // Needs \`ReportBatchItemFailures\` in the event source mapping: without it, failed records are lost.
          return { batchItemFailures: [] };
        };
      `,
      },
    },
    "a FIFO queue whose list is made for the loop, and so no suggestion": {
      code: `
        exports.handler = async ({ Records }) => {
          for (const message of Records.toReversed()) {
        //^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ thrown
            await save(message.attributes.MessageGroupId, message.body);
          }
        };
      `,
    },
    "a stream, to stop where the first record fails": {
      code: `
        exports.handler = async (event) => {
          for (const record of event.Records) { await save(record.dynamodb.NewImage) }
        //^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ thrown
        }
      `,
      suggests: {
        "Return `batchItemFailures` for failed records": `
        exports.handler = async (event) => {
          for (const record of event.Records) {
            try {
              await save(record.dynamodb.NewImage)
            } catch (error) {
              console.error(error)
              return { batchItemFailures: [{ itemIdentifier: record.dynamodb.SequenceNumber }] }
            }
          }
        //^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ thrown
          // Needs \`ReportBatchItemFailures\` in the event source mapping: without it, failed records are lost.
          return { batchItemFailures: [] }
        }
      `,
      },
    },
    "a stream in TypeScript, whose types call the number optional": {
      filename,
      code: `
        import type { DynamoDBStreamEvent } from "aws-lambda";
        export async function handler(event: DynamoDBStreamEvent) {
          for (const record of event.Records) {
        //^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ thrown
            await save(record.dynamodb?.NewImage);
          }
        }
      `,
      suggests: {
        "Return `batchItemFailures` for failed records": `
        import type { DynamoDBStreamEvent } from "aws-lambda";
        export async function handler(event: DynamoDBStreamEvent) {
          for (const record of event.Records) {
            try {
          //^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ thrown
              await save(record.dynamodb?.NewImage);
            } catch (error) {
              console.error(error);
              return { batchItemFailures: [{ itemIdentifier: record.dynamodb!.SequenceNumber! }] };
            }
          }
          // Needs \`ReportBatchItemFailures\` in the event source mapping: without it, failed records are lost.
          return { batchItemFailures: [] };
        }
      `,
      },
    },
    "a type that promises nothing, which is to promise the answer": {
      filename,
      code: `
        import { Context } from "./context";
        import type { SQSEvent } from "aws-lambda";
        export const handler = async (event: SQSEvent, context: Context): Promise<void> => {
          for (const record of event.Records) {
        //^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ thrown
            await save(record.body);
          }
        };
      `,
      suggests: {
        "Return `batchItemFailures` for failed records": `
        import { Context } from "./context";
        import type { SQSEvent, SQSBatchResponse } from "aws-lambda";
        export const handler = async (event: SQSEvent, context: Context): Promise<SQSBatchResponse> => {
          const batchItemFailures: { itemIdentifier: string }[] = [];
          for (const record of event.Records) {
            try {
          //^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ thrown
              await save(record.body);
            } catch (error) {
              console.error(error);
              batchItemFailures.push({ itemIdentifier: record.messageId });
            }
          }
          // Needs \`ReportBatchItemFailures\` in the event source mapping: without it, failed records are lost.
          return { batchItemFailures };
        };
      `,
      },
    },
    "the same beside types that are marked one by one": {
      filename,
      code: `
        import { type Context, type SQSEvent } from "aws-lambda";
        async function handler(event: SQSEvent): Promise<void> {
          await Promise.all(event.Records.map(async (record) => {
        //                  ^^^^^^^^^^^^^^^^^ thrown
            await save(record.body);
          }));
        }
        export { handler };
      `,
      suggests: {
        "Return `batchItemFailures` for failed records": `
        import { type Context, type SQSEvent, type SQSBatchResponse } from "aws-lambda";
        async function handler(event: SQSEvent): Promise<SQSBatchResponse> {
          const results = await Promise.allSettled(event.Records.map(async (record) => {
        //                  ^^^^^^^^^^^^^^^^^ thrown
            await save(record.body);
          }));
          const batchItemFailures: { itemIdentifier: string }[] = [];
          for (const [index, result] of results.entries()) {
            if (result.status !== "rejected") continue;
            console.error(result.reason);
            batchItemFailures.push({ itemIdentifier: event.Records[index]!.messageId });
          }
          // Needs \`ReportBatchItemFailures\` in the event source mapping: without it, failed records are lost.
          return { batchItemFailures };
        }
        export { handler };
      `,
      },
    },
    "the same where the type is there for another handler": {
      filename,
      code: `
        import type { SQSBatchResponse, SQSEvent } from "aws-lambda";
        import type { Context } from "aws-lambda";
        export const first = async (event: SQSEvent, context: Context): Promise<SQSBatchResponse> => {
          return answer(event, context);
        };
        export const handler = async (event: SQSEvent): Promise<void> => {
          for (const record of event.Records) {
        //^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ thrown
            await save(record.body);
          }
        };
      `,
      suggests: {
        "Return `batchItemFailures` for failed records": `
        import type { SQSBatchResponse, SQSEvent } from "aws-lambda";
        import type { Context } from "aws-lambda";
        export const first = async (event: SQSEvent, context: Context): Promise<SQSBatchResponse> => {
          return answer(event, context);
        };
        export const handler = async (event: SQSEvent): Promise<SQSBatchResponse> => {
          const batchItemFailures: { itemIdentifier: string }[] = [];
          for (const record of event.Records) {
            try {
          //^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ thrown
              await save(record.body);
            } catch (error) {
              console.error(error);
              batchItemFailures.push({ itemIdentifier: record.messageId });
            }
          }
          // Needs \`ReportBatchItemFailures\` in the event source mapping: without it, failed records are lost.
          return { batchItemFailures };
        };
      `,
      },
    },
    "a promise of something else, and so no suggestion": {
      filename,
      code: `
        import type { SQSEvent } from "aws-lambda";
        export const handler = async (event: SQSEvent): Promise<void | string> => {
          for (const record of event.Records) {
        //^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ thrown
            await save(record.body);
          }
        };
      `,
    },
    "a promise of nothing that somebody counts on, and so no suggestion": {
      filename,
      code: `
        import type { SQSEvent } from "aws-lambda";
        export const handler = async (event: SQSEvent): Promise<void> => {
          for (const record of event.Records) {
        //^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ thrown
            await save(record.body);
          }
        };
        export const steps: ((event: SQSEvent) => Promise<void>)[] = [handler];
      `,
    },
    "the same, of a function that has a name of its own": {
      filename,
      code: `
        import type { SQSEvent } from "aws-lambda";
        export const handler = async function named(event: SQSEvent): Promise<void> {
          for (const record of event.Records) {
        //^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ thrown
            await save(record.body);
          }
        };
        export const steps: ((event: SQSEvent) => Promise<void>)[] = [handler];
      `,
    },
    "a promise of nothing in each overload, and so no suggestion": {
      filename,
      code: `
        import type { SQSEvent } from "aws-lambda";
        export function handler(event: SQSEvent): Promise<void>;
        export async function handler(event: SQSEvent): Promise<void> {
          for (const record of event.Records) {
        //^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ thrown
            await save(record.body);
          }
        }
      `,
    },
    "a promise of nothing that is asserted, and so no suggestion": {
      filename,
      code: `
        import type { SQSEvent } from "aws-lambda";
        export const handler = <(event: SQSEvent) => Promise<void>>(async (event: SQSEvent): Promise<void> => {
          for (const record of event.Records) {
        //^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ thrown
            await save(record.body);
          }
        });
      `,
    },
    "types of Lambda from two imports, and so no suggestion": {
      filename,
      code: `
        import type { SQSEvent } from "aws-lambda";
        import type { Context } from "aws-lambda";
        export const handler = async (event: SQSEvent, context: Context): Promise<void> => {
          for (const record of event.Records) {
        //^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ thrown
            await save(record.body);
          }
        };
      `,
    },
    "a type argument that does, and so no suggestion": {
      filename,
      code: `
        import type { Handler, SQSEvent } from "aws-lambda";
        export const handler: Handler<SQSEvent, void> = async (event) => {
          for (const record of event.Records) {
        //^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ thrown
            await save(record.body);
          }
        };
      `,
    },
    "a handler that returns something, and so no suggestion": {
      code: `
        exports.handler = async (event) => {
          for (const record of event.Records) {
        //^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ thrown
            await save(record.body, record.messageId);
          }
          return { statusCode: 200 };
        };
      `,
    },
    "a callback, which answers before the handler does, and so no suggestion": {
      code: `
        exports.handler = async (event, context, callback) => {
          for (const record of event.Records) {
        //^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ thrown
            await save(record.body, record.messageId);
          }
          callback(null, "done");
        };
      `,
    },
    "a text of several lines, which must not be moved, and so no suggestion": {
      code: `
        exports.handler = async (event) => {
          for (const record of event.Records) {
        //^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ thrown
            await save(record.messageId, \`a
              \${record.body}\`);
          }
        };
      `,
    },
  },
});

describe("returning failed records from a handler that promises nothing", () => {
  for (const [event, answer] of [
    ["SQSEvent", "SQSBatchResponse"],
    ["KinesisStreamEvent", "KinesisStreamBatchResponse"],
    ["DynamoDBStreamEvent", "DynamoDBBatchResponse"],
  ])
    it(`promises a ${answer}, which TypeScript accepts`, () => {
      const code = `import type { ${event} } from "aws-lambda";
declare function save(record: unknown): Promise<void>;
export const handler = async (event: ${event}): Promise<void> => {
  for (const record of event.Records) {
    await save(record);
  }
};
`;
      const [finding] = review(code, "handler.ts", { preset: "recommended" }).findings;
      const output = applied(code, finding!.suggestions[0]!);
      assert.match(output, new RegExp(`: Promise<${answer}> =>`));
      assert.deepEqual([typeErrors(code, "handler.ts"), typeErrors(output, "handler.ts")], [[], []]);
    });
});
