import { json, serverless, testRule, yaml } from "../kit/test-rule.ts";

testRule("no-reserved-env-var", {
  allows: {
    "variables of the function's own": `
      import { NodejsFunction } from "aws-cdk-lib/aws-lambda-nodejs";
      new NodejsFunction(this, "Orders", { environment: { TABLE: "orders", NODE_OPTIONS: "--enable-source-maps" } });
    `,
    "variables that steer the SDK and the runtime, and are free to set": `
      import { NodejsFunction } from "aws-cdk-lib/aws-lambda-nodejs";
      new NodejsFunction(this, "Orders", {
        environment: { AWS_NODEJS_CONNECTION_REUSE_ENABLED: "1", AWS_LAMBDA_EXEC_WRAPPER: "/opt/wrap", TZ: "UTC" },
      });
    `,
    "the environment of something else": `
      import { ContainerImage } from "aws-cdk-lib/aws-ecs";
      task.addContainer("App", { image: ContainerImage.fromAsset("."), environment: { AWS_REGION: "eu-west-1" } });
    `,
    "code that reads them": `
      export const handler = async (event, context) => ({ region: process.env.AWS_REGION });
    `,
    "code that fills a gap, as on a developer's machine": `
      process.env.AWS_REGION ??= "eu-west-1";
      export const handler = async (event, context) => {
        process.env.AWS_REGION = process.env.AWS_REGION || "eu-west-1";
      };
    `,
    "a module that is loaded once": `
      process.env.AWS_REGION = "eu-west-1";
      export const handler = async (event, context) => event;
    `,
    "code that sets variables of its own, or the time zone": `
      export const handler = async (event, context) => {
        process.env.TZ = "UTC";
        process.env.STAGE = "test";
      };
    `,
    "a process of somebody's own": `
      const process = { env: {} };
      export const handler = async (event, context) => {
        process.env.AWS_REGION = event.region;
      };
    `,
    "a test": `
      import { test } from "vitest";
      test("finds the region", async () => {
        process.env.AWS_REGION = "eu-west-1";
      });
      export const handler = async (event, context) => event;
    `,
    "a script": `#!/usr/bin/env node
      process.env.AWS_REGION = process.argv[2];
      export const handler = async (event, context) => event;
    `,
    "variables of the function's own, in a template": yaml(`
      Resources:
        Get:
          Type: AWS::Serverless::Function
          Properties:
            Environment: { Variables: { TABLE: orders, NODE_OPTIONS: --enable-source-maps } }
    `),
  },

  reports: {
    "a reserved name in a function's environment": `
      import { NodejsFunction } from "aws-cdk-lib/aws-lambda-nodejs";
      new NodejsFunction(this, "Orders", { environment: { TABLE: "orders", AWS_REGION: "eu-west-1" } });
      //                                                                   ^^^^^^^^^^ refused
    `,
    "a reserved name in what several functions share, once": `
      import { NodejsFunction } from "aws-cdk-lib/aws-lambda-nodejs";
      const environment = { AWS_REGION: "eu-west-1" };
      //                    ^^^^^^^^^^ refused
      new NodejsFunction(this, "Orders", { environment });
      new NodejsFunction(this, "Parcels", { environment });
    `,
    "a reserved name that is added later": `
      import { Function } from "aws-cdk-lib/aws-lambda";
      const orders = new Function(this, "Orders", {});
      orders.addEnvironment("AWS_LAMBDA_FUNCTION_NAME", "orders");
      //                    ^^^^^^^^^^^^^^^^^^^^^^^^^^ refused
    `,
    "a handler that sends all later requests to another region": `
      export const handler = async (event, context) => {
        process.env.AWS_REGION = event.region;
      //^^^^^^^^^^^^^^^^^^^^^^ written
      };
    `,
    "a helper that gives all that follows another's rights": `
      const become = ({ Credentials }) => {
        process.env["AWS_SESSION_TOKEN"] = Credentials.SessionToken;
      //^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ written
      };
      exports.handler = async (event, context) => become(await assume(event.role));
    `,
    "a variable in YAML": yaml(`
      Resources:
        Get:
          Type: AWS::Serverless::Function
          Properties:
            Environment:
              Variables:
                AWS_REGION: eu-west-1
              # ^^^^^^^^^^ refused
    `),
    "a variable in YAML's flow style": yaml(`
      Globals: { Function: { Environment: { Variables: { AWS_REGION: eu-west-1 } } } }
      #                                                  ^^^^^^^^^^ refused
      Resources:
        Get: { Type: AWS::Serverless::Function }
        Put: { Type: AWS::Serverless::Function }
    `),
    "a variable in JSON": json(`
      {
        "Resources": {
          "Get": {
            "Type": "AWS::Lambda::Function",
            "Properties": {
              "Environment": { "Variables": { "LAMBDA_TASK_ROOT": "/var/task" } }
              //                              ^^^^^^^^^^^^^^^^^^ refused
            }
          }
        }
      }
    `),
    "a variable in serverless.yml": serverless(`
      service: orders
      provider:
        name: aws
        environment:
          AWS_REGION: eu-west-1
        # ^^^^^^^^^^ refused
      functions:
        get: { handler: get.handler }
    `),
  },
});
