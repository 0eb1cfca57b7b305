import { templateDeploys } from "./deploys.ts";

const deploys = templateDeploys("template.yml");
const deploysJson = templateDeploys("template.json");

describe("A deployment in a template of CloudFormation", () => {
  deploys("reads a value", {
    "that is a parameter with a default, and leaves open one without": `
      Parameters:
        Seconds: { Type: Number, Default: 30 }
        Memory: { Type: Number }
        Runtime: { Type: AWS::SSM::Parameter::Value<String>, Default: /runtime }
      Resources:
        Orders:
      # ^^^^^^ function Orders, runtime unknown, timeout 30, memory unknown
          Type: AWS::Lambda::Function
          Properties: { Timeout: !Ref Seconds, MemorySize: !Ref Memory, Runtime: !Ref Runtime }
    `,
    "in both forms of an intrinsic function": `
      Parameters:
        Version: { Type: String, Default: "22" }
      Resources:
        Short:
      # ^^^^^ function Short, runtime nodejs22.x
          Type: AWS::Lambda::Function
          Properties: { Runtime: !Sub "nodejs\${Version}.x" }
        Long:
      # ^^^^ function Long, runtime nodejs22.x
          Type: AWS::Lambda::Function
          Properties: { Runtime: { "Fn::Sub": ["nodejs\${V}.x", { V: { Ref: Version } }] } }
        Joined:
      # ^^^^^^ function Joined, runtime nodejs22.x
          Type: AWS::Lambda::Function
          Properties: { Runtime: !Join ["", [nodejs, !Ref Version, .x]] }
    `,
    "of which both branches say the same, and leaves open what they differ in": `
      Resources:
        Same:
      # ^^^^ function Same, timeout 30
          Type: AWS::Lambda::Function
          Properties: { Timeout: !If [IsLive, 30, "30"] }
        Nested:
      # ^^^^^^ function Nested, timeout 30
          Type: AWS::Lambda::Function
          Properties: { Timeout: !If [IsLive, !If [IsLarge, 30, 30], 30] }
        Other:
      # ^^^^^ function Other, timeout unknown, memory unknown
          Type: AWS::Lambda::Function
          Properties: { Timeout: !If [IsLive, 30, 60], MemorySize: !If [IsLive, 512, !Ref AWS::NoValue] }
        Neither:
      # ^^^^^^^ function Neither
          Type: AWS::Lambda::Function
          Properties: { Timeout: !If [IsLive, !Ref AWS::NoValue, !Ref AWS::NoValue] }
    `,
    "from a mapping, where its keys are literal": `
      Parameters:
        Stage: { Type: String, Default: test }
      Mappings:
        Stages: { test: { Timeout: 30 }, live: { Timeout: 60 } }
      Resources:
        Orders:
      # ^^^^^^ function Orders, timeout 30
          Type: AWS::Lambda::Function
          Properties: { Timeout: !FindInMap [Stages, !Ref Stage, Timeout] }
        Parcels:
      # ^^^^^^^ function Parcels, timeout unknown
          Type: AWS::Lambda::Function
          Properties: { Timeout: !FindInMap [Stages, !Ref AWS::Region, Timeout] }
    `,
    "as text, number or boolean, however it is quoted": `
      Resources:
        Orders:
      # ^^^^^^ queue Orders, visibilityTimeout 180, isFifo true
          Type: AWS::SQS::Queue
          Properties: { VisibilityTimeout: "180", FifoQueue: "true" }
        Parcels:
      # ^^^^^^^ queue Parcels, visibilityTimeout unknown, isFifo true
          Type: AWS::SQS::Queue
          Properties: { VisibilityTimeout: soon, QueueName: parcels.fifo }
    `,
    "through aliases and merged mappings": `
      Common: &common
        Runtime: nodejs22.x
        Timeout: &timeout 30
      Resources:
        Orders:
      # ^^^^^^ function Orders, runtime nodejs22.x, timeout 30, memory 512
          Type: AWS::Lambda::Function
          Properties:
            <<: *common
            MemorySize: 512
        Parcels:
      # ^^^^^^^ function Parcels, timeout 30
          Type: AWS::Lambda::Function
          Properties: { Timeout: *timeout }
    `,
    "but leaves open what another stack, a macro or nobody yet says": `
      Resources:
        Imported:
      # ^^^^^^^^ function Imported, runtime unknown, timeout unknown, memory unknown, handler unknown
          Type: AWS::Lambda::Function
          Properties: { Timeout: !ImportValue Timeout, MemorySize: !Custom 512, Handler: "{{resolve:ssm:/handler}}", Runtime: }
        Included:
      # ^^^^^^^^ function Included, runtime unknown, timeout 30, memory unknown, handler unknown, code unknown, vpc unknown, capacityProvider unknown, reservedConcurrency unknown, versionConcurrency unknown, onFailure unknown, retryAttempts unknown, maximumEventAge unknown, and more
          Type: AWS::Lambda::Function
          Properties:
            Timeout: 30
            Fn::Transform: { Name: AWS::Include, Parameters: { Location: s3://orders/function.yml } }
    `,
    "but leaves all open that a loop may add": `
      Transform: AWS::LanguageExtensions
      Resources:
        Orders:
      # ^^^^^^ function Orders, runtime nodejs22.x, timeout 30, memory 512, handler orders.handler, code unknown, vpc true, capacityProvider unknown, reservedConcurrency unknown, versionConcurrency unknown, onFailure unknown, retryAttempts unknown, maximumEventAge unknown, and more
          Type: AWS::Lambda::Function
          Properties: { Timeout: 30, MemorySize: 512, Handler: orders.handler, Runtime: nodejs22.x, VpcConfig: {} }
        Fn::ForEach::Configs:
          - Name
          - [Orders]
          - "Config\${Name}": { Type: AWS::Lambda::EventInvokeConfig, Properties: { FunctionName: !Ref Name } }
    `,
    "but leaves all open that a macro may add": `
      Transform: [AWS::Serverless-2016-10-31, Company::Defaults]
      Resources:
        Orders:
      # ^^^^^^ queue Orders, dead letters, visibilityTimeout 30, deadLetterQueue unknown, isFifo unknown
          Type: AWS::SQS::Queue
          Properties: { VisibilityTimeout: 30 }
    `,
  });

  deploys("connects", {
    "a mapping of its own with its function and its queue": `
      Resources:
        Worker:
      # ^^^^^^ function Worker, from sqs
          Type: AWS::Lambda::Function
        Orders:
      # ^^^^^^ queue Orders
          Type: AWS::SQS::Queue
        Mapping:
      # ^^^^^^^ sqs of Orders to Worker, batchSize 1
          Type: AWS::Lambda::EventSourceMapping
          Properties:
            FunctionName: !Ref Worker
            EventSourceArn: !GetAtt Orders.Arn
            BatchSize: 1
    `,
    "by names, where they are spelt out": `
      Resources:
        Worker:
      # ^^^^^^ function Worker, from sqs
          Type: AWS::Lambda::Function
          Properties: { FunctionName: worker }
        Orders:
      # ^^^^^^ queue Orders, isFifo false
          Type: AWS::SQS::Queue
          Properties: { QueueName: orders }
        Mapping:
      # ^^^^^^^ sqs of Orders to Worker
          Type: AWS::Lambda::EventSourceMapping
          Properties:
            FunctionName: !Sub "arn:aws:lambda:\${AWS::Region}:\${AWS::AccountId}:function:worker"
            EventSourceArn: !Sub "arn:aws:sqs:\${AWS::Region}:\${AWS::AccountId}:orders"
    `,
    "no queue that stands elsewhere": `
      Resources:
        Worker:
      # ^^^^^^ function Worker, from kinesis, from else
          Type: AWS::Lambda::Function
        Known:
      # ^^^^^ kinesis of ? to Worker
          Type: AWS::Lambda::EventSourceMapping
          Properties:
            FunctionName: !GetAtt Worker.Arn
            EventSourceArn: arn:aws:kinesis:eu-west-1:123456789012:stream/clicks
        Unknown:
          Type: AWS::Lambda::EventSourceMapping
          Properties: { FunctionName: !GetAtt Worker.Arn, EventSourceArn: !ImportValue OrdersArn, StartingPosition: LATEST }
        Queue:
      # ^^^^^ sqs of ? to Other
          Type: AWS::Lambda::EventSourceMapping
          Properties: { FunctionName: !Ref Other, EventSourceArn: !ImportValue OrdersArn }
        Other:
      # ^^^^^ function Other, from sqs, from kafka
          Type: AWS::Lambda::Function
        Elsewhere:
      # ^^^^^^^^^ kafka of ? to Other
          Type: AWS::Lambda::EventSourceMapping
          Properties: { FunctionName: !Ref Other, SelfManagedEventSource: { Endpoints: {} } }
    `,
    "whoever invokes a function": `
      Resources:
        Worker:
      # ^^^^^^ function Worker, from api, from schedule, from sns, from s3, from cognito, from logs
          Type: AWS::Lambda::Function
        Method:
          Type: AWS::ApiGateway::Method
          Properties:
            Integration:
              Type: AWS_PROXY
              Uri: !Sub arn:aws:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${Worker.Arn}/invocations
        Nightly:
          Type: AWS::Events::Rule
          Properties: { ScheduleExpression: rate(1 day), Targets: [{ Id: worker, Arn: !GetAtt Worker.Arn }] }
        Subscription:
          Type: AWS::SNS::Subscription
          Properties: { Protocol: lambda, Endpoint: !GetAtt Worker.Arn }
        Uploads:
          Type: AWS::S3::Bucket
          Properties:
            NotificationConfiguration:
              LambdaConfigurations: [{ Event: "s3:ObjectCreated:*", Function: !GetAtt Worker.Arn }]
        Users:
          Type: AWS::Cognito::UserPool
          Properties: { LambdaConfig: { PreSignUp: !GetAtt Worker.Arn } }
        Allowed:
          Type: AWS::Lambda::Permission
          Properties: { FunctionName: !Ref Worker, Principal: sns.amazonaws.com }
        Logs:
          Type: AWS::Lambda::Permission
          Properties: { FunctionName: !Ref Worker, Principal: logs.eu-west-1.amazonaws.com }
    `,
    "whoever hands on something else than its event": `
      Resources:
        Worker:
      # ^^^^^^ function Worker, from api reshaped, from eventbridge reshaped, from schedule reshaped, from eventbridge
          Type: AWS::Lambda::Function
        Method:
          Type: AWS::ApiGateway::Method
          Properties: { Integration: { Type: AWS, Uri: !Sub "arn:aws:apigateway:x:lambda:path/\${Worker.Arn}/invocations" } }
        Rule:
          Type: AWS::Events::Rule
          Properties:
            EventPattern: { source: [orders] }
            Targets: [{ Id: worker, Arn: !GetAtt Worker.Arn, InputTransformer: { InputTemplate: "{}" } }]
        Schedule:
          Type: AWS::Scheduler::Schedule
          Properties: { Target: { Arn: !GetAtt Worker.Arn, Input: "{}" } }
        Plain:
          Type: AWS::Events::Rule
          Properties: { EventPattern: { source: [orders] }, Targets: [{ Id: worker, Arn: !GetAtt Worker.Arn }] }
    `,
    "an authorizer, and what SES may invoke": `
      Resources:
        Guard:
      # ^^^^^ function Guard, from authorizer
          Type: AWS::Lambda::Function
        Authorizer:
          Type: AWS::ApiGateway::Authorizer
          Properties: { AuthorizerUri: !Sub "arn:aws:apigateway:x:lambda:path/\${Guard.Arn}/invocations" }
        Mail:
      # ^^^^ function Mail, from ses, and more
          Type: AWS::Lambda::Function
        Permission:
          Type: AWS::Lambda::Permission
          Properties: { FunctionName: !Ref Mail, Principal: ses.amazonaws.com }
    `,
    "a stream of another stack, by what the template's policies allow": `
      Parameters: { Stream: { Type: String }, Table: { Type: String }, Other: { Type: String } }
      Resources:
        Policy:
          Type: AWS::IAM::Policy
          Properties:
            PolicyDocument:
              Statement:
                - { Effect: Allow, Action: ["kinesis:GetRecords", "kinesis:ListShards"], Resource: !Ref Stream }
                - { Effect: Allow, Action: "dynamodb:GetRecords", Resource: [!Ref Table, !Ref Other] }
                - { Effect: Allow, Action: "kinesis:GetRecords", Resource: !Ref Other }
        Worker:
      # ^^^^^^ function Worker, from kinesis, from dynamodb, from else
          Type: AWS::Lambda::Function
        First:
      # ^^^^^ kinesis of ? to Worker
          Type: AWS::Lambda::EventSourceMapping
          Properties: { FunctionName: !Ref Worker, EventSourceArn: !Ref Stream, StartingPosition: LATEST }
        Second:
      # ^^^^^^ dynamodb of ? to Worker
          Type: AWS::Lambda::EventSourceMapping
          Properties: { FunctionName: !Ref Worker, EventSourceArn: !Ref Table, StartingPosition: LATEST }
        Third:
          Type: AWS::Lambda::EventSourceMapping
          Properties: { FunctionName: !Ref Worker, EventSourceArn: !Ref Other, StartingPosition: LATEST }
    `,
    "how often an event is tried again": `
      Resources:
        One:
      # ^^^ function One, retryAttempts 0, maximumEventAge 60
          Type: AWS::Lambda::Function
        Config:
          Type: AWS::Lambda::EventInvokeConfig
          Properties: { FunctionName: !Ref One, Qualifier: $LATEST, MaximumRetryAttempts: 0, MaximumEventAgeInSeconds: 60 }
    `,
    "a function with whoever else may invoke it": `
      Resources:
        Steps:
      # ^^^^^ function Steps, and more
          Type: AWS::Lambda::Function
        Machines:
          Type: AWS::IAM::Role
          Properties:
            AssumeRolePolicyDocument: { Statement: [{ Principal: { Service: [states.amazonaws.com, lambda.amazonaws.com] } }] }
            Policies: [{ PolicyDocument: { Statement: [{ Action: "lambda:InvokeFunction", Resource: !GetAtt Steps.Arn }] } }]
        Allowed:
      # ^^^^^^^ function Allowed, and more
          Type: AWS::Lambda::Function
        Permission:
          Type: AWS::Lambda::Permission
          Properties: { FunctionName: !Ref Allowed, Principal: "123456789012" }
        Logged:
      # ^^^^^^ function Logged
          Type: AWS::Lambda::Function
        Group:
          Type: AWS::Logs::LogGroup
          Properties: { LogGroupName: !Sub "/aws/lambda/\${Logged}" }
      Outputs:
        Name: { Value: !Ref Logged }
    `,
    "a function with the state machine that invokes it, by itself or with its rights": `
      Resources:
        Pick:
      # ^^^^ function Pick, from state machine
          Type: AWS::Lambda::Function
        Pack:
      # ^^^^ function Pack, from api, from state machine through live
          Type: AWS::Lambda::Function
        Live:
      # ^^^^ alias live of Pack
          Type: AWS::Lambda::Alias
          Properties: { FunctionName: !Ref Pack, Name: live, FunctionVersion: 1 }
        Url:
          Type: AWS::Lambda::Url
          Properties: { TargetFunctionArn: !Ref Pack }
        Ship:
      # ^^^^ function Ship, from state machine, and more
          Type: AWS::Lambda::Function
        Wrap:
      # ^^^^ function Wrap, from state machine
          Type: AWS::Lambda::Function
        Second:
          Type: AWS::Lambda::Version
          Properties: { FunctionName: !Ref Wrap }
        Machine:
          Type: AWS::StepFunctions::StateMachine
          Properties:
            DefinitionString: !Sub '{ "Resource": "\${Pick.Arn}", "Also": "\${Ship.Arn}" }'
            DefinitionSubstitutions: { Pack: !Ref Live, Wrap: !Ref Second }
        Role:
          Type: AWS::IAM::Role
          Properties:
            AssumeRolePolicyDocument: { Statement: [{ Principal: { Service: states.amazonaws.com } }] }
        Policy:
          Type: AWS::IAM::Policy
          Properties:
            Roles: [!Ref Role]
            PolicyDocument: { Statement: [{ Action: "lambda:InvokeFunction", Resource: [!GetAtt Pick.Arn, !Ref Live] }] }
        OfMore:
          Type: AWS::IAM::Policy
          Properties:
            Roles: [!Ref Role, !ImportValue OtherRole]
            PolicyDocument: { Statement: [{ Action: "lambda:InvokeFunction", Resource: !GetAtt Ship.Arn }] }
    `,
    "a function with a service that alone has the right to invoke it": `
      Resources:
        Copy:
      # ^^^^ function Copy, from S3 Batch Operations
          Type: AWS::Lambda::Function
        Role:
          Type: AWS::IAM::Role
          Properties:
            AssumeRolePolicyDocument:
              Statement: [{ Principal: { Service: [batchoperations.s3.amazonaws.com] }, Action: "sts:AssumeRole" }]
            ManagedPolicyArns: [!Ref Policy]
        Policy:
          Type: AWS::IAM::ManagedPolicy
          Properties:
            PolicyDocument: { Statement: [{ Action: "lambda:InvokeFunction", Resource: !GetAtt Copy.Arn }] }
        Other:
      # ^^^^^ function Other, and more
          Type: AWS::Lambda::Function
        OtherRole:
          Type: AWS::IAM::Role
          Properties:
            AssumeRolePolicyDocument:
              Statement: [{ Principal: { Service: states.amazonaws.com, AWS: "111122223333" }, Action: "sts:AssumeRole" }]
            Policies: [{ PolicyDocument: { Statement: [{ Action: "lambda:InvokeFunction", Resource: !GetAtt Other.Arn }] } }]
    `,
    "a function with the access point whose objects it transforms": `
      Resources:
        Shrink:
      # ^^^^^^ function Shrink, from S3 Object Lambda
          Type: AWS::Lambda::Function
        Small:
          Type: AWS::S3ObjectLambda::AccessPoint
          Properties:
            ObjectLambdaConfiguration:
              TransformationConfigurations:
                - ContentTransformation: { AwsLambda: { FunctionArn: !GetAtt Shrink.Arn } }
    `,
    "a function that is named as its own name is spelt, where only the deployment tells that": `
      Parameters: { PickName: { Type: String }, Stage: { Type: String, Default: test } }
      Resources:
        Pick:
      # ^^^^ function Pick, from state machine
          Type: AWS::Lambda::Function
          Properties: { FunctionName: !Ref PickName }
        Group:
          Type: AWS::EC2::SecurityGroup
          Properties: { GroupDescription: !Sub "\${PickName}-group", VpcId: !Ref PickName }
        Machine:
          Type: AWS::StepFunctions::StateMachine
          Properties:
            DefinitionSubstitutions:
              Pick: !Sub "arn:aws:lambda:\${AWS::Region}:\${AWS::AccountId}:function:\${PickName}"
        Pack:
      # ^^^^ function Pack, and more
          Type: AWS::Lambda::Function
          Properties: { FunctionName: !Sub "\${Stage}-pack-\${AWS::Region}" }
        Other:
          Type: AWS::IAM::Policy
          Properties:
            Resource:
              - !Sub "arn:aws:lambda:\${AWS::Region}:\${AWS::AccountId}:function:\${Stage}-pack-\${AWS::Region}:live"
              - !Sub "arn:aws:lambda:\${AWS::Region}:\${AWS::AccountId}:function:\${PickName}-2"
        Ship:
      # ^^^^ function Ship, from sqs, from s3
          Type: AWS::Lambda::Function
          Properties: { FunctionName: !Sub "\${Stage}-\${AWS::Region}-ship" }
        Mapping:
      # ^^^^^^^ sqs of ? to Ship
          Type: AWS::Lambda::EventSourceMapping
          Properties: { FunctionName: !Sub "\${Stage}-\${AWS::Region}-ship", EventSourceArn: !ImportValue Queue }
        Permission:
          Type: AWS::Lambda::Permission
          Properties:
            FunctionName: !Sub "arn:aws:lambda:\${AWS::Region}:\${AWS::AccountId}:function:\${Stage}-\${AWS::Region}-ship"
            Principal: s3.amazonaws.com
    `,
    "an alias, a version and who goes through them": `
      Resources:
        Orders:
      # ^^^^^^ function Orders, versionConcurrency 2, from api through live
          Type: AWS::Lambda::Function
        Version:
          Type: AWS::Lambda::Version
          Properties:
            FunctionName: !Ref Orders
            ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 2 }
        Live:
      # ^^^^ alias live of Orders, provisionedConcurrency 5
          Type: AWS::Lambda::Alias
          Properties:
            Name: live
            FunctionName: !Ref Orders
            FunctionVersion: !GetAtt Version.Version
            ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 5 }
        Latest:
      # ^^^^^^ alias latest of Orders, latest
          Type: AWS::Lambda::Alias
          Properties: { Name: latest, FunctionName: !Ref Orders, FunctionVersion: $LATEST }
        Url:
          Type: AWS::Lambda::Url
          Properties: { TargetFunctionArn: !Ref Live }
    `,
    "where failures go, whoever says so": `
      Resources:
        Orders:
      # ^^^^^^ function Orders, onFailure true
          Type: AWS::Lambda::Function
        Config:
          Type: AWS::Lambda::EventInvokeConfig
          Properties:
            FunctionName: !Ref Orders
            DestinationConfig: { OnFailure: { Destination: !GetAtt Failed.Arn } }
        Failed:
      # ^^^^^^ queue Failed, dead letters
          Type: AWS::SQS::Queue
    `,
    "no failures, where it does not show of which function": `
      Resources:
        Orders:
      # ^^^^^^ function Orders, onFailure unknown, retryAttempts unknown, maximumEventAge unknown
          Type: AWS::Lambda::Function
        Config:
          Type: AWS::Lambda::EventInvokeConfig
          Properties: { FunctionName: !ImportValue Orders }
    `,
    "the queue of dead letters that the template does not show to be one": `
      Resources:
        Failed:
      # ^^^^^^ queue Failed, dead letters
          Type: AWS::SQS::Queue
          Properties: { QueueName: !Sub "\${AWS::StackName}-dlq" }
        Lost:
      # ^^^^ queue Lost, dead letters
          Type: AWS::SQS::Queue
          Properties: { RedriveAllowPolicy: { redrivePermission: allowAll } }
        Orders:
      # ^^^^^^ queue Orders
          Type: AWS::SQS::Queue
          Properties: { RedriveAllowPolicy: { redrivePermission: denyAll } }
    `,
    "a database's own address": `
      Resources:
        Database: { Type: AWS::RDS::DBInstance, Properties: { Engine: postgres } }
        Ledger: { Type: AWS::RDS::DBInstance, Properties: { Engine: oracle-se2 } }
        Proxy: { Type: AWS::RDS::DBProxy }
        Orders:
      # ^^^^^^ function Orders, HOST of a database, URL of a database, LITERAL of a database, LEDGER, PROXY
          Type: AWS::Lambda::Function
          Properties:
            Environment:
              Variables:
                HOST: !GetAtt Database.Endpoint.Address
                URL: !Sub "postgres://\${Database.Endpoint.Address}/orders"
                LITERAL: orders.abc.eu-west-1.rds.amazonaws.com
                LEDGER: !GetAtt Ledger.Endpoint.Address
                PROXY: !GetAtt Proxy.Endpoint
    `,
  });

  deploys("leaves out", {
    "functions that the CDK brings along": `
      Resources:
        Provider:
          Type: AWS::Lambda::Function
          Metadata: { "aws:cdk:path": Stack/Custom::S3AutoDeleteObjectsCustomResourceProvider/Handler }
    `,
    "what is no template": `
      jobs: { Resources: [one, two] }
    `,
  });

  deploysJson("reads JSON alike:", {
    "a queue and its function": `
      {
        "Resources": {
          "Worker": { "Type": "AWS::Lambda::Function", "Properties": { "Timeout": 30 } },
       // ^^^^^^^^ function Worker, timeout 30, from sqs
          "Orders": {
       // ^^^^^^^^ queue Orders, visibilityTimeout 180
            "Type": "AWS::SQS::Queue",
            "Properties": { "VisibilityTimeout": { "Fn::If": ["IsLive", 180, 180] } }
          },
          "Mapping": {
       // ^^^^^^^^^ sqs of Orders to Worker
            "Type": "AWS::Lambda::EventSourceMapping",
            "Properties": {
              "FunctionName": { "Ref": "Worker" },
              "EventSourceArn": { "Fn::GetAtt": ["Orders", "Arn"] }
            }
          }
        }
      }
    `,
  });
});
