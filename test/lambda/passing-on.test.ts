import { withQueue } from "../kit/deployed.ts";
import { testRule } from "../kit/test-rule.ts";

const filename = "handler.ts";

testRule("no-swallowed-error", {
  allows: {},
  reports: {
    "an error that is thrown again": {
      filename,
      code: `
        import type { SNSEvent } from "aws-lambda";
        export const handler = async (event: SNSEvent) => {
          try {
            await notify(event.Records[0]!.Sns.Message);
          } catch (error) {
          //^^^^^^^^^^^^^ lost
            console.error(error); // for the alarm
          }
        };
      `,
      suggests: {
        "Rethrow the error": `
        import type { SNSEvent } from "aws-lambda";
        export const handler = async (event: SNSEvent) => {
          try {
            await notify(event.Records[0]!.Sns.Message);
          } catch (error) {
          //^^^^^^^^^^^^^ lost
            console.error(error); // for the alarm
            throw error;
          }
        };
      `,
      },
    },
    "an error with a name that nobody can throw, half-way through typing": {
      filename,
      code: `
        import type { SNSEvent } from "aws-lambda";
        export const handler = async (event: SNSEvent) => {
          try {
            await notify(event.Records[0]!.Sns.Message);
          } catch (await) {
          //^^^^^^^^^^^^^ lost
            console.error("Not sent");
          }
        };
      `,
      suggests: {},
    },
    "an error thrown in place of an answer, without semicolons": {
      code: `
        exports.handler = async (event) => {
          try {
            await resize(event.Records[0].s3.object.key)
          } catch (err) {
          //^^^^^^^^^^^ lost
            console.log(err)
            return {
              ok: false
            }
          }
        }
      `,
      suggests: {
        "Rethrow the error": `
        exports.handler = async (event) => {
          try {
            await resize(event.Records[0].s3.object.key)
          } catch (err) {
          //^^^^^^^^^^^ lost
            console.log(err)
            throw err
          }
        }
      `,
      },
    },
    "an error thrown on the same line": {
      code: `
        exports.handler = async (event) => {
          try { await resize(event.Records[0].s3.object.key); } catch (error) { console.log(error); }
          //                                                    ^^^^^^^^^^^^^ lost
        };
      `,
      suggests: {
        "Rethrow the error": `
        exports.handler = async (event) => {
          try { await resize(event.Records[0].s3.object.key); } catch (error) { console.log(error); throw error; }
          //                                                    ^^^^^^^^^^^^^ lost
        };
      `,
      },
    },
    "an error of an empty catch": {
      code: `
        exports.handler = async (event) => {
          try {
            await resize(event.Records[0].s3.object.key);
          } catch (error) {}
          //^^^^^^^^^^^^^ lost
        };
      `,
      suggests: {
        "Rethrow the error": `
        exports.handler = async (event) => {
          try {
            await resize(event.Records[0].s3.object.key);
          } catch (error) { throw error; }
          //^^^^^^^^^^^^^ lost
        };
      `,
      },
    },
    "an error without a name, and so no suggestion": {
      code: `
        exports.handler = async (event) => {
          try {
            await resize(event.Records[0].s3.object.key);
          } catch {
          //^^^^^ lost
            console.error("Not resized");
          }
        };
      `,
    },
    "a callback that answers already, and so no suggestion": {
      code: `
        exports.handler = async (event, context, callback) => {
          try {
            await resize(event.Records[0].s3.object.key);
          } catch (error) {
          //^^^^^^^^^^^^^ lost
            callback(null, "done");
          }
        };
      `,
    },
    "a promise's error": {
      code: `
        exports.handler = async (event) => {
          await resize(event.Records[0].s3.object.key).catch((err) => console.error(err));
          //                                           ^^^^^ lost
        };
      `,
      suggests: {
        "Rethrow the error": `
        exports.handler = async (event) => {
          await resize(event.Records[0].s3.object.key).catch((err) => { console.error(err); throw err; });
          //                                           ^^^^^ lost
        };
      `,
      },
    },
    "a promise's error that becomes a value": {
      code: `
        exports.handler = async (event) => {
          await resize(event.Records[0].s3.object.key).catch((err) => undefined);
          //                                           ^^^^^ lost
        };
      `,
      suggests: {
        "Rethrow the error": `
        exports.handler = async (event) => {
          await resize(event.Records[0].s3.object.key).catch((err) => { throw err; });
          //                                           ^^^^^ lost
        };
      `,
      },
    },
    "a record for a list of failed ones": {
      filename,
      code: `
        import type { SQSBatchItemFailure, SQSEvent } from "aws-lambda";
        export const handler = async (event: SQSEvent) => {
          const failures: SQSBatchItemFailure[] = [];
          for (const record of event.Records) {
            try {
              await save(record.body);
            } catch (error) {
            //^^^^^^^^^^^^^ lostRecords
              console.error(error);
              continue;
            }
          }
          return { batchItemFailures: failures };
        };
      `,
      suggests: {
        "Report this record as failed": `
        import type { SQSBatchItemFailure, SQSEvent } from "aws-lambda";
        export const handler = async (event: SQSEvent) => {
          const failures: SQSBatchItemFailure[] = [];
          for (const record of event.Records) {
            try {
              await save(record.body);
            } catch (error) {
            //^^^^^^^^^^^^^ lostRecords
              console.error(error);
              failures.push({ itemIdentifier: record.messageId });
              continue;
            }
          }
          return { batchItemFailures: failures };
        };
      `,
        "Rethrow the error": `
        import type { SQSBatchItemFailure, SQSEvent } from "aws-lambda";
        export const handler = async (event: SQSEvent) => {
          const failures: SQSBatchItemFailure[] = [];
          for (const record of event.Records) {
            try {
              await save(record.body);
            } catch (error) {
            //^^^^^^^^^^^^^ lostRecords
              console.error(error);
              throw error;
            }
          }
          return { batchItemFailures: failures };
        };
      `,
      },
    },
    "a promise's error beside a list of failed ones, of a stream": {
      code: `
        exports.handler = async ({ Records }) => {
          const response = { batchItemFailures: [] };
          await Promise.all(Records.map(({ dynamodb }) =>
            save(dynamodb.NewImage).catch((error) => console.error(error)),
          //                        ^^^^^ lostRecords
          ));
          return response;
        };
      `,
      suggests: {
        "Report this record as failed": `
        exports.handler = async ({ Records }) => {
          const response = { batchItemFailures: [] };
          await Promise.all(Records.map(({ dynamodb }) =>
            save(dynamodb.NewImage).catch((error) => { console.error(error); response.batchItemFailures.push({ itemIdentifier: dynamodb.SequenceNumber }); }),
          //                        ^^^^^ lostRecords
          ));
          return response;
        };
      `,
        "Rethrow the error": `
        exports.handler = async ({ Records }) => {
          const response = { batchItemFailures: [] };
          await Promise.all(Records.map(({ dynamodb }) =>
            save(dynamodb.NewImage).catch((error) => { console.error(error); throw error; }),
          //                        ^^^^^ lostRecords
          ));
          return response;
        };
      `,
      },
    },
    "a record by the name of its id": {
      filename,
      code: `
        import type { SQSBatchResponse, SQSHandler } from "aws-lambda";
        export const handler: SQSHandler = async (event) => {
          const answer: SQSBatchResponse = { batchItemFailures: [] };
          for (const { body, messageId: id } of event.Records) {
            try {
              await save(body);
            } catch {
            //^^^^^ lostRecords
              console.error("Not saved");
            }
          }
          return answer;
        };
      `,
      suggests: {
        "Report this record as failed": `
        import type { SQSBatchResponse, SQSHandler } from "aws-lambda";
        export const handler: SQSHandler = async (event) => {
          const answer: SQSBatchResponse = { batchItemFailures: [] };
          for (const { body, messageId: id } of event.Records) {
            try {
              await save(body);
            } catch {
            //^^^^^ lostRecords
              console.error("Not saved");
              answer.batchItemFailures.push({ itemIdentifier: id });
            }
          }
          return answer;
        };
      `,
      },
    },
    "a record without a list that goes back, and so only an error": {
      code: `
        exports.handler = async (event) => {
          const batchItemFailures = [];
          for (const record of event.Records) {
            try {
              await save(record.kinesis.data);
            } catch (error) {
            //^^^^^^^^^^^^^ lostRecords
              console.error(error);
            }
          }
          await publish({ batchItemFailures });
        };
      `,
      suggests: {
        "Rethrow the error": `
        exports.handler = async (event) => {
          const batchItemFailures = [];
          for (const record of event.Records) {
            try {
              await save(record.kinesis.data);
            } catch (error) {
            //^^^^^^^^^^^^^ lostRecords
              console.error(error);
              throw error;
            }
          }
          await publish({ batchItemFailures });
        };
      `,
      },
    },
    "a list of something else by its type, and so only an error": {
      filename,
      code: `
        import type { SQSEvent } from "aws-lambda";
        export const handler = async (event: SQSEvent) => {
          const failures: string[] = [];
          for (const record of event.Records) {
            await save(record.body).catch((error) => console.error(error));
            //                      ^^^^^ lostRecords
          }
          return { batchItemFailures: failures };
        };
      `,
      suggests: {
        "Rethrow the error": `
        import type { SQSEvent } from "aws-lambda";
        export const handler = async (event: SQSEvent) => {
          const failures: string[] = [];
          for (const record of event.Records) {
            await save(record.body).catch((error) => { console.error(error); throw error; });
            //                      ^^^^^ lostRecords
          }
          return { batchItemFailures: failures };
        };
      `,
      },
    },
    "a queue that only a template says to be in order, and so only an error": {
      code: `
        exports.handler = async (event) => {
          const batchItemFailures = [];
          for (const record of event.Records) {
            try {
              await save(record.body);
            } catch (error) {
            //^^^^^^^^^^^^^ lostRecords
              console.error(error);
            }
          }
          return { batchItemFailures };
        };
      `,
      deployedBy: withQueue("app.handler").replace(":orders", ":orders.fifo"),
      suggests: {
        "Rethrow the error": `
        exports.handler = async (event) => {
          const batchItemFailures = [];
          for (const record of event.Records) {
            try {
              await save(record.body);
            } catch (error) {
            //^^^^^^^^^^^^^ lostRecords
              console.error(error);
              throw error;
            }
          }
          return { batchItemFailures };
        };
      `,
      },
    },
    "a queue in order, which must not go on, and so only an error": {
      code: `
        exports.handler = async (event) => {
          const batchItemFailures = [];
          for (const record of event.Records) {
            try {
              await save(record.attributes.MessageGroupId, record.body);
            } catch (error) {
            //^^^^^^^^^^^^^ lostRecords
              console.error(error);
            }
          }
          return { batchItemFailures };
        };
      `,
      suggests: {
        "Rethrow the error": `
        exports.handler = async (event) => {
          const batchItemFailures = [];
          for (const record of event.Records) {
            try {
              await save(record.attributes.MessageGroupId, record.body);
            } catch (error) {
            //^^^^^^^^^^^^^ lostRecords
              console.error(error);
              throw error;
            }
          }
          return { batchItemFailures };
        };
      `,
      },
    },
    "a record for a list that the handler does not have yet": {
      code: `
        exports.handler = async (event) => {
          for (const record of event.Records) {
            try {
              await save(record.body);
            } catch (error) {
            //^^^^^^^^^^^^^ lostRecords
              console.error(error);
            }
          }
        };
      `,
      suggests: {
        "Report this record as failed": `
        exports.handler = async (event) => {
          const batchItemFailures = [];
          for (const record of event.Records) {
            try {
              await save(record.body);
            } catch (error) {
            //^^^^^^^^^^^^^ lostRecords
              console.error(error);
              batchItemFailures.push({ itemIdentifier: record.messageId });
            }
          }
          // Needs \`ReportBatchItemFailures\` in the event source mapping: without it, failed records are lost.
          return { batchItemFailures };
        };
      `,
        "Rethrow the error": `
        exports.handler = async (event) => {
          for (const record of event.Records) {
            try {
              await save(record.body);
            } catch (error) {
            //^^^^^^^^^^^^^ lostRecords
              console.error(error);
              throw error;
            }
          }
        };
      `,
      },
    },
    "a record for such a list, which goes on with the next one, where a type is promised": {
      filename,
      code: `
        import type { SQSEvent } from "aws-lambda";
        export const handler = async (event: SQSEvent): Promise<void> => {
          for (const { body, messageId } of event.Records) {
            try {
              await save(body);
            } catch {
            //^^^^^ lostRecords
              continue;
            }
          }
        };
      `,
      suggests: {
        "Report this record as failed": `
        import type { SQSEvent, SQSBatchResponse } from "aws-lambda";
        export const handler = async (event: SQSEvent): Promise<SQSBatchResponse> => {
          const batchItemFailures: { itemIdentifier: string }[] = [];
          for (const { body, messageId } of event.Records) {
            try {
              await save(body);
            } catch {
            //^^^^^ lostRecords
              batchItemFailures.push({ itemIdentifier: messageId });
              continue;
            }
          }
          // Needs \`ReportBatchItemFailures\` in the event source mapping: without it, failed records are lost.
          return { batchItemFailures };
        };
      `,
      },
    },
    "a record for which something is done after the error, and so for no such list": {
      code: `
        exports.handler = async (event) => {
          for (const record of event.Records) {
            try {
              await save(record.body);
            } catch {
            //^^^^^ lostRecords
              console.error("Not saved");
            }
            count += 1;
          }
        };
      `,
      suggests: {},
    },
    "a record of a stream, which must not go on, and so for no such list": {
      code: `
        exports.handler = async (event) => {
          for (const record of event.Records) {
            try {
              await save(record.kinesis.data);
            } catch {
            //^^^^^ lostRecords
              console.error("Not saved");
            }
          }
        };
      `,
      suggests: {},
    },
    "a record of a queue in order, and so for no such list": {
      code: `
        exports.handler = async (event) => {
          for (const record of event.Records) {
            try {
              await save(record.attributes.MessageGroupId, record.body);
            } catch {
            //^^^^^ lostRecords
              console.error("Not saved");
            }
          }
        };
      `,
      suggests: {},
    },
    "the only record of each batch, and so for no such list": {
      code: `
        exports.handler = async (event) => {
          for (const record of event.Records) {
            try {
              await save(record.body);
            } catch {
            //^^^^^ lostRecords
              console.error("Not saved");
            }
          }
        };
      `,
      deployedBy: withQueue("app.handler", "BatchSize: 1"),
      suggests: {},
    },
    "a record of a handler that answers something, and so for no such list": {
      code: `
        exports.handler = async (event) => {
          for (const record of event.Records) {
            try {
              await save(record.body);
            } catch {
            //^^^^^ lostRecords
              console.error("Not saved");
            }
          }
          return "done";
        };
      `,
      suggests: {},
    },
    "an error after which all ways go on, so that nothing behind them would run": {
      filename,
      code: `
        import type { SQSEvent } from "aws-lambda";
        export const handler = async (event: SQSEvent) => {
          for (const record of event.Records) {
            try {
              await save(record.body);
            } catch (error) {
            //^^^^^^^^^^^^^ lostRecords
              if (isKnown(error)) {
                console.info(error);
                continue;
              } else {
                console.error(error);
                continue;
              }
            }
          }
        };
      `,
      suggests: {},
    },
    "an error of a record that its name no longer stands for": {
      filename,
      code: `
        import type { SQSEvent } from "aws-lambda";
        export const handler = async (event: SQSEvent) => {
          for (let record of event.Records) {
            try {
              record = await enrich(record);
              await save(record.body);
            } catch (error) {
            //^^^^^^^^^^^^^ lostRecords
              console.error(error);
            }
          }
        };
      `,
      suggests: {
        "Rethrow the error": `
        import type { SQSEvent } from "aws-lambda";
        export const handler = async (event: SQSEvent) => {
          for (let record of event.Records) {
            try {
              record = await enrich(record);
              await save(record.body);
            } catch (error) {
            //^^^^^^^^^^^^^ lostRecords
              console.error(error);
              throw error;
            }
          }
        };
      `,
      },
    },
    "an error after which something is done for the record": {
      filename,
      code: `
        import type { SQSEvent } from "aws-lambda";
        export const handler = async (event: SQSEvent) => {
          for (const record of event.Records) {
            try {
              await save(record.body);
            } catch (error) {
            //^^^^^^^^^^^^^ lostRecords
              console.error(error);
            } finally {
              await markDone(record.messageId);
            }
          }
        };
      `,
      suggests: {
        "Rethrow the error": `
        import type { SQSEvent } from "aws-lambda";
        export const handler = async (event: SQSEvent) => {
          for (const record of event.Records) {
            try {
              await save(record.body);
            } catch (error) {
            //^^^^^^^^^^^^^ lostRecords
              console.error(error);
              throw error;
            } finally {
              await markDone(record.messageId);
            }
          }
        };
      `,
      },
    },
  },
});
