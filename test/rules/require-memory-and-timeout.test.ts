import { json, serverless, testRule, yaml } from "../kit/test-rule.ts";

testRule("require-memory-and-timeout", {
  allows: {
    "a function that states both": `
      import { Duration } from "aws-cdk-lib";
      import { Function } from "aws-cdk-lib/aws-lambda";
      new Function(this, "Orders", { memorySize: 512, timeout: Duration.seconds(10) });
    `,
    "a function that takes both from elsewhere": `
      import { NodejsFunction } from "aws-cdk-lib/aws-lambda-nodejs";
      import { settings } from "./settings";
      new NodejsFunction(this, "Orders", { memorySize: settings.memory, timeout: settings.timeout });
    `,
    "settings that the file does not show": `
      import { NodejsFunction } from "aws-cdk-lib/aws-lambda-nodejs";
      const make = (props) => new NodejsFunction(this, "Orders", { ...props });
    `,
    "a class of this file that states both": `
      import { Duration } from "aws-cdk-lib";
      import { NodejsFunction } from "aws-cdk-lib/aws-lambda-nodejs";
      class OurFunction extends NodejsFunction {
        constructor(scope, id) {
          super(scope, id, { memorySize: 512, timeout: Duration.seconds(10) });
        }
      }
      new OurFunction(this, "Orders");
    `,
    "a function of another stack": `
      import { Function } from "aws-cdk-lib/aws-lambda";
      Function.fromFunctionName(this, "Orders", "orders");
    `,
    "what Globals say, in a template": yaml(`
      Globals: { Function: { Timeout: 10, MemorySize: 512 } }
      Resources:
        Get: { Type: AWS::Serverless::Function, Properties: { Handler: get.handler } }
    `),
    "what the provider says, in serverless.yml": serverless(`
      service: orders
      provider: { name: aws, timeout: 10, memorySize: 512 }
      functions:
        get: { handler: get.handler }
    `),
  },

  reports: {
    "a function that states neither": `
      import { NodejsFunction } from "aws-cdk-lib/aws-lambda-nodejs";
      new NodejsFunction(this, "Orders", { entry: "orders.ts" });
      //  ^^^^^^^^^^^^^^ neither
    `,
    "a function that states no memory": `
      import * as cdk from "aws-cdk-lib";
      new cdk.aws_lambda.Function(this, "Orders", { timeout: cdk.Duration.seconds(10) });
      //  ^^^^^^^^^^^^^^^^^^^^^^^ memory
    `,
    "a function that states no timeout": `
      import { DockerImageFunction } from "aws-cdk-lib/aws-lambda";
      new DockerImageFunction(this, "Orders", { code, memorySize: 1024 });
      //  ^^^^^^^^^^^^^^^^^^^ timeout
    `,
    "a function in YAML": yaml(`
      Resources:
        Get:
      # ^^^ neither
          Type: AWS::Serverless::Function
          Properties:
            Handler: get.handler
    `),
    "a function in YAML's flow style": yaml(`
      Resources:
        Get: { Type: AWS::Serverless::Function, Properties: { Timeout: 10 } }
      # ^^^ memory
    `),
    "a function in JSON": json(`
      {
        "Resources": {
          "Get": { "Type": "AWS::Lambda::Function", "Properties": { "MemorySize": 512 } }
       // ^^^^^ timeout
        }
      }
    `),
    "a function in serverless.yml": serverless(`
      service: orders
      provider: { name: aws }
      functions:
        get:
      # ^^^ neither
          handler: get.handler
    `),
  },
});
