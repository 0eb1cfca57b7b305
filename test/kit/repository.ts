/** How a team deploys: what a template says of a service, and where its handlers lie beside it. */
interface Tool {
  template: string;
  handler: (index: number) => string;
  text: (service: string, count: number) => string;
  others: Record<string, string>;
}

/** A service of a number of handlers, by what deploys it. Each handler is a file that exports `handler`. */
const tools: readonly Tool[] = [
  {
    template: "template.yaml",
    handler: (index) => `src/handler-${index}.ts`,
    text: samTemplate,
    others: { "package.json": "{}" },
  },
  {
    template: "stack.template.json",
    handler: (index) => `src/handler-${index}.ts`,
    text: cloudFormationTemplate,
    others: { "package.json": "{}", "tsconfig.json": "{}" },
  },
  {
    template: "serverless.yml",
    handler: (index) => `functions/handler-${index}.ts`,
    text: serverlessTemplate,
    others: { "package.json": "{}", "README.md": "Deployed with the Serverless Framework.\n" },
  },
  {
    template: "lib/stack.ts",
    handler: (index) => `lambda/handler-${index}.ts`,
    text: cdkStack,
    others: { "cdk.json": "{}", "package.json": "{}", "bin/app.ts": cdkApp() },
  },
];

export interface Repository {
  files: Record<string, string>;
  /** The paths of files that say how something is deployed. */
  templates: string[];
  handlers: string[];
}

/** A monorepo of services that are deployed in all the ways that are read. The texts of handlers are given, and taken in turns. */
export function repositoryOf(
  { handlers, templates }: { handlers: number; templates: number },
  texts: readonly string[],
): Repository {
  const repository: Repository = { files: { ".git/HEAD": "" }, templates: [], handlers: [] };
  const { files } = repository;
  for (let service = 0; service < templates; service++) {
    const tool = tools[service % tools.length]!;
    const folder = `services/service-${service}`;
    const first = Math.floor((service * handlers) / templates);
    const count = Math.floor(((service + 1) * handlers) / templates) - first;
    files[`${folder}/${tool.template}`] = tool.text(`service-${service}`, count);
    repository.templates.push(`${folder}/${tool.template}`);
    for (const [name, text] of Object.entries(tool.others)) files[`${folder}/${name}`] = text;
    for (let index = 0; index < count; index++) {
      const path = `${folder}/${tool.handler(index)}`;
      files[path] = texts[(first + index) % texts.length]!;
      repository.handlers.push(path);
    }
  }
  return repository;
}

const times = (count: number, one: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => one(index)).join("");

function samTemplate(service: string, count: number): string {
  return `AWSTemplateFormatVersion: "2010-09-09"
Transform: AWS::Serverless-2016-10-31
Description: The functions of ${service}, their queues, and what these need.

Parameters:
  Stage:
    Type: String
    Default: test
    AllowedValues: [test, live]

Conditions:
  IsLive: !Equals [!Ref Stage, live]

Globals:
  Function:
    Runtime: nodejs22.x
    Timeout: 30
    MemorySize: 512
    Environment:
      Variables:
        STAGE: !Ref Stage
        LOG_LEVEL: !If [IsLive, warn, debug]

Resources:
  Table:
    Type: AWS::DynamoDB::Table
    Properties:
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions:
        - AttributeName: pk
          AttributeType: S
      KeySchema:
        - AttributeName: pk
          KeyType: HASH
${times(
  count,
  (index) => `
  Queue${index}:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: !Sub "\${Stage}-${service}-${index}"
      VisibilityTimeout: 180
      RedrivePolicy:
        deadLetterTargetArn: !GetAtt DeadLetters${index}.Arn
        maxReceiveCount: 3

  DeadLetters${index}:
    Type: AWS::SQS::Queue
    Properties:
      MessageRetentionPeriod: 1209600

  Function${index}:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: .
      Handler: src/handler-${index}.handler
      Policies:
        - DynamoDBCrudPolicy:
            TableName: !Ref Table
        - Statement:
            - Effect: Allow
              Action: [sqs:SendMessage]
              Resource: !GetAtt Queue${index}.Arn
      Environment:
        Variables:
          TABLE_NAME: !Ref Table
          QUEUE_URL: !Ref Queue${index}
      Events:
        Queue:
          Type: SQS
          Properties:
            Queue: !GetAtt Queue${index}.Arn
            BatchSize: 10
            FunctionResponseTypes: [ReportBatchItemFailures]
    Metadata:
      BuildMethod: esbuild
      BuildProperties:
        Minify: true
        Target: es2022
        EntryPoints: [src/handler-${index}.ts]
`,
)}
Outputs:
  TableName:
    Value: !Ref Table
`;
}

