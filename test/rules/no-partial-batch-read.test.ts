import { testRule } from "../kit/test-rule.ts";

const strict = [{ firstRecord: true }];

testRule("no-partial-batch-read", {
  allows: {
    "a loop over all records": {
      options: strict,
      code: `
        import type { SQSEvent } from "aws-lambda";
        export const handler = async (event: SQSEvent) => {
          for (const record of event.Records) {
            if (!record.body) continue;
            await save(record.body);
          }
        };
      `,
    },
    "the first record in a log beside the loop": {
      options: strict,
      code: `
        import type { SQSEvent } from "aws-lambda";
        export const handler = async (event: SQSEvent) => {
          console.log("first", event.Records[0].body);
          await Promise.all(event.Records.map((record) => save(record.body)));
        };
      `,
    },
    "what the first record says of its source": {
      options: strict,
      code: `
        import type { SQSEvent } from "aws-lambda";
        export const handler = async (event: SQSEvent) => {
          const queue = event.Records[0].eventSourceARN;
          console.log(queue, event.Records.length);
        };
      `,
    },
    "the first record alone, of what may be a batch of one": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        await save(event.Records[0].body);
      };
    `,
    "a batch that must hold one record": {
      options: strict,
      code: `
        import type { SQSEvent } from "aws-lambda";
        export const handler = async (event: SQSEvent) => {
          if (event.Records.length !== 1) throw new Error("Set the batch size to 1.");
          await save(event.Records[0].body);
        };
      `,
    },
    "a batch that holds one record, as a comment says": {
      options: strict,
      code: `
        import type { SQSEvent } from "aws-lambda";
        // The mapping has a batch size of 1.
        export const handler = async (event: SQSEvent) => {
          await save(event.Records[0].body);
        };
      `,
    },
    "a request of CloudFront, which is always one": {
      options: strict,
      code: `
        exports.handler = async (event) => {
          const { request } = event.Records[0].cf;
          request.uri = request.uri.replace(/\\/$/, "/index.html");
          return request;
        };
      `,
    },
    "records of nobody knows what": {
      options: strict,
      code: `
        exports.handler = async (event) => {
          await save(event.Records[0]);
        };
      `,
    },
    "S3 and SNS, whose events hold one record": `
      import type { S3Event, SNSEvent } from "aws-lambda";
      export const handler = async (event: S3Event) => resize(event.Records[0].s3.object.key);
      export const notifyHandler = async (event: SNSEvent) => {
        for (const record of event.Records) {
          if (!record.Sns.Subject) return;
          await notify(record.Sns.Message);
        }
      };
    `,
    "an event that another module gets whole": {
      options: strict,
      code: `
        import type { SQSEvent } from "aws-lambda";
        import { processAll } from "./batch";
        export const handler = async (event: SQSEvent) => {
          const { messageAttributes } = event.Records[0];
          await processAll(event, messageAttributes);
        };
      `,
    },
    "records that another module gets": {
      options: strict,
      code: `
        import type { SQSEvent } from "aws-lambda";
        import { processAll } from "./batch";
        export const handler = async ({ Records }: SQSEvent) => {
          const [{ messageAttributes }] = Records;
          await processAll(Records, messageAttributes);
        };
      `,
    },
    "chunks, which together are all": {
      options: strict,
      code: `
        import type { SQSEvent } from "aws-lambda";
        export const handler = async (event: SQSEvent) => {
          for (let i = 0; i < event.Records.length; i += 10) await saveAll(event.Records.slice(i, i + 10));
          await saveAll(event.Records.slice(0, 10));
        };
      `,
    },
    "records that are taken off the list one by one": {
      options: strict,
      code: `
        import type { SQSEvent } from "aws-lambda";
        export const handler = async (event: SQSEvent) => {
          let record;
          while ((record = event.Records.shift())) await save(record.body);
        };
      `,
    },
    "the rest of a batch that failed": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        for (const record of event.Records) {
          if (await save(record.body)) continue;
          const rest = event.Records.slice(event.Records.indexOf(record));
          return { batchItemFailures: rest.map(({ messageId }) => ({ itemIdentifier: messageId })) };
        }
      };
    `,
    "an error that ends a loop": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        for (const record of event.Records) {
          try {
            await save(record.body);
          } catch (error) {
            console.error(error);
            return;
          }
        }
      };
    `,
    "an answer with a status, which is another rule's": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        for (const record of event.Records) {
          if (!record.body) return { statusCode: 400 };
          await save(record.body);
        }
      };
    `,
    "a flag that is thrown on after the loop": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        let failed = false;
        for (const record of event.Records) {
          failed = !(await save(record.body));
          if (failed) break;
        }
        if (failed) throw new Error("Not saved");
      };
    `,
    "a search": `
      import type { SQSEvent } from "aws-lambda";
      const lastOf = async (records) => {
        for (const record of records) {
          if (await isLast(record)) return record;
        }
      };
      export const handler = async (event: SQSEvent) => {
        let found;
        for (const record of event.Records) {
          if (record.messageAttributes.last) {
            found = record;
            break;
          }
        }
        await Promise.all(event.Records.map((record) => save(record.body)));
        await close(found ?? (await lastOf(event.Records)));
      };
    `,
    "the last round of a loop": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        for (let i = 0; i < event.Records.length; i++) {
          await save(event.Records[i].body);
          if (i === event.Records.length - 1) return { saved: true };
        }
      };
    `,
    "what leaves an inner loop, a switch or a function": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        for (const record of event.Records) {
          for (const item of JSON.parse(record.body)) if (item.stop) break;
          switch (record.body) {
            case "a":
              await save(record.body);
              break;
          }
          await each(record.body, (item) => { if (!item) return; save(item); });
        }
        event.Records.forEach((record) => {
          if (!record.body) return;
          queue.push(record.body);
        });
      };
    `,
    "the branch of another source": {
      options: strict,
      code: `
        import type { CloudFrontRequestEvent, SQSEvent } from "aws-lambda";
        export const handler = async (event: CloudFrontRequestEvent | SQSEvent) => {
          if (event.Records[0].cf) return event.Records[0].cf.request;
          for (const record of event.Records) await save(record.body);
        };
      `,
    },
    "lists that are made of themselves": {
      options: strict,
      code: `
        import type { SQSEvent } from "aws-lambda";
        export const handler = async (event: SQSEvent) => {
          var records = records || event.Records;
          var [records = records[0]] = records;
        };
      `,
    },
  },

  reports: {
    "a loop that returns where it should go on": {
      code: `
        exports.handler = async (event) => {
          for (const record of event.Records) {
            if (record.eventName !== "INSERT") return;
            //                                 ^^^^^^^ left
            await index(record.dynamodb.NewImage);
          }
        };
      `,
      suggests: {
        "Use `continue` to go on with the next record": `
        exports.handler = async (event) => {
          for (const record of event.Records) {
            if (record.eventName !== "INSERT") continue;
            //                                 ^^^^^^^ left
            await index(record.dynamodb.NewImage);
          }
        };
      `,
      },
    },
    "a loop that ends where it should go on": {
      code: `
        import type { SQSEvent } from "aws-lambda";
        export const handler = async (event: SQSEvent) => {
          for (const record of event.Records) {
            const order = JSON.parse(record.body)
            if (order.cancelled) {
              console.log("cancelled", order.id)
              break
            //^^^^^ left
            }
            await ship(order)
          }
        };
      `,
      filename: "handler.ts",
      suggests: {
        "Use `continue` to go on with the next record": `
        import type { SQSEvent } from "aws-lambda";
        export const handler = async (event: SQSEvent) => {
          for (const record of event.Records) {
            const order = JSON.parse(record.body)
            if (order.cancelled) {
              console.log("cancelled", order.id)
              continue
            //^^^^^ left
            }
            await ship(order)
          }
        };
      `,
      },
    },
    "a loop that answers where it should go on, and so no suggestion": {
      code: `
        import type { KinesisStreamEvent } from "aws-lambda";
        export const handler = async (event: KinesisStreamEvent) => {
          for (const record of event.Records) {
            if (!record.kinesis.data) return { skipped: true };
            //                        ^^^^^^^^^^^^^^^^^^^^^^^^^ left
            await save(record.kinesis.data);
          }
        };
      `,
    },
    "a loop inside a loop, where going on would mean another, and so no suggestion": {
      code: `
        import type { SQSEvent } from "aws-lambda";
        export const handler = async (event: SQSEvent) => {
          for (const record of event.Records) {
            for (const item of JSON.parse(record.body)) {
              if (!item.id) return;
              //            ^^^^^^^ left
              await save(item);
            }
          }
        };
      `,
    },
    "a helper that leaves its loop": `
      import type { SQSEvent } from "aws-lambda";
      const saveAll = async (records) => {
        for (const record of records) {
          if (!record.body) return;
          //                ^^^^^^^ left
          await save(record.body);
        }
      };
      export const handler = async (event: SQSEvent) => saveAll(event.Records);
    `,
    "the first few records": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        if (event.Records.length > 5) console.warn("Too many");
        for (const record of event.Records.slice(0, 5)) await save(record.body);
        //                   ^^^^^^^^^^^^^^^^^^^^^^^^^ cut
      };
    `,
    "a list that is cut off": `
      exports.handler = async ({ Records }) => {
        if (Records.length > 5) Records.length = 5;
        //                      ^^^^^^^^^^^^^^^^^^ cut
        console.log(Records[0].kinesis.data);
      };
    `,
    "a record of Firehose, whose buffers hold many": `
      import type { FirehoseTransformationEvent } from "aws-lambda";
      export const handler = async (event: FirehoseTransformationEvent) => {
        const record = event.records[0];
        //             ^^^^^^^^^^^^^^^^ first
        return { records: [{ recordId: record.recordId, result: "Ok", data: record.data }] };
      };
    `,
    "the first record alone": {
      options: strict,
      code: `
        import type { SQSEvent } from "aws-lambda";
        export const handler = async (event: SQSEvent) => {
          const id = event.Records[0]?.messageId;
          const order = parse(event);
          await ship(order, id);
        };
        const parse = (event: SQSEvent) => {
          if (!event.Records.length) throw new Error("No records");
          return JSON.parse(event.Records[0].body);
          //                ^^^^^^^^^^^^^^^^ first
        };
      `,
    },
    "the first record of a handler that goes on with it": {
      options: strict,
      filename: "handler.ts",
      code: `
        import type { SQSEvent } from "aws-lambda";
        export const handler = async (event: SQSEvent) => {
          const { body, messageId } = event.Records[0]!; // the order
          //                          ^^^^^^^^^^^^^^^^ first

          const order = JSON.parse(body);
          if (order.express) {
            await ship(order, messageId);
          }
          await tell(order); // the customer
        };
      `,
      suggests: {
        "Wrap what follows in a loop over the records": `
        import type { SQSEvent } from "aws-lambda";
        export const handler = async (event: SQSEvent) => {
          for (const { body, messageId } of event.Records) { // the order
            //                          ^^^^^^^^^^^^^^^^ first

            const order = JSON.parse(body);
            if (order.express) {
              await ship(order, messageId);
            }
            await tell(order); // the customer
          }
        };
      `,
      },
    },
    "the first record, where code above names what comes after, and so no suggestion": {
      options: strict,
      filename: "handler.ts",
      code: `
        import type { SQSEvent } from "aws-lambda";
        export const handler = async (event: SQSEvent) => {
          const tell = () => mail(order);
          const { body } = event.Records[0]!;
          //               ^^^^^^^^^^^^^^^^ first
          const order = JSON.parse(body);
          await tell();
        };
      `,
    },
    "the first record, where code above names it too early, and so no suggestion": {
      options: strict,
      filename: "handler.ts",
      code: `
        import type { SQSEvent } from "aws-lambda";
        export const handler = async (event: SQSEvent) => {
          const tell = () => mail(body);
          const { body } = event.Records[0]!;
          //               ^^^^^^^^^^^^^^^^ first
          await tell();
        };
      `,
    },
    "the first record, in a helper that is exported as well": {
      options: strict,
      code: `
        import type { SQSEvent } from "aws-lambda";
        export const handler = async (event: SQSEvent) => {
          await save(orderOf(event));
        };
        export const orderOf = (event: SQSEvent) => {
          if (event.Records.length < 1) throw new Error("No order");
          return event.Records[0].body;
          //     ^^^^^^^^^^^^^^^^ first
        };
      `,
    },
    "the first record, taken from the list": {
      options: strict,
      code: `
        exports.handler = async (event) => {
          const [record] = event.Records ?? [];
          //    ^^^^^^^^ first
          await index(record.dynamodb.NewImage);
        };
      `,
    },
    "the first record, taken from the event": {
      options: strict,
      code: `
        exports.handler = async ({ Records: [{ kinesis }] }) => {
          //                                ^^^^^^^^^^^^^ first
          await save(kinesis.data, kinesis.partitionKey);
        };
      `,
    },
    "the first record, by a method": {
      options: strict,
      code: `
        import type { SQSEvent } from "aws-lambda";
        export const handler = async (event: SQSEvent) => {
          const records = event.Records;
          const record = records.at(0);
          //             ^^^^^^^^^^^^^ first
          await save(record.body);
        };
      `,
    },
    "a loop that ends in its first round": {
      options: strict,
      code: `
        import type { SQSEvent } from "aws-lambda";
        export const handler = async (event: SQSEvent) => {
          for (const record of event.Records) {
            await save(record.body);
            return { saved: true };
          //^^^^^^^^^^^^^^^^^^^^^^^ first
          }
        };
      `,
    },
    "the first record of S3 or SNS": {
      options: strict,
      code: `
        import type { S3Event } from "aws-lambda";
        export const handler = async (event: S3Event) => {
          await resize(event.Records[0].s3.object.key);
          //           ^^^^^^^^^^^^^^^^ first
        };
      `,
    },
    "the branch of one source": {
      options: strict,
      code: `
        import type { CloudFrontRequestEvent, SQSEvent } from "aws-lambda";
        export const handler = async (event: CloudFrontRequestEvent | SQSEvent) => {
          if (event.Records[0].cf) return;
          await save(event.Records[0].body);
          //         ^^^^^^^^^^^^^^^^ first
        };
      `,
    },
  },
});

const first = `
  import { save } from "./save.js";
  export const handler = async (event) => {
    await save(event.Records[0]);
  };
`;
const firstMarked = first.replace(
  ";\n  };",
  `;
    //         ^^^^^^^^^^^^^^^^ first
  };`,
);
const queueWith = (line: string) => `
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      Events:
        Queue: { Type: SQS, Properties: { Queue: !GetAtt Queue.Arn, ${line} } }
`;

testRule("no-partial-batch-read", {
  allows: {
    "the first record of a batch that a template says to hold one": {
      code: first,
      options: strict,
      deployedBy: queueWith("BatchSize: 1"),
    },
    "the first record of a batch whose size a parameter decides": {
      code: first,
      deployedBy: queueWith("BatchSize: !Ref Size"),
    },
  },
  reports: {
    "the first record of a batch that a template says to hold more": {
      code: firstMarked,
      deployedBy: queueWith("BatchSize: 5"),
    },
    "the first record of a batch that holds ten if a template says nothing else": {
      code: firstMarked,
      deployedBy: queueWith("Enabled: true"),
    },
  },
});
