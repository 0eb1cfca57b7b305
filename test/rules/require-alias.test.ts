import { json, serverless, testRule, yaml } from "../kit/test-rule.ts";

testRule("require-alias", {
  allows: {
    "a caller of the alias": `
      import { LambdaIntegration } from "aws-cdk-lib/aws-apigateway";
      import { Alias, Function } from "aws-cdk-lib/aws-lambda";
      const orders = new Function(this, "Orders");
      const live = new Alias(this, "Live", { version: orders.currentVersion, provisionedConcurrentExecutions: 5 });
      api.root.addMethod("GET", new LambdaIntegration(live));
    `,
    "a caller of the function, where no concurrency is provisioned": `
      import { LambdaIntegration } from "aws-cdk-lib/aws-apigateway";
      import { Alias, Function } from "aws-cdk-lib/aws-lambda";
      const orders = new Function(this, "Orders");
      const live = new Alias(this, "Live", { version: orders.currentVersion });
      api.root.addMethod("GET", new LambdaIntegration(orders));
    `,
    "concurrency that may be none": `
      import { LambdaIntegration } from "aws-cdk-lib/aws-apigateway";
      import { Alias, Function } from "aws-cdk-lib/aws-lambda";
      const make = (props) => {
        const orders = new Function(this, "Orders");
        const provisionedConcurrentExecutions = props.isLive ? 5 : undefined;
        new Alias(this, "Live", { version: orders.currentVersion, provisionedConcurrentExecutions });
        api.root.addMethod("GET", new LambdaIntegration(orders));
      };
    `,
    "a caller of the version that has the concurrency": `
      import { LambdaIntegration } from "aws-cdk-lib/aws-apigateway";
      import { Function } from "aws-cdk-lib/aws-lambda";
      const orders = new Function(this, "Orders", { currentVersionOptions: { provisionedConcurrentExecutions: 5 } });
      api.root.addMethod("GET", new LambdaIntegration(orders.currentVersion));
    `,
    "an alias that follows the newest code, as for a test stage": `
      import { Alias, Function } from "aws-cdk-lib/aws-lambda";
      const orders = new Function(this, "Orders");
      new Alias(this, "Test", { version: orders.latestVersion });
    `,
    "concurrency that the file does not show": `
      import { LambdaIntegration } from "aws-cdk-lib/aws-apigateway";
      import { Alias, Function } from "aws-cdk-lib/aws-lambda";
      const make = (provisionedConcurrentExecutions) => {
        const orders = new Function(this, "Orders");
        new Alias(this, "Live", { version: orders.currentVersion, provisionedConcurrentExecutions });
        api.root.addMethod("GET", new LambdaIntegration(orders));
      };
    `,
    "the ARN of a version": `
      import { Function } from "aws-cdk-lib/aws-lambda";
      Function.fromFunctionArn(this, "Orders", "arn:aws:lambda:eu-west-1:123456789012:function:orders:7");
      const note = "$LATEST";
    `,
    "events that SAM sends to the alias it publishes": yaml(`
      Resources:
        Get:
          Type: AWS::Serverless::Function
          Properties:
            AutoPublishAlias: live
            ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 5 }
            Events:
              Get: { Type: Api, Properties: { Path: /, Method: get } }
    `),
    "events that serverless.yml sends to an alias": serverless(`
      service: orders
      provider: { name: aws }
      functions:
        get: { handler: get.handler, provisionedConcurrency: 5, events: [{ httpApi: "GET /orders" }] }
    `),
  },

  reports: {
    "a caller of the function beside its alias": `
      import { LambdaIntegration } from "aws-cdk-lib/aws-apigateway";
      import { Alias, Function } from "aws-cdk-lib/aws-lambda";
      const orders = new Function(this, "Orders");
      const live = new Alias(this, "Live", { version: orders.currentVersion, provisionedConcurrentExecutions: 5 });
      api.root.addMethod("GET", new LambdaIntegration(orders));
      //                            ^^^^^^^^^^^^^^^^^ bypassed
    `,
    "a queue that is read by the function beside its alias": `
      import { Function } from "aws-cdk-lib/aws-lambda";
      import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
      const orders = new Function(this, "Orders");
      orders.addAlias("live", { provisionedConcurrentExecutions: 5 });
      orders.addEventSource(new SqsEventSource(queue));
      //                        ^^^^^^^^^^^^^^ bypassed
    `,
    "a caller of the function beside the version with the concurrency": `
      import { LambdaRestApi } from "aws-cdk-lib/aws-apigateway";
      import { Function } from "aws-cdk-lib/aws-lambda";
      const orders = new Function(this, "Orders", { currentVersionOptions: { provisionedConcurrentExecutions: 5 } });
      new LambdaRestApi(this, "Api", { handler: orders });
      //  ^^^^^^^^^^^^^ bypassed
    `,
    "concurrency provisioned for what was deployed last": `
      import { Alias, Function } from "aws-cdk-lib/aws-lambda";
      const orders = new Function(this, "Orders");
      new Alias(this, "Live", { version: orders.latestVersion, provisionedConcurrentExecutions: 5 });
      //  ^^^^^ latest
    `,
    "an ARN of what was deployed last": `
      import { Function } from "aws-cdk-lib/aws-lambda";
      Function.fromFunctionArn(this, "Orders", "arn:aws:lambda:eu-west-1:123456789012:function:orders:$LATEST");
      //                                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ arn
    `,
    "a caller and an alias in YAML": yaml(`
      Resources:
        Get:
          Type: AWS::Lambda::Function
        Live:
      # ^^^^ latest
          Type: AWS::Lambda::Alias
          Properties:
            Name: live
            FunctionName: !Ref Get
            FunctionVersion: $LATEST
            ProvisionedConcurrencyConfig:
              ProvisionedConcurrentExecutions: 5
        Url:
          Type: AWS::Lambda::Url
          Properties:
            TargetFunctionArn: !Ref Get
            #                  ^^^^^^^^ bypassed
    `),
    "an ARN in YAML's flow style": yaml(`
      Resources:
        Machine: { Type: AWS::StepFunctions::StateMachine, Properties: { Resource: !Sub "arn:aws:lambda:\${AWS::Region}:\${AWS::AccountId}:function:get:$LATEST" } }
        #                                                                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ arn
    `),
    "an ARN in JSON": json(`
      {
        "Resources": {
          "Rule": {
            "Type": "AWS::Events::Rule",
            "Properties": {
              "Targets": [{ "Id": "1", "Arn": "arn:aws:lambda:eu-west-1:123456789012:function:get:$LATEST" }]
              //                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ arn
            }
          }
        }
      }
    `),
    "an ARN in serverless.yml": serverless(`
      service: orders
      provider: { name: aws }
      functions:
        get:
          handler: get.handler
          environment:
            OTHER: arn:aws:lambda:eu-west-1:123456789012:function:other:$LATEST
            #      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ arn
    `),
  },
});
