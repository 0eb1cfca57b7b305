import { testRule } from "../kit/test-rule.ts";

const template = (queue: string, ...more: string[]) => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Pack:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      Events:
        Orders:
          Type: SQS
          Properties:
            Queue: ${queue}
${more.map((line) => `            ${line}`).join("\n")}
  Ordered: { Type: AWS::SQS::Queue, Properties: { FifoQueue: true } }
  Plain: { Type: AWS::SQS::Queue }
  Named: { Type: AWS::SQS::Queue, Properties: { QueueName: orders.fifo } }
  Open: { Type: AWS::SQS::Queue, Properties: { FifoQueue: !Ref IsOrdered } }
`;

const ordered = template("!GetAtt Ordered.Arn");

const atOnce = `
  import { pack } from "./pack.js";
  export const handler = async (event) => {
    await Promise.all(event.Records.map(async (record) => pack(record.body)));
  };
`;
const atOnceMarked = atOnce.replace(
  /;\n\s+};/,
  `;
    //                ^^^^^^^^^^^^^^^^^ parallel
  };`,
);

const goingOn = (caught: string, before = "") => `
  import { pack } from "./pack.js";
  export const handler = async (event) => {
    const batchItemFailures = [];
    for (const record of event.Records) {
      ${before}
      try {
        await pack(record.body);
      } catch (error) {
        ${caught}
      }
    }
    return { batchItemFailures };
  };
`;
const noting = "batchItemFailures.push({ itemIdentifier: record.messageId });";

const powertools = (processor: string) => `
  import { EventType, processPartialResponse, ${processor} } from "@aws-lambda-powertools/batch";
  const processor = new ${processor}(EventType.SQS);
  //                    ${"^".repeat(processor.length)} processor
  const pack = async (record) => console.log(record.messageId);
  export const handler = async (event, context) => processPartialResponse(event, pack, processor, { context });
`;

testRule("require-fifo-stop-on-failure", {
  allows: {
    "messages at once of a queue without order": { code: atOnce, deployedBy: template("!GetAtt Plain.Arn") },
    "messages at once of a queue of which nothing is known": {
      code: atOnce,
      deployedBy: template("!Ref QueueArn"),
    },
    "messages at once of a queue whose order a parameter decides": {
      code: atOnce,
      deployedBy: template("!GetAtt Open.Arn"),
    },
    "messages where nothing is known of the deployment": atOnce,
    "messages that come one by one": {
      code: atOnce,
      deployedBy: template("!GetAtt Ordered.Arn", "BatchSize: 1"),
    },
    "messages that are grouped": {
      code: atOnce.replace("record.body", "record.body, record.attributes.MessageGroupId"),
      deployedBy: ordered,
    },
    "messages that are only looked at": {
      code: "export const handler = async (event) => event.Records.map(({ body }) => body);",
      deployedBy: ordered,
    },
    "one message after the other, where an error ends it": {
      code: goingOn("throw error;"),
      deployedBy: ordered,
    },
    "a failure after which the loop ends": { code: goingOn(`${noting} break;`), deployedBy: ordered },
    "a failure whereupon the others are left out": {
      code: goingOn(noting, `if (batchItemFailures.length > 0) { ${noting} continue; }`),
      deployedBy: ordered,
    },
    "a failed message that is put elsewhere": { code: goingOn("await park(record);"), deployedBy: ordered },
    "a processor of Powertools that stops": {
      code: powertools("SqsFifoPartialProcessor").replace(/ *\/\/ .*\n/, ""),
      deployedBy: ordered,
    },
    "a processor of Powertools for a queue without order": {
      code: powertools("BatchProcessor").replace(/ *\/\/ .*\n/, ""),
      deployedBy: template("!GetAtt Plain.Arn"),
    },
  },

  reports: {
    "messages at once": { code: atOnceMarked, deployedBy: ordered },
    "messages at once of a queue that its name says to be in order": {
      code: atOnceMarked,
      deployedBy: template("!GetAtt Named.Arn"),
    },
    "messages at once of a queue of another template": {
      code: atOnceMarked,
      deployedBy: template("arn:aws:sqs:eu-west-1:111122223333:orders.fifo"),
    },
    "messages at once until all are settled": {
      code: `
        import { pack } from "./pack.js";
        exports.handler = async (event) => {
          const results = await Promise.allSettled(event.Records.map((record) => pack(record)));
          //                                       ^^^^^^^^^^^^^^^^^ parallel
          return { batchItemFailures: failuresIn(results, event.Records) };
        };
      `,
      deployedBy: ordered,
    },
    "a failure after which the loop goes on": {
      code: goingOn(noting).replace(
        "} catch (error) {",
        `} catch (error) {
      //^^^^^^^^^^^^^ goesOn`,
      ),
      deployedBy: ordered,
    },
    "a failure that is noted by its id": {
      code: goingOn("failed.push(record.messageId);").replace(
        "} catch (error) {",
        `} catch (error) {
      //^^^^^^^^^^^^^ goesOn`,
      ),
      deployedBy: ordered,
    },
    "a processor of Powertools that goes on": { code: powertools("BatchProcessor"), deployedBy: ordered },
    "a synchronous processor of Powertools that goes on": {
      code: powertools("BatchProcessorSync").replaceAll(
        "processPartialResponse",
        "processPartialResponseSync",
      ),
      deployedBy: ordered,
    },
    "by CloudFormation in JSON": {
      code: atOnceMarked,
      deployedBy: {
        "template.json": JSON.stringify({
          Resources: {
            Pack: { Type: "AWS::Lambda::Function", Properties: { Handler: "app.handler", Code: "." } },
            Orders: { Type: "AWS::SQS::Queue", Properties: { FifoQueue: true } },
            OrdersToPack: {
              Type: "AWS::Lambda::EventSourceMapping",
              Properties: { FunctionName: { Ref: "Pack" }, EventSourceArn: { "Fn::GetAtt": "Orders.Arn" } },
            },
          },
        }),
      },
    },
    "by serverless.yml": {
      code: atOnceMarked,
      deployedBy: {
        "serverless.yml": `
service: orders
provider: { name: aws }
functions:
  pack: { handler: app.handler, events: [{ sqs: !GetAtt Orders.Arn }] }
resources:
  Resources:
    Orders: { Type: AWS::SQS::Queue, Properties: { FifoQueue: true } }
`,
      },
    },
    "by CDK code": {
      code: atOnceMarked,
      deployedBy: {
        "cdk.json": "{}",
        "stack.ts": `
          import { NodejsFunction } from "aws-cdk-lib/aws-lambda-nodejs";
          import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
          import { Queue } from "aws-cdk-lib/aws-sqs";
          const pack = new NodejsFunction(this, "Pack", { entry: "app.js" });
          pack.addEventSource(new SqsEventSource(new Queue(this, "Orders", { fifo: true })));
        `,
      },
    },
  },
});
