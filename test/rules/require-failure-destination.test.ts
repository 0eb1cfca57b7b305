import { json, serverless, testRule, yaml } from "../kit/test-rule.ts";

testRule("require-failure-destination", {
  allows: {
    "a function with a destination": `
      import { Function } from "aws-cdk-lib/aws-lambda";
      import { SqsDestination } from "aws-cdk-lib/aws-lambda-destinations";
      import { LambdaSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
      const worker = new Function(this, "Worker", { onFailure: new SqsDestination(failed) });
      topic.addSubscription(new LambdaSubscription(worker));
    `,
    "a function with a dead-letter queue": `
      import { Function } from "aws-cdk-lib/aws-lambda";
      import { LambdaFunction } from "aws-cdk-lib/aws-events-targets";
      const worker = new Function(this, "Worker", { deadLetterQueueEnabled: true });
      rule.addTarget(new LambdaFunction(worker));
    `,
    "a function that gets a destination later": `
      import { Function } from "aws-cdk-lib/aws-lambda";
      import { SqsDestination } from "aws-cdk-lib/aws-lambda-destinations";
      import { LambdaDestination } from "aws-cdk-lib/aws-s3-notifications";
      const worker = new Function(this, "Worker");
      bucket.addEventNotification(EventType.OBJECT_CREATED, new LambdaDestination(worker));
      worker.configureAsyncInvoke({ onFailure: new SqsDestination(failed), retryAttempts: 1 });
    `,
    "a destination of its own": `
      import { EventInvokeConfig, Function } from "aws-cdk-lib/aws-lambda";
      import { SnsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
      const worker = new Function(this, "Worker", { events: [new SnsEventSource(topic)] });
      new EventInvokeConfig(this, "Failures", { function: worker, onFailure: destination });
    `,
    "a destination of the alias that is invoked": `
      import { LambdaFunction } from "aws-cdk-lib/aws-events-targets";
      import { Function } from "aws-cdk-lib/aws-lambda";
      import { SqsDestination } from "aws-cdk-lib/aws-lambda-destinations";
      const worker = new Function(this, "Worker");
      const live = worker.addAlias("live", { onFailure: new SqsDestination(failed) });
      rule.addTarget(new LambdaFunction(live));
    `,
    "a destination that is given to whatever a loop goes through": `
      import { LambdaFunction } from "aws-cdk-lib/aws-events-targets";
      import { Function } from "aws-cdk-lib/aws-lambda";
      const worker = new Function(this, "Worker");
      rule.addTarget(new LambdaFunction(worker));
      for (const each of [worker]) each.configureAsyncInvoke({ onFailure: destination });
    `,
    "a dead-letter queue that is set on the resource": `
      import { LambdaFunction } from "aws-cdk-lib/aws-events-targets";
      import { CfnFunction, Function } from "aws-cdk-lib/aws-lambda";
      const worker = new Function(this, "Worker");
      rule.addTarget(new LambdaFunction(worker));
      (worker.node.defaultChild as CfnFunction).deadLetterConfig = { targetArn: failed.queueArn };
    `,
    "settings that the file does not show": `
      import { Function } from "aws-cdk-lib/aws-lambda";
      import { SnsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
      const make = (props) => {
        const worker = new Function(this, "Worker", { ...props, handler: "worker.handler" });
        worker.addEventSource(new SnsEventSource(topic));
      };
    `,
    "a function whose callers wait for it": `
      import { Function } from "aws-cdk-lib/aws-lambda";
      import { LambdaIntegration } from "aws-cdk-lib/aws-apigateway";
      const orders = new Function(this, "Orders");
      api.root.addMethod("GET", new LambdaIntegration(orders));
    `,
    "a function whose caller chooses whether to wait for it": `
      import { Function } from "aws-cdk-lib/aws-lambda";
      import { LambdaIntegration } from "aws-cdk-lib/aws-apigateway";
      const orders = new Function(this, "Orders");
      api.root.addMethod("POST", new LambdaIntegration(orders, {
        proxy: false,
        requestParameters: {
          "integration.request.header.X-Amz-Invocation-Type": "method.request.header.InvocationType",
        },
      }));
    `,
    "a header that proxy integration does not send": `
      import { Function } from "aws-cdk-lib/aws-lambda";
      import { LambdaIntegration } from "aws-cdk-lib/aws-apigateway";
      const orders = new Function(this, "Orders");
      api.root.addMethod("POST", new LambdaIntegration(orders, {
        requestParameters: { "integration.request.header.X-Amz-Invocation-Type": "'Event'" },
      }));
    `,
    "a function that Lambda polls a queue for": `
      import { Function } from "aws-cdk-lib/aws-lambda";
      import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
      const worker = new Function(this, "Worker");
      worker.addEventSource(new SqsEventSource(orders));
    `,
    "a function that nobody in sight invokes": `
      import { Function } from "aws-cdk-lib/aws-lambda";
      new Function(this, "Worker");
    `,
    "a function of another stack": `
      import { LambdaFunction } from "aws-cdk-lib/aws-events-targets";
      const connect = (props) => rule.addTarget(new LambdaFunction(props.worker));
    `,
    "where asked, a schedule": {
      options: [{ ignore: ["schedule"] }],
      code: `
        import { Function } from "aws-cdk-lib/aws-lambda";
        import { Rule, Schedule } from "aws-cdk-lib/aws-events";
        import { LambdaFunction } from "aws-cdk-lib/aws-events-targets";
        const cleaner = new Function(this, "Cleaner");
        new Rule(this, "Nightly", { schedule: Schedule.rate(day), targets: [new LambdaFunction(cleaner)] });
        const hourly = new Rule(this, "Hourly", { schedule: Schedule.rate(hour) });
        hourly.addTarget(new LambdaFunction(cleaner));
      `,
    },
    "a method of an API that says that it waits": yaml(`
      Resources:
        Worker: { Type: AWS::Lambda::Function }
        Method:
          Type: AWS::ApiGateway::Method
          Properties:
            Integration:
              Type: AWS
              Uri: !Sub "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/\${Worker.Arn}/invocations"
              RequestParameters: { integration.request.header.X-Amz-Invocation-Type: "'RequestResponse'" }
    `),
    "a schedule that only keeps the function warm": `
      import { Function } from "aws-cdk-lib/aws-lambda";
      import { Rule, RuleTargetInput, Schedule } from "aws-cdk-lib/aws-events";
      import { LambdaFunction } from "aws-cdk-lib/aws-events-targets";
      const orders = new Function(this, "Orders");
      const warm = new LambdaFunction(orders, { event: RuleTargetInput.fromObject({ warmer: true }) });
      new Rule(this, "Warm", { schedule: Schedule.rate(minutes), targets: [warm] });
    `,
    "schedules that only keep the function warm, in a template": yaml(`
      Resources:
        Orders:
          Type: AWS::Serverless::Function
          Properties:
            Events:
              Warm: { Type: Schedule, Properties: { Schedule: rate(5 minutes), Input: '{ "warmer": true }' } }
        Rule:
          Type: AWS::Events::Rule
          Properties:
            ScheduleExpression: rate(5 minutes)
            Targets: [{ Id: warm, Arn: !GetAtt Orders.Arn, Input: '{ "keepWarm": true }' }]
    `),
    "a schedule that only keeps the function warm, in serverless.yml": serverless(`
      service: orders
      provider: { name: aws }
      functions:
        orders:
          handler: orders.handler
          events:
            - http: GET /orders
            - schedule: { rate: rate(5 minutes), input: { source: serverless-plugin-warmup } }
    `),
    "a destination, in a template": yaml(`
      Resources:
        Worker:
          Type: AWS::Serverless::Function
          Properties:
            EventInvokeConfig: { DestinationConfig: { OnFailure: { Type: SQS } } }
            Events:
              Nightly: { Type: Schedule, Properties: { Schedule: rate(1 day) } }
    `),
    "a queue for failures, in serverless.yml": serverless(`
      service: orders
      provider: { name: aws }
      functions:
        clean: { handler: clean.handler, onError: !Ref Failed, events: [{ schedule: rate(1 day) }] }
    `),
    "an API, whose callers hear of failures": yaml(`
      Resources:
        Worker:
          Type: AWS::Serverless::Function
          Properties:
            Events:
              Get: { Type: Api, Properties: { Path: /, Method: get } }
    `),
  },

  reports: {
    "a function whose API does not wait for it": `
      import { LambdaIntegration, LambdaRestApi } from "aws-cdk-lib/aws-apigateway";
      import { Function } from "aws-cdk-lib/aws-lambda";
      const orders = new Function(this, "Orders");
      //                 ^^^^^^^^ dropped
      const api = new LambdaRestApi(this, "Api", { handler: orders, proxy: false });
      api.root.addMethod("POST", new LambdaIntegration(orders, {
        proxy: false,
        requestParameters: { "integration.request.header.X-Amz-Invocation-Type": "'Event'" },
      }));
    `,
    "a function that a topic invokes": `
      import { Function } from "aws-cdk-lib/aws-lambda";
      import { LambdaSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
      const worker = new Function(this, "Worker");
      //                 ^^^^^^^^ dropped
      topic.addSubscription(new LambdaSubscription(worker));
    `,
    "a rule's own dead-letter queue, which only takes what could not be delivered": `
      import { Function } from "aws-cdk-lib/aws-lambda";
      import { LambdaFunction } from "aws-cdk-lib/aws-events-targets";
      const worker = new Function(this, "Worker");
      //                 ^^^^^^^^ dropped
      rule.addTarget(new LambdaFunction(worker, { deadLetterQueue: undelivered }));
    `,
    "a function kept in a field of the stack": `
      import { NodejsFunction } from "aws-cdk-lib/aws-lambda-nodejs";
      import { LambdaDestination } from "aws-cdk-lib/aws-s3-notifications";
      export class Uploads {
        constructor() {
          this.worker = new NodejsFunction(this, "Worker");
          //                ^^^^^^^^^^^^^^ dropped
          bucket.addEventNotification(EventType.OBJECT_CREATED, new LambdaDestination(this.worker));
        }
      }
    `,
    "a schedule, unless asked not to": `
      import { Function } from "aws-cdk-lib/aws-lambda";
      import { Rule, Schedule } from "aws-cdk-lib/aws-events";
      import { LambdaFunction } from "aws-cdk-lib/aws-events-targets";
      const cleaner = new Function(this, "Cleaner");
      //                  ^^^^^^^^ dropped
      new Rule(this, "Nightly", { schedule: Schedule.rate(day), targets: [new LambdaFunction(cleaner)] });
    `,
    "another source where schedules are left out": {
      options: [{ ignore: ["schedule"] }],
      code: `
        import { Function } from "aws-cdk-lib/aws-lambda";
        import { LambdaFunction } from "aws-cdk-lib/aws-events-targets";
        const worker = new Function(this, "Worker");
        //                 ^^^^^^^^ dropped
        rule.addTarget(new LambdaFunction(worker));
      `,
    },
    "a function whose method of an API does not wait for it, in a template": yaml(`
      Resources:
        Worker: { Type: AWS::Lambda::Function }
      # ^^^^^^ dropped
        Method:
          Type: AWS::ApiGateway::Method
          Properties:
            Integration:
              Type: AWS
              Uri: !Sub "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/\${Worker.Arn}/invocations"
              RequestParameters: { integration.request.header.X-Amz-Invocation-Type: "'Event'" }
    `),
    "a function in YAML": yaml(`
      Resources:
        Worker:
      # ^^^^^^ dropped
          Type: AWS::Serverless::Function
          Properties:
            Events:
              Uploads:
                Type: S3
                Properties: { Bucket: !Ref Bucket, Events: "s3:ObjectCreated:*" }
    `),
    "a function in YAML's flow style": yaml(`
      Resources:
        Worker: { Type: AWS::Lambda::Function }
      # ^^^^^^ dropped
        Subscription: { Type: AWS::SNS::Subscription, Properties: { Protocol: lambda, Endpoint: !GetAtt Worker.Arn } }
    `),
    "a function in JSON": json(`
      {
        "Resources": {
          "Worker": { "Type": "AWS::Lambda::Function" },
       // ^^^^^^^^ dropped
          "Rule": {
            "Type": "AWS::Events::Rule",
            "Properties": { "Targets": [{ "Id": "1", "Arn": { "Fn::GetAtt": ["Worker", "Arn"] } }] }
          }
        }
      }
    `),
    "a schedule with an input of its own": yaml(`
      Resources:
        Cleaner:
      # ^^^^^^^ dropped
          Type: AWS::Serverless::Function
          Properties:
            Events:
              Nightly: { Type: Schedule, Properties: { Schedule: rate(1 day), Input: '{ "swarm": true }' } }
    `),
    "a function in serverless.yml": serverless(`
      service: orders
      provider: { name: aws }
      functions:
        welcome:
      # ^^^^^^^ dropped
          handler: welcome.handler
          events:
            - sns: customers
    `),
  },
});
