import assert from "node:assert/strict";
import { review } from "../../src/review/review.ts";
import { withQueue } from "../kit/deployed.ts";
import { folderWith } from "../kit/folder.ts";
import { testRule } from "../kit/test-rule.ts";

testRule("require-batch-item-failures", {
  allows: {
    "a handler that returns what failed": `
      exports.handler = async (event) => {
        const batchItemFailures = [];
        for (const record of event.Records) {
          try {
            await save(record.body, record.messageId);
          } catch {
            batchItemFailures.push({ itemIdentifier: record.messageId });
          }
        }
        return { batchItemFailures };
      };
    `,
    "an answer typed as one": `
      import type { SQSBatchResponse, SQSEvent } from "aws-lambda";
      import { answerTo } from "./answer";
      export const handler = async (event: SQSEvent): Promise<SQSBatchResponse> => {
        await Promise.all(event.Records.map(async (record) => save(record)));
        return answerTo(results);
      };
    `,
    "Powertools' processor": `
      import { BatchProcessor, EventType, processPartialResponse } from "@aws-lambda-powertools/batch";
      const processor = new BatchProcessor(EventType.SQS);
      const save = async (record) => { await db.put(record.body); };
      export const handler = async (event, context) => processPartialResponse(event, save, processor, { context });
    `,
    "middy's middleware, to which all settled results go": `
      import middy from "@middy/core";
      import sqsPartialBatchFailure from "@middy/sqs-partial-batch-failure";
      const baseHandler = (event) => Promise.allSettled(event.Records.map(async (record) => { await save(record.body); }));
      export const handler = middy(baseHandler).use(sqsPartialBatchFailure());
    `,
    "settled results that are returned to whoever made the event": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) =>
        Promise.allSettled(event.Records.map(async (record) => { await save(record.body); }));
    `,
    "a wrapper made for batches": `
      import { withQueue } from "./wrappers";
      import type { SQSEvent } from "aws-lambda";
      export const handler = withQueue(async (event: SQSEvent) => {
        for (const record of event.Records) await save(record.body);
      });
    `,
    "an answer that another module gives": `
      import type { SQSEvent } from "aws-lambda";
      import { answerFor, save } from "./batch";
      export const handler = async (event: SQSEvent) => {
        const failed = [];
        for (const record of event.Records) await save(record.body);
        return answerFor(event.Records);
      };
    `,
    "an event that another module gets whole": `
      import type { SQSEvent } from "aws-lambda";
      import { processAll } from "./batch";
      export const handler = async (event: SQSEvent) => processAll(event);
    `,
    "a function that an entry elsewhere calls": `
      import type { SQSEvent } from "aws-lambda";
      export const saveAll = async (event: SQSEvent, table: Table) => {
        for (const record of event.Records) await table.save(record.body);
      };
    `,
    "promises that nobody waits for, which is another mistake": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        event.Records.forEach(async (record) => {
          await save(record.body);
        });
        await event.Records.map(async (record) => {
          await mark(record.body);
        });
        await Promise.all(event.Records.forEach(async (record) => {
          await count(record.body);
        }));
      };
    `,
    "sources without partial batches": `
      import type { SNSEvent } from "aws-lambda";
      export const handler = async (event: SNSEvent) => {
        for (const record of event.Records) await save(record.Sns.Message);
      };
    `,
    "records of nobody knows what": `
      export const handler = async (event) => {
        for (const record of event.Records) await save(record);
      };
    `,
    "a handler with another source beside the queue": `
      import type { SNSEvent, SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent | SNSEvent) => {
        for (const record of event.Records) await save(record);
      };
    `,
    "a loop that only parses and logs": `
      import type { SQSHandler } from "aws-lambda";
      export const handler: SQSHandler = async (event) => {
        for (const record of event.Records) console.log(JSON.parse(record.body), record.messageId);
      };
    `,
    "records mapped, and sent in one call": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        const rows = await Promise.all(event.Records.map(async (record) => await parse(record.body)));
        await insertMany(rows);
      };
    `,
    "records collected, and sent in one call": `
      import type { KinesisStreamEvent } from "aws-lambda";
      export const handler = async (event: KinesisStreamEvent) => {
        const rows = [];
        for (const record of event.Records) {
          rows.push(await decode(record.kinesis.data));
        }
        await insertMany(rows);
      };
    `,
    "records for which another module does who knows what, and whose results are sent in one call": `
      import type { SQSEvent } from "aws-lambda";
      import { processRecord } from "./transfers";
      import { publish } from "./topic";
      export const handler = async (event: SQSEvent) => {
        const changed = [];
        const collect = async (record) => {
          const result = await processRecord(record);
          changed.push(...result);
        };
        await Promise.all(event.Records.map(collect));
        await publish(JSON.stringify(changed));
      };
    `,
    "records that are looked up one by one, and sent in one call": `
      import { GetCommand } from "@aws-sdk/lib-dynamodb";
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        const orders = [];
        for (const record of event.Records) orders.push(await db.send(new GetCommand({ Key: { id: record.body } })));
        await sendAll(orders);
      };
    `,
    "records that are counted one by one, and sent in one call": `
      import { PutMetricDataCommand } from "@aws-sdk/client-cloudwatch";
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        const orders = [];
        for (const record of event.Records) {
          await cloudwatch.send(new PutMetricDataCommand({ Namespace: "orders" }));
          orders.push(JSON.parse(record.body));
        }
        await sendAll(orders);
      };
    `,
    "records mapped, and sent in a few calls": `
      import type { SQSEvent } from "aws-lambda";
      import { chunk } from "lodash";
      export const handler = async (event: SQSEvent) => {
        const rows = event.Records.map((record) => JSON.parse(record.body));
        for (const some of chunk(rows, 25)) await insertMany(some);
        for (let i = 0; i < rows.length; i += 25) await insertMany(rows.slice(i, i + 25));
      };
    `,
    "records sent in a few calls": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        for (let i = 0; i < event.Records.length; i += 25) await insertMany(event.Records.slice(i, i + 25));
      };
    `,
    "records mapped, and looked up before they are sent in one call": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        const orders = event.Records.map((record) => JSON.parse(record.body));
        const rows = [];
        for (const order of orders) rows.push(await lookUp(order));
        await insertMany(rows);
      };
    `,
    "records mapped, and only logged one by one": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        const orders = event.Records.map((record) => JSON.parse(record.body));
        for (const order of orders) console.log(order);
      };
    `,
    "what became of the records, which is gone through for what failed": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        const results = await Promise.all(event.Records.map(async (record) => {
          try {
            await save(record.body);
            return { ok: true };
          } catch (error) {
            return { ok: false, record, error };
          }
        }));
        for (const { ok, record } of results) if (!ok) await keepForLater(record);
      };
    `,
    "what an imported function made of the records, failures among it": `
      import type { SQSEvent } from "aws-lambda";
      import { trySave } from "./orders";
      export const handler = async (event: SQSEvent) => {
        const results = await Promise.all(event.Records.map(trySave));
        for (const { ok, order } of results) if (!ok) await keepForLater(order);
      };
    `,
    "settled results, which are gone through for what failed": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        const results = await Promise.allSettled(event.Records.map(async (record) => await save(record.body)));
        for (const result of results) if (result.status === "rejected") await keepForLater(result.reason);
      };
    `,
    "a list of something else": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        const ids = event.Records.map(({ messageId }) => messageId);
        for (const shop of await shopsFor(ids)) await notify(shop);
      };
    `,
    "a function that another one is given to run, and that logs errors": `
      import pLimit from "p-limit";
      import type { SQSEvent } from "aws-lambda";
      const limit = pLimit(5);
      export const handler = async (event: SQSEvent) => {
        await Promise.all(event.Records.map((record) => limit(async () => {
          try {
            await save(record.body);
          } catch (error) {
            console.error(error);
          }
        })));
      };
    `,
    "a transaction around all records": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        await prisma.$transaction(async (tx) => {
          for (const record of event.Records) await tx.order.create({ data: JSON.parse(record.body) });
        });
      };
    `,
    "a batch meant to fail as one": `
      import type { SQSEvent } from "aws-lambda";
      // all-or-nothing: the ledger must not see half of a batch
      export const handler = async (event: SQSEvent) => {
        for (const record of event.Records) await save(record.body);
      };
    `,
    "a helper of the file that only computes": `
      import type { SQSEvent } from "aws-lambda";
      const show = async (body: string) => console.log(JSON.parse(body));
      export const handler = async (event: SQSEvent) => {
        for (const record of event.Records) await show(record.body);
      };
    `,
    "a loop that answers for the batch from inside": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        for (const record of event.Records) {
          const saved = await save(record.body);
          if (saved) return { statusCode: 200 };
        }
      };
    `,
    "a branch for the queue beside one for an API": `
      export const handler = async (event) => {
        if (event.httpMethod) return { statusCode: 200, body: await save(event.queryStringParameters) };
        for (const record of event.Records) await save(record.messageId, record.body);
      };
    `,
    "a batch that must hold one record": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        if (event.Records.length !== 1) throw new Error("Set the batch size to 1.");
        for (const record of event.Records) await save(record.body);
      };
    `,
    "the first record alone": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        for (const record of event.Records.slice(0, 1)) await save(record.body);
        await save(event.Records[0].body);
      };
    `,
    "batches of one, as the option says": {
      code: `
        import type { SQSEvent } from "aws-lambda";
        export const handler = async (event: SQSEvent) => {
          for (const record of event.Records) await save(record.body);
        };
      `,
      options: [{ batchSizeOne: true }],
    },
    "a consumer that deletes each message itself": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        for (const record of event.Records) {
          await save(record.body);
          await sqs.send(new DeleteMessageCommand({ ReceiptHandle: record.receiptHandle }));
        }
      };
    `,
    "a method that gets all its errors, which another rule reports": `
      import type { SQSEvent, SQSRecord } from "aws-lambda";
      class Consumer {
        async handle(event: SQSEvent) {
          for (const record of event.Records) await this.process(record);
        }
        private async process(record: SQSRecord) {
          try {
            await save(JSON.parse(record.body));
          } catch (error) {
            console.error(error);
          }
        }
      }
      const consumer = new Consumer();
      export const handler = async (event: SQSEvent) => consumer.handle(event);
    `,
    "promises in a list, of a helper that gets all its errors and gives nothing": `
      import type { SQSEvent } from "aws-lambda";
      const process = async (body: string) => {
        try {
          await save(body);
        } catch (error) {
          console.error(error);
        }
      };
      export const handler = async (event: SQSEvent) => {
        const saving = [];
        for (const record of event.Records) saving.push(process(record.body));
        await Promise.all(saving);
      };
    `,
    "helpers that return promises whose errors they get": `
      import type { SQSEvent } from "aws-lambda";
      const process = (body: string) => save(body).catch((error) => console.error(error));
      const announce = async (body: string) => {
        return send(body).then(() => count(body)).catch(console.error);
      };
      const note = async (body: string) => {
        await save(body).catch(console.error);
        return console.log(body);
      };
      export const handler = async (event: SQSEvent) => {
        for (const record of event.Records) {
          await process(record.body);
          await announce(record.body);
          await note(record.body);
        }
      };
    `,
    "helpers that call each other, and get all their errors": `
      import type { SQSEvent } from "aws-lambda";
      async function process(body: string, attempt = 1) {
        try {
          await save(body);
        } catch (error) {
          console.error(error);
        }
        if (attempt < 3) await again(body, attempt);
      }
      async function again(body: string, attempt: number) {
        await process(body, attempt + 1);
      }
      export const handler = async (event: SQSEvent) => {
        for (const record of event.Records) await process(record.body);
      };
    `,
    "a helper that tries again, and gives up without a word": `
      import type { SQSEvent } from "aws-lambda";
      async function withRetries(call: () => Promise<void>) {
        for (let attempt = 1; attempt <= 3; attempt++) {
          try {
            return await call();
          } catch (error) {
            console.warn(attempt, error);
          }
        }
      }
      export const handler = async (event: SQSEvent) => {
        for (const record of event.Records) await withRetries(() => save(record.body));
      };
    `,
    "a failed record that is kept elsewhere": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        for (const record of event.Records) {
          try {
            await save(record.body);
          } catch (error) {
            await keepForLater(record, error);
          }
        }
      };
    `,
    "a failure that is ignored on purpose": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        for (const record of event.Records) {
          await save(record.body).catch(() => {
            // Intentionally ignored: the next message brings the same order again.
          });
        }
      };
    `,
    "a failure of what matters little": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        for (const record of event.Records) {
          try {
            await metrics.publish(record.body);
          } catch (error) {
            console.warn(error);
          }
        }
      };
    `,
    "an error that is only logged, which loses one record and repeats none": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        for (const record of event.Records) {
          try {
            await save(record.body);
          } catch (error) {
            logger.error("Not saved", { error });
          }
        }
      };
    `,
    "results of which nobody asks whether they failed": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        await Promise.allSettled(event.Records.map((record) => save(record.body)));
      };
    `,
    "a helper whose failures the handler only logs": `
      import type { SQSEvent } from "aws-lambda";
      const saveAll = async (records) => {
        for (const record of records) {
          await save(record.body);
        }
      };
      export const handler = async (event: SQSEvent) => {
        try {
          await saveAll(event.Records);
        } catch (error) {
          console.error(error);
        }
      };
    `,
    "promises that nobody waits for": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        event.Records.forEach(async (record) => {
          await save(record.body);
        });
      };
    `,
    "each of several handlers that use what reports failures": `
      import { BatchProcessor, EventType, processPartialResponse } from "@aws-lambda-powertools/batch";
      import type { SQSEvent } from "aws-lambda";
      import { answerTo } from "./answer";
      const processor = new BatchProcessor(EventType.SQS);
      const results = [];
      const save = async (record) => { await db.put(record.body); };
      const respond = (failures) => answerTo({ batchItemFailures: failures });
      export const ordersHandler = async (event: SQSEvent) => {
        for (const record of event.Records) await save(record);
        respond(results);
      };
      export const mailsHandler = async (event: SQSEvent) => {
        for (const record of event.Records) await save(record);
        await processPartialResponse(event, save, processor);
      };
    `,
    "handlers below a comment of the file that says so": `
      // Both queues have a batch size of 1.
      import type { SQSEvent } from "aws-lambda";
      export const ordersHandler = async (event: SQSEvent) => {
        for (const record of event.Records) await save(record.body);
      };
      export const mailsHandler = async (event: SQSEvent) => {
        for (const record of event.Records) await send(record.body);
      };
    `,
    "a handler that calls the one that decides": `
      import type { SQSEvent } from "aws-lambda";
      export const ordersHandler = async (event: SQSEvent) => {
        const batchItemFailures = await saveAll(event);
        return { batchItemFailures };
      };
      export const againHandler = async (event: SQSEvent) => {
        for (const record of event.Records) await mark(record.body);
        await ordersHandler(event);
      };
    `,
    "records side by side, where another rule says what that does to the others": {
      code: `
        import type { SQSEvent } from "aws-lambda";
        export const handler = async (event: SQSEvent) => {
          await Promise.all(event.Records.map(async (record) => {
            await save(record.body);
          }));
        };
      `,
      options: [{ sideBySide: false }],
    },
    "a test": `
      import { it } from "vitest";
      it("saves", async () => {
        for (const record of event.Records) await save(record.body, record.messageId);
      });
    `,
  },

  reports: {
    "a helper whose answer tells of the errors it got": `
      import type { SQSEvent } from "aws-lambda";
      const attempt = async (body: string) => {
        try {
          await save(body);
          return { ok: true };
        } catch (error) {
          return { ok: false, error };
        }
      };
      export const handler = async (event: SQSEvent) => {
        for (const record of event.Records) {
      //^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ thrown
          const result = await attempt(record.body);
          if (!result.ok) throw result.error;
        }
      };
    `,
    "a helper that throws another error in place of the one it gets": `
      import type { SQSEvent } from "aws-lambda";
      async function process(body: string) {
        await save(body).catch((cause) => {
          throw new Error("Not saved", { cause });
        });
      }
      export const handler = async (event: SQSEvent) => {
        for (const record of event.Records) {
      //^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ thrown
          await process(record.body);
        }
      };
    `,
    "a helper that returns a promise, whose error no catch in it gets": `
      import type { SQSEvent } from "aws-lambda";
      async function process(body: string) {
        try {
          return save(body);
        } catch (error) {
          console.error(error);
        }
      }
      export const handler = async (event: SQSEvent) => {
        for (const record of event.Records) {
      //^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ thrown
          await process(record.body);
        }
      };
    `,
    "a helper that throws an error of its own beside the one it gets": `
      import type { SQSEvent } from "aws-lambda";
      async function process(body: string) {
        const order = JSON.parse(body);
        if (!order.id) throw new Error("No order");
        try {
          await save(order);
        } catch (error) {
          console.error(error);
        }
      }
      export const handler = async (event: SQSEvent) => {
        for (const record of event.Records) {
      //^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ thrown
          await process(record.body);
        }
      };
    `,
    "a helper that waits for nothing": `
      import type { SQSEvent } from "aws-lambda";
      const process = async (body: string) => { check(body); };
      export const handler = async (event: SQSEvent) => {
        for (const record of event.Records) {
      //^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ thrown
          await process(record.body);
        }
      };
    `,
    "a helper that gets some of its errors": `
      import type { SQSEvent } from "aws-lambda";
      async function process(body: string) {
        const order = await load(body);
        try {
          await save(order);
        } catch (error) {
          console.error(error);
        }
      }
      export const handler = async (event: SQSEvent) => {
        for (const record of event.Records) {
      //^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ thrown
          await process(record.body);
        }
      };
    `,
    "a loop without any catch, in JavaScript": `
      const { save } = require("./orders");
      module.exports.handler = async (event) => {
        for (const record of event.Records) {
      //^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ thrown
          await save(record.messageId, record.body);
        }
      };
    `,
    "records that are written one by one, though their results are sent in one call": `
      import { PutCommand } from "@aws-sdk/lib-dynamodb";
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        const saved = [];
        for (const record of event.Records) saved.push(await db.send(new PutCommand({ Item: JSON.parse(record.body) })));
      //^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ thrown
        await publish(saved);
      };
    `,
    "records that a function of the file writes, and whose results are sent in one call": `
      import { PutCommand } from "@aws-sdk/lib-dynamodb";
      import type { SQSEvent } from "aws-lambda";
      const save = async (record) => {
        await db.send(new PutCommand({ Item: JSON.parse(record.body) }));
        return record.messageId;
      };
      export const handler = async (event: SQSEvent) => {
        const saved = [];
        for (const record of event.Records) saved.push(await save(record));
      //^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ thrown
        await publish(saved);
      };
    `,
    "records mapped before they are gone through": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        const orders = event.Records.map(({ body }) => JSON.parse(body)).filter(({ isPaid }) => isPaid);
        for (const order of orders) {
      //^^^^^^^^^^^^^^^^^^^^^^^^^^^ thrown
          await ship(order);
        }
      };
    `,
    "records mapped by another module before they are gone through": `
      import type { SQSEvent } from "aws-lambda";
      import { parse } from "./orders";
      export const handler = async (event: SQSEvent) => {
        const orders = event.Records.map(parse);
        for (let i = 0; i < orders.length; i++) {
      //^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ thrown
          await ship(orders[i]);
        }
      };
    `,
    "records looked up together, and gone through one by one": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        const orders = await Promise.all(event.Records.map(async ({ body }) => await lookUp(body)));
        for (const order of orders) await ship(order);
      //^^^^^^^^^^^^^^^^^^^^^^^^^^^ thrown
      };
    `,
    "records mapped before they are processed side by side": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        const orders = event.Records.map(({ body }) => JSON.parse(body));
        await Promise.all(orders.map(async (order) => {
      //                  ^^^^^^^^^^ thrown
          await ship(order);
        }));
      };
    `,
    "a loop of a handler with a name of its own": `
      import type { SQSEvent } from "aws-lambda";
      export const consume = async (event: SQSEvent) => {
        for (const record of event.Records) await save(record.body);
      //^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ thrown
      };
    `,
    "a loop without any catch, in TypeScript": `
      import type { SQSHandler } from "aws-lambda";
      export const handler: SQSHandler = async ({ Records }) => {
        for (const { body } of Records) {
      //^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ thrown
          await save(JSON.parse(body));
        }
      };
    `,
    "records processed side by side": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        await Promise.all(event.Records.map(async (record) => {
      //                  ^^^^^^^^^^^^^^^^^ thrown
          await save(record.body);
        }));
      };
    `,
    "records side by side of which no other rule speaks, and one after the other": {
      code: `
        import type { SQSEvent } from "aws-lambda";
        import { save } from "./orders";
        export const handler = async (event: SQSEvent) => {
          await Promise.all(event.Records.map(save));
        //                  ^^^^^^^^^^^^^^^^^ thrown
        };
        export const mailsHandler = async (event: SQSEvent): Promise<void> => {
          for (const record of event.Records) await save(record.body);
        //^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ thrown
        };
      `,
      options: [{ sideBySide: false }],
    },
    "a function of another module for each record": `
      import type { DynamoDBStreamHandler } from "aws-lambda";
      import { index } from "./search";
      export const handler: DynamoDBStreamHandler = async (event) => {
        await Promise.all(event.Records.map(index));
      //                  ^^^^^^^^^^^^^^^^^ thrown
      };
    `,
    "promises collected in a list": `
      import type { KinesisStreamEvent } from "aws-lambda";
      export const handler = async (event: KinesisStreamEvent) => {
        const sent = [];
        for (let i = 0; i < event.Records.length; i++) {
      //^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ thrown
          sent.push(s3.putObject({ Body: event.Records[i].kinesis.data }));
        }
        await Promise.all(sent);
      };
    `,
    "a helper of the file, and an answer that no queue reads": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        await saveAll(event.Records);
        return { statusCode: 200 };
      };
      async function saveAll(records: SQSEvent["Records"]) {
        for (const record of records) {
      //^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ thrown
          await client.send(new PutCommand({ Item: JSON.parse(record.body) }));
        }
      }
    `,
    "an error rethrown for one record": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        for (const record of event.Records) {
      //^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ rethrown
          try {
            await save(record.body);
          } catch (error) {
            console.error(record.messageId, error);
            throw error;
          }
        }
      };
    `,
    "an error rethrown around the loop": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        try {
          const saved = event.Records.map(async (record) => save(record.body));
      //                ^^^^^^^^^^^^^^^^^ rethrown
          await Promise.all(saved);
        } catch (error) {
          throw new Error("Not saved", { cause: error });
        }
      };
    `,
    "an error thrown once all records were tried": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        const errors: unknown[] = [];
        for (const record of event.Records) {
      //^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ rethrown
          try {
            await save(record.body);
          } catch (error) {
            errors.push(error);
          }
        }
        if (errors.length > 0) throw new AggregateError(errors);
      };
    `,
    "a transaction for each record alone": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        for (const record of event.Records) {
      //^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ thrown
          await client.send(new TransactWriteCommand({ TransactItems: itemsOf(record.body) }));
        }
      };
    `,
    "a handler beside one that reports failures": `
      import { BatchProcessor, EventType, processPartialResponse } from "@aws-lambda-powertools/batch";
      import type { SQSBatchResponse, SQSEvent } from "aws-lambda";
      const processor = new BatchProcessor(EventType.SQS);
      export const ordersHandler = async (event: SQSEvent): Promise<SQSBatchResponse> =>
        processPartialResponse(event, save, processor);
      export const mailsHandler = async (event: SQSEvent) => {
        for (const record of event.Records) {
      //^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ thrown
          await send(record.body);
        }
      };
    `,
    "a handler beside one that returns failures, in one list of exports": `
      const orders = async (event) => {
        const batchItemFailures = await saveAll(event.Records[0].messageId);
        return { batchItemFailures };
      };
      const mails = async (event) => {
        for (const record of event.Records) {
      //^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ thrown
          await send(record.messageId, record.body);
        }
      };
      module.exports = { orders: { handler: orders }, handler: mails, main: orders };
    `,
    "a handler beside one below a comment that says it is one unit": `
      import type { SQSEvent } from "aws-lambda";
      // all-or-nothing: the ledger must not see half of a batch
      export const handler = async (event: SQSEvent) => {
        for (const record of event.Records) await save(record.body);
      };
      export const mailsHandler = async (event: SQSEvent) => {
        for (const record of event.Records) {
      //^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ thrown
          await send(record.body);
        }
      };
    `,
    "results that are only counted and logged": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        const results = await Promise.all(event.Records.map(async (record) => save(record.body)));
      //                                  ^^^^^^^^^^^^^^^^^ thrown
        console.log("Saved", results.length, results);
      };
    `,
  },
});

