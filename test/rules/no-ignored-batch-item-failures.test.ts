import { withQueue } from "../kit/deployed.ts";
import { testRule } from "../kit/test-rule.ts";

const silent = withQueue("app.handler");
const asking = withQueue("app.handler", "FunctionResponseTypes: [ReportBatchItemFailures]");

const returning = `
  import { pack } from "./pack.js";
  export const handler = async (event) => {
    const batchItemFailures = [];
    for (const record of event.Records) {
      try {
        await pack(record.body);
      } catch {
        batchItemFailures.push({ itemIdentifier: record.messageId });
      }
    }
    return { batchItemFailures };
  };
`;

const forgetting = `
  import { pack } from "./pack.js";
  export const handler = async (event) => {
    for (const record of event.Records) {
      try {
        await pack(record.body, record.messageId, record.receiptHandle);
      } catch (error) {
        console.error(error);
      }
    }
  };
`;

const forgettingMarked = forgetting.replace(
  "} catch (error) {",
  `} catch (error) {
      //^^^^^^^^^^^^^ unanswered`,
);

const stream = (...lines: string[]) => ({
  "template.json": JSON.stringify(
    {
      Resources: {
        Changes: { Type: "AWS::Lambda::Function", Properties: { Handler: "app.handler", Code: "." } },
        Orders: { Type: "AWS::DynamoDB::Table" },
        OrdersToChanges: {
          Type: "AWS::Lambda::EventSourceMapping",
          Properties: {
            FunctionName: { Ref: "Changes" },
            EventSourceArn: { "Fn::GetAtt": ["Orders", "StreamArn"] },
            StartingPosition: "LATEST",
            ...(lines.length > 0 && { FunctionResponseTypes: lines }),
          },
        },
      },
    },
    null,
    2,
  ),
});

