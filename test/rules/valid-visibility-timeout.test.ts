import { json, serverless, testRule, yaml } from "../kit/test-rule.ts";

testRule("valid-visibility-timeout", {
  allows: {
    "six times the function's timeout": `
      import { Duration } from "aws-cdk-lib";
      import { Function } from "aws-cdk-lib/aws-lambda";
      import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
      import { Queue } from "aws-cdk-lib/aws-sqs";
      const orders = new Queue(this, "Orders", { visibilityTimeout: Duration.minutes(1) });
      const worker = new Function(this, "Worker", { timeout: Duration.seconds(10) });
      worker.addEventSource(new SqsEventSource(orders));
    `,
    "what AWS takes where nothing is said: 30 seconds for 3": `
      import { Function } from "aws-cdk-lib/aws-lambda";
      import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
      import { Queue } from "aws-cdk-lib/aws-sqs";
      const orders = new Queue(this, "Orders");
      const worker = new Function(this, "Worker");
      worker.addEventSource(new SqsEventSource(orders));
    `,
    "the longest that a queue can have": `
      import { Duration } from "aws-cdk-lib";
      import { Function } from "aws-cdk-lib/aws-lambda";
      import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
      import { Queue } from "aws-cdk-lib/aws-sqs";
      const orders = new Queue(this, "Orders", { visibilityTimeout: Duration.hours(12) });
      const worker = new Function(this, "Worker", { timeout: Duration.hours(3) });
      worker.addEventSource(new SqsEventSource(orders));
    `,
    "a timeout that the file does not show": `
      import { Duration } from "aws-cdk-lib";
      import { Function } from "aws-cdk-lib/aws-lambda";
      import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
      import { Queue } from "aws-cdk-lib/aws-sqs";
      const orders = new Queue(this, "Orders");
      const make = (timeout) => {
        const worker = new Function(this, "Worker", { timeout });
        worker.addEventSource(new SqsEventSource(orders));
      };
    `,
    "a product that the file does not show": `
      import { Duration } from "aws-cdk-lib";
      import { Function } from "aws-cdk-lib/aws-lambda";
      import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
      import { Queue } from "aws-cdk-lib/aws-sqs";
      import { seconds } from "./settings";
      const orders = new Queue(this, "Orders", { visibilityTimeout: Duration.seconds(6 * seconds) });
      const worker = new Function(this, "Worker", { timeout: Duration.seconds(60) });
      worker.addEventSource(new SqsEventSource(orders));
    `,
    "a queue of another stack": `
      import { Duration } from "aws-cdk-lib";
      import { Function } from "aws-cdk-lib/aws-lambda";
      import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
      const worker = new Function(this, "Worker", { timeout: Duration.seconds(60) });
      const connect = (props) => worker.addEventSource(new SqsEventSource(props.orders));
    `,
    "six times the timeout, in a template": yaml(`
      Resources:
        Worker:
          Type: AWS::Serverless::Function
          Properties:
            Timeout: 10
            Events:
              Orders: { Type: SQS, Properties: { Queue: !GetAtt Orders.Arn } }
        Orders:
          Type: AWS::SQS::Queue
          Properties:
            VisibilityTimeout: 60
    `),
    "a timeout that a parameter without default decides": yaml(`
      Parameters:
        Seconds: { Type: Number }
      Resources:
        Worker:
          Type: AWS::Serverless::Function
          Properties:
            Timeout: !Ref Seconds
            Events:
              Orders: { Type: SQS, Properties: { Queue: !GetAtt Orders.Arn } }
        Orders:
          Type: AWS::SQS::Queue
    `),
    "a queue that stands elsewhere": serverless(`
      service: orders
      provider: { name: aws, timeout: 60 }
      functions:
        work:
          handler: work.handler
          events:
            - sqs: arn:aws:sqs:eu-west-1:123456789012:orders
    `),
  },

  reports: {
    "a queue whose properties are a comment alone, indented as that is": {
      code: `
        import { Duration } from "aws-cdk-lib";
        import { Function } from "aws-cdk-lib/aws-lambda";
        import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
        import { Queue } from "aws-cdk-lib/aws-sqs";
        const orders = new Queue(this, "Orders", {
        //                 ^^^^^ short
            // Nothing yet.
        });
        const worker = new Function(this, "Worker", { timeout: Duration.seconds(10) });
        worker.addEventSource(new SqsEventSource(orders));
      `,
      suggests: {
        "Set VisibilityTimeout to 6 × function timeout (60 s)": `
        import { Duration } from "aws-cdk-lib";
        import { Function } from "aws-cdk-lib/aws-lambda";
        import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
        import { Queue } from "aws-cdk-lib/aws-sqs";
        const orders = new Queue(this, "Orders", {
        //                 ^^^^^ short
            // Nothing yet.
            visibilityTimeout: Duration.seconds(60),
        });
        const worker = new Function(this, "Worker", { timeout: Duration.seconds(10) });
        worker.addEventSource(new SqsEventSource(orders));
      `,
      },
    },
    "the slowest of those who read the queue": {
      code: `
        import { Duration } from "aws-cdk-lib";
        import { Function } from "aws-cdk-lib/aws-lambda";
        import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
        import { Queue } from "aws-cdk-lib/aws-sqs";
        const orders = new Queue(this, "Orders", {
          visibilityTimeout: Duration.seconds(90), // longer than both
          //                 ^^^^^^^^^^^^^^^^^^^^ short
        });
        const fast = new Function(this, "Fast", { timeout: Duration.seconds(20) });
        fast.addEventSource(new SqsEventSource(orders, { filters: [small] }));
        const slow = new Function(this, "Slow", { timeout: Duration.seconds(60) });
        slow.addEventSource(new SqsEventSource(orders, { filters: [large] }));
      `,
      suggests: {
        "Set VisibilityTimeout to 6 × function timeout (360 s)": `
        import { Duration } from "aws-cdk-lib";
        import { Function } from "aws-cdk-lib/aws-lambda";
        import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
        import { Queue } from "aws-cdk-lib/aws-sqs";
        const orders = new Queue(this, "Orders", {
          visibilityTimeout: Duration.seconds(360), // longer than both
          //                 ^^^^^^^^^^^^^^^^^^^^ short
        });
        const fast = new Function(this, "Fast", { timeout: Duration.seconds(20) });
        fast.addEventSource(new SqsEventSource(orders, { filters: [small] }));
        const slow = new Function(this, "Slow", { timeout: Duration.seconds(60) });
        slow.addEventSource(new SqsEventSource(orders, { filters: [large] }));
      `,
      },
    },
    "a value that is spelt out as nothing": {
      code: `
        const { Duration } = require("aws-cdk-lib");
        const { Function } = require("aws-cdk-lib/aws-lambda");
        const { SqsEventSource } = require("aws-cdk-lib/aws-lambda-event-sources");
        const { Queue } = require("aws-cdk-lib/aws-sqs");
        const orders = new Queue(this, "Orders", { visibilityTimeout: undefined });
        //                 ^^^^^ short
        const worker = new Function(this, "Worker", { timeout: Duration.seconds(10) });
        worker.addEventSource(new SqsEventSource(orders));
      `,
      suggests: {
        "Set VisibilityTimeout to 6 × function timeout (60 s)": `
        const { Duration } = require("aws-cdk-lib");
        const { Function } = require("aws-cdk-lib/aws-lambda");
        const { SqsEventSource } = require("aws-cdk-lib/aws-lambda-event-sources");
        const { Queue } = require("aws-cdk-lib/aws-sqs");
        const orders = new Queue(this, "Orders", { visibilityTimeout: Duration.seconds(60) });
        //                 ^^^^^ short
        const worker = new Function(this, "Worker", { timeout: Duration.seconds(10) });
        worker.addEventSource(new SqsEventSource(orders));
      `,
      },
    },
    "a value with a remark in it, which has to be changed by hand": {
      code: `
        import { Duration } from "aws-cdk-lib";
        import { Function } from "aws-cdk-lib/aws-lambda";
        import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
        import { Queue } from "aws-cdk-lib/aws-sqs";
        const orders = new Queue(this, "Orders", { visibilityTimeout: Duration.seconds(45 /* for now */) });
        //                                                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ short
        const worker = new Function(this, "Worker", { timeout: Duration.seconds(10) });
        worker.addEventSource(new SqsEventSource(orders));
      `,
    },
    "a value from elsewhere in the file, which has to be changed by hand": {
      code: `
        import { Duration } from "aws-cdk-lib";
        import { Function } from "aws-cdk-lib/aws-lambda";
        import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
        import { Queue } from "aws-cdk-lib/aws-sqs";
        const common = { visibilityTimeout: Duration.seconds(45) };
        //                                  ^^^^^^^^^^^^^^^^^^^^ short
        const orders = new Queue(this, "Orders", { ...common });
        const worker = new Function(this, "Worker", { timeout: Duration.seconds(10) });
        worker.addEventSource(new SqsEventSource(orders));
      `,
    },
    "less than six times": {
      code: `
        import { Duration } from "aws-cdk-lib";
        import { Function } from "aws-cdk-lib/aws-lambda";
        import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
        import { Queue } from "aws-cdk-lib/aws-sqs";
        const orders = new Queue(this, "Orders", { visibilityTimeout: Duration.seconds(60) });
        //                                                            ^^^^^^^^^^^^^^^^^^^^ short
        const worker = new Function(this, "Worker", { timeout: Duration.minutes(1) });
        worker.addEventSource(new SqsEventSource(orders));
      `,
      suggests: {
        "Set VisibilityTimeout to 6 × function timeout (360 s)": `
        import { Duration } from "aws-cdk-lib";
        import { Function } from "aws-cdk-lib/aws-lambda";
        import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
        import { Queue } from "aws-cdk-lib/aws-sqs";
        const orders = new Queue(this, "Orders", { visibilityTimeout: Duration.seconds(360) });
        //                                                            ^^^^^^^^^^^^^^^^^^^^ short
        const worker = new Function(this, "Worker", { timeout: Duration.minutes(1) });
        worker.addEventSource(new SqsEventSource(orders));
      `,
      },
    },
    "less than the function's timeout, as the 30 seconds of a queue that says nothing": {
      code: `
        import * as cdk from "aws-cdk-lib";
        const orders = new cdk.aws_sqs.Queue(this, "Orders");
        //                 ^^^^^^^^^^^^^^^^^ refused
        const worker = new cdk.aws_lambda.Function(this, "Worker", { timeout: cdk.Duration.seconds(45) });
        worker.addEventSource(new cdk.aws_lambda_event_sources.SqsEventSource(orders));
      `,
      suggests: {
        "Set VisibilityTimeout to 6 × function timeout (270 s)": `
        import * as cdk from "aws-cdk-lib";
        const orders = new cdk.aws_sqs.Queue(this, "Orders", { visibilityTimeout: cdk.Duration.seconds(270) });
        //                 ^^^^^^^^^^^^^^^^^ refused
        const worker = new cdk.aws_lambda.Function(this, "Worker", { timeout: cdk.Duration.seconds(45) });
        worker.addEventSource(new cdk.aws_lambda_event_sources.SqsEventSource(orders));
      `,
      },
    },
    "a queue in YAML that hides messages too briefly": {
      ...yaml(`
        Resources:
          Worker:
            Type: AWS::Serverless::Function
            Properties:
              Timeout: 30
              Events:
                Orders:
                  Type: SQS
                  Properties: { Queue: !GetAtt Orders.Arn }
          Orders:
            Type: AWS::SQS::Queue
            Properties:
              VisibilityTimeout: '60' # as long as the client waits
              #                  ^^^^ short
              QueueName: orders
      `),
      suggests: {
        "Set VisibilityTimeout to 6 × function timeout (180 s)": `
        Resources:
          Worker:
            Type: AWS::Serverless::Function
            Properties:
              Timeout: 30
              Events:
                Orders:
                  Type: SQS
                  Properties: { Queue: !GetAtt Orders.Arn }
          Orders:
            Type: AWS::SQS::Queue
            Properties:
              VisibilityTimeout: '180' # as long as the client waits
              #                  ^^^^ short
              QueueName: orders
      `,
      },
    },
    "a queue in YAML without properties": {
      ...yaml(`
        Globals:
          Function:
            Timeout: 45
        Resources:
            Worker:
                Type: AWS::Serverless::Function
                Properties:
                    Events:
                        Orders:
                            Type: SQS
                            Properties: { Queue: !GetAtt Orders.Arn }
            Orders: # what customers want
          # ^^^^^^ refused
                Type: AWS::SQS::Queue # not FIFO
            Parcels:
                Type: AWS::SQS::Queue
      `),
      suggests: {
        "Set VisibilityTimeout to 6 × function timeout (270 s)": `
        Globals:
          Function:
            Timeout: 45
        Resources:
            Worker:
                Type: AWS::Serverless::Function
                Properties:
                    Events:
                        Orders:
                            Type: SQS
                            Properties: { Queue: !GetAtt Orders.Arn }
            Orders: # what customers want
          # ^^^^^^ refused
                Type: AWS::SQS::Queue # not FIFO
                Properties:
                    VisibilityTimeout: 270
            Parcels:
                Type: AWS::SQS::Queue
      `,
      },
    },
    "a queue in YAML's flow style": {
      ...yaml(`
        Resources:
          Worker: { Type: AWS::Lambda::Function, Properties: { Timeout: 45 } }
          Orders: { Type: AWS::SQS::Queue, Properties: { QueueName: orders } }
        # ^^^^^^ refused
          Mapping:
            Type: AWS::Lambda::EventSourceMapping
            Properties: { FunctionName: !Ref Worker, EventSourceArn: !GetAtt Orders.Arn }
      `),
      suggests: {
        "Set VisibilityTimeout to 6 × function timeout (270 s)": `
        Resources:
          Worker: { Type: AWS::Lambda::Function, Properties: { Timeout: 45 } }
          Orders: { Type: AWS::SQS::Queue, Properties: { QueueName: orders, VisibilityTimeout: 270 } }
        # ^^^^^^ refused
          Mapping:
            Type: AWS::Lambda::EventSourceMapping
            Properties: { FunctionName: !Ref Worker, EventSourceArn: !GetAtt Orders.Arn }
      `,
      },
    },
    "a queue in JSON": {
      ...json(`
        {
          "Resources": {
            "Worker": { "Type": "AWS::Lambda::Function", "Properties": { "Timeout": 10 } },
            "Orders": {
         // ^^^^^^^^ short
              "Type": "AWS::SQS::Queue"
            },
            "Mapping": {
              "Type": "AWS::Lambda::EventSourceMapping",
              "Properties": {
                "FunctionName": { "Ref": "Worker" },
                "EventSourceArn": { "Fn::GetAtt": ["Orders", "Arn"] }
              }
            }
          }
        }
      `),
      suggests: {
        "Set VisibilityTimeout to 6 × function timeout (60 s)": `
        {
          "Resources": {
            "Worker": { "Type": "AWS::Lambda::Function", "Properties": { "Timeout": 10 } },
            "Orders": {
              "Type": "AWS::SQS::Queue",
              "Properties": {
                "VisibilityTimeout": 60
              }
            },
            "Mapping": {
              "Type": "AWS::Lambda::EventSourceMapping",
              "Properties": {
                "FunctionName": { "Ref": "Worker" },
                "EventSourceArn": { "Fn::GetAtt": ["Orders", "Arn"] }
              }
            }
          }
        }
      `,
      },
    },
    "the six seconds that serverless.yml gives a function": {
      ...serverless(`
        service: orders
        provider:
          name: aws
        functions:
          work:
            handler: work.handler
            events:
              - sqs: !GetAtt Orders.Arn
        resources:
          Resources:
            Orders:
          # ^^^^^^ short
              Type: AWS::SQS::Queue
              Properties:
                QueueName: orders
      `),
      suggests: {
        "Set VisibilityTimeout to 6 × function timeout (36 s)": `
        service: orders
        provider:
          name: aws
        functions:
          work:
            handler: work.handler
            events:
              - sqs: !GetAtt Orders.Arn
        resources:
          Resources:
            Orders:
          # ^^^^^^ short
              Type: AWS::SQS::Queue
              Properties:
                QueueName: orders
                VisibilityTimeout: 36
      `,
      },
    },
    "a timeout that a parameter sets by default": yaml(`
      Parameters:
        Seconds: { Type: Number, Default: 30 }
      Resources:
        Worker:
          Type: AWS::Serverless::Function
          Properties:
            Timeout: 30
            Events:
              Orders: { Type: SQS, Properties: { Queue: !GetAtt Orders.Arn } }
        Orders:
          Type: AWS::SQS::Queue
          Properties: { VisibilityTimeout: !Ref Seconds }
          #                                ^^^^^^^^^^^^ short
    `),
    "a queue of serverless.ts, which takes a person": {
      filename: "serverless.ts",
      code: `
        const orders = { Type: "AWS::SQS::Queue", Properties: { VisibilityTimeout: 30 } };
        //                                                                         ^^ refused
        export default {
          service: "orders",
          provider: { name: "aws", timeout: 60 },
          functions: {
            work: { handler: "work.handler", events: [{ sqs: { arn: { "Fn::GetAtt": ["Orders", "Arn"] } } }] },
          },
          resources: { Resources: { Orders: orders } },
        };
      `,
      suggests: {},
    },
  },
});
