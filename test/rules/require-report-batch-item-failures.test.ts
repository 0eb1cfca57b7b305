import { json, serverless, testRule, yaml } from "../kit/test-rule.ts";

testRule("require-report-batch-item-failures", {
  allows: {
    "a mapping that asks for them": `
      import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
      worker.addEventSource(new SqsEventSource(orders, { reportBatchItemFailures: true }));
    `,
    "a mapping that may ask for them": `
      import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
      const connect = (props) => worker.addEventSource(new SqsEventSource(orders, props));
    `,
    "a mapping whose settings come from elsewhere": `
      import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
      import { defaults } from "./defaults";
      worker.addEventSource(new SqsEventSource(orders, { ...defaults, maxConcurrency: 5 }));
    `,
    "batches of one record": `
      import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
      worker.addEventSource(new SqsEventSource(orders, { batchSize: 1 }));
    `,
    "batches of one record, by a class of this file": `
      import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
      class OneByOne extends SqsEventSource {
        constructor(queue) {
          super(queue, { batchSize: 1 });
        }
      }
      worker.addEventSource(new OneByOne(orders));
    `,
    "batches whose size is not known": `
      import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
      import { batchSize } from "./settings";
      worker.addEventSource(new SqsEventSource(orders, { batchSize }));
    `,
    "a tumbling window, whose answer is its state": `
      import { Duration } from "aws-cdk-lib";
      import { KinesisEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
      counter.addEventSource(new KinesisEventSource(clicks, { tumblingWindow: Duration.minutes(1) }));
    `,
    "Kafka, which knows them only with provisioned pollers": `
      import { ManagedKafkaEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
      worker.addEventSource(new ManagedKafkaEventSource({ clusterArn, topic: "orders" }));
    `,
    "events that come one at a time": `
      import { SnsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
      worker.addEventSource(new SnsEventSource(topic));
    `,
    "somebody else's class": `
      import { Stack } from "aws-cdk-lib";
      import { SqsEventSource } from "./event-sources";
      worker.addEventSource(new SqsEventSource(orders));
    `,
    "a mapping that asks, in a template": yaml(`
      Resources:
        Worker:
          Type: AWS::Serverless::Function
          Properties:
            Events:
              Orders:
                Type: SQS
                Properties: { Queue: !GetAtt Orders.Arn, FunctionResponseTypes: [ReportBatchItemFailures] }
    `),
    "one message at a time, in serverless.yml": serverless(`
      service: orders
      provider: { name: aws }
      functions:
        work: { handler: work.handler, events: [{ sqs: { arn: !GetAtt Orders.Arn, batchSize: 1 } }] }
    `),
    "what a condition decides, in a template": yaml(`
      Resources:
        Worker:
          Type: AWS::Serverless::Function
          Properties:
            Events:
              Orders:
                Type: SQS
                Properties:
                  Queue: !GetAtt Orders.Arn
                  FunctionResponseTypes: !If [IsLive, [ReportBatchItemFailures], !Ref AWS::NoValue]
    `),
    "Kafka, in a template": yaml(`
      Resources:
        Worker:
          Type: AWS::Serverless::Function
          Properties:
            Events:
              Orders: { Type: MSK, Properties: { Stream: !Ref Cluster, Topics: [orders] } }
    `),
  },

  reports: {
    "a queue without any settings": {
      code: `
        import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
        worker.addEventSource(new SqsEventSource(orders));
        //                        ^^^^^^^^^^^^^^ repeatsAll
      `,
      suggests: {
        "Set `ReportBatchItemFailures`": `
        import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
        worker.addEventSource(new SqsEventSource(orders, { reportBatchItemFailures: true }));
        //                        ^^^^^^^^^^^^^^ repeatsAll
      `,
      },
    },
    "a stream with other settings": {
      code: `
        import { StartingPosition } from "aws-cdk-lib/aws-lambda";
        import { DynamoEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
        worker.addEventSource(
          new DynamoEventSource(orders, {
          //  ^^^^^^^^^^^^^^^^^ repeatsAll
            startingPosition: StartingPosition.LATEST,
            retryAttempts: 3, // then it is given up
          }),
        );
      `,
      suggests: {
        "Set `ReportBatchItemFailures`": `
        import { StartingPosition } from "aws-cdk-lib/aws-lambda";
        import { DynamoEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
        worker.addEventSource(
          new DynamoEventSource(orders, {
          //  ^^^^^^^^^^^^^^^^^ repeatsAll
            startingPosition: StartingPosition.LATEST,
            retryAttempts: 3, // then it is given up
            reportBatchItemFailures: true,
          }),
        );
      `,
      },
    },
    "a mapping that says no": {
      code: `
        import { KinesisEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
        worker.addEventSource(new KinesisEventSource(clicks, { reportBatchItemFailures: false }));
        //                        ^^^^^^^^^^^^^^^^^^ repeatsAll
      `,
      suggests: {
        "Set `ReportBatchItemFailures`": `
        import { KinesisEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
        worker.addEventSource(new KinesisEventSource(clicks, { reportBatchItemFailures: true }));
        //                        ^^^^^^^^^^^^^^^^^^ repeatsAll
      `,
      },
    },
    "settings that a class of this file gives, which has to be changed by hand": {
      code: `
        import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
        class Slowly extends SqsEventSource {
          constructor(queue) {
            super(queue, { maxConcurrency: 2 });
          }
        }
        worker.addEventSource(new Slowly(orders));
        //                        ^^^^^^ repeatsAll
      `,
    },
    "a mapping of its own": `
      import { EventSourceMapping } from "aws-cdk-lib/aws-lambda";
      new EventSourceMapping(this, "Orders", { target: worker, eventSourceArn: orders.queueArn, batchSize: 5 });
      //  ^^^^^^^^^^^^^^^^^^ repeatsAll
    `,
    "an event in YAML": {
      ...yaml(`
        Resources:
          Worker:
            Type: AWS::Serverless::Function
            Properties:
              Layers:
              - !Ref Tools
              Events:
                Orders:
              # ^^^^^^ repeatsAll
                  Type: SQS
                  Properties:
                    Queue: !GetAtt Orders.Arn
                    BatchSize: 10 # all at once

          Other:
            Type: AWS::SNS::Topic
      `),
      suggests: {
        "Set `ReportBatchItemFailures`": `
        Resources:
          Worker:
            Type: AWS::Serverless::Function
            Properties:
              Layers:
              - !Ref Tools
              Events:
                Orders:
              # ^^^^^^ repeatsAll
                  Type: SQS
                  Properties:
                    Queue: !GetAtt Orders.Arn
                    BatchSize: 10 # all at once
                    FunctionResponseTypes:
                    - ReportBatchItemFailures

          Other:
            Type: AWS::SNS::Topic
      `,
      },
    },
    "an event in YAML's flow style": {
      ...yaml(`
        Resources:
          Worker:
            Type: AWS::Serverless::Function
            Properties:
              Events:
                Orders: {Type: SQS, Properties: {Queue: !GetAtt Orders.Arn}}
              # ^^^^^^ repeatsAll
      `),
      suggests: {
        "Set `ReportBatchItemFailures`": `
        Resources:
          Worker:
            Type: AWS::Serverless::Function
            Properties:
              Events:
                Orders: {Type: SQS, Properties: {Queue: !GetAtt Orders.Arn, FunctionResponseTypes: [ReportBatchItemFailures]}}
              # ^^^^^^ repeatsAll
      `,
      },
    },
    "an event in several lines of YAML's flow style": {
      ...yaml(`
        Resources:
          Worker:
            Type: AWS::Serverless::Function
            Properties:
              Events:
                Clicks: {
              # ^^^^^^ repeatsAll
                  Type: Kinesis,
                  Properties: {
                    Stream: !GetAtt Clicks.Arn, # of the shop
                    BatchSize: 100 # at most
                  }
                }
      `),
      suggests: {
        "Set `ReportBatchItemFailures`": `
        Resources:
          Worker:
            Type: AWS::Serverless::Function
            Properties:
              Events:
                Clicks: {
              # ^^^^^^ repeatsAll
                  Type: Kinesis,
                  Properties: {
                    Stream: !GetAtt Clicks.Arn, # of the shop
                    BatchSize: 100, # at most
                    FunctionResponseTypes: [ReportBatchItemFailures]
                  }
                }
      `,
      },
    },
    "a mapping in JSON": {
      ...json(`
        {
          "Resources": {
            "Mapping": {
         // ^^^^^^^^^ repeatsAll
              "Type": "AWS::Lambda::EventSourceMapping",
              "Properties": {
                "FunctionName": "worker",
                "EventSourceArn": "arn:aws:sqs:eu-west-1:123456789012:orders"
              }
            }
          }
        }
      `),
      suggests: {
        "Set `ReportBatchItemFailures`": `
        {
          "Resources": {
            "Mapping": {
              "Type": "AWS::Lambda::EventSourceMapping",
              "Properties": {
                "FunctionName": "worker",
                "EventSourceArn": "arn:aws:sqs:eu-west-1:123456789012:orders",
                "FunctionResponseTypes": ["ReportBatchItemFailures"]
              }
            }
          }
        }
      `,
      },
    },
    "an event that is nothing but an ARN": {
      ...serverless(`
        service: orders
        provider:
          name: aws
        functions:
          work:
            handler: work.handler
            events:
              - sqs: arn:aws:sqs:eu-west-1:123456789012:orders # from the shop
              # ^^^ repeatsAll
              - sns: orders
      `),
      suggests: {
        "Set `ReportBatchItemFailures`": `
        service: orders
        provider:
          name: aws
        functions:
          work:
            handler: work.handler
            events:
              - sqs:
                  arn: arn:aws:sqs:eu-west-1:123456789012:orders # from the shop
                  functionResponseType: ReportBatchItemFailures
              # ^^^ repeatsAll
              - sns: orders
      `,
      },
    },
    "a stream in serverless.yml": {
      ...serverless(`
        service: orders
        provider:
          name: aws
        functions:
          work:
            handler: work.handler
            events:
              - stream:
              # ^^^^^^ repeatsAll
                  type: kinesis
                  arn: arn:aws:kinesis:eu-west-1:123456789012:stream/clicks
      `),
      suggests: {
        "Set `ReportBatchItemFailures`": `
        service: orders
        provider:
          name: aws
        functions:
          work:
            handler: work.handler
            events:
              - stream:
              # ^^^^^^ repeatsAll
                  type: kinesis
                  arn: arn:aws:kinesis:eu-west-1:123456789012:stream/clicks
                  functionResponseType: ReportBatchItemFailures
      `,
      },
    },
    "a list of nothing in JSON": {
      ...json(`
        { "Resources": { "Mapping": { "Type": "AWS::Lambda::EventSourceMapping", "Properties": {
        //               ^^^^^^^^^ repeatsAll
          "EventSourceArn": "arn:aws:sqs:eu-west-1:123456789012:orders", "FunctionResponseTypes": [] } } } }
      `),
      suggests: {
        "Set `ReportBatchItemFailures`": `
        { "Resources": { "Mapping": { "Type": "AWS::Lambda::EventSourceMapping", "Properties": {
          "EventSourceArn": "arn:aws:sqs:eu-west-1:123456789012:orders", "FunctionResponseTypes": ["ReportBatchItemFailures"] } } } }
      `,
      },
    },
    "a list of nothing": {
      ...yaml(`
        Resources:
          Mapping:
        # ^^^^^^^ repeatsAll
            Type: AWS::Lambda::EventSourceMapping
            Properties:
              EventSourceArn: !GetAtt Orders.Arn
              FunctionResponseTypes: []
          Orders:
            Type: AWS::SQS::Queue
      `),
      suggests: {
        "Set `ReportBatchItemFailures`": `
        Resources:
          Mapping:
        # ^^^^^^^ repeatsAll
            Type: AWS::Lambda::EventSourceMapping
            Properties:
              EventSourceArn: !GetAtt Orders.Arn
              FunctionResponseTypes: [ReportBatchItemFailures]
          Orders:
            Type: AWS::SQS::Queue
      `,
      },
    },
    "what several mappings merge, without a change that all would feel": {
      ...yaml(`
        Common: &common
          EventSourceArn: arn:aws:sqs:eu-west-1:123456789012:orders
        Resources:
          Mapping:
        # ^^^^^^^ repeatsAll
            Type: AWS::Lambda::EventSourceMapping
            Properties: *common
      `),
      suggests: {},
    },
    "an event once that two functions share, in serverless.yml": serverless(`
      service: orders
      provider: { name: aws }
      functions:
        work: &work
          handler: work.handler
          events:
            - sqs: { arn: !GetAtt Orders.Arn }
      #       ^^^ repeatsAll
        again: { <<: *work, handler: again.handler }
    `),
  },
});