testRule("no-ignored-batch-item-failures", {
  allows: {
    "failures that the mapping asks for": { code: returning, deployedBy: asking },
    "failures where a parameter decides": {
      code: returning,
      deployedBy: withQueue("app.handler", "FunctionResponseTypes: !Ref ResponseTypes"),
    },
    "failures where a condition decides": {
      code: returning,
      deployedBy: withQueue(
        "app.handler",
        "FunctionResponseTypes: !If [IsNew, [ReportBatchItemFailures], !Ref AWS::NoValue]",
      ),
    },
    "failures where the mapping is switched off": {
      code: returning,
      deployedBy: withQueue("app.handler", "Enabled: false"),
    },
    "failures of a file that nothing is known to deploy": returning,
    "failures of a function that the template does not deploy": {
      code: returning.replace("handler", "other"),
      deployedBy: silent,
    },
    "failures where another export is deployed": {
      code: returning,
      deployedBy: silent.replace("app.handler", "app.other"),
    },
    "failures returned to Kafka, whose mappings ask in another way": {
      code: `
        export const handler = async (event) => ({ batchItemFailures: await packAll(event.records) });
        const packAll = async (records) => Object.keys(records).map((itemIdentifier) => ({ itemIdentifier }));
      `,
      deployedBy: silent.replace("Type: SQS", "Type: MSK").replace("Queue:", "Stream:"),
    },
    "failures in a tumbling window, whose answer is a state": {
      code: returning,
      deployedBy: withQueue("app.handler", "TumblingWindowInSeconds: 60")
        .replace("Type: SQS", "Type: Kinesis")
        .replace("Queue:", "Stream:"),
    },
    "a list that is always empty": {
      code: "export const handler = async (event) => ({ batchItemFailures: [] });",
      deployedBy: silent,
    },
    "failures that a function of the file takes back": {
      code: `
        ${returning.replace("export const handler", "const inner")}
        export const handler = async (event) => {
          const { batchItemFailures } = await inner(event);
          if (batchItemFailures.length > 0) throw new Error("Some failed");
        };
      `,
      deployedBy: silent,
    },
    "failures that an unknown wrapper gets": {
      code: `
        import { throwing } from "./throwing.js";
        export const handler = throwing(async (event) => ({ batchItemFailures: event.Records }));
      `,
      deployedBy: silent,
    },
    "failures of another source": {
      code: `
        export const handler = async (event) => {
          if (event.Records[0].eventSource === "aws:kinesis") {
            return { batchItemFailures: event.Records.map((record) => ({ itemIdentifier: record.kinesis.sequenceNumber })) };
          }
          if (event.Records[0].eventSource === "aws:sqs") throw new Error("Not yet");
        };
      `,
      deployedBy: silent,
    },
    "a handler that throws, though the mapping asks": {
      code: forgetting.replace("console.error(error);", "throw error;"),
      deployedBy: asking,
    },
    "a handler that names the failures of some, though not of this one": {
      code: returning.replace(
        "for (const",
        `for (const record of event.Records) {
          try { await pack(record); } catch (error) { console.error(error); }
        }
        for (const`,
      ),
      deployedBy: asking,
    },
    "forgotten errors that the mapping does not ask for": { code: forgetting, deployedBy: silent },
    "forgotten errors where nothing is known of the mapping": {
      code: forgetting,
      deployedBy: withQueue("app.handler", "FunctionResponseTypes: !Ref ResponseTypes"),
    },
    "errors that somebody meant to forget": {
      code: forgetting.replace("console.error(error);", "// ignored: it comes again tomorrow"),
      deployedBy: asking,
    },
  },

  reports: {
    "failures that no mapping asks for": {
      code: returning.replace(
        "return { batchItemFailures };",
        `return { batchItemFailures };
    //       ^^^^^^^^^^^^^^^^^ ignored`,
      ),
      deployedBy: silent,
    },
    "failures where the mapping asks for nothing, in so many words": {
      code: `
        exports.handler = async (event) => ({
          batchItemFailures: event.Records.map(({ messageId }) => ({ itemIdentifier: messageId })),
        //^^^^^^^^^^^^^^^^^ ignored
        });
      `,
      deployedBy: withQueue("app.handler", "FunctionResponseTypes: []"),
    },
    "failures of a stream, by CloudFormation in JSON": {
      code: `
        exports.handler = async (event) => {
          const response = { batchItemFailures: [] };
          //                 ^^^^^^^^^^^^^^^^^ ignored
          for (const record of event.Records) {
            response.batchItemFailures.push({ itemIdentifier: record.dynamodb.SequenceNumber });
          }
          return response;
        };
      `,
      deployedBy: stream(),
    },
    "failures by serverless.yml": {
      code: `
        exports.handler = async (event) => {
          return { batchItemFailures: event.Records.map((record) => ({ itemIdentifier: record.messageId })) };
          //       ^^^^^^^^^^^^^^^^^ ignored
        };
      `,
      deployedBy: {
        "serverless.yml": `
service: orders
provider: { name: aws }
functions:
  pack:
    handler: app.handler
    events:
      - sqs: { arn: "arn:aws:sqs:eu-west-1:111122223333:orders", batchSize: 5 }
`,
      },
    },
    "failures by CDK code": {
      code: `
        export const handler = async (event) => {
          return { batchItemFailures: event.Records.map((record) => ({ itemIdentifier: record.messageId })) };
          //       ^^^^^^^^^^^^^^^^^ ignored
        };
      `,
      deployedBy: {
        "cdk.json": "{}",
        "stack.ts": `
          import { NodejsFunction } from "aws-cdk-lib/aws-lambda-nodejs";
          import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
          const pack = new NodejsFunction(this, "Pack", { entry: "app.js" });
          pack.addEventSource(new SqsEventSource(queue, { batchSize: 5 }));
        `,
      },
    },
    "failures in each template that does not ask for them": {
      code: returning.replace(
        "return { batchItemFailures };",
        `return { batchItemFailures };
    //       ^^^^^^^^^^^^^^^^^ ignored
    //       ^^^^^^^^^^^^^^^^^ ignored`,
      ),
      deployedBy: { "template.yaml": silent, "staging.template.yaml": silent, "live.template.yaml": asking },
    },
    "failures that Powertools answers with": {
      code: `
        import { BatchProcessor, EventType, processPartialResponse } from "@aws-lambda-powertools/batch";
        const processor = new BatchProcessor(EventType.SQS);
        export const handler = async (event, context) =>
          processPartialResponse(event, pack, processor, { context });
        //^^^^^^^^^^^^^^^^^^^^^^ ignored
        const pack = async (record) => console.log(record.messageId);
      `,
      deployedBy: silent,
    },
    "failures through middy": {
      code: `
        import middy from "@middy/core";
        export const handler = middy(async (event) => {
          return { batchItemFailures: event.Records.map((record) => ({ itemIdentifier: record.messageId })) };
          //       ^^^^^^^^^^^^^^^^^ ignored
        });
      `,
      deployedBy: silent,
    },
    "failures that a middleware of middy answers with": {
      code: `
        import middy from "@middy/core";
        import partialBatch from "@middy/sqs-partial-batch-failure";
        export const handler = middy(async (event) => Promise.allSettled(event.Records.map(save))).use(partialBatch());
        //                                                                                             ^^^^^^^^^^^^ ignored
        const save = async (record) => record.messageId;
      `,
      deployedBy: silent,
    },
    "errors that are forgotten, though the mapping asks for what failed": {
      code: forgettingMarked,
      deployedBy: asking,
      suggests: {
        "Report this record as failed": `
  import { pack } from "./pack.js";
  export const handler = async (event) => {
    const batchItemFailures = [];
    for (const record of event.Records) {
      try {
        await pack(record.body, record.messageId, record.receiptHandle);
      } catch (error) {
      //^^^^^^^^^^^^^ unanswered
        console.error(error);
        batchItemFailures.push({ itemIdentifier: record.messageId });
      }
    }
    return { batchItemFailures };
  };
`,
        "Rethrow the error": forgettingMarked.replace(
          "console.error(error);",
          "console.error(error);\n        throw error;",
        ),
      },
    },
    "errors that are forgotten in a function whose source only the template shows": {
      code: `
        import { pack } from "./pack.js";
        export const handler = async (event) => {
          for (const record of event.Records) {
            await pack(record).catch((error) => console.error(error));
            //                 ^^^^^ unanswered
          }
        };
      `,
      deployedBy: asking,
    },
    "settled promises that nobody looks at": {
      code: `
        import { pack } from "./pack.js";
        export const handler = async (event) => {
          await Promise.allSettled(event.Records.map((record) => pack(record)));
          //    ^^^^^^^^^^^^^^^^^^ unanswered
        };
      `,
      deployedBy: stream("ReportBatchItemFailures"),
    },
  },
});
