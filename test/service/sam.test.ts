import { templateDeploys } from "./deploys.ts";

const deploys = templateDeploys("template.yml");

describe("A deployment in a template of SAM", () => {
  deploys("is read with", {
    "a function and what it says": `
      Transform: AWS::Serverless-2016-10-31
      Resources:
        Orders:
      # ^^^^^^ function Orders, runtime nodejs22.x, timeout 30, memory 512, handler orders.handler, code src/, vpc true, reservedConcurrency 5, TABLE
          Type: AWS::Serverless::Function
          Properties:
            CodeUri: src/
            Handler: orders.handler
            Runtime: nodejs22.x
            Timeout: 30
            MemorySize: 512
            ReservedConcurrentExecutions: 5
            VpcConfig: { SubnetIds: [!Ref Subnet] }
            Environment:
              Variables: { TABLE: orders }
    `,
    "what Globals say, unless the function says otherwise": `
      Globals:
        Function:
          Runtime: nodejs22.x
          Timeout: 10
          Environment: { Variables: { STAGE: test } }
      Resources:
        Orders:
      # ^^^^^^ function Orders, runtime nodejs22.x, timeout 60, TABLE, STAGE
          Type: AWS::Serverless::Function
          Properties:
            Timeout: 60
            Environment: { Variables: { TABLE: orders } }
        Raw:
      # ^^^ function Raw
          Type: AWS::Lambda::Function
          Properties: {}
    `,
    "how often an event is tried again, and what hands on something else than its event": `
      Resources:
        Orders:
      # ^^^^^^ function Orders, retryAttempts 0, maximumEventAge 60, from eventbridge reshaped, from schedule reshaped, from schedule
          Type: AWS::Serverless::Function
          Properties:
            EventInvokeConfig: { MaximumRetryAttempts: 0, MaximumEventAgeInSeconds: 60 }
            Events:
              Created: { Type: EventBridgeRule, Properties: { Pattern: { source: [orders] }, InputPath: $.detail } }
              Nightly: { Type: Schedule, Properties: { Schedule: rate(1 day), Input: "{}" } }
              Hourly: { Type: ScheduleV2, Properties: { ScheduleExpression: rate(1 hour) } }
    `,
    "where a bundler starts": `
      Resources:
        Orders:
      # ^^^^^^ function Orders, built from orders.ts, built from cancel.ts
          Type: AWS::Serverless::Function
          Metadata:
            BuildMethod: esbuild
            BuildProperties:
              EntryPoints: [orders.ts, cancel.ts]
    `,
    "its alias, through which its events come": `
      Resources:
        Orders:
      # ^^^^^^ function Orders, versionConcurrency 5, from api through live
          Type: AWS::Serverless::Function
          Properties:
            AutoPublishAlias: live
            #                 ^^^^ alias live of Orders, provisionedConcurrency 5
            ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 5 }
            Events:
              Get: { Type: Api, Properties: { Path: /, Method: get } }
    `,
    "where its failures go": `
      Resources:
        Orders:
      # ^^^^^^ function Orders, onFailure true
          Type: AWS::Serverless::Function
          Properties:
            EventInvokeConfig:
              DestinationConfig: { OnFailure: { Type: SQS, Destination: !GetAtt Failed.Arn } }
        Parcels:
      # ^^^^^^^ function Parcels, onFailure true
          Type: AWS::Serverless::Function
          Properties:
            DeadLetterQueue: { Type: SQS, TargetArn: !GetAtt Failed.Arn }
        Failed:
      # ^^^^^^ queue Failed, dead letters
          Type: AWS::SQS::Queue
    `,
  });

  deploys("knows every type of event:", {
    "queues and streams, which are mapped": `
      Resources:
        Worker:
      # ^^^^^^ function Worker, from sqs, from kinesis, from dynamodb, from kafka, from mq
          Type: AWS::Serverless::Function
          Properties:
            Events:
              Queue:
            # ^^^^^ sqs of Orders to Worker, batchSize 5, batchWindow 20, filters true, reportsBatchItemFailures true
                Type: SQS
                Properties:
                  Queue: !GetAtt Orders.Arn
                  BatchSize: 5
                  MaximumBatchingWindowInSeconds: 20
                  FilterCriteria: { Filters: [{ Pattern: "{}" }] }
                  FunctionResponseTypes: [ReportBatchItemFailures]
              Clicks:
            # ^^^^^^ kinesis of ? to Worker, bisectsBatch true, retryAttempts 3, maximumRecordAge 3600, onFailure true, tumblingWindow true
                Type: Kinesis
                Properties:
                  Stream: !GetAtt Stream.Arn
                  BisectBatchOnFunctionError: true
                  MaximumRetryAttempts: 3
                  MaximumRecordAgeInSeconds: 3600
                  TumblingWindowInSeconds: 60
                  DestinationConfig: { OnFailure: { Type: SNS, Destination: !Ref Failed } }
              Changes: { Type: DynamoDB, Properties: { Stream: !GetAtt Table.StreamArn, FunctionResponseTypes: [] } }
            # ^^^^^^^ dynamodb of ? to Worker, reportsBatchItemFailures false
              Kafka: { Type: MSK, Properties: { Stream: !Ref Cluster, Topics: [orders] } }
            # ^^^^^ kafka of ? to Worker
              Broker: { Type: MQ, Properties: { Broker: !Ref Broker } }
            # ^^^^^^ mq of ? to Worker
        Orders:
      # ^^^^^^ queue Orders, visibilityTimeout 180, deadLetterQueue true
          Type: AWS::SQS::Queue
          Properties:
            VisibilityTimeout: 180
            RedrivePolicy: { deadLetterTargetArn: !GetAtt Lost.Arn, maxReceiveCount: 5 }
        Lost:
      # ^^^^ queue Lost, dead letters
          Type: AWS::SQS::Queue
    `,
    "what is handed over and what waits": `
      Resources:
        Worker:
      # ^^^^^^ function Worker, from api, from sns, from sqs, from s3, from eventbridge, from schedule, from schedule, from logs, from iot, from cognito, from api, from else
          Type: AWS::Serverless::Function
          Properties:
            FunctionUrlConfig: { AuthType: NONE }
            Events:
              Topic: { Type: SNS, Properties: { Topic: !Ref Topic } }
              ThroughQueue: { Type: SNS, Properties: { Topic: !Ref Topic, SqsSubscription: true } }
              Upload: { Type: S3, Properties: { Bucket: !Ref Bucket, Events: "s3:ObjectCreated:*" } }
              Bus: { Type: EventBridgeRule, Properties: { Pattern: { source: [orders] } } }
              Nightly: { Type: Schedule, Properties: { Schedule: rate(1 day) } }
              Hourly: { Type: ScheduleV2, Properties: { ScheduleExpression: rate(1 hour) } }
              Logs: { Type: CloudWatchLogs, Properties: { LogGroupName: orders } }
              Things: { Type: IoTRule, Properties: { Sql: "SELECT * FROM 'orders'" } }
              Users: { Type: Cognito, Properties: { UserPool: !Ref Users, Trigger: PreSignUp } }
              Get: { Type: HttpApi }
              Skill: { Type: AlexaSkill }
    `,
  });
});
