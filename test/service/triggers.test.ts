import assert from "node:assert/strict";
import { FilesInMemory } from "../../rules/service/files.ts";
import { Service } from "../../rules/service/service.ts";
import { saidBy } from "../../rules/service/word.ts";

/** What a service says of what triggers `app.js`, and of what the function's variables name. */
function toldOf(files: Record<string, string>): string[] {
  const [deployed] = saidBy(new Service(new FilesInMemory(files)), "app.js").functions;
  return [
    ...deployed!.triggers.map(({ source, place, of, isFiltered, objects }) =>
      [
        `${place} ${source} of ${namesIn(of)}`,
        ...(objects ? [`${objects.events.join(", ")} "${objects.prefix}" "${objects.suffix}"`] : []),
        ...(isFiltered ? ["filtered"] : []),
      ].join("; "),
    ),
    ...[...deployed!.environment].map(([name, names]) => `${name}: ${namesIn(names)}`),
  ];
}

/** Constructs are named by where they are made. */
const namesIn = (names: readonly string[]) => names.join(", ").replace(/#\d+/, "#made") || "?";

const template = (...lines: string[]) => ({
  "template.yaml": [
    "Parameters: { Topic: { Type: String }, Stage: { Type: String, Default: test } }",
    "Resources:",
    "  Bucket: { Type: AWS::S3::Bucket, Properties: { BucketName: shop-uploads } }",
    "  Queue: { Type: AWS::SQS::Queue, Properties: { QueueName: !Sub 'orders-${Stage}' } }",
    "  Orders:",
    "    Type: AWS::Serverless::Function",
    "    Properties:",
    "      Handler: app.handler",
    ...lines.map((line) => `      ${line}`),
  ].join("\n"),
});

describe("What triggers a function", () => {
  it("is told of SAM's events", () => {
    const told = toldOf(
      template(
        "Events:",
        "  A: { Type: SQS, Properties: { Queue: !GetAtt Queue.Arn } }",
        "  B: { Type: SQS, Properties: { Queue: !Sub '${Queue.Arn}', FilterCriteria: { Filters: [] } } }",
        "  C: { Type: SNS, Properties: { Topic: !Ref Topic } }",
        "  D: { Type: SNS, Properties: { Topic: arn:aws:sns:eu-west-1:111122223333:news, FilterPolicy: {} } }",
        "  E: { Type: S3, Properties: { Bucket: !Ref Bucket, Events: s3:ObjectCreated:*, Filter: { S3Key: { Rules: [{ Name: suffix, Value: .jpg }] } } } }",
        "  F: { Type: S3, Properties: { Bucket: !Ref Bucket, Events: [s3:ObjectCreated:*], Filter: !If [IsNew, { S3Key: { Rules: [] } }, !Ref AWS::NoValue] } }",
        "  G: { Type: Kinesis, Properties: { Stream: !ImportValue Clicks } }",
      ),
    );
    assert.deepEqual(told, [
      "template.yaml:10 sqs of #Queue, orders-test",
      "template.yaml:11 sqs of #Queue, orders-test; filtered",
      "template.yaml:16 kinesis of ?",
      "template.yaml:12 sns of #Topic",
      "template.yaml:13 sns of eu-west-1/111122223333/news; filtered",
      'template.yaml:14 s3 of #Bucket, shop-uploads; s3:ObjectCreated:* "" ".jpg"',
      "template.yaml:15 s3 of #Bucket, shop-uploads; filtered",
    ]);
  });

  it("is compared with what environment variables name", () => {
    const told = toldOf(
      template(
        "Environment:",
        "  Variables:",
        "    QUEUE: !Ref Queue",
        "    QUEUE_NAME: !GetAtt Queue.QueueName",
        "    QUEUE_URL: https://sqs.eu-west-1.amazonaws.com/111122223333/orders",
        "    BUCKET_ARN: !Sub 'arn:aws:s3:::${Bucket}'",
        "    BUCKET: shop-uploads",
        "    DOMAIN: !GetAtt Bucket.DomainName",
        "    OTHER: !Sub '${Bucket}-small'",
        "    BOTH: !If [IsNew, !Ref Queue, !Ref Bucket]",
        "    OUTPUT: !GetAtt Stack.Outputs.QueueUrl",
        "    TEXT: some words",
      ),
    );
    assert.deepEqual(told, [
      "QUEUE: #Queue, orders-test",
      "QUEUE_NAME: #Queue, orders-test",
      "QUEUE_URL: eu-west-1/111122223333/orders",
      "BUCKET_ARN: #Bucket, shop-uploads",
      "BUCKET: shop-uploads",
      "DOMAIN: ?",
      "OTHER: ?",
      "BOTH: ?",
      "OUTPUT: ?",
      "TEXT: ?",
    ]);
  });

  it("is a queue in order by its own words, or by the name that it has in an ARN", () => {
    const isFifo = (queue: string) => {
      const template = `
        Parameters: { Given: { Type: String } }
        Resources:
          Ordered: { Type: AWS::SQS::Queue, Properties: { FifoQueue: true } }
          Work:
            Type: AWS::Serverless::Function
            Properties: { Handler: work.run, Events: { E: { Type: SQS, Properties: { Queue: ${queue} } } } }
      `;
      const service = new Service(new FilesInMemory({ "template.yml": template }));
      return saidBy(service, "work.js").functions.flatMap((one) => one.triggers.map((way) => way.isFifo));
    };
    assert.deepEqual(isFifo("!GetAtt Ordered.Arn"), [true]);
    assert.deepEqual(isFifo("arn:aws:sqs:eu-west-1:111122223333:orders.fifo"), [true]);
    assert.deepEqual(isFifo("arn:aws:sqs:eu-west-1:111122223333:orders"), [false]);
    assert.deepEqual(isFifo("!Ref Given"), [undefined]);
    assert.deepEqual(isFifo("!ImportValue Orders"), [undefined]);
  });

  it("is told of what buckets and subscriptions of CloudFormation say", () => {
    const told = toldOf({
      "template.yaml": `
Resources:
  Orders: { Type: AWS::Lambda::Function, Properties: { Handler: app.handler, Code: . } }
  Topic:
    Type: AWS::SNS::Topic
    Properties: { Subscription: [{ Protocol: lambda, Endpoint: !GetAtt Orders.Arn }] }
  Subscription:
    Type: AWS::SNS::Subscription
    Properties: { TopicArn: !Ref Other, Endpoint: !GetAtt Orders.Arn, FilterPolicy: { kind: [new] } }
  Bucket:
    Type: AWS::S3::Bucket
    Properties:
      NotificationConfiguration:
        LambdaConfigurations:
          - { Event: s3:ObjectCreated:Put, Function: !GetAtt Orders.Arn }
          - Event: s3:ObjectCreated:Copy
            Function: !GetAtt Orders.Arn
            Filter: { S3Key: { Rules: [{ Name: prefix, Value: a/ }, { Name: suffix, Value: !Ref Suffix }] } }
`,
    });
    assert.deepEqual(told, [
      "template.yaml:6 sns of #Topic",
      "template.yaml:9 sns of #Other; filtered",
      'template.yaml:15 s3 of #Bucket; s3:ObjectCreated:Put "" ""',
      "template.yaml:17 s3 of #Bucket; filtered",
    ]);
  });

  it("is told of events of serverless.yml", () => {
    const told = toldOf({
      "serverless.yml": `
service: shop
provider: { name: aws }
functions:
  orders:
    handler: app.handler
    events:
      - s3: shop-uploads
      - s3: { bucket: shop-uploads, event: s3:ObjectRemoved:*, rules: [{ prefix: a/ }, { suffix: .jpg }] }
      - s3: { bucket: "\${env:BUCKET}", rules: "\${file(rules.yml)}" }
      - sns: news
      - sns: { arn: !Ref Topic, filterPolicy: { kind: [new] } }
      - sqs: !GetAtt Queue.Arn
      - sqs: { arn: !GetAtt Queue.Arn, filterPatterns: [{ a: [1] }] }
`,
    });
    assert.deepEqual(told, [
      "serverless.yml:13 sqs of #Queue",
      "serverless.yml:14 sqs of #Queue; filtered",
      'serverless.yml:8 s3 of shop-uploads; s3:ObjectCreated:* "" ""',
      'serverless.yml:9 s3 of shop-uploads; s3:ObjectRemoved:* "a/" ".jpg"',
      "serverless.yml:10 s3 of ?; filtered",
      "serverless.yml:11 sns of news",
      "serverless.yml:12 sns of #Topic; filtered",
    ]);
  });

  it("is told of what CDK code connects", () => {
    const told = toldOf({
      "cdk.json": "{}",
      "stack.ts": `
import { NodejsFunction } from "aws-cdk-lib/aws-lambda-nodejs";
import * as sources from "aws-cdk-lib/aws-lambda-event-sources";
import { Bucket, EventType } from "aws-cdk-lib/aws-s3";
const bucket = new Bucket(this, "Uploads");
const orders = new NodejsFunction(this, "Orders", {
  entry: "app.js",
  environment: { BUCKET: bucket.bucketName, DOMAIN: bucket.bucketDomainName, NAME: "orders" },
});
orders.addEventSource(new sources.S3EventSource(bucket, { events: [EventType.OBJECT_CREATED], filters: [{ suffix: ".jpg" }] }));
orders.addEventSource(new sources.S3EventSource(bucket, { events: [EventType.OBJECT_CREATED], filters: given }));
orders.addEventSource(new sources.SnsEventSource(topic, { filterPolicy: {} }));
orders.addEventSource(new sources.SqsEventSource(queue));
`,
    });
    assert.deepEqual(told, [
      "stack.ts:13 sqs of #queue module",
      'stack.ts:10 s3 of #made; s3:ObjectCreated:* "" ".jpg"',
      "stack.ts:11 s3 of #made; filtered",
      "stack.ts:12 sns of #topic module; filtered",
      "BUCKET: #made",
      "DOMAIN: ?",
      "NAME: orders",
    ]);
  });
});
