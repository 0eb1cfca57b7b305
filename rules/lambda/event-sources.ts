import type { EventSource } from "./event-source.ts";
import { sourceTitles } from "./source-titles.ts";

/** What can invoke a function, by the name this project gives it. */
export const eventSources = {
  sqs: {
    title: sourceTitles.sqs,
    delivery: "poll",
    types: /^(SQS|Sqs)(Event|Record|Handler|BatchResponse|BatchItemFailure|Envelope|Schema|RecordSchema)$/,
    marks: [
      "messageId",
      "receiptHandle",
      "body",
      "messageAttributes",
      "md5OfBody",
      "attributes.ApproximateReceiveCount",
      "attributes.MessageGroupId",
      "attributes.MessageDeduplicationId",
      "attributes.SentTimestamp",
    ].map((mark) => `Records[].${mark}`),
    arnName: "aws:sqs",
    id: "record.messageId",
    unstable: [
      "receiptHandle",
      "md5OfBody",
      "attributes.ApproximateReceiveCount",
      "attributes.SentTimestamp",
      "attributes.ApproximateFirstReceiveTimestamp",
    ].map((path) => `Records[].${path}`),
    itemIdentifier: "Records[].messageId",
  },
  kinesis: {
    title: sourceTitles.kinesis,
    delivery: "poll",
    types:
      /^Kinesis(Stream(Event|Record|Handler|BatchResponse|RecordPayload)|Event|Record|Envelope|DataStreamSchema)$/,
    marks: [
      "kinesis",
      "kinesis.data",
      "kinesis.sequenceNumber",
      "kinesis.partitionKey",
      "invokeIdentityArn",
    ].map((mark) => `Records[].${mark}`),
    arnName: "aws:kinesis",
    id: "record.eventID",
    unstable: ["Records[].kinesis.approximateArrivalTimestamp"],
    itemIdentifier: "Records[].kinesis.sequenceNumber",
  },
  dynamodb: {
    title: sourceTitles.dynamodb,
    delivery: "poll",
    types: /^DynamoDB(Stream(Event|Handler|Schema|Envelope)|Record|BatchResponse|BatchItemFailure)$/,
    marks: [
      "dynamodb",
      "dynamodb.NewImage",
      "dynamodb.OldImage",
      "dynamodb.Keys",
      "dynamodb.SequenceNumber",
    ].map((mark) => `Records[].${mark}`),
    arnName: "aws:dynamodb",
    id: "record.eventID",
    unstable: ["Records[].dynamodb.ApproximateCreationDateTime"],
    itemIdentifier: "Records[].dynamodb.SequenceNumber",
  },
  kafka: {
    title: sourceTitles.kafka,
    delivery: "poll",
    types: /^(MSK|SelfManagedKafka)(Event|Record|Handler)$/,
    marks: ["bootstrapServers", "records[].topic", "records[].partition", "records[].offset"],
    id: "`${record.topic}-${record.partition}-${record.offset}`",
  },
  mq: {
    title: sourceTitles.mq,
    delivery: "poll",
    types: /^(RabbitMQ|ActiveMQ)Event$/,
    marks: ["rmqMessagesByQueue", "messages[].messageID"],
  },
  sns: {
    title: sourceTitles.sns,
    delivery: "async",
    types: /^(SNS|Sns)(Event|EventRecord|Message|Handler|Envelope|Schema)$/,
    marks: [
      "Sns",
      "Sns.Message",
      "Sns.MessageId",
      "Sns.MessageAttributes",
      "Sns.Subject",
      "EventSubscriptionArn",
    ].map((mark) => `Records[].${mark}`),
    arnName: "aws:sns",
    id: "record.Sns.MessageId",
    unstable: ["Records[].Sns.Timestamp", "Records[].Sns.Signature"],
  },
  s3: {
    title: sourceTitles.s3,
    delivery: "async",
    types: /^S3(Event|EventRecord|Handler|Schema|Envelope)$/,
    marks: [
      "s3",
      "s3.object",
      "s3.object.key",
      "s3.bucket",
      "s3.bucket.name",
      "s3.object.size",
      "s3.object.eTag",
      "s3.object.sequencer",
      "s3.object.versionId",
    ].map((mark) => `Records[].${mark}`),
    arnName: "aws:s3",
    id: "`${record.s3.bucket.name}/${record.s3.object.key}#${record.s3.object.sequencer}`",
    unstable: ["Records[].eventTime"],
  },
  schedule: {
    title: sourceTitles.schedule,
    delivery: "async",
    insteadOf: "eventbridge",
    types: /^Scheduled(Event|Handler)$/,
    marks: [],
    arnName: "aws.events",
    id: "event.id",
    unstable: ["time"],
  },
  eventbridge: {
    title: sourceTitles.eventbridge,
    delivery: "async",
    types:
      /^(EventBridge(Event|Handler|Envelope|Schema)|StepFunctionsExecutionStatusChangeEvent|CodePipeline\w+Event|GuardDuty\w*Event|AutoScalingScheduled\w*)$/,
    marks: ["detail-type", "detail", "source", "resources"],
    id: "event.id",
    unstable: ["time"],
  },
  api: {
    title: sourceTitles.api,
    delivery: "sync",
    answer: "statusCode",
    types:
      /^(APIGateway(Proxy)?(Event|Handler|Result)(V2)?(Base|WithLambdaAuthorizer|WithIAMAuthorizer|WithJWTAuthorizer|WithCognitoAuthorizer|StructuredResultV2)?|APIGatewayProxy(Handler|Event|Result)?(V2)?\w*|APIGatewayProxyStructuredResultV2|LambdaFunctionURL(Event|Handler|Result)\w*|ProxyHandler|ProxyResult)$/,
    marks: [
      "httpMethod",
      "resource",
      "multiValueHeaders",
      "queryStringParameters",
      "multiValueQueryStringParameters",
      "pathParameters",
      "stageVariables",
      "headers",
      "body",
      "routeKey",
      "rawPath",
      "rawQueryString",
      "requestContext",
      "requestContext.http",
      "requestContext.authorizer",
      "requestContext.identity",
      "requestContext.resourceId",
      "isBase64Encoded",
    ],
    id: 'event.headers["idempotency-key"]',
    unstable: [
      "requestContext.requestId",
      "requestContext.requestTimeEpoch",
      "requestContext.timeEpoch",
      "requestContext.extendedRequestId",
    ],
  },
  authorizer: {
    title: sourceTitles.authorizer,
    delivery: "sync",
    insteadOf: "api",
    types: /^APIGateway(TokenAuthorizer|RequestAuthorizer|Authorizer)\w*$/,
    marks: ["authorizationToken", "methodArn", "routeArn", "identitySource"],
  },
  websocket: {
    title: sourceTitles.websocket,
    delivery: "sync",
    insteadOf: "api",
    types: /^APIGatewayProxyWebsocket(EventV2|HandlerV2)\w*$/,
    marks: ["requestContext.connectionId", "requestContext.eventType"],
    id: "event.requestContext.messageId",
    unstable: ["requestContext.requestId", "requestContext.connectionId"],
  },
  alb: {
    title: sourceTitles.alb,
    delivery: "sync",
    insteadOf: "api",
    types: /^(ALB|Alb)(Event|Handler|Result|Schema)$/,
    marks: ["requestContext.elb", "requestContext.elb.targetGroupArn"],
    id: 'event.headers["idempotency-key"]',
  },
  cognito: {
    title: sourceTitles.cognito,
    delivery: "sync",
    insteadOf: "api",
    types:
      /^((PreSignUp|PostConfirmation|PreAuthentication|PostAuthentication|PreTokenGeneration|UserMigration|CustomMessage|DefineAuthChallenge|CreateAuthChallenge|VerifyAuthChallengeResponse)\w*Trigger(Event|Handler)\w*|CognitoUserPoolTriggerEvent|CognitoUserPoolTriggerHandler)$/,
    marks: [
      "triggerSource",
      "userPoolId",
      "callerContext",
      "request.userAttributes",
      "request.codeParameter",
      "request.challengeAnswer",
      "response.autoConfirmUser",
      "response.claimsOverrideDetails",
      "response.issueTokens",
    ],
    id: "`${event.triggerSource}#${event.userName}`",
  },
  appsync: {
    title: sourceTitles.appsync,
    delivery: "sync",
    types: /^AppSync\w*(Event|Handler)$/,
    marks: ["info.fieldName", "info.parentTypeName", "info.selectionSetList", "arguments"],
  },
  cloudfront: {
    title: sourceTitles.cloudfront,
    delivery: "sync",
    types: /^CloudFront\w*(Event|Handler|Result)$/,
    marks: ["Records[].cf", "Records[].cf.request", "Records[].cf.response", "Records[].cf.config"],
  },
  logs: {
    title: sourceTitles.logs,
    delivery: "async",
    types: /^CloudWatchLogs(Event|Handler|DecodedData|Schema|Envelope)$/,
    marks: ["awslogs", "awslogs.data"],
  },
  firehose: {
    title: sourceTitles.firehose,
    delivery: "sync",
    types: /^Firehose(Transformation\w*|RecordTransformationStatus)$/,
    marks: ["deliveryStreamArn", "records[].recordId", "records[].data", "invocationId"],
    id: "record.recordId",
  },
  "custom-resource": {
    title: sourceTitles["custom-resource"],
    delivery: "async",
    types: /^(CloudFormationCustomResource\w*|CdkCustomResource\w*)$/,
    marks: [
      "RequestType",
      "ResponseURL",
      "LogicalResourceId",
      "PhysicalResourceId",
      "ResourceProperties",
      "StackId",
    ],
    id: "event.RequestId",
  },
  ses: {
    title: sourceTitles.ses,
    delivery: "async",
    types: /^SES(Event|Handler|EventRecord)$/,
    marks: ["Records[].ses", "Records[].ses.mail", "Records[].ses.receipt"],
    id: "record.ses.mail.messageId",
  },
  iot: { title: sourceTitles.iot, delivery: "async", types: /^IoT(Event|Handler)$/, marks: [] },
  lex: {
    title: sourceTitles.lex,
    delivery: "sync",
    types: /^Lex\w*(Event|Handler|Result)$/,
    marks: ["sessionState.intent", "currentIntent", "bot.aliasId"],
  },
  connect: {
    title: sourceTitles.connect,
    delivery: "sync",
    types: /^ConnectContactFlow\w*$/,
    marks: ["Details.ContactData", "Details.Parameters"],
  },
  codepipeline: {
    title: sourceTitles.codepipeline,
    delivery: "async",
    types: /^CodePipeline(Event|Handler)$/,
    marks: ["CodePipeline.job", "CodePipeline.job.id", "CodePipeline.job.data"],
    id: 'event["CodePipeline.job"].id',
  },
} satisfies Record<string, EventSource>;

export type SourceName = keyof typeof eventSources;

/** The table by name, with the optional columns in its type. */
export const sourceNamed = (name: SourceName): EventSource => eventSources[name];

/** Lambda may deliver the same event again without asking anyone: SQS, streams, SNS, S3, EventBridge, Cognito … */
export const isDeliveredAtLeastOnce = (name: SourceName): boolean =>
  sourceNamed(name).delivery !== "sync" || name === "cognito";

/** Sources whose batch can answer with `batchItemFailures`. */
export const reportsBatchItems = (name: SourceName): boolean =>
  sourceNamed(name).itemIdentifier !== undefined;

/** Sources that wait for an answer with a `statusCode`. */
export const wantsStatus = (name: SourceName): boolean => /^(api|alb|websocket)$/.test(name);

/** Sources that keep the order of their records, and hold a shard until the first of them is dealt with. */
export const isStream = (name: SourceName): boolean => name === "kinesis" || name === "dynamodb";

/** Sources that hand their event to Lambda and do not wait: Lambda tries again by itself, and then gives up. */
export const isAsynchronous = (name: SourceName): boolean => sourceNamed(name).delivery === "async";
