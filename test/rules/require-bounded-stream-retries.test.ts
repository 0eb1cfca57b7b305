import { json, serverless, testRule, yaml } from "../kit/test-rule.ts";

testRule("require-bounded-stream-retries", {
  allows: {
    "a mapping that limits the retries, and keeps what it gives up": `
      import { DynamoEventSource, SqsDlq } from "aws-cdk-lib/aws-lambda-event-sources";
      worker.addEventSource(new DynamoEventSource(orders, { retryAttempts: 3, onFailure: new SqsDlq(failed) }));
    `,
    "a mapping that limits the age of a record": `
      import { Duration } from "aws-cdk-lib";
      import { KinesisEventSource, SqsDlq } from "aws-cdk-lib/aws-lambda-event-sources";
      worker.addEventSource(
        new KinesisEventSource(clicks, { maxRecordAge: Duration.hours(1), onFailure: new SqsDlq(failed) }),
      );
    `,
    "limits that the file does not show": `
      import { DynamoEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
      import { retryAttempts } from "./settings";
      worker.addEventSource(new DynamoEventSource(orders, { retryAttempts }));
    `,
    "settings that the file does not show": `
      import { DynamoEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
      const connect = (props) => worker.addEventSource(new DynamoEventSource(orders, { ...props }));
    `,
    "a destination that the file does not show": `
      import { DynamoEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
      const connect = (onFailure) =>
        worker.addEventSource(new DynamoEventSource(orders, { retryAttempts: 3, onFailure }));
    `,
    "a queue, which gives up by itself": `
      import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
      worker.addEventSource(new SqsEventSource(orders));
    `,
    "where splits are asked for, a batch of which only what failed is tried again": {
      options: [{ bisect: true }],
      code: `
        import { DynamoEventSource, SqsDlq } from "aws-cdk-lib/aws-lambda-event-sources";
        worker.addEventSource(
          new DynamoEventSource(orders, { retryAttempts: 3, reportBatchItemFailures: true, onFailure: new SqsDlq(failed) }),
        );
      `,
    },
    "a batch that is split when it fails": {
      options: [{ bisect: true }],
      code: `
        import { DynamoEventSource, SqsDlq } from "aws-cdk-lib/aws-lambda-event-sources";
        worker.addEventSource(
          new DynamoEventSource(orders, { retryAttempts: 3, bisectBatchOnError: true, onFailure: new SqsDlq(failed) }),
        );
      `,
    },
    "a batch of a single record": {
      options: [{ bisect: true }],
      code: `
        import { DynamoEventSource, SqsDlq } from "aws-cdk-lib/aws-lambda-event-sources";
        worker.addEventSource(
          new DynamoEventSource(orders, { batchSize: 1, retryAttempts: 3, onFailure: new SqsDlq(failed) }),
        );
      `,
    },
    "limits, and a place for what is given up, in a template": yaml(`
      Resources:
        Worker:
          Type: AWS::Serverless::Function
          Properties:
            Events:
              Clicks:
                Type: Kinesis
                Properties:
                  Stream: !GetAtt Clicks.Arn
                  MaximumRetryAttempts: 3
                  DestinationConfig: { OnFailure: { Type: SQS, Destination: !GetAtt Failed.Arn } }
    `),
    "queues, in serverless.yml": serverless(`
      service: orders
      provider: { name: aws }
      functions:
        work: { handler: work.handler, events: [{ sqs: !GetAtt Orders.Arn }] }
    `),
  },

  reports: {
    "a mapping without any limit": {
      code: `
        import { StartingPosition } from "aws-cdk-lib/aws-lambda";
        import { DynamoEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
        worker.addEventSource(new DynamoEventSource(orders, { startingPosition: StartingPosition.LATEST }));
        //                        ^^^^^^^^^^^^^^^^^ unbounded
      `,
      suggests: {
        "Add a limit of 3 retries, and split batches that fail": `
        import { StartingPosition } from "aws-cdk-lib/aws-lambda";
        import { DynamoEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
        worker.addEventSource(new DynamoEventSource(orders, { startingPosition: StartingPosition.LATEST, bisectBatchOnError: true, retryAttempts: 3 }));
        //                        ^^^^^^^^^^^^^^^^^ unbounded
      `,
      },
    },
    "a mapping that hands over one record at a time, which nothing splits": {
      code: `
        import { KinesisEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
        worker.addEventSource(new KinesisEventSource(clicks, { batchSize: 1 }));
        //                        ^^^^^^^^^^^^^^^^^^ unbounded
      `,
      suggests: {
        "Add a limit of 3 retries": `
        import { KinesisEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
        worker.addEventSource(new KinesisEventSource(clicks, { batchSize: 1, retryAttempts: 3 }));
        //                        ^^^^^^^^^^^^^^^^^^ unbounded
      `,
      },
    },
    "a mapping that says that there is no limit": {
      code: `
        import { KinesisEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
        worker.addEventSource(
          new KinesisEventSource(clicks, {
          //  ^^^^^^^^^^^^^^^^^^ unbounded
            retryAttempts: -1,
            batchSize: 50
          }),
        );
      `,
      suggests: {
        "Add a limit of 3 retries, and split batches that fail": `
        import { KinesisEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
        worker.addEventSource(
          new KinesisEventSource(clicks, {
          //  ^^^^^^^^^^^^^^^^^^ unbounded
            retryAttempts: 3,
            batchSize: 50,
            bisectBatchOnError: true
          }),
        );
      `,
      },
    },
    "a mapping that gives up, and keeps nothing": `
      import { DynamoEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
      worker.addEventSource(new DynamoEventSource(orders, { retryAttempts: 3, bisectBatchOnError: true }));
      //                        ^^^^^^^^^^^^^^^^^ lost
    `,
    "where asked, a batch that is given up as one": {
      options: [{ bisect: true }],
      code: `
        import { DynamoEventSource, SqsDlq } from "aws-cdk-lib/aws-lambda-event-sources";
        worker.addEventSource(new DynamoEventSource(orders, { retryAttempts: 3, onFailure: new SqsDlq(failed) }));
        //                        ^^^^^^^^^^^^^^^^^ whole
      `,
    },
    "a mapping of its own": `
      import { EventSourceMapping } from "aws-cdk-lib/aws-lambda";
      new EventSourceMapping(this, "Changes", { target: worker, eventSourceArn: orders.tableStreamArn });
      //  ^^^^^^^^^^^^^^^^^^ unbounded
    `,
    "an event in YAML": {
      ...yaml(`
        Resources:
          Worker:
            Type: AWS::Serverless::Function
            Properties:
              Events:
                Clicks:
              # ^^^^^^ unbounded
                  Type: Kinesis
                  Properties:
                    Stream: !GetAtt Clicks.Arn
                    StartingPosition: LATEST
      `),
      suggests: {
        "Add a limit of 3 retries, and split batches that fail": `
        Resources:
          Worker:
            Type: AWS::Serverless::Function
            Properties:
              Events:
                Clicks:
              # ^^^^^^ unbounded
                  Type: Kinesis
                  Properties:
                    Stream: !GetAtt Clicks.Arn
                    StartingPosition: LATEST
                    BisectBatchOnFunctionError: true
                    MaximumRetryAttempts: 3
      `,
      },
    },
    "an event without properties, which get one place for both": {
      ...yaml(`
        Resources:
          Worker:
            Type: AWS::Serverless::Function
            Properties:
              Events:
                Clicks:
              # ^^^^^^ unbounded
                  Type: Kinesis
      `),
      suggests: {
        "Add a limit of 3 retries, and split batches that fail": `
        Resources:
          Worker:
            Type: AWS::Serverless::Function
            Properties:
              Events:
                Clicks:
              # ^^^^^^ unbounded
                  Type: Kinesis
                  Properties:
                    BisectBatchOnFunctionError: true
                    MaximumRetryAttempts: 3
      `,
      },
    },
    "an event in YAML's flow style": {
      ...yaml(`
        Resources:
          Worker:
            Type: AWS::Serverless::Function
            Properties:
              Events: { Changes: { Type: DynamoDB, Properties: { Stream: !GetAtt Orders.StreamArn, MaximumRetryAttempts: -1 } } }
              #         ^^^^^^^ unbounded
      `),
      suggests: {
        "Add a limit of 3 retries, and split batches that fail": `
        Resources:
          Worker:
            Type: AWS::Serverless::Function
            Properties:
              Events: { Changes: { Type: DynamoDB, Properties: { Stream: !GetAtt Orders.StreamArn, MaximumRetryAttempts: 3, BisectBatchOnFunctionError: true } } }
              #         ^^^^^^^ unbounded
      `,
      },
    },
    "a mapping in JSON": {
      ...json(`
        {
        	"Resources": {
        		"Mapping": {
       // ^^^^^^^^^ unbounded
        			"Type": "AWS::Lambda::EventSourceMapping",
        			"Properties": {
        				"EventSourceArn": "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks"
        			}
        		}
        	}
        }
      `),
      suggests: {
        "Add a limit of 3 retries, and split batches that fail": `
        {
        	"Resources": {
        		"Mapping": {
        			"Type": "AWS::Lambda::EventSourceMapping",
        			"Properties": {
        				"EventSourceArn": "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks",
        				"BisectBatchOnFunctionError": true,
        				"MaximumRetryAttempts": 3
        			}
        		}
        	}
        }
      `,
      },
    },
    "an event in serverless.yml": {
      ...serverless(`
        service: orders
        provider:
          name: aws
        functions:
          count:
            handler: count.handler
            events:
              - stream: arn:aws:kinesis:eu-west-1:123456789012:stream/clicks
              # ^^^^^^ unbounded
      `),
      suggests: {
        "Add a limit of 3 retries, and split batches that fail": `
        service: orders
        provider:
          name: aws
        functions:
          count:
            handler: count.handler
            events:
              - stream:
                  arn: arn:aws:kinesis:eu-west-1:123456789012:stream/clicks
                  bisectBatchOnFunctionError: true
                  maximumRetryAttempts: 3
              # ^^^^^^ unbounded
      `,
      },
    },
    "an event once that two functions share, in serverless.yml": serverless(`
      service: orders
      provider: { name: aws }
      functions:
        work: &work
          handler: work.handler
          events:
            - stream: { type: dynamodb, arn: !GetAtt Orders.StreamArn }
      #       ^^^^^^ unbounded
        again: { <<: *work, handler: again.handler }
    `),
  },
});