function cloudFormationTemplate(service: string, count: number): string {
  const resources: Record<string, object> = {
    Queue: {
      Type: "AWS::SQS::Queue",
      Properties: {
        VisibilityTimeout: 360,
        RedrivePolicy: { deadLetterTargetArn: { "Fn::GetAtt": ["Failed", "Arn"] }, maxReceiveCount: 3 },
      },
    },
    Failed: { Type: "AWS::SQS::Queue", Properties: { MessageRetentionPeriod: 1209600 } },
    Role: {
      Type: "AWS::IAM::Role",
      Properties: {
        AssumeRolePolicyDocument: {
          Version: "2012-10-17",
          Statement: [
            { Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" },
          ],
        },
        ManagedPolicyArns: [
          {
            "Fn::Sub": "arn:${AWS::Partition}:iam::aws:policy/service-role/AWSLambdaSQSQueueExecutionRole",
          },
        ],
      },
    },
  };
  for (let index = 0; index < count; index++) {
    resources[`Function${index}`] = {
      Type: "AWS::Lambda::Function",
      Properties: {
        FunctionName: { "Fn::Sub": `\${AWS::StackName}-${service}-${index}` },
        Code: ".",
        Handler: `src/handler-${index}.handler`,
        Runtime: "nodejs22.x",
        Timeout: 60,
        MemorySize: 512,
        Role: { "Fn::GetAtt": ["Role", "Arn"] },
        Environment: { Variables: { QUEUE_URL: { Ref: "Queue" }, LOG_LEVEL: "info" } },
      },
    };
    resources[`Mapping${index}`] = {
      Type: "AWS::Lambda::EventSourceMapping",
      Properties: {
        EventSourceArn: { "Fn::GetAtt": ["Queue", "Arn"] },
        FunctionName: { Ref: `Function${index}` },
        BatchSize: 10,
        FunctionResponseTypes: ["ReportBatchItemFailures"],
      },
    };
    resources[`Errors${index}`] = {
      Type: "AWS::CloudWatch::Alarm",
      Properties: {
        Namespace: "AWS/Lambda",
        MetricName: "Errors",
        Dimensions: [{ Name: "FunctionName", Value: { Ref: `Function${index}` } }],
        Statistic: "Sum",
        Period: 60,
        EvaluationPeriods: 5,
        Threshold: 1,
        ComparisonOperator: "GreaterThanOrEqualToThreshold",
      },
    };
  }
  const template = { AWSTemplateFormatVersion: "2010-09-09", Description: service, Resources: resources };
  return `${JSON.stringify(template, undefined, 2)}\n`;
}

function serverlessTemplate(service: string, count: number): string {
  return `service: ${service}
frameworkVersion: "3"

provider:
  name: aws
  runtime: nodejs22.x
  stage: \${opt:stage, 'dev'}
  timeout: 20
  memorySize: 512
  environment:
    TABLE_NAME: \${self:service}-\${self:provider.stage}
  iam:
    role:
      statements:
        - Effect: Allow
          Action: [dynamodb:Query, dynamodb:PutItem]
          Resource: !GetAtt Table.Arn

custom:
  esbuild:
    bundle: true
    minify: true
    exclude: ["@aws-sdk/*"]

functions:
${times(
  count,
  (index) => `  work${index}:
    handler: functions/handler-${index}.handler
    description: Takes what the queue and the interface send it.
    events:
      - httpApi:
          path: /${service}/${index}/{id}
          method: get
      - sqs:
          arn: !GetAtt Queue.Arn
          batchSize: 10
          functionResponseType: ReportBatchItemFailures
`,
)}
resources:
  Resources:
    Queue:
      Type: AWS::SQS::Queue
      Properties:
        VisibilityTimeout: 120
        RedrivePolicy: { deadLetterTargetArn: !GetAtt Failed.Arn, maxReceiveCount: 3 }
    Failed:
      Type: AWS::SQS::Queue
    Table:
      Type: AWS::DynamoDB::Table
      Properties:
        TableName: \${self:provider.environment.TABLE_NAME}
        BillingMode: PAY_PER_REQUEST
        AttributeDefinitions: [{ AttributeName: pk, AttributeType: S }]
        KeySchema: [{ AttributeName: pk, KeyType: HASH }]
`;
}

function cdkStack(service: string, count: number): string {
  return `import { Duration, Stack, type StackProps } from "aws-cdk-lib";
import { AttributeType, BillingMode, Table } from "aws-cdk-lib/aws-dynamodb";
import { Runtime, Tracing } from "aws-cdk-lib/aws-lambda";
import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
import { NodejsFunction } from "aws-cdk-lib/aws-lambda-nodejs";
import { Queue } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";

/** What ${service} is made of. */
export class ServiceStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    const table = new Table(this, "Table", {
      partitionKey: { name: "pk", type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
    });
    const failed = new Queue(this, "Failed", { retentionPeriod: Duration.days(14) });
${times(
  count,
  (index) => `
    const queue${index} = new Queue(this, "Queue${index}", {
      visibilityTimeout: Duration.minutes(3),
      deadLetterQueue: { queue: failed, maxReceiveCount: 3 },
    });
    const work${index} = new NodejsFunction(this, "Work${index}", {
      entry: "lambda/handler-${index}.ts",
      handler: "handler",
      runtime: Runtime.NODEJS_22_X,
      timeout: Duration.seconds(30),
      memorySize: 512,
      tracing: Tracing.ACTIVE,
      environment: { TABLE_NAME: table.tableName, QUEUE_URL: queue${index}.queueUrl },
    });
    work${index}.addEventSource(new SqsEventSource(queue${index}, { batchSize: 10, reportBatchItemFailures: true }));
    table.grantReadWriteData(work${index});
`,
)}  }
}
`;
}

function cdkApp(): string {
  return `import { App } from "aws-cdk-lib";
import { ServiceStack } from "../lib/stack";

const app = new App();
new ServiceStack(app, "Service");
`;
}
