import { json, serverless, testRule, yaml } from "../kit/test-rule.ts";

testRule("require-queue-dlq", {
  allows: {
    "a queue with one": `
      import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
      import { Queue } from "aws-cdk-lib/aws-sqs";
      const failed = new Queue(this, "Failed");
      const orders = new Queue(this, "Orders", { deadLetterQueue: { queue: failed, maxReceiveCount: 5 } });
      worker.addEventSource(new SqsEventSource(orders));
    `,
    "a queue that may have one": `
      import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
      import { Queue } from "aws-cdk-lib/aws-sqs";
      const make = (props) => {
        const orders = new Queue(this, "Orders", props);
        worker.addEventSource(new SqsEventSource(orders));
      };
    `,
    "a queue that has one in some stages": `
      import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
      import { Queue } from "aws-cdk-lib/aws-sqs";
      const make = (isProduction, deadLetterQueue) => {
        const orders = new Queue(this, "Orders", { deadLetterQueue: isProduction ? deadLetterQueue : undefined });
        worker.addEventSource(new SqsEventSource(orders));
      };
    `,
    "a dead-letter queue that is worked through": `
      import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
      import { Queue } from "aws-cdk-lib/aws-sqs";
      const failed = new Queue(this, "Failed");
      const orders = new Queue(this, "Orders", { deadLetterQueue: { queue: failed, maxReceiveCount: 5 } });
      worker.addEventSource(new SqsEventSource(failed));
    `,
    "a queue that takes the failures of a stream": `
      import { DynamoEventSource, SqsDlq, SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
      import { Queue } from "aws-cdk-lib/aws-sqs";
      const failed = new Queue(this, "Failed");
      worker.addEventSource(new DynamoEventSource(orders, { retryAttempts: 3, onFailure: new SqsDlq(failed) }));
      repair.addEventSource(new SqsEventSource(failed));
    `,
    "a queue that no function reads": `
      import { Queue } from "aws-cdk-lib/aws-sqs";
      new Queue(this, "Orders");
    `,
    "a queue of another stack": `
      import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
      const connect = (props) => worker.addEventSource(new SqsEventSource(props.orders));
    `,
    "a queue with one, in a template": yaml(`
      Resources:
        Worker:
          Type: AWS::Serverless::Function
          Properties:
            Events:
              Orders: { Type: SQS, Properties: { Queue: !GetAtt Orders.Arn } }
        Orders:
          Type: AWS::SQS::Queue
          Properties:
            RedrivePolicy: { deadLetterTargetArn: !GetAtt Failed.Arn, maxReceiveCount: 5 }
        Failed:
          Type: AWS::SQS::Queue
    `),
    "a dead-letter queue that is worked through, in JSON": json(`
      {
        "Resources": {
          "Mapping": {
            "Type": "AWS::Lambda::EventSourceMapping",
            "Properties": { "EventSourceArn": { "Fn::GetAtt": ["Failed", "Arn"] } }
          },
          "Failed": { "Type": "AWS::SQS::Queue" },
          "Orders": {
            "Type": "AWS::SQS::Queue",
            "Properties": { "RedrivePolicy": { "deadLetterTargetArn": { "Fn::GetAtt": ["Failed", "Arn"] } } }
          }
        }
      }
    `),
    "a queue in a template that no function reads": yaml(`
      Resources:
        Orders: { Type: AWS::SQS::Queue }
    `),
  },

  reports: {
    "a queue that is given no queue": `
      import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
      import { Queue } from "aws-cdk-lib/aws-sqs";
      const orders = new Queue(this, "Orders", { deadLetterQueue: undefined });
      //                 ^^^^^ missing
      worker.addEventSource(new SqsEventSource(orders));
    `,
    "a queue that a function reads": `
      import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
      import { Queue } from "aws-cdk-lib/aws-sqs";
      const orders = new Queue(this, "Orders", { fifo: true });
      //                 ^^^^^ missing
      worker.addEventSource(new SqsEventSource(orders));
    `,
    "once, whoever reads it": `
      import * as sqs from "aws-cdk-lib/aws-sqs";
      import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
      export class Orders {
        constructor() {
          this.orders = new sqs.Queue(this, "Orders");
          //                ^^^^^^^^^ missing
          worker.addEventSource(new SqsEventSource(this.orders));
          other.addEventSource(new SqsEventSource(this.orders));
        }
      }
    `,
    "a queue in YAML": yaml(`
      Resources:
        Worker:
          Type: AWS::Serverless::Function
          Properties:
            Events:
              Orders:
                Type: SQS
                Properties:
                  Queue: !GetAtt Orders.Arn
        Orders:
      # ^^^^^^ missing
          Type: AWS::SQS::Queue
          Properties:
            QueueName: orders
    `),
    "a queue in YAML's flow style": yaml(`
      Resources:
        Orders: { Type: AWS::SQS::Queue }
      # ^^^^^^ missing
        Mapping: { Type: AWS::Lambda::EventSourceMapping, Properties: { EventSourceArn: !GetAtt Orders.Arn } }
    `),
    "a queue in JSON": json(`
      {
        "Resources": {
          "Orders": { "Type": "AWS::SQS::Queue" },
       // ^^^^^^^^ missing
          "Mapping": {
            "Type": "AWS::Lambda::EventSourceMapping",
            "Properties": { "EventSourceArn": { "Fn::GetAtt": ["Orders", "Arn"] } }
          }
        }
      }
    `),
    "a queue in serverless.yml": serverless(`
      service: orders
      provider: { name: aws }
      functions:
        work:
          handler: work.handler
          events:
            - sqs: { arn: !GetAtt Orders.Arn }
      resources:
        Resources:
          Orders:
        # ^^^^^^ missing
            Type: AWS::SQS::Queue
    `),
  },
});
