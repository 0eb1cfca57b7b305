import { testRule } from "../kit/test-rule.ts";

const suggestion = (member: string) => `Throw if \`${member}\` tells of a failure`;

testRule("no-unchecked-batch-write", {
  allows: {
    "a response whose member is read": `
      import { PutEventsCommand } from "@aws-sdk/client-eventbridge";
      export const handler = async (event) => {
        const result = await client.send(new PutEventsCommand(event));
        if (result.FailedEntryCount) throw new Error("Not all events were taken");
      };
    `,
    "a response from which the failure can be told otherwise": `
      import { PutEventsCommand } from "@aws-sdk/client-eventbridge";
      import { DeleteObjectsCommand } from "@aws-sdk/client-s3";
      import { SendMessageBatchCommand } from "@aws-sdk/client-sqs";
      export const handler = async (event) => {
        const { Entries } = await client.send(new PutEventsCommand(event));
        if (Entries.some(({ ErrorCode }) => ErrorCode)) throw new Error("Not all events were taken");
        const { Successful } = await sqs.send(new SendMessageBatchCommand(event));
        if (Successful.length < event.Entries.length) throw new Error("Not all messages were taken");
        return (await s3.send(new DeleteObjectsCommand(event))).Deleted;
      };
    `,
    "a destructured member": `
      import { SendMessageBatchCommand } from "@aws-sdk/client-sqs";
      export const handler = async (event) => {
        const { Failed = [] } = await client.send(new SendMessageBatchCommand(event));
        if (Failed.length > 0) throw new Error("Not all messages were taken");
      };
    `,
    "a loop that sends again what was left": `
      const { BatchWriteCommand } = require("@aws-sdk/lib-dynamodb");
      exports.handler = async (event) => {
        let unprocessed = event.requests;
        while (Object.keys(unprocessed).length > 0) {
          const response = await client.send(new BatchWriteCommand({ RequestItems: unprocessed }));
          unprocessed = response.UnprocessedItems ?? {};
        }
      };
    `,
    "a response that is returned": `
      import { PutRecordsCommand } from "@aws-sdk/client-kinesis";
      export const handler = async (event) => client.send(new PutRecordsCommand(event));
    `,
    "a response that is passed on": `
      import { DeleteObjectsCommand } from "@aws-sdk/client-s3";
      import { assertDeleted } from "./deleted";
      export const handler = async (event) => {
        assertDeleted(await client.send(new DeleteObjectsCommand(event)));
        await client.send(new DeleteObjectsCommand(event)).then(assertDeleted);
      };
    `,
    "a response that is logged as a whole, where a person may see it": `
      import { PublishBatchCommand } from "@aws-sdk/client-sns";
      export const handler = async (event) => {
        const response = await client.send(new PublishBatchCommand(event));
        console.log("Published", JSON.stringify(response));
      };
    `,
    "a response that is spread": `
      import { BatchGetCommand } from "@aws-sdk/lib-dynamodb";
      export const handler = async (event) => ({ ...(await client.send(new BatchGetCommand(event))), time: 1 });
    `,
    "a helper that checks": `
      import { PutEventsCommand } from "@aws-sdk/client-eventbridge";
      const put = (Entries) => client.send(new PutEventsCommand({ Entries }));
      const publish = async (entries) => {
        const { FailedEntryCount } = await put(entries);
        if (FailedEntryCount > 0) throw new Error("Not all events were taken");
      };
      export const handler = async (event) => publish(event.entries);
    `,
    "a helper of another module that sends, and may check": `
      import { PutEventsCommand } from "@aws-sdk/client-eventbridge";
      import { sendAll } from "./send";
      export const handler = async (event) => {
        await sendAll(new PutEventsCommand(event));
        await sendAll(() => client.send(new PutEventsCommand(event)));
      };
    `,
    "results that are looked through": `
      import { PutRecordsCommand } from "@aws-sdk/client-kinesis";
      export const handler = async (event) => {
        const results = await Promise.all(event.lists.map((list) => client.send(new PutRecordsCommand(list))));
        if (results.some(({ FailedRecordCount }) => FailedRecordCount)) throw new Error("Not all were taken");
      };
    `,
    "a request that succeeds or fails as a whole": `
      import { PutCommand, TransactWriteCommand } from "@aws-sdk/lib-dynamodb";
      import { SendMessageCommand } from "@aws-sdk/client-sqs";
      export const handler = async (event) => {
        await client.send(new PutCommand(event));
        await client.send(new TransactWriteCommand(event));
        await sqs.send(new SendMessageCommand(event));
      };
    `,
    "somebody else's command": `
      import { PutEventsCommand } from "./commands";
      export const handler = async (event) => {
        await client.send(new PutEventsCommand(event));
      };
    `,
    "code that Lambda does not run for each event": `
      import { BatchWriteCommand } from "@aws-sdk/lib-dynamodb";
      export const seed = async () => {
        await client.send(new BatchWriteCommand({ RequestItems: {} }));
      };
      export const handler = async () => "done";
    `,
    "a request of version 2 whose answer a listener gets": `
      const AWS = require("aws-sdk");
      const events = new AWS.EventBridge();
      exports.handler = async (event) => {
        events.putEvents(event).on("success", ({ data }) => check(data)).send();
      };
    `,
    "a callback that reads the member": `
      const AWS = require("aws-sdk");
      const kinesis = new AWS.Kinesis();
      exports.handler = (event, context, callback) => {
        kinesis.putRecords(event, (error, data) => callback(error ?? (data.FailedRecordCount && new Error("Some failed"))));
        kinesis.putRecords(event, callback);
      };
    `,
    "a test": `
      import { it } from "vitest";
      import { BatchWriteCommand } from "@aws-sdk/lib-dynamodb";
      export const handler = async () => {
        await client.send(new BatchWriteCommand({ RequestItems: {} }));
      };
    `,
  },

  reports: {
    "items that were not written, and keys that were not read": `
      import { BatchGetCommand, BatchWriteCommand } from "@aws-sdk/lib-dynamodb";
      import { BatchGetItemCommand, BatchWriteItemCommand } from "@aws-sdk/client-dynamodb";
      export const handler = async (event) => {
        await client.send(new BatchWriteCommand(event));
        //                    ^^^^^^^^^^^^^^^^^ unchecked
        await client.send(new BatchWriteItemCommand(event));
        //                    ^^^^^^^^^^^^^^^^^^^^^ unchecked
        const { Responses } = await client.send(new BatchGetCommand(event));
        //                                          ^^^^^^^^^^^^^^^ unchecked
        const items = (await client.send(new BatchGetItemCommand(event))).Responses?.orders;
        //                                   ^^^^^^^^^^^^^^^^^^^ unchecked
        return [Responses, items];
      };
    `,
    "messages that a queue or a topic did not take or delete": `
      import { ChangeMessageVisibilityBatchCommand, DeleteMessageBatchCommand, SendMessageBatchCommand } from "@aws-sdk/client-sqs";
      import { PublishBatchCommand } from "@aws-sdk/client-sns";
      export const handler = async (event) => {
        await sqs.send(new SendMessageBatchCommand(event));
        //                 ^^^^^^^^^^^^^^^^^^^^^^^ unchecked
        await sqs.send(new DeleteMessageBatchCommand(event));
        //                 ^^^^^^^^^^^^^^^^^^^^^^^^^ unchecked
        await sqs.send(new ChangeMessageVisibilityBatchCommand(event));
        //                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ unchecked
        await sns.send(new PublishBatchCommand(event));
        //                 ^^^^^^^^^^^^^^^^^^^ unchecked
      };
    `,
    "records that a stream did not take, and objects that were not deleted": `
      import { PutRecordsCommand } from "@aws-sdk/client-kinesis";
      import { PutRecordBatchCommand } from "@aws-sdk/client-firehose";
      import { DeleteObjectsCommand } from "@aws-sdk/client-s3";
      export const handler = async (event) => {
        await kinesis.send(new PutRecordsCommand(event));
        //                     ^^^^^^^^^^^^^^^^^ unchecked
        await firehose.send(new PutRecordBatchCommand(event));
        //                      ^^^^^^^^^^^^^^^^^^^^^ unchecked
        await s3.send(new DeleteObjectsCommand(event));
        //                ^^^^^^^^^^^^^^^^^^^^ unchecked
      };
    `,
    "a single event, which the bus may refuse as well": `
      import { PutEventsCommand } from "@aws-sdk/client-eventbridge";
      export const handler = async (event) => {
        await client.send(new PutEventsCommand({ Entries: [{ Source: "orders", Detail: event.body }] }));
        //                    ^^^^^^^^^^^^^^^^ unchecked
      };
    `,
    "a response of which something else is read": `
      import { PutEventsCommand } from "@aws-sdk/client-eventbridge";
      export const handler = async (event) => {
        const result = await client.send(new PutEventsCommand(event));
        //                                   ^^^^^^^^^^^^^^^^ unchecked
        return result.$metadata.httpStatusCode;
      };
    `,
    "results that nobody wants": `
      import { PutRecordsCommand } from "@aws-sdk/client-kinesis";
      export const handler = async (event) => {
        await Promise.all(event.lists.map((list) => client.send(new PutRecordsCommand(list))));
        //                                                          ^^^^^^^^^^^^^^^^^ unchecked
        const promises = [];
        for (const list of event.lists) promises.push(client.send(new PutRecordsCommand(list)));
        //                                                            ^^^^^^^^^^^^^^^^^ unchecked
        const settled = await Promise.allSettled(promises);
        const rejected = settled.filter(({ status }) => status === "rejected");
        if (rejected.length > 0) throw new Error("Some requests failed");
      };
    `,
    "a helper of the file whose callers do not look either": `
      import { PutEventsCommand } from "@aws-sdk/client-eventbridge";
      const put = (Entries) => client.send(new PutEventsCommand({ Entries }));
      //                                       ^^^^^^^^^^^^^^^^ unchecked
      export const handler = async (event) => {
        await put(event.entries);
      };
    `,
    "the method of a class that the handler calls": `
      import { SQS } from "@aws-sdk/client-sqs";
      class Outbox {
        #sqs = new SQS({});
        async send(Entries) {
          await this.#sqs.sendMessageBatch({ QueueUrl: process.env.QUEUE_URL, Entries });
          //    ^^^^^^^^^^^^^^^^^^^^^^^^^^ unchecked
        }
      }
      const outbox = new Outbox();
      export const handler = async (event) => outbox.send(event.entries);
    `,
    "version 2, with a promise and with a callback": `
      const AWS = require("aws-sdk");
      const dynamo = new AWS.DynamoDB.DocumentClient();
      exports.handler = async (event) => {
        await dynamo.batchWrite(event).promise();
        //    ^^^^^^^^^^^^^^^^^ unchecked
        dynamo.batchWrite(event, (error) => console.error(error));
     // ^^^^^^^^^^^^^^^^^ unchecked
      };
    `,

    "a statement, after which a check is put": {
      code: `
        import { PutEventsCommand } from "@aws-sdk/client-eventbridge";
        export const handler = async (event) => {
          // Tell the others.
          await client.send(new PutEventsCommand(event)); // at once
          //                    ^^^^^^^^^^^^^^^^ unchecked
          return "done";
        };
      `,
      suggests: {
        [suggestion("FailedEntryCount")]: `
        import { PutEventsCommand } from "@aws-sdk/client-eventbridge";
        export const handler = async (event) => {
          // Tell the others.
          const result = await client.send(new PutEventsCommand(event)); // at once
          if (result.FailedEntryCount) throw new Error("Part of PutEvents failed");
          //                    ^^^^^^^^^^^^^^^^ unchecked
          return "done";
        };
      `,
      },
    },
    "a constant, after which a check is put": {
      filename: "delete.ts",
      code: `
        import { DeleteObjectsCommand } from "@aws-sdk/client-s3";
        export const handler = async (event: { keys: string[] }) => {
          const response = await client.send(
            new DeleteObjectsCommand(event),
            //  ^^^^^^^^^^^^^^^^^^^^ unchecked
          );
          return response.$metadata;
        };
      `,
      suggests: {
        [suggestion("Errors")]: `
        import { DeleteObjectsCommand } from "@aws-sdk/client-s3";
        export const handler = async (event: { keys: string[] }) => {
          const response = await client.send(
            new DeleteObjectsCommand(event),
            //  ^^^^^^^^^^^^^^^^^^^^ unchecked
          );
          if (response.Errors?.length) throw new Error("Part of DeleteObjects failed");
          return response.$metadata;
        };
      `,
      },
    },
    "a check in code without semicolons, under a name that is free": {
      code: `
        const { BatchWriteCommand } = require("@aws-sdk/lib-dynamodb")
        exports.handler = async ({ result }) => {
          const command = new BatchWriteCommand({ RequestItems: result })
          //                  ^^^^^^^^^^^^^^^^^ unchecked
          await client.send(command)
        }
      `,
      suggests: {
        [suggestion("UnprocessedItems")]: `
        const { BatchWriteCommand } = require("@aws-sdk/lib-dynamodb")
        exports.handler = async ({ result }) => {
          const command = new BatchWriteCommand({ RequestItems: result })
          //                  ^^^^^^^^^^^^^^^^^ unchecked
          const result2 = await client.send(command)
          if (Object.keys(result2.UnprocessedItems ?? {}).length > 0) throw new Error("Part of BatchWrite failed")
        }
      `,
      },
    },
    "no check where the statement is not a block's, or not on lines of its own": {
      code: `
        import { PutEventsCommand } from "@aws-sdk/client-eventbridge";
        export const handler = async (event) => {
          if (event.isUrgent)
            await client.send(new PutEventsCommand(event));
            //                    ^^^^^^^^^^^^^^^^ unchecked
          switch (event.kind) {
            case "order":
              await client.send(new PutEventsCommand(event));
              //                    ^^^^^^^^^^^^^^^^ unchecked
          }
          { await client.send(new PutEventsCommand(event)); }
          //                      ^^^^^^^^^^^^^^^^ unchecked
        };
      `,
      suggests: {},
    },
    "no check where nobody waits, or the response is kept otherwise": {
      code: `
        import { BatchGetCommand } from "@aws-sdk/lib-dynamodb";
        export const handler = async (event) => {
          client.send(new BatchGetCommand(event));
          //              ^^^^^^^^^^^^^^^ unchecked
          const { Responses } = await client.send(new BatchGetCommand(event));
          //                                          ^^^^^^^^^^^^^^^ unchecked
          let response = await client.send(new BatchGetCommand(event));
          //                                   ^^^^^^^^^^^^^^^ unchecked
          const one = await client.send(new BatchGetCommand(event)), two = 2;
          //                                ^^^^^^^^^^^^^^^ unchecked
        };
      `,
      suggests: {},
    },
    "no check where a semicolon belongs to the line below": {
      code: `
        import { PutEventsCommand } from "@aws-sdk/client-eventbridge"
        export const handler = async (event) => {
          await client.send(new PutEventsCommand(event))
          //                    ^^^^^^^^^^^^^^^^ unchecked
          ;[1, 2].forEach(print)
        }
      `,
      suggests: {},
    },
  },
});