describe("require-batch-item-failures, where records are processed side by side,", () => {
  const code = `
    import type { SQSEvent } from "aws-lambda";
    export const handler = async (event: SQSEvent) => {
      await Promise.all(event.Records.map(async (record) => { await save(record.body); }));
    };
  `;
  const findings = (preset: "recommended" | "strict") =>
    review(code, "handler.ts", { preset }).findings.map(({ rule, suggestions }) => ({
      rule,
      titles: suggestions.map(({ title }) => title),
    }));
  const titles = ["Return `batchItemFailures` for failed records"];

  it("speaks in the recommended preset, and offers all of the change", () => {
    assert.deepEqual(findings("recommended"), [{ rule: "require-batch-item-failures", titles }]);
  });

  it("leaves the place to the rule about `Promise.all` in the strict preset, which offers the same", () => {
    assert.deepEqual(findings("strict"), [{ rule: "no-promise-all-records", titles }]);
  });
});

describe("require-batch-item-failures offers nothing", () => {
  const offered = (code: string, root?: string) =>
    review(code, "handler.js", { preset: "recommended", ...(root && { root }) }).findings.map(
      ({ rule, suggestions }) => [rule, suggestions.length],
    );
  const looping = (before: string, work: string, after: string) => `
    export const handler = async (event) => {
      ${before}
      for (const record of event.Records) {
        console.log(record.messageId, record.receiptHandle);
        ${work}
      }
      ${after}
    };
  `;

  it("but where each record stands for itself", () => {
    assert.deepEqual(offered(looping("const to = 'a';", "await send(record.body, to);", "")), [
      ["require-batch-item-failures", 1],
    ]);
  });

  it("but where what the loop works with was only got before it", () => {
    const code = looping("const orders = await connect();", "await orders.save(record.body);", "");
    assert.deepEqual(offered(code), [["require-batch-item-failures", 1]]);
  });

  it("but where what the loop works with is a client that was built before it", () => {
    const imported = 'import { SNSClient, PublishCommand } from "@aws-sdk/client-sns";\n';
    const publishes = "await sns.send(new PublishCommand({ Message: record.body }));";
    const code = imported + looping("const sns = new SNSClient({});", publishes, "");
    assert.deepEqual(offered(code), [
      ["no-client-in-handler", 1],
      ["require-batch-item-failures", 1],
    ]);
  });

  for (const [what, code] of Object.entries({
    "what was got before is used once more": looping(
      "const batch = await open();",
      "await batch.insert(record.body);",
      "await batch.commit();",
    ),
    "records are noted in what was made before": looping(
      "const notes = new Notes();",
      "notes.take(record); await send(record);",
      "",
    ),
    "records are put into what was got before": looping(
      "const seen = await load();",
      "seen.add(record.body); await send(record);",
      "",
    ),
    "records are collected and sent together": looping(
      "const queue = [];",
      "if (record.body.length > 9) await send(record.body); else queue.push(record.body);",
      "await send(queue);",
    ),
    "records are added up": looping(
      "let sum = 0;",
      "sum += record.body.length; await send(record);",
      "await send(sum);",
    ),
    "one record decides on another": looping(
      "const seen = {};",
      "if (!seen[record.body]) await send(record.body); seen[record.body] = true;",
      "",
    ),
  }))
    it(`where ${what}`, () => {
      assert.deepEqual(
        offered(code).filter(([, suggestions]) => suggestions !== 0),
        [],
      );
    });

  it("where only a template tells that the queue keeps an order", async () => {
    const root = await folderWith({
      "template.yml": withQueue("handler.handler").replace(":orders", ":orders.fifo"),
    });
    assert.deepEqual(offered(looping("", "await send(record.body);", ""), root), [
      ["require-batch-item-failures", 0],
    ]);
  });
});
