import assert from "node:assert/strict";
import { fixed, review } from "../../src/review/review.ts";
import { testRule } from "../kit/test-rule.ts";

testRule("valid-batch-item-identifier", {
  allows: {
    "an index of all results": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async ({ Records }: SQSEvent) => {
        const results = await Promise.allSettled(Records.map(save));
        return {
          batchItemFailures: results
            .map(({ status }, index) => (status === "rejected" ? { itemIdentifier: Records[index].messageId } : undefined))
            .filter((item) => item !== undefined),
        };
      };
    `,
    "indexes of all records, of which some are left": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        const results = await Promise.allSettled(event.Records.map(save));
        const failed = results.map(({ status }, index) => (status === "rejected" ? index : -1)).filter((index) => index >= 0);
        return { batchItemFailures: failed.map((index) => ({ itemIdentifier: event.Records[index].messageId })) };
      };
    `,
    "an index of those left in the list that it counts": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        const failed = event.Records.filter(({ body }) => !save(body));
        return { batchItemFailures: failed.map((_, index) => ({ itemIdentifier: failed[index].messageId })) };
      };
    `,
    "an id that is made of itself, as while somebody types": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        const id = id.messageId;
        return { batchItemFailures: [{ itemIdentifier: id }] };
      };
    `,
    "ids that become items before they are answered": `
      exports.handler = async (event) => {
        const response = { batchItemFailures: [] };
        for (const record of event.Records) {
          try {
            await save(record.body);
          } catch {
            response.batchItemFailures.push(record.messageId);
          }
        }
        response.batchItemFailures = response.batchItemFailures.map((id) => ({ itemIdentifier: id }));
        return response;
      };
    `,
    "a message's id": `
      exports.handler = async (event) => {
        const batchItemFailures = [];
        for (const record of event.Records) {
          try {
            await save(record.body);
          } catch {
            batchItemFailures.push({ itemIdentifier: record.messageId });
          }
        }
        return { batchItemFailures };
      };
    `,
    "the numbers of streams, with or without a step that types call optional": `
      import type { DynamoDBStreamEvent, KinesisStreamEvent } from "aws-lambda";
      export const clicksHandler = async (event: KinesisStreamEvent) => ({
        batchItemFailures: event.Records.map(({ kinesis }) => ({ itemIdentifier: kinesis.sequenceNumber })),
      });
      export const itemsHandler = async (event: DynamoDBStreamEvent) => ({
        batchItemFailures: event.Records.map((record) => ({ itemIdentifier: record.dynamodb?.SequenceNumber ?? "" })),
      });
    `,
    "an id by the position of its result": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        const results = await Promise.allSettled(event.Records.map(save));
        const batchItemFailures = results.flatMap((result, i) =>
          result.status === "rejected" ? [{ itemIdentifier: event.Records[i]?.messageId }] : [],
        );
        return { batchItemFailures };
      };
    `,
    "values that come from elsewhere": `
      import { failedIds } from "./store";
      export const handler = async (event) => ({
        batchItemFailures: (await failedIds(event.Records)).map((id) => ({ itemIdentifier: id })),
      });
    `,
    "the empty string that fails the batch on purpose": `
      import type { KinesisStreamEvent } from "aws-lambda";
      export const handler = async (event: KinesisStreamEvent) => {
        const kinesisErrorResponse = { batchItemFailures: [{ itemIdentifier: "" }] };
        return kinesisErrorResponse;
      };
    `,
    "Kafka's partition and offset": `
      import type { MSKEvent } from "aws-lambda";
      export const handler = async (event: MSKEvent) => {
        const [record] = Object.values(event.records).flat();
        return { batchItemFailures: [{ itemIdentifier: { partition: record.topic, offset: record.offset } }] };
      };
    `,
    "a list of its own kind that is turned into the answer": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        const batchItemFailures = [];
        for (const record of event.Records) batchItemFailures.push({ id: record.messageId, reason: "late" });
        return { batchItemFailures: batchItemFailures.map(({ id }) => ({ itemIdentifier: id })) };
      };
    `,
    "keys that a spread brings": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => ({
        batchItemFailures: event.Records.map((record) => ({ ...failureOf(record), id: record.messageId })),
      });
    `,
    "what a handler of another source returns under a like name": `
      import type { APIGatewayProxyEventV2 } from "aws-lambda";
      export const handler = async (event: APIGatewayProxyEventV2) => ({ batchItemFailed: 3, path: event.rawPath });
    `,
    "another list beside it": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        const audits = [];
        for (const record of event.Records) audits.push({ messageId: record.messageId });
        await save(audits);
        return { batchItemFailures: [] };
      };
    `,
    "ids that are kept, and become what Lambda reads": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        const failed = [];
        for (const record of event.Records) failed.push(record.messageId);
        return { batchItemFailures: failed.map((id) => ({ itemIdentifier: id })), failed };
      };
    `,
    "ids that are returned to somebody else, or under another name": `
      import type { SQSEvent } from "aws-lambda";
      const idsOf = (event: SQSEvent) => event.Records.map(({ messageId }) => messageId);
      export const handler = async (event: SQSEvent) => ({ ids: idsOf(event), batchItemFailures: [] });
    `,
    "a list that a wrapper gets": `
      import middy from "@middy/core";
      import { answering } from "./batch";
      import type { SQSEvent } from "aws-lambda";
      const failures = async (event: SQSEvent) => event.Records.map(({ messageId }) => ({ itemIdentifier: messageId }));
      export const handler = middy(failures).use(answering());
    `,
    "a list of something else that is returned": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        const batchItemFailures = [];
        if (event.Records.length === 0) return [];
        return event.Records.map((record) => record.messageId);
      };
    `,
    "a list that a handler of another source returns": `
      import type { APIGatewayProxyEventV2 } from "aws-lambda";
      export const handler = async (event: APIGatewayProxyEventV2) => [{ itemIdentifier: event.rawPath }];
    `,
    "a search that is known to find": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => ({
        batchItemFailures: [{ itemIdentifier: event.Records.find(isBad)?.messageId ?? event.Records[0].messageId }],
      });
    `,
  },

  reports: {
    "an index of what a filter left, as if it were one of all records": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        const results = await Promise.allSettled(event.Records.map(save));
        const failed = results.filter(({ status }) => status === "rejected");
        return { batchItemFailures: failed.map((_, index) => ({ itemIdentifier: event.Records[index].messageId })) };
        //                                                                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ filtered
      };
    `,
    "a list of ids that has the name of what it should be in": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        const batchItemFailures: string[] = [];
        for (const record of event.Records)
          await save(record.body).catch(() => batchItemFailures.push(record.messageId));
        return batchItemFailures;
        //     ^^^^^^^^^^^^^^^^^ bareList
      };
    `,
    "a wrong field with a comment in it, without a change that would lose it": {
      code: `
        import type { KinesisStreamHandler } from "aws-lambda";
        export const handler: KinesisStreamHandler = async ({ Records: [record] }) => ({
          batchItemFailures: [{ itemIdentifier: record /* the first */ .eventID }],
          //                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ field
        });
      `,
    },

    "ids without an object around them": {
      code: `
        exports.handler = async (event) => {
          const failures = [];
          for (const record of event.Records) {
            try {
              await save(record.body);
            } catch {
              failures.push(record.messageId);
              //            ^^^^^^^^^^^^^^^^ bareId
            }
          }
          return { batchItemFailures: failures };
        };
      `,
      suggests: {
        "Use `{ itemIdentifier: record.messageId }`": `
        exports.handler = async (event) => {
          const failures = [];
          for (const record of event.Records) {
            try {
              await save(record.body);
            } catch {
              failures.push({ itemIdentifier: record.messageId });
              //            ^^^^^^^^^^^^^^^^ bareId
            }
          }
          return { batchItemFailures: failures };
        };
      `,
      },
    },
    "ids that an arrow gives": {
      code: `
        exports.handler = async ({ Records }) => ({
          batchItemFailures: Records.filter(isBad).map(({ kinesis }) => kinesis.sequenceNumber),
          //                                                            ^^^^^^^^^^^^^^^^^^^^^^ bareId
        });
      `,
      suggests: {
        "Use `{ itemIdentifier: kinesis.sequenceNumber }`": `
        exports.handler = async ({ Records }) => ({
          batchItemFailures: Records.filter(isBad).map(({ kinesis }) => ({ itemIdentifier: kinesis.sequenceNumber })),
          //                                                            ^^^^^^^^^^^^^^^^^^^^^^ bareId
        });
      `,
      },
    },
    "ids in a list whose type says so, and so no suggestion": {
      filename: "handler.ts",
      code: `
        import type { SQSEvent } from "aws-lambda";
        export const handler = async (event: SQSEvent) => {
          const batchItemFailures: string[] = [];
          for (const { messageId } of event.Records) batchItemFailures.push(messageId);
          //                                                                ^^^^^^^^^ bareId
          return { batchItemFailures };
        };
      `,
    },
    "ids in the list of a response, and in one line": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        const response = { batchItemFailures: [event.Records[0].messageId] };
        //                                     ^^^^^^^^^^^^^^^^^^^^^^^^^^ bareId
        for (const record of event.Records) response.batchItemFailures.push(record.messageId);
        //                                                                  ^^^^^^^^^^^^^^^^ bareId
        return response;
      };
    `,
    "ids of settled results": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        const results = await Promise.allSettled(event.Records.map(save));
        const batchItemFailures = results.flatMap((result, i) =>
          result.status === "rejected" ? [event.Records[i].messageId] : [],
          //                              ^^^^^^^^^^^^^^^^^^^^^^^^^^ bareId
        );
        return { batchItemFailures };
      };
    `,
    "a list without an object around it": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        const failures = [];
        for (const record of event.Records) failures.push({ itemIdentifier: record.messageId });
        return failures;
        //     ^^^^^^^^ bareList
      };
      export const mailsHandler = async (event: SQSEvent, context, callback) => {
        callback(null, event.Records.map(({ messageId }) => ({ itemIdentifier: messageId })));
        //             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ bareList
      };
    `,
    "a key that is the name of the id": {
      code: `
        exports.handler = async (event) => {
          const failed = [];
          for (const record of event.Records) failed.push({ messageId: record.messageId });
        //                                                  ^^^^^^^^^ innerKey
          return { batchItemFailures: failed };
        };
      `,
      output: `
        exports.handler = async (event) => {
          const failed = [];
          for (const record of event.Records) failed.push({ itemIdentifier: record.messageId });
        //                                                  ^^^^^^^^^ innerKey
          return { batchItemFailures: failed };
        };
      `,
      suggests: {
        "Rename `messageId` to `itemIdentifier`": `
        exports.handler = async (event) => {
          const failed = [];
          for (const record of event.Records) failed.push({ itemIdentifier: record.messageId });
        //                                                  ^^^^^^^^^ innerKey
          return { batchItemFailures: failed };
        };
      `,
      },
    },
    "a key in short": {
      code: `
        exports.handler = async ({ Records }) => ({
          batchItemFailures: Records.map(({ messageId }) => ({ messageId })),
        //                                                     ^^^^^^^^^ innerKey
        });
      `,
      output: `
        exports.handler = async ({ Records }) => ({
          batchItemFailures: Records.map(({ messageId }) => ({ itemIdentifier: messageId })),
        //                                                     ^^^^^^^^^ innerKey
        });
      `,
      suggests: {
        "Rename `messageId` to `itemIdentifier`": `
        exports.handler = async ({ Records }) => ({
          batchItemFailures: Records.map(({ messageId }) => ({ itemIdentifier: messageId })),
        //                                                     ^^^^^^^^^ innerKey
        });
      `,
      },
    },
    "other spellings": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        const response = { batchItemFailures: [] };
        response.batchItemFailures.push({ ItemIdentifier: event.Records[0].messageId });
        //                                ^^^^^^^^^^^^^^ innerKey
        response.batchItemFailures.push({ "itemId": event.Records[1].messageId });
        //                                ^^^^^^^^ innerKey
        return { batchItemFailures: [...response.batchItemFailures, { id: event.Records[2].messageId }] };
        //                                                            ^^ innerKey
      };
    `,
    "a key that the file's own type spells so, and so no fix": {
      filename: "handler.ts",
      code: `
        import type { SQSEvent } from "aws-lambda";
        export const handler = async (event: SQSEvent) => {
          const batchItemFailures: { messageId: string }[] = [];
          for (const record of event.Records) batchItemFailures.push({ messageId: record.messageId });
        //                                                             ^^^^^^^^^ innerKey
          return { batchItemFailures };
        };
      `,
    },
    "an outer key that is misspelt": {
      code: `
        exports.handler = async (event) => {
          const failures = event.Records.map((record) => ({ itemIdentifier: record.messageId }));
          return { batchItemFailure: failures };
        //         ^^^^^^^^^^^^^^^^ outerKey
        };
      `,
      output: `
        exports.handler = async (event) => {
          const failures = event.Records.map((record) => ({ itemIdentifier: record.messageId }));
          return { batchItemFailures: failures };
        //         ^^^^^^^^^^^^^^^^ outerKey
        };
      `,
      suggests: {
        "Rename `batchItemFailure` to `batchItemFailures`": `
        exports.handler = async (event) => {
          const failures = event.Records.map((record) => ({ itemIdentifier: record.messageId }));
          return { batchItemFailures: failures };
        //         ^^^^^^^^^^^^^^^^ outerKey
        };
      `,
      },
    },
    "what is wrong in a list under a misspelt key, together with the key": `
      import type { SQSEvent } from "aws-lambda";
      export const mappedHandler = async (event: SQSEvent) => ({
        batchItemsFailures: event.Records.map((record) => ({
      //^^^^^^^^^^^^^^^^^^ outerKey
          itemIdentifier: record.receiptHandle,
          //              ^^^^^^^^^^^^^^^^^^^^ field
        })),
      });
      export const pushedHandler = async (event: SQSEvent) => {
        const failed = [];
        for (const { body } of event.Records) failed.push({ itemIdentifier: body });
        //                                                                  ^^^^ field
        return { batchItemsFailed: failed };
        //       ^^^^^^^^^^^^^^^^ outerKey
      };
      export const keyedHandler = async (event: SQSEvent) => {
        const response = { batchItemFailure: [] };
        //                 ^^^^^^^^^^^^^^^^ outerKey
        response.batchItemFailure.push({ id: event.Records[0].messageId });
        //                               ^^ innerKey
        return response;
      };
      export const count = (failed) => ({ batchItemFailed: failed.map((id) => ({ id })) });
    `,
    "an outer key of an object that other lines know by it": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        const response = { BatchItemFailures: [] };
        //                 ^^^^^^^^^^^^^^^^^ outerKey
        for (const record of event.Records) response.BatchItemFailures.push({ itemIdentifier: record.messageId });
        return response;
      };
    `,
    "a field that only another source has": {
      code: `
        exports.handler = async (event) => {
          const batchItemFailures = [];
          for (const record of event.Records) {
            batchItemFailures.push({ itemIdentifier: record.receiptHandle });
        //                                           ^^^^^^^^^^^^^^^^^^^^ field
          }
          return { batchItemFailures };
        };
      `,
      suggests: {
        "Use `record.messageId`": `
        exports.handler = async (event) => {
          const batchItemFailures = [];
          for (const record of event.Records) {
            batchItemFailures.push({ itemIdentifier: record.messageId });
        //                                           ^^^^^^^^^^^^^^^^^^^^ field
          }
          return { batchItemFailures };
        };
      `,
      },
    },
    "a record's eventID": {
      filename: "handler.ts",
      code: `
        import type { DynamoDBStreamEvent } from "aws-lambda";
        export const handler = async (event: DynamoDBStreamEvent) => ({
          batchItemFailures: event.Records.map((item) => ({ itemIdentifier: item.eventID! })),
        //                                                                  ^^^^^^^^^^^^^ field
        });
      `,
      suggests: {
        "Use `item.dynamodb!.SequenceNumber!`": `
        import type { DynamoDBStreamEvent } from "aws-lambda";
        export const handler = async (event: DynamoDBStreamEvent) => ({
          batchItemFailures: event.Records.map((item) => ({ itemIdentifier: item.dynamodb!.SequenceNumber! })),
        //                                                                  ^^^^^^^^^^^^^ field
        });
      `,
      },
    },
    "an id from the message's body": {
      code: `
        exports.handler = async (event) => {
          const batchItemFailures = [];
          for (const record of event.Records) {
            const { id } = JSON.parse(record.body);
            batchItemFailures.push({ itemIdentifier: id });
        //                                           ^^ field
          }
          return { batchItemFailures };
        };
      `,
      suggests: {
        "Use `record.messageId`": `
        exports.handler = async (event) => {
          const batchItemFailures = [];
          for (const record of event.Records) {
            const { id } = JSON.parse(record.body);
            batchItemFailures.push({ itemIdentifier: record.messageId });
        //                                           ^^ field
          }
          return { batchItemFailures };
        };
      `,
      },
    },
    "fields that almost have the right name": `
      import type { DynamoDBStreamEvent, KinesisStreamEvent, SQSEvent } from "aws-lambda";
      export const queueHandler = async (event: SQSEvent) => ({
        batchItemFailures: [{ itemIdentifier: event.Records[0].messageID }],
        //                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^ field
      });
      export const streamHandler = async (event: KinesisStreamEvent) => ({
        batchItemFailures: [{ itemIdentifier: event.Records[0].sequenceNumber }],
        //                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ field
      });
      export const tableHandler = async (event: DynamoDBStreamEvent) => ({
        batchItemFailures: [{ itemIdentifier: event.Records[0].dynamodb.sequenceNumber }],
        //                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ field
      });
    `,
    "a field in a function that gets one record": `
      import type { SQSEvent, SQSRecord } from "aws-lambda";
      const failureOf = (record: SQSRecord) => ({ batchItemFailures: [{ itemIdentifier: record.md5OfBody }] });
      //                                                                                ^^^^^^^^^^^^^^^^ field
      export const handler = async (event: SQSEvent) => failureOf(event.Records[0]);
    `,
    "a constant for each record": {
      code: `
        import type { SQSEvent } from "aws-lambda";
        export const handler = async (event: SQSEvent) => {
          const batchItemFailures = [];
          for (const record of event.Records) {
            batchItemFailures.push({ itemIdentifier: "" });
        //                                           ^^ constant
          }
          return { batchItemFailures };
        };
      `,
      suggests: {
        "Use `record.messageId`": `
        import type { SQSEvent } from "aws-lambda";
        export const handler = async (event: SQSEvent) => {
          const batchItemFailures = [];
          for (const record of event.Records) {
            batchItemFailures.push({ itemIdentifier: record.messageId });
        //                                           ^^ constant
          }
          return { batchItemFailures };
        };
      `,
      },
    },
    "a search that may find nothing": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        const bad = event.Records.find((record) => !record.body);
        return { batchItemFailures: [{ itemIdentifier: bad?.messageId }] };
        //                                             ^^^^^^^^^^^^^^ maybeUndefined
      };
    `,
    "a string for a record of Kafka": `
      import type { MSKEvent } from "aws-lambda";
      export const handler = async (event: MSKEvent) => {
        const [record] = Object.values(event.records).flat();
        return { batchItemFailures: [{ itemIdentifier: \`\${record.topic}-\${record.offset}\` }] };
        //                                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ kafkaString
      };
    `,
  },
});

describe("valid-batch-item-identifier, where a misspelt key keeps Lambda from ids,", () => {
  const answer = (key: string, failure: string) => `
    import type { SQSEvent } from "aws-lambda";
    export const handler = async (event: SQSEvent) => ({
      ${key}: event.Records.map((record) => (${failure})),
    });
  `;
  const preset = { preset: "recommended" } as const;

  it("only suggests the right key while the ids are wrong: the whole batch would repeat", () => {
    const code = answer("batchItemsFailures", "{ itemIdentifier: record.receiptHandle }");
    assert.equal(fixed(code, "handler.ts", preset), code);
    const [outer] = review(code, "handler.ts", preset).findings;
    assert.equal(outer?.suggestions[0]?.title, "Rename `batchItemsFailures` to `batchItemFailures`");
  });

  it("mends both keys, the inner one first", () => {
    assert.equal(
      fixed(answer("batchItemsFailures", "{ messageId: record.messageId }"), "handler.ts", preset),
      answer("batchItemFailures", "{ itemIdentifier: record.messageId }"),
    );
  });
});
