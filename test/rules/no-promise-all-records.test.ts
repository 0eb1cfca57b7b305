import { withQueue } from "../kit/deployed.ts";
import { testRule } from "../kit/test-rule.ts";

const standardQueue = `${withQueue("app.handler").replace(/Queue: arn.*/, "Queue: !GetAtt Standard.Arn")}  Standard:
    Type: AWS::SQS::Queue
`;

testRule("no-promise-all-records", {
  allows: {
    "records whose results tell which of them failed": `
      import type { SQSEvent } from "aws-lambda";
      import { ResultAsync } from "./results";
      const process = (body: string) => ResultAsync.fromPromise(save(body), toError);
      export const handler = async (event: SQSEvent) => {
        const results = await Promise.all(
          event.Records.map(async ({ body, messageId }) => ({ messageId, result: await process(body) })),
        );
        const failed = results.filter(({ result }) => result.isErr());
        return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
      };
    `,
    "records that all settle": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        const results = await Promise.allSettled(event.Records.map(async (record) => { await save(record.body); }));
        return { batchItemFailures: failuresOf(results) };
      };
    `,
    "a callback with a try of its own": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        const batchItemFailures = [];
        await Promise.all(event.Records.map(async (record) => {
          try {
            await save(record.body);
          } catch {
            batchItemFailures.push({ itemIdentifier: record.messageId });
          }
        }));
        return { batchItemFailures };
      };
    `,
    "promises whose failures are caught one by one": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        await Promise.all(event.Records.map((record) => save(record.body).catch(console.error)));
      };
    `,
    "a function of the file that catches errors": `
      import type { SQSEvent } from "aws-lambda";
      const save = async (record) => { try { await put(record.body); } catch (error) { report(error); } };
      export const handler = async (event: SQSEvent) => {
        await Promise.all(event.Records.map(save));
        await Promise.all(event.Records.map(async (record) => { await save(record); }));
      };
    `,
    "a function of another module, which may catch errors": `
      import type { SQSEvent } from "aws-lambda";
      import { save } from "./orders";
      export const handler = async (event: SQSEvent) => {
        await Promise.all(event.Records.map(save));
      };
    `,
    "a function that another one is given to run, with a try of its own": `
      import pLimit from "p-limit";
      import type { SQSEvent } from "aws-lambda";
      const limit = pLimit(5);
      export const handler = async (event: SQSEvent) => {
        await Promise.all(event.Records.map((record) => limit(async () => {
          try {
            await save(record.body);
          } catch (error) {
            report(error);
          }
        })));
      };
    `,
    "a promise that another function is given to wait for, with a catch of its own": `
      import pLimit from "p-limit";
      import type { SQSEvent } from "aws-lambda";
      const limit = pLimit(5);
      export const handler = async (event: SQSEvent) => {
        await Promise.all(event.Records.map((record) => limit(() => save(record.body).catch(report))));
      };
    `,
    "a function of the file that another one is given to run, with a try of its own": `
      import pLimit from "p-limit";
      import type { SQSEvent } from "aws-lambda";
      const limit = pLimit(5);
      const trySave = async (record) => { try { await save(record.body); } catch (error) { report(error); } };
      export const handler = async (event: SQSEvent) => {
        await Promise.all(event.Records.map((record) => limit(trySave, record)));
      };
    `,
    "Powertools' processor beside it": `
      import { BatchProcessor, EventType, processPartialResponse } from "@aws-lambda-powertools/batch";
      import type { SQSEvent } from "aws-lambda";
      const processor = new BatchProcessor(EventType.SQS);
      export const handler = async (event: SQSEvent, context) => {
        await Promise.all(event.Records.map(async (record) => { await mark(record); }));
        return processPartialResponse(event, save, processor, { context });
      };
    `,
    "middy's middleware for partial failures": `
      import middy from "@middy/core";
      import sqsPartialBatchFailure from "@middy/sqs-partial-batch-failure";
      import type { SQSEvent } from "aws-lambda";
      const baseHandler = async (event: SQSEvent) =>
        Promise.all(event.Records.map(async (record) => { await save(record.body); }));
      export const handler = middy(baseHandler).use(sqsPartialBatchFailure());
    `,
    "records that are only read, to be saved together": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        const orders = await Promise.all(event.Records.map(async (record) => await parse(record.body)));
        await insertMany(orders);
      };
    `,
    "a callback that does nothing that can fail": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        await Promise.all(event.Records.map(async (record) => { console.log(record.messageId); }));
      };
    `,
    "a batch meant to fail as one, or of one record": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        if (event.Records.length !== 1) throw new Error("One at a time.");
        await Promise.all(event.Records.map(async (record) => { await save(record.body); }));
      };
    `,
    "a batch under a comment that says so": `
      import type { SQSEvent } from "aws-lambda";
      // all-or-nothing: the ledger must not see half of a batch
      export const handler = async (event: SQSEvent) => {
        await Promise.all(event.Records.map(async (record) => { await save(record.body); }));
      };
    `,
    "sources without batches, and unknown ones": `
      import type { S3Event } from "aws-lambda";
      export const handler = async (event: S3Event) => {
        await Promise.all(event.Records.map(async (record) => { await save(record.s3.object.key); }));
      };
      export const other = async (event, context) => {
        await Promise.all(event.Records.map(async (record) => { await save(record); }));
      };
    `,
    "promises that forEach throws away, which is another mistake": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        await Promise.all(event.Records.forEach(async (record) => { await save(record.body); }));
      };
    `,
    "other promises": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        await Promise.all([prepare(event), connect()]);
        await Promise.race(event.Records.map(async (record) => { await save(record.body); }));
      };
    `,
  },

  reports: {
    "records whose results are sent somewhere": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        const saved = await Promise.all(event.Records.map((record) => save(record.body)));
        //                  ^^^^^^^^^^^ failsFast
        if (saved.length === 0) throw new Error("Nothing to save");
      };
    `,
    "a callback that only hands over what it is given": {
      code: `
        import type { SQSEvent } from "aws-lambda";
        export const handler = async (event: SQSEvent) => {
          await Promise.all(event.Records.map((record) => save(record.body)));
          //    ^^^^^^^^^^^ failsFast
        };
      `,
      filename: "handler.ts",
      suggests: {
        "Return `batchItemFailures` for failed records": `
        import type { SQSEvent } from "aws-lambda";
        export const handler = async (event: SQSEvent) => {
          const results = await Promise.allSettled(event.Records.map((record) => save(record.body)));
          const batchItemFailures: { itemIdentifier: string }[] = [];
          for (const [index, result] of results.entries()) {
            if (result.status !== "rejected") continue;
            console.error(result.reason);
            batchItemFailures.push({ itemIdentifier: event.Records[index]!.messageId });
          }
          // Needs \`ReportBatchItemFailures\` in the event source mapping: without it, failed records are lost.
          return { batchItemFailures };
          //    ^^^^^^^^^^^ failsFast
        };
      `,
      },
    },
    "a callback that gives no promise by its type": {
      code: `
        import type { SQSEvent } from "aws-lambda";
        export const handler = async (event: SQSEvent) => {
          await Promise.all(event.Records.map((record): Saving => save(JSON.parse(record.body))));
          //    ^^^^^^^^^^^ failsFast
        };
      `,
      filename: "handler.ts",
      suggests: {
        "Return `batchItemFailures` for failed records": `
        import type { SQSEvent } from "aws-lambda";
        export const handler = async (event: SQSEvent) => {
          const results = await Promise.allSettled(event.Records.map((record): Saving => save(JSON.parse(record.body))));
          const batchItemFailures: { itemIdentifier: string }[] = [];
          for (const [index, result] of results.entries()) {
            if (result.status !== "rejected") continue;
            console.error(result.reason);
            batchItemFailures.push({ itemIdentifier: event.Records[index]!.messageId });
          }
          // Needs \`ReportBatchItemFailures\` in the event source mapping: without it, failed records are lost.
          return { batchItemFailures };
          //    ^^^^^^^^^^^ failsFast
        };
      `,
      },
    },
    "records whose results are only counted, beside an answer that names none": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        const saved = await Promise.all(event.Records.map((record) => save(record.body)));
        //                  ^^^^^^^^^^^ failsFast
        console.log(saved.length);
        return { batchItemFailures: [] };
      };
    `,
    "a function that another one is given to run, with nothing to catch errors": `
      import pLimit from "p-limit";
      import type { SQSEvent } from "aws-lambda";
      const limit = pLimit(5);
      export const handler = async (event: SQSEvent) => {
        await Promise.all(event.Records.map((record) => limit(async () => {
        //    ^^^^^^^^^^^ failsFast
          await save(record.body);
        })));
      };
    `,
    "a promise that another function is given to wait for": `
      import pLimit from "p-limit";
      import type { SQSEvent } from "aws-lambda";
      const limit = pLimit(5);
      export const handler = async (event: SQSEvent) => {
        await Promise.all(event.Records.map((record) => limit(() => save(record.body))));
        //    ^^^^^^^^^^^ failsFast
      };
    `,
    "a function of the file that another one is given to run": `
      import pLimit from "p-limit";
      import type { SQSEvent } from "aws-lambda";
      const limit = pLimit(5);
      const saveOne = async (record) => { await save(record.body); };
      export const handler = async (event: SQSEvent) => {
        await Promise.all(event.Records.map((record) => limit(saveOne, record)));
        //    ^^^^^^^^^^^ failsFast
      };
    `,
    "what was made of the records": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        const orders = event.Records.map(({ body }) => JSON.parse(body));
        await Promise.all(orders.map(async (order) => { await ship(order); }));
        //    ^^^^^^^^^^^ failsFast
      };
    `,
    "a callback with nothing to catch its failure": {
      code: `
        import type { SQSEvent } from "aws-lambda";
        export const handler = async (event: SQSEvent) => {
          await Promise.all(event.Records.map(async (record) => {
          //    ^^^^^^^^^^^ failsFast
            await save(record.body);
          }));
        };
      `,
      filename: "handler.ts",
      suggests: {
        "Return `batchItemFailures` for failed records": `
        import type { SQSEvent } from "aws-lambda";
        export const handler = async (event: SQSEvent) => {
          const results = await Promise.allSettled(event.Records.map(async (record) => {
          //    ^^^^^^^^^^^ failsFast
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
        };
      `,
      },
    },
    "a callback that may throw before there is a promise": {
      code: `
        import type { SQSEvent } from "aws-lambda";
        export const handler = async (event: SQSEvent) => {
          await Promise.all(event.Records.map((record) => save(JSON.parse(record.body))));
          //    ^^^^^^^^^^^ failsFast
        };
      `,
      filename: "handler.ts",
      suggests: {
        "Return `batchItemFailures` for failed records": `
        import type { SQSEvent } from "aws-lambda";
        export const handler = async (event: SQSEvent) => {
          const results = await Promise.allSettled(event.Records.map(async (record) => save(JSON.parse(record.body))));
          const batchItemFailures: { itemIdentifier: string }[] = [];
          for (const [index, result] of results.entries()) {
            if (result.status !== "rejected") continue;
            console.error(result.reason);
            batchItemFailures.push({ itemIdentifier: event.Records[index]!.messageId });
          }
          // Needs \`ReportBatchItemFailures\` in the event source mapping: without it, failed records are lost.
          return { batchItemFailures };
          //    ^^^^^^^^^^^ failsFast
        };
      `,
      },
    },
    "records of a stream, in JavaScript without semicolons": {
      code: `
        exports.handler = async (event) => {
          const results = []
          await Promise.all(event.Records.map(async ({ dynamodb, eventName }) => results.push(await save(dynamodb.NewImage, eventName))))
          //    ^^^^^^^^^^^ failsFast
        }
      `,
      suggests: {
        "Return `batchItemFailures` for failed records": `
        exports.handler = async (event) => {
          const results = []
          const results2 = await Promise.allSettled(event.Records.map(async ({ dynamodb, eventName }) => results.push(await save(dynamodb.NewImage, eventName))))
          const batchItemFailures = []
          for (const [index, result] of results2.entries()) {
            if (result.status !== "rejected") continue
            console.error(result.reason)
            batchItemFailures.push({ itemIdentifier: event.Records[index].dynamodb.SequenceNumber })
          }
          // Needs \`ReportBatchItemFailures\` in the event source mapping: without it, failed records are lost.
          return { batchItemFailures }
          //    ^^^^^^^^^^^ failsFast
        }
      `,
      },
    },
    "a try around all records, which leaves the others under way as well": {
      code: `
        import type { SQSEvent } from "aws-lambda";
        export const handler = async (event: SQSEvent) => {
          try {
            await Promise.all(event.Records.map(async (record) => { await save(record.body); }));
            //    ^^^^^^^^^^^ failsFast
          } catch (error) {
            console.error(error);
          }
        };
      `,
    },
    "promises that have a name first": {
      code: `
        import type { KinesisStreamEvent } from "aws-lambda";
        export const handler = async (event: KinesisStreamEvent) => {
          const saving = event.Records.map(async (record) => { await save(record.kinesis.data); });
          await Promise.all(saving);
          //    ^^^^^^^^^^^ failsFast
        };
      `,
    },
    "a function of the file that catches nothing": {
      code: `
        import type { SQSEvent } from "aws-lambda";
        const save = async (record) => { await put(record.body); };
        export const handler = async (event: SQSEvent) => Promise.all(event.Records.map(save));
        //                                                ^^^^^^^^^^^ failsFast
      `,
    },
    "a handler that returns something else": {
      code: `
        import type { SQSEvent } from "aws-lambda";
        export const handler = async (event: SQSEvent) => {
          if (!event.Records.length) return "nothing";
          await Promise.all(event.Records.map(async (record) => { await save(record.body); }));
          //    ^^^^^^^^^^^ failsFast
        };
      `,
    },
    "a FIFO queue, which a person has to look at": {
      code: `
        import type { SQSEvent } from "aws-lambda";
        export const handler = async (event: SQSEvent) => {
          await Promise.all(event.Records.map(async (record) => {
          //    ^^^^^^^^^^^ failsInOrder
            await save(record.body, record.attributes.MessageGroupId);
          }));
        };
      `,
    },
    "a queue that a template says to be a FIFO one": {
      code: `
        exports.handler = async (event) => {
          await Promise.all(event.Records.map(async (record) => { await save(record.body); }));
          //    ^^^^^^^^^^^ failsInOrder
        };
      `,
      deployedBy: withQueue("app.handler").replace(":orders", ":orders.fifo"),
      suggests: {},
    },
    "a queue that a template says to be none, though messages go on to a FIFO queue": {
      code: `
        exports.handler = async (event) => {
          await Promise.all(event.Records.map(async (record) => { await send({ MessageGroupId: "a", body: record.body }); }));
          //    ^^^^^^^^^^^ failsFast
        };
      `,
      deployedBy: standardQueue,
      suggests: {
        "Return `batchItemFailures` for failed records": `
        exports.handler = async (event) => {
          const results = await Promise.allSettled(event.Records.map(async (record) => { await send({ MessageGroupId: "a", body: record.body }); }));
          const batchItemFailures = [];
          for (const [index, result] of results.entries()) {
            if (result.status !== "rejected") continue;
            console.error(result.reason);
            batchItemFailures.push({ itemIdentifier: event.Records[index].messageId });
          }
          // Needs \`ReportBatchItemFailures\` in the event source mapping: without it, failed records are lost.
          return { batchItemFailures };
          //    ^^^^^^^^^^^ failsFast
        };
      `,
      },
    },
    "messages that go on to a FIFO queue, and so no suggestion": {
      code: `
        import type { SQSEvent } from "aws-lambda";
        export const handler = async (event: SQSEvent) => {
          await Promise.all(event.Records.map(async (record) => { await send({ MessageGroupId: "a", body: record.body }); }));
          //    ^^^^^^^^^^^ failsFast
        };
      `,
    },
    "a queue that a comment says to be none, and so no suggestion": {
      code: `
        import type { SQSEvent } from "aws-lambda";
        // A standard queue, not FIFO: the order does not matter.
        export const handler = async (event: SQSEvent) => {
          await Promise.all(event.Records.map(async (record) => { await save(record.body); }));
          //    ^^^^^^^^^^^ failsFast
        };
      `,
    },
    "a mapping that asks for the failed records already": {
      code: `
        exports.handler = async (event) => {
          await Promise.all(event.Records.map(async (record) => { await save(record.body); }));
          //    ^^^^^^^^^^^ failsFast
        };
      `,
      deployedBy: withQueue("app.handler", "FunctionResponseTypes: [ReportBatchItemFailures]"),
      suggests: {
        "Return `batchItemFailures` for failed records": `
        exports.handler = async (event) => {
          const results = await Promise.allSettled(event.Records.map(async (record) => { await save(record.body); }));
          const batchItemFailures = [];
          for (const [index, result] of results.entries()) {
            if (result.status !== "rejected") continue;
            console.error(result.reason);
            batchItemFailures.push({ itemIdentifier: event.Records[index].messageId });
          }
          return { batchItemFailures };
          //    ^^^^^^^^^^^ failsFast
        };
      `,
      },
    },
    "a wrapper that may not hand on what is answered, and so no suggestion": {
      code: `
        import type { SQSEvent } from "aws-lambda";
        const logged = (work) => async (event) => { await work(event); };
        export const handler = logged(async (event: SQSEvent) => {
          await Promise.all(event.Records.map(async (record) => { await save(record.body); }));
          //    ^^^^^^^^^^^ failsFast
        });
      `,
    },
    "a stream, whose code is also about a FIFO queue": `
      import type { KinesisStreamEvent } from "aws-lambda";
      export const handler = async (event: KinesisStreamEvent) => {
        await Promise.all(event.Records.map(async ({ kinesis }) => { await send("orders.fifo", kinesis.data); }));
        //    ^^^^^^^^^^^ failsFast
      };
    `,
    "records that only one branch gets from a queue": {
      code: `
        import type { S3Event, SQSEvent } from "aws-lambda";
        export const handler = async (event: S3Event | SQSEvent) => {
          if (event.Records[0].eventSource === "aws:sqs") {
            await Promise.all(event.Records.map(async (record) => { await save(record.body); }));
            //    ^^^^^^^^^^^ failsFast
          } else {
            await Promise.all(event.Records.map(async (record) => { await save(record.s3); }));
          }
        };
      `,
    },
  },
});
