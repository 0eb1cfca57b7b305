import { templateDeploys } from "./deploys.ts";

const deploys = templateDeploys("serverless.yml");

describe("A deployment in serverless.yml", () => {
  deploys("is read with", {
    "functions, and what the provider says for all": `
      service: orders
      provider: { name: aws, runtime: nodejs22.x, timeout: 10, environment: { STAGE: test } }
      functions:
        create:
      # ^^^^^^ function create, runtime nodejs22.x, timeout 10, memory 512, handler src/create.handler, TABLE, STAGE
          handler: src/create.handler
          memorySize: 512
          environment: { TABLE: orders }
        cancel:
      # ^^^^^^ function cancel, runtime nodejs24.x, timeout 30, handler src/cancel.handler, vpc true, reservedConcurrency 5, STAGE
          handler: src/cancel.handler
          runtime: nodejs24.x
          timeout: 30
          reservedConcurrency: 5
          vpc: { subnetIds: [subnet-1] }
    `,
    "functions that others name as authorizers or destinations": `
      service: orders
      provider: { name: aws, httpApi: { authorizers: { known: { type: request, functionName: known } } } }
      functions:
        known: { handler: known.handler, name: known }
      # ^^^^^ function known, handler known.handler, and more
        allowed: { handler: allowed.handler }
      # ^^^^^^^ function allowed, handler allowed.handler, from authorizer
        noted: { handler: noted.handler, name: noted }
      # ^^^^^ function noted, handler noted.handler
        failed: { handler: failed.handler }
      # ^^^^^^ function failed, handler failed.handler, and more
        work:
      # ^^^^ function work, handler work.handler, onFailure true, from api
          handler: work.handler
          destinations: { onFailure: failed }
          events: [{ http: { path: /, method: get, authorizer: { name: allowed } } }]
    `,
    "every kind of event": `
      service: orders
      provider: { name: aws }
      functions:
        work:
      # ^^^^ function work, handler work.handler, from api, from sns, from s3, from schedule, from schedule, from eventbridge, from logs, from api, from api, from websocket, from cognito, from alb, and more
          handler: work.handler
          url: true
          events:
            - sns: orders
            - s3: uploads
            - schedule: rate(1 day)
            - eventBridge: { schedule: rate(1 hour) }
            - eventBridge: { pattern: { source: [orders] } }
            - cloudwatchLog: /orders
            - http: GET /orders
            - httpApi: "GET /orders"
            - websocket: $connect
            - cognitoUserPool: { pool: users, trigger: PreSignUp }
            - alb: { listenerArn: arn, priority: 1 }
            - alexaSkill
    `,
    "what hands on something else than its event": `
      service: orders
      provider: { name: aws }
      functions:
        work:
      # ^^^^ function work, handler work.handler, from api reshaped, from api reshaped, from api, from schedule reshaped, from eventbridge reshaped
          handler: work.handler
          events:
            - http: { path: /, method: get, integration: lambda }
            - http: { path: /, method: post, async: true }
            - http: { path: /, method: put, integration: lambda-proxy }
            - schedule: { rate: rate(1 day), input: { all: true } }
            - eventBridge: { pattern: { source: [orders] }, inputPath: $.detail }
    `,
    "how often an event is tried again": `
      service: orders
      provider: { name: aws }
      functions:
        work: { handler: work.handler, maximumRetryAttempts: 1, maximumEventAge: 7200 }
      # ^^^^ function work, handler work.handler, retryAttempts 1, maximumEventAge 7200
    `,
    "queues and streams, which are mapped": `
      service: orders
      provider: { name: aws }
      functions:
        work:
      # ^^^^ function work, handler work.handler, from sqs, from sqs, from kinesis, from dynamodb, from else, from kafka
          handler: work.handler
          events:
            - sqs: arn:aws:sqs:eu-west-1:123456789012:parcels
            # ^^^ sqs of ? to work
            - sqs:
            # ^^^ sqs of Orders to work, batchSize 5, batchWindow 20, reportsBatchItemFailures true
                arn: !GetAtt Orders.Arn
                batchSize: 5
                maximumBatchingWindow: 20
                functionResponseType: ReportBatchItemFailures
            - stream: arn:aws:kinesis:eu-west-1:123456789012:stream/clicks
            # ^^^^^^ kinesis of ? to work
            - stream:
            # ^^^^^^ dynamodb of ? to work, bisectsBatch true, retryAttempts 3, maximumRecordAge 60, onFailure true
                type: dynamodb
                arn: { Fn::GetAtt: [Table, StreamArn] }
                bisectBatchOnFunctionError: true
                maximumRetryAttempts: 3
                maximumRecordAgeInSeconds: 60
                destinations: { onFailure: arn:aws:sqs:eu-west-1:123456789012:failed }
            - stream: { arn: !GetAtt Elsewhere.Arn }
            - msk: { arn: arn, topic: orders }
            # ^^^ kafka of ? to work
      resources:
        Resources:
          Orders:
        # ^^^^^^ queue Orders, visibilityTimeout 180
            Type: AWS::SQS::Queue
            Properties: { VisibilityTimeout: 180 }
    `,
    "where failures go": `
      service: orders
      provider: { name: aws }
      functions:
        one: { handler: one.handler, onError: arn:aws:sns:eu-west-1:123456789012:failed }
      # ^^^ function one, handler one.handler, onFailure true
        two: { handler: two.handler, destinations: { onFailure: other } }
      # ^^^ function two, handler two.handler, onFailure true
    `,
    "concurrency that is provisioned, and its alias": `
      service: orders
      provider: { name: aws }
      functions:
        get:
      # ^^^ function get, handler get.handler, versionConcurrency 5, from api through provisioned
          handler: get.handler
          provisionedConcurrency: 5
          #                       ^ alias provisioned of get, provisionedConcurrency 5
          events: [{ httpApi: "GET /orders" }]
    `,
    "lists of functions and of resources": `
      service: orders
      provider: { name: aws }
      functions:
        - \${file(functions.yml)}
        - get: { handler: get.handler }
        # ^^^ function get, handler get.handler, and more
      resources:
        - Resources: { Orders: { Type: AWS::SQS::Queue } }
        #              ^^^^^^ queue Orders
        - Resources: { Parcels: { Type: AWS::SQS::Queue } }
        #              ^^^^^^^ queue Parcels
        - \${file(more.yml)}
    `,
    "what its resources say of its functions": `
      service: orders
      provider: { name: aws }
      functions:
        pack-orders: { handler: pack.handler }
      # ^^^^^^^^^^^ function pack-orders, handler pack.handler, from state machine
        send: { handler: send.handler }
      # ^^^^ function send, runtime unknown, timeout unknown, memory unknown, handler send.handler, vpc unknown, capacityProvider unknown, reservedConcurrency unknown, versionConcurrency unknown, onFailure unknown, retryAttempts unknown, maximumEventAge unknown
      resources:
        Resources:
          Machine:
            Type: AWS::StepFunctions::StateMachine
            Properties: { DefinitionString: !Sub '{ "Resource": "\${PackDashordersLambdaFunction.Arn}" }' }
          SendLambdaFunction:
            Properties: { MemorySize: 512 }
    `,
  });

  deploys("works out variables", {
    "of the file itself": `
      service: orders
      custom:
        timeout: 30
        stage: test
        memory: { test: 256, live: 1024 }
        name: orders-\${self:custom.stage}
      provider: { name: aws, stage: test }
      functions:
        get:
      # ^^^ function get, timeout 30, memory 256, handler get.handler, from sqs
          handler: get.handler
          timeout: \${self:custom.timeout}
          memorySize: \${self:custom.memory.\${self:provider.stage}}
          events:
            - sqs: arn:aws:sqs:\${aws:region}:\${aws:accountId}:\${self:custom.name}
            # ^^^ sqs of Orders to get
      resources:
        Resources:
          Orders: { Type: AWS::SQS::Queue, Properties: { QueueName: "\${self:custom.name}" } }
        # ^^^^^^ queue Orders, isFifo false
    `,
    "with what stands for one that is not there": `
      service: orders
      provider: { name: aws }
      functions:
        get: { handler: get.handler, timeout: "\${self:custom.timeout, 30}", runtime: "\${self:custom.runtime, 'nodejs22.x'}" }
      # ^^^ function get, runtime nodejs22.x, timeout 30, handler get.handler
    `,
    "but leaves open what a stage, the environment or another file says": `
      service: orders
      custom: \${file(custom.yml)}
      provider: { name: aws }
      functions:
        get:
      # ^^^ function get, runtime unknown, timeout unknown, memory unknown, handler get.handler, reservedConcurrency unknown, and more
          handler: get.handler
          timeout: \${opt:timeout, 30}
          memorySize: \${env:MEMORY, '512'}
          reservedConcurrency: \${self:custom.concurrency}
          runtime: nodejs\${param:version}.x
          events: \${file(events.yml)}
    `,
    "but not those that lead to themselves": `
      service: orders
      custom: { a: "\${self:custom.b}", b: "\${self:custom.a}", c: "x\${self:custom.c}" }
      provider: { name: aws }
      functions:
        get: { handler: "\${self:custom.c}", timeout: "\${self:custom.a}" }
      # ^^^ function get, timeout unknown, handler unknown
    `,
  });

  deploys("is nothing", {
    "on other clouds": `
      service: orders
      provider: { name: google, runtime: nodejs18 }
      functions:
        get: { handler: get }
    `,
  });
});
