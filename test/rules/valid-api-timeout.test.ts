import { testRule } from "../kit/test-rule.ts";

testRule("valid-api-timeout", {
  allows: {
    "a function that ends before": `
      import { Duration } from "aws-cdk-lib";
      import { LambdaIntegration } from "aws-cdk-lib/aws-apigateway";
      import { Function } from "aws-cdk-lib/aws-lambda";
      const reports = new Function(this, "Reports", { timeout: Duration.seconds(29) });
      api.root.addMethod("GET", new LambdaIntegration(reports));
    `,
    "a function with the three seconds that AWS takes where nothing is said": `
      import { LambdaIntegration } from "aws-cdk-lib/aws-apigateway";
      import { Function } from "aws-cdk-lib/aws-lambda";
      const reports = new Function(this, "Reports");
      api.root.addMethod("GET", new LambdaIntegration(reports));
    `,
    "an API whose limit was raised": `
      import { Duration } from "aws-cdk-lib";
      import { LambdaIntegration } from "aws-cdk-lib/aws-apigateway";
      import { Function } from "aws-cdk-lib/aws-lambda";
      const reports = new Function(this, "Reports", { timeout: Duration.minutes(2) });
      api.root.addMethod("GET", new LambdaIntegration(reports, { timeout: Duration.minutes(2) }));
    `,
    "options that the file does not show": `
      import { Duration } from "aws-cdk-lib";
      import { LambdaIntegration } from "aws-cdk-lib/aws-apigateway";
      import { Function } from "aws-cdk-lib/aws-lambda";
      const reports = new Function(this, "Reports", { timeout: Duration.minutes(2) });
      const connect = (options) => api.root.addMethod("GET", new LambdaIntegration(reports, options));
    `,
    "options for the integrations of an API that is made around the function": `
      import { Duration } from "aws-cdk-lib";
      import { LambdaRestApi } from "aws-cdk-lib/aws-apigateway";
      import { Function } from "aws-cdk-lib/aws-lambda";
      const reports = new Function(this, "Reports", { timeout: Duration.minutes(2) });
      new LambdaRestApi(this, "Api", { handler: reports, integrationOptions: { timeout: Duration.minutes(2) } });
    `,
    "a function that works for a schedule too": `
      import { Duration } from "aws-cdk-lib";
      import { LambdaIntegration } from "aws-cdk-lib/aws-apigateway";
      import { LambdaFunction } from "aws-cdk-lib/aws-events-targets";
      import { Function } from "aws-cdk-lib/aws-lambda";
      const reports = new Function(this, "Reports", { timeout: Duration.minutes(2), onFailure });
      api.root.addMethod("GET", new LambdaIntegration(reports));
      nightly.addTarget(new LambdaFunction(reports));
    `,
    "a function's own URL, which waits": `
      import { Duration } from "aws-cdk-lib";
      import { Function } from "aws-cdk-lib/aws-lambda";
      const reports = new Function(this, "Reports", { timeout: Duration.minutes(2) });
      reports.addFunctionUrl();
    `,
    "a function that no API invokes": `
      import { Duration } from "aws-cdk-lib";
      import { Function } from "aws-cdk-lib/aws-lambda";
      new Function(this, "Reports", { timeout: Duration.minutes(2) });
    `,
  },

  reports: {
    "a function behind a REST API": `
      import { Duration } from "aws-cdk-lib";
      import { LambdaIntegration } from "aws-cdk-lib/aws-apigateway";
      import { Function } from "aws-cdk-lib/aws-lambda";
      const reports = new Function(this, "Reports", { timeout: Duration.seconds(30) });
      //                                                       ^^^^^^^^^^^^^^^^^^^^ outlasts
      api.root.addMethod("GET", new LambdaIntegration(reports));
    `,
    "a function behind an HTTP API": `
      import { Duration } from "aws-cdk-lib";
      import { HttpLambdaIntegration } from "aws-cdk-lib/aws-apigatewayv2-integrations";
      import { Function } from "aws-cdk-lib/aws-lambda";
      const reports = new Function(this, "Reports", { timeout: Duration.minutes(1) });
      //                                                       ^^^^^^^^^^^^^^^^^^^ outlasts
      api.addRoutes({ path: "/", integration: new HttpLambdaIntegration("Reports", reports) });
    `,
    "an API that is made around the function": `
      import { Duration } from "aws-cdk-lib";
      import { LambdaRestApi } from "aws-cdk-lib/aws-apigateway";
      import { Function } from "aws-cdk-lib/aws-lambda";
      const reports = new Function(this, "Reports", { timeout: Duration.minutes(15) });
      //                                                       ^^^^^^^^^^^^^^^^^^^^ outlasts
      new LambdaRestApi(this, "Api", { handler: reports });
    `,
    "an integration that waits for less than it could": `
      import { Duration } from "aws-cdk-lib";
      import { LambdaIntegration } from "aws-cdk-lib/aws-apigateway";
      import { Function } from "aws-cdk-lib/aws-lambda";
      const reports = new Function(this, "Reports", { timeout: Duration.seconds(20) });
      //                                                       ^^^^^^^^^^^^^^^^^^^^ outlasts
      api.root.addMethod("GET", new LambdaIntegration(reports, { timeout: Duration.seconds(10) }));
    `,
  },
});
