import { json, serverless, testRule, yaml } from "../kit/test-rule.ts";

const on = (today: string) => ({ "effective-lambda": { today } });

testRule("no-deprecated-runtime", {
  allows: {
    "a runtime before its date": {
      settings: on("2027-04-29"),
      code: `
        import { Function, Runtime } from "aws-cdk-lib/aws-lambda";
        new Function(this, "Orders", { runtime: Runtime.NODEJS_22_X });
      `,
    },
    "whatever the CDK's version takes for the newest": `
      import { Function, Runtime } from "aws-cdk-lib/aws-lambda";
      new Function(this, "Orders", { runtime: Runtime.NODEJS_LATEST });
    `,
    "a runtime that is not in the table": `
      import { Function, Runtime } from "aws-cdk-lib/aws-lambda";
      new Function(this, "Orders", { runtime: Runtime.PROVIDED_AL2023 });
    `,
    "a runtime that a parameter names": `
      import { Function, Runtime } from "aws-cdk-lib/aws-lambda";
      const deploy = (runtime = Runtime.NODEJS_16_X) => new Function(this, "Orders", { runtime });
    `,
    "an image, which brings its own": `
      import { DockerImageFunction } from "aws-cdk-lib/aws-lambda";
      new DockerImageFunction(this, "Orders", { code });
    `,
    "a runtime that the resource behind the function does not keep": `
      import { CfnFunction, Function, Runtime } from "aws-cdk-lib/aws-lambda";
      const orders = new Function(this, "Orders", { runtime: Runtime.NODEJS_20_X });
      (orders.node.defaultChild as CfnFunction).addPropertyOverride("Runtime", "nodejs24.x");
    `,
    "a layer, which any function may use": `
      import { LayerVersion, Runtime } from "aws-cdk-lib/aws-lambda";
      new LayerVersion(this, "Shared", { compatibleRuntimes: [Runtime.NODEJS_16_X] });
    `,
    "a runtime of today, in a template": {
      settings: on("2026-11-24"),
      ...yaml(`
        Resources:
          Orders: { Type: AWS::Serverless::Function, Properties: { Runtime: nodejs24.x } }
      `),
    },
    "a provider's runtime that no function takes over": serverless(`
      service: orders
      provider: { name: aws, runtime: nodejs16.x }
      functions:
        get: { handler: get.handler, runtime: nodejs24.x }
    `),
    "a provider of another cloud, in code": {
      filename: "serverless.ts",
      code: `
        export default { service: "orders", provider: { name: "google", runtime: "nodejs16.x" }, functions };
      `,
    },
    "a runtime that another file may replace, in code": {
      filename: "serverless.ts",
      code: `
        import { base } from "./base";
        export default { service: "orders", provider: { name: "aws", runtime: "nodejs16.x", ...base }, functions };
      `,
    },
    "what has the form of a serverless.ts in another file": `
      export default { service: "orders", provider: { name: "aws", runtime: "nodejs16.x" }, functions };
    `,
    "a runtime that a macro may replace, in a template": yaml(`
      Resources:
        Orders: { Type: AWS::Serverless::Function, Properties: { Runtime: !Transform { Name: Runtime } } }
    `),
  },

  reports: {
    "a runtime from its date on": {
      settings: on("2027-04-30"),
      code: `
        import { Function, Runtime } from "aws-cdk-lib/aws-lambda";
        new Function(this, "Orders", { runtime: Runtime.NODEJS_22_X });
        //                                      ^^^^^^^^^^^^^^^^^^^ deprecated
      `,
      suggests: {
        "Use `nodejs24.x`": `
        import { Function, Runtime } from "aws-cdk-lib/aws-lambda";
        new Function(this, "Orders", { runtime: Runtime.NODEJS_24_X });
        //                                      ^^^^^^^^^^^^^^^^^^^ deprecated
      `,
      },
    },
    "a runtime with two successors, of which the older still takes callbacks": {
      settings: on("2026-11-24"),
      code: `
        import * as lambda from "aws-cdk-lib/aws-lambda";
        import { NodejsFunction } from "aws-cdk-lib/aws-lambda-nodejs";
        new NodejsFunction(this, "Orders", { runtime: lambda.Runtime.NODEJS_20_X, handler: "main" });
        //                                            ^^^^^^^^^^^^^^^^^^^^^^^^^^ deprecated
      `,
      suggests: {
        "Use `nodejs22.x`": `
        import * as lambda from "aws-cdk-lib/aws-lambda";
        import { NodejsFunction } from "aws-cdk-lib/aws-lambda-nodejs";
        new NodejsFunction(this, "Orders", { runtime: lambda.Runtime.NODEJS_22_X, handler: "main" });
        //                                            ^^^^^^^^^^^^^^^^^^^^^^^^^^ deprecated
      `,
        "Use `nodejs24.x`": `
        import * as lambda from "aws-cdk-lib/aws-lambda";
        import { NodejsFunction } from "aws-cdk-lib/aws-lambda-nodejs";
        new NodejsFunction(this, "Orders", { runtime: lambda.Runtime.NODEJS_24_X, handler: "main" });
        //                                            ^^^^^^^^^^^^^^^^^^^^^^^^^^ deprecated
      `,
      },
    },
    "a constant for several functions, where each uses it": `
      import { Function, Runtime } from "aws-cdk-lib/aws-lambda";
      const runtime = Runtime.PYTHON_3_8;
      new Function(this, "Orders", { runtime: runtime });
      //                                      ^^^^^^^ deprecated
    `,
    "a runtime that several functions share, once": `
      import { Function, Runtime } from "aws-cdk-lib/aws-lambda";
      const common = { runtime: Runtime.NODEJS_16_X };
      //                        ^^^^^^^^^^^^^^^^^^^ deprecated
      new Function(this, "Orders", { ...common });
      new Function(this, "Parcels", { ...common });
    `,
    "a runtime by its identifier": `
      import { Function, Runtime } from "aws-cdk-lib/aws-lambda";
      new Function(this, "Orders", { runtime: new Runtime("nodejs12.x") });
      //                                      ^^^^^^^^^^^^^^^^^^^^^^^^^ deprecated
    `,
    "a language without a successor in the table": {
      code: `
        import { Function, Runtime } from "aws-cdk-lib/aws-lambda";
        new Function(this, "Orders", { runtime: Runtime.GO_1_X });
        //                                      ^^^^^^^^^^^^^^ deprecated
      `,
    },
    "version 1 of the CDK": `
      const lambda = require("@aws-cdk/aws-lambda");
      new lambda.Function(this, "Orders", { runtime: lambda.Runtime.NODEJS_14_X });
      //                                             ^^^^^^^^^^^^^^^^^^^^^^^^^^ deprecated
    `,
    "a runtime in YAML": {
      settings: on("2026-11-24"),
      ...yaml(`
        Resources:
          Orders:
            Type: AWS::Serverless::Function
            Properties:
              Runtime: nodejs18.x # as the others
              #        ^^^^^^^^^^ deprecated
              Timeout: 30
      `),
      suggests: {
        "Use `nodejs22.x`": `
        Resources:
          Orders:
            Type: AWS::Serverless::Function
            Properties:
              Runtime: nodejs22.x # as the others
              #        ^^^^^^^^^^ deprecated
              Timeout: 30
      `,
        "Use `nodejs24.x`": `
        Resources:
          Orders:
            Type: AWS::Serverless::Function
            Properties:
              Runtime: nodejs24.x # as the others
              #        ^^^^^^^^^^ deprecated
              Timeout: 30
      `,
      },
    },
    "a runtime once that all functions of a template get": {
      settings: on("2026-11-24"),
      ...yaml(`
        Globals: { Function: { Runtime: 'nodejs18.x' } }
        #                               ^^^^^^^^^^^^ deprecated
        Resources:
          Orders: { Type: AWS::Serverless::Function, Properties: { CodeUri: orders/ } }
          Parcels: { Type: AWS::Serverless::Function, Properties: { CodeUri: parcels/ } }
      `),
      suggests: {
        "Use `nodejs22.x`": `
        Globals: { Function: { Runtime: 'nodejs22.x' } }
        #                               ^^^^^^^^^^^^ deprecated
        Resources:
          Orders: { Type: AWS::Serverless::Function, Properties: { CodeUri: orders/ } }
          Parcels: { Type: AWS::Serverless::Function, Properties: { CodeUri: parcels/ } }
      `,
        "Use `nodejs24.x`": `
        Globals: { Function: { Runtime: 'nodejs24.x' } }
        #                               ^^^^^^^^^^^^ deprecated
        Resources:
          Orders: { Type: AWS::Serverless::Function, Properties: { CodeUri: orders/ } }
          Parcels: { Type: AWS::Serverless::Function, Properties: { CodeUri: parcels/ } }
      `,
      },
    },
    "a runtime in JSON": {
      settings: on("2026-11-24"),
      ...json(`
        {
          "Resources": {
            "Orders": {
              "Type": "AWS::Lambda::Function",
              "Properties": { "Runtime": "nodejs18.x" }
              //                         ^^^^^^^^^^^^ deprecated
            }
          }
        }
      `),
      suggests: {
        "Use `nodejs22.x`": `
        {
          "Resources": {
            "Orders": {
              "Type": "AWS::Lambda::Function",
              "Properties": { "Runtime": "nodejs22.x" }
            }
          }
        }
      `,
        "Use `nodejs24.x`": `
        {
          "Resources": {
            "Orders": {
              "Type": "AWS::Lambda::Function",
              "Properties": { "Runtime": "nodejs24.x" }
            }
          }
        }
      `,
      },
    },
    "the runtime of serverless.yml": {
      settings: on("2026-11-24"),
      ...serverless(`
        service: orders
        provider:
          name: aws
          runtime: python3.8
          #        ^^^^^^^^^ deprecated
        functions:
          get: { handler: get.handler }
      `),
      suggests: {
        "Use `python3.13`": `
        service: orders
        provider:
          name: aws
          runtime: python3.13
          #        ^^^^^^^^^ deprecated
        functions:
          get: { handler: get.handler }
      `,
      },
    },
    "the runtime of serverless.yml for functions of other files": {
      settings: on("2026-11-24"),
      ...serverless(`
        service: orders
        provider:
          name: aws
          runtime: python3.8
          #        ^^^^^^^^^ deprecated
        functions:
          - \${file(functions/orders.yml)}
          - create: { handler: create.handler, runtime: python3.13 }
      `),
      suggests: {
        "Use `python3.13`": `
        service: orders
        provider:
          name: aws
          runtime: python3.13
          #        ^^^^^^^^^ deprecated
        functions:
          - \${file(functions/orders.yml)}
          - create: { handler: create.handler, runtime: python3.13 }
      `,
      },
    },
    "the runtime of serverless.ts": {
      settings: on("2026-11-24"),
      filename: "/work/orders/serverless.ts",
      code: `
        import type { AWS } from "@serverless/typescript";
        import create from "@functions/create";
        const service: AWS = {
          service: "orders",
          provider: { name: "aws", runtime: "nodejs16.x" },
          //                                ^^^^^^^^^^^^ deprecated
          functions: { create },
        };
        module.exports = service;
      `,
    },
    "the runtime of serverless.js, on Windows": {
      settings: on("2026-11-24"),
      filename: "C:\\orders\\serverless.js",
      code: `
        module.exports = {
          service: "orders",
          provider: { name: "aws" },
          functions: { get: { handler: "get.handler", runtime: "nodejs16.x" } },
          //                                                   ^^^^^^^^^^^^ deprecated
        };
      `,
    },
    "a parameter's default, which other stacks may rely on": {
      settings: on("2026-11-24"),
      ...yaml(`
        Parameters:
          Runtime: { Type: String, Default: nodejs16.x }
        Resources:
          Orders:
            Type: AWS::Lambda::Function
            Properties: { Runtime: !Ref Runtime }
            #                      ^^^^^^^^^^^^ deprecated
      `),
      suggests: {},
    },
    "a variable, which may say it of other things too": {
      settings: on("2026-11-24"),
      ...serverless(`
        service: orders
        custom: { runtime: nodejs16.x }
        provider:
          name: aws
          runtime: \${self:custom.runtime}
          #        ^^^^^^^^^^^^^^^^^^^^^^ deprecated
        functions:
          get: { handler: get.handler }
      `),
      suggests: {},
    },
  },
});
