import { json, serverless, testRule, yaml } from "../kit/test-rule.ts";

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
    "a function that works through a queue too": `
      import { Duration } from "aws-cdk-lib";
      import { LambdaIntegration } from "aws-cdk-lib/aws-apigateway";
      import { Function } from "aws-cdk-lib/aws-lambda";
      import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
      const reports = new Function(this, "Reports", { timeout: Duration.minutes(2) });
      api.root.addMethod("GET", new LambdaIntegration(reports));
      reports.addEventSource(new SqsEventSource(orders));
    `,
    "a function that something else may invoke": `
      import { Duration } from "aws-cdk-lib";
      import { LambdaIntegration } from "aws-cdk-lib/aws-apigateway";
      import { Function } from "aws-cdk-lib/aws-lambda";
      const reports = new Function(this, "Reports", { timeout: Duration.minutes(2) });
      api.root.addMethod("GET", new LambdaIntegration(reports));
      nightly.addEnvironment("REPORTS", reports.functionArn);
    `,
    "an API that invokes and does not wait": `
      import { Duration } from "aws-cdk-lib";
      import { LambdaIntegration } from "aws-cdk-lib/aws-apigateway";
      import { Function } from "aws-cdk-lib/aws-lambda";
      const reports = new Function(this, "Reports", { timeout: Duration.minutes(2) });
      api.root.addMethod("POST", new LambdaIntegration(reports, {
        proxy: false,
        requestParameters: { "integration.request.header.X-Amz-Invocation-Type": "'Event'" },
      }));
    `,
    "an API around the function whose methods do not wait": `
      import { Duration } from "aws-cdk-lib";
      import { LambdaIntegration, LambdaRestApi } from "aws-cdk-lib/aws-apigateway";
      import { Function } from "aws-cdk-lib/aws-lambda";
      const reports = new Function(this, "Reports", { timeout: Duration.minutes(2) });
      const api = new LambdaRestApi(this, "Api", { handler: reports, proxy: false });
      api.root.addMethod("POST", new LambdaIntegration(reports, {
        proxy: false,
        requestParameters: { "integration.request.header.X-Amz-Invocation-Type": "'Event'" },
      }));
    `,
    "an answer that is streamed": `
      import { Duration } from "aws-cdk-lib";
      import { LambdaIntegration, ResponseTransferMode } from "aws-cdk-lib/aws-apigateway";
      import { Function } from "aws-cdk-lib/aws-lambda";
      const reports = new Function(this, "Reports", { timeout: Duration.minutes(2) });
      const options = { responseTransferMode: ResponseTransferMode.STREAM };
      api.root.addMethod("GET", new LambdaIntegration(reports, options));
    `,
    "a limit that is raised on the resource": `
      import { Duration } from "aws-cdk-lib";
      import { CfnMethod, LambdaIntegration } from "aws-cdk-lib/aws-apigateway";
      import { Function } from "aws-cdk-lib/aws-lambda";
      const reports = new Function(this, "Reports", { timeout: Duration.minutes(2) });
      const method = api.root.addMethod("GET", new LambdaIntegration(reports));
      (method.node.defaultChild as CfnMethod).addPropertyOverride("Integration.TimeoutInMillis", 120000);
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
    "a timeout within the API's, in a template": yaml(`
      Resources:
        Get:
          Type: AWS::Serverless::Function
          Properties:
            Timeout: 29
            Events:
              Get: { Type: Api, Properties: { Path: /, Method: get } }
    `),
    "a function that a queue invokes as well": yaml(`
      Resources:
        Get:
          Type: AWS::Serverless::Function
          Properties:
            Timeout: 60
            Events:
              Get: { Type: Api, Properties: { Path: /, Method: get } }
              Orders: { Type: SQS, Properties: { Queue: !GetAtt Orders.Arn } }
    `),
    "a function that a connector lets another one invoke": yaml(`
      Resources:
        Orders:
          Type: AWS::Serverless::Function
          Connectors:
            Reports: { Properties: { Destination: { Id: Get }, Permissions: [Write] } }
        Get:
          Type: AWS::Serverless::Function
          Properties:
            Timeout: 60
            Events:
              Get: { Type: Api, Properties: { Path: /, Method: get } }
    `),
    "a function that a connector of its own lets several invoke": yaml(`
      Resources:
        Reports:
          Type: AWS::Serverless::Connector
          Properties: { Source: { Id: Orders }, Destination: [{ Id: Other }, { Id: Get }], Permissions: [Write] }
        Get:
          Type: AWS::Serverless::Function
          Properties:
            Timeout: 60
            Events:
              Get: { Type: Api, Properties: { Path: /, Method: get } }
    `),
    "a function behind an HTTP API, which waits for 30 seconds": yaml(`
      Resources:
        Orders: { Type: AWS::ApiGatewayV2::Api, Properties: { ProtocolType: HTTP } }
        Integration:
          Type: AWS::ApiGatewayV2::Integration
          Properties: { ApiId: !Ref Orders, IntegrationUri: !GetAtt Get.Arn }
        Get: { Type: AWS::Lambda::Function, Properties: { Timeout: 30 } }
    `),
    "a method that invokes and does not wait, in a template": yaml(`
      Resources:
        Get: { Type: AWS::Lambda::Function, Properties: { Timeout: 60 } }
        Method:
          Type: AWS::ApiGateway::Method
          Properties:
            Integration:
              Type: AWS
              Uri: !Sub "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/\${Get.Arn}/invocations"
              RequestParameters: { integration.request.header.X-Amz-Invocation-Type: "'Event'" }
    `),
    "a REST API of another template, whose timeouts may be raised": yaml(`
      Resources:
        Get:
          Type: AWS::Serverless::Function
          Properties:
            Timeout: 60
            Events:
              Get: { Type: Api, Properties: { RestApiId: !ImportValue Api, Path: /, Method: get } }
    `),
    "an API whose timeouts its own description may raise": yaml(`
      Resources:
        Api: { Type: AWS::Serverless::Api, Properties: { DefinitionUri: openapi.yml } }
        Get:
          Type: AWS::Serverless::Function
          Properties:
            Timeout: 60
            Events:
              Get: { Type: Api, Properties: { RestApiId: !Ref Api, Path: /, Method: get } }
    `),
    "an API that waits for longer": yaml(`
      Resources:
        Get: { Type: AWS::Lambda::Function, Properties: { Timeout: 60 } }
        Method:
          Type: AWS::ApiGateway::Method
          Properties: { Integration: { Uri: !GetAtt Get.Arn, TimeoutInMillis: 90000 } }
    `),
  },

  reports: {
    "an API around the function whose paths are spelt out": `
      import { Duration } from "aws-cdk-lib";
      import { LambdaRestApi } from "aws-cdk-lib/aws-apigateway";
      import { Function } from "aws-cdk-lib/aws-lambda";
      const reports = new Function(this, "Reports", { timeout: Duration.minutes(2) });
      //                                                       ^^^^^^^^^^^^^^^^^^^ outlasts
      const api = new LambdaRestApi(this, "Api", { handler: reports, proxy: false });
      api.root.addResource("reports").addMethod("GET");
    `,
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
    "a function that is shown and tagged besides": `
      import { CfnOutput, Duration, Tags } from "aws-cdk-lib";
      import { LambdaIntegration } from "aws-cdk-lib/aws-apigateway";
      import { Function } from "aws-cdk-lib/aws-lambda";
      const reports = new Function(this, "Reports", { timeout: Duration.minutes(2) });
      //                                                       ^^^^^^^^^^^^^^^^^^^ outlasts
      api.root.addMethod("GET", new LambdaIntegration(reports, { proxy: true }));
      table.grantReadData(reports);
      Tags.of(reports).add("team", "reports");
      new CfnOutput(this, "Name", { value: reports.functionName });
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
    "a function in YAML": yaml(`
      Resources:
        Get:
          Type: AWS::Serverless::Function
          Properties:
            Timeout: 60
            #        ^^ outlasts
            Events:
              Get:
                Type: Api
                Properties: { Path: /, Method: get }
    `),
    "a function in YAML's flow style": yaml(`
      Globals: { Function: { Timeout: 45 } }
      #                               ^^ outlasts
      Resources:
        Get: { Type: AWS::Serverless::Function, Properties: { Events: { Get: { Type: HttpApi } } } }
        Put: { Type: AWS::Serverless::Function, Properties: { Events: { Put: { Type: HttpApi } } } }
    `),
    "at the only one of many functions that is late by what they share": yaml(`
      Globals: { Function: { Timeout: 45 } }
      Resources:
        Get: { Type: AWS::Serverless::Function, Properties: { Events: { Get: { Type: HttpApi } } } }
      # ^^^ outlasts
        Put: { Type: AWS::Serverless::Function, Properties: { Events: { Put: { Type: Schedule } } } }
    `),
    "a method with proxy integration, which does not say how to invoke": yaml(`
      Resources:
        Get: { Type: AWS::Lambda::Function, Properties: { Timeout: 60 } }
      #                                                            ^^ outlasts
        Method:
          Type: AWS::ApiGateway::Method
          Properties:
            Integration:
              Type: AWS_PROXY
              Uri: !Sub "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/\${Get.Arn}/invocations"
              RequestParameters: { integration.request.header.X-Amz-Invocation-Type: "'Event'" }
    `),
    "a function that a connector lets ask others": yaml(`
      Resources:
        Reports:
          Type: AWS::Serverless::Connector
          Properties: { Source: { Id: Get }, Destination: { Id: Table }, Permissions: [Read] }
        Table: { Type: AWS::DynamoDB::Table }
        Get:
          Type: AWS::Serverless::Function
          Properties:
            Timeout: 60
            #        ^^ outlasts
            Events:
              Get: { Type: Api, Properties: { Path: /, Method: get } }
    `),
    "a function behind a WebSocket API, which waits for 29 seconds": yaml(`
      Resources:
        Chat: { Type: AWS::ApiGatewayV2::Api, Properties: { ProtocolType: WEBSOCKET } }
        Integration:
          Type: AWS::ApiGatewayV2::Integration
          Properties: { ApiId: !Ref Chat, IntegrationUri: !GetAtt Send.Arn }
        Send: { Type: AWS::Lambda::Function, Properties: { Timeout: 30 } }
      #                                                             ^^ outlasts
    `),
    "a function in JSON": json(`
      {
        "Resources": {
          "Get": { "Type": "AWS::Lambda::Function", "Properties": { "Timeout": 60 } },
          //                                                                   ^^ outlasts
          "Integration": {
            "Type": "AWS::ApiGatewayV2::Integration",
            "Properties": { "IntegrationUri": { "Fn::GetAtt": ["Get", "Arn"] } }
          }
        }
      }
    `),
    "a function in serverless.yml": serverless(`
      service: orders
      provider:
        name: aws
        timeout: 60
        #        ^^ outlasts
      functions:
        get:
          handler: get.handler
          events:
            - http: GET /orders
    `),
  },
});
