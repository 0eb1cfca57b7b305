import { testRule } from "../kit/test-rule.ts";

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
  },
});
