import { testRule } from "../kit/test-rule.ts";

/** A function with an event, and what else its template has. */
const template = (event: string, ...more: string[]) => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      Environment:
        Variables:
          QUEUE_URL: !Ref Queue
          OTHER_URL: !Ref OtherQueue
          TOPIC_ARN: !Ref Topic
          TABLE: !Ref Table
          BUCKET: !Ref Bucket
          BY_NAME: https://sqs.eu-west-1.amazonaws.com/111122223333/orders
      Events:
        Event: ${event}
${more.map((line) => `      ${line}`).join("\n")}
  Queue: { Type: AWS::SQS::Queue }
  OtherQueue: { Type: AWS::SQS::Queue }
  Topic: { Type: AWS::SNS::Topic }
  Bucket: { Type: AWS::S3::Bucket, Properties: { BucketName: shop-uploads } }
  Table:
    Type: AWS::DynamoDB::Table
    Properties: { StreamSpecification: { StreamViewType: NEW_IMAGE } }
`;

const queue = template("{ Type: SQS, Properties: { Queue: !GetAtt Queue.Arn } }");
const topic = template("{ Type: SNS, Properties: { Topic: !Ref Topic } }");
const table = template(
  "{ Type: DynamoDB, Properties: { Stream: !GetAtt Table.StreamArn, StartingPosition: LATEST } }",
);
const bucket = (...rules: string[]) =>
  template(
    `{ Type: S3, Properties: { Bucket: !Ref Bucket, Events: "s3:ObjectCreated:*", Filter: { S3Key: { Rules: [${rules.join(", ")}] } } } }`,
  );
const anyObject = template(
  '{ Type: S3, Properties: { Bucket: !Ref Bucket, Events: ["s3:ObjectCreated:*"] } }',
);
const prefix = "{ Name: prefix, Value: uploads/ }";

/** A handler that does something for each record. */
const forEach = (...lines: string[]) => `
  import { S3Client, PutObjectCommand, CopyObjectCommand } from "@aws-sdk/client-s3";
  import { SQSClient, SendMessageCommand } from "@aws-sdk/client-sqs";
  import { SNSClient, PublishCommand } from "@aws-sdk/client-sns";
  import { DynamoDBDocumentClient, PutCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
  import { randomUUID } from "node:crypto";
  const [s3, sqs, sns, db] = clients;
  export const handler = async (event) => {
    for (const record of event.Records) {
${lines.map((line) => `      ${line}`).join("\n")}
    }
  };
`;

const send =
  "await sqs.send(new SendMessageCommand({ QueueUrl: process.env.QUEUE_URL, MessageBody: record.body }));";
const marked = (line: string, name: string) => [
  line,
  `//${" ".repeat(line.indexOf(name) - 2)}${"^".repeat(name.length)} recursive`,
];
const put = (key: string, name = "process.env.BUCKET") =>
  `await s3.send(new PutObjectCommand({ Bucket: ${name}, Key: ${key}, Body: "" }));`;
const ownKey = 'decodeURIComponent(record.s3.object.key.replace(/\\+/g, " "))';

testRule("no-recursive-trigger", {
  allows: {
    "a message to another queue": {
      code: forEach(send.replace("QUEUE_URL", "OTHER_URL")),
      deployedBy: queue,
    },
    "a message to a queue of which the template does not speak": {
      code: forEach(send.replace("QUEUE_URL", "ELSEWHERE")),
      deployedBy: queue,
    },
    "a message where nothing is known of the deployment": forEach(send),
    "a message under a condition": {
      code: forEach(`if (record.attributes.Tries < 3) ${send}`),
      deployedBy: queue,
    },
    "a message after a failure": {
      code: forEach(`try { await pack(record); } catch { ${send} }`),
      deployedBy: queue,
    },
    "what follows an error alone": {
      code: forEach(`await pack(record).then(() => undefined, async () => { ${send} });`),
      deployedBy: queue,
    },
    "a message after a condition that throws": {
      code: forEach(`if (record.attributes.attempts > 4) throw new Error("enough"); ${send}`),
      deployedBy: queue,
    },
    "a message that not all records get to": {
      code: forEach("if (JSON.parse(record.body).isDone) continue;", send),
      deployedBy: queue,
    },
    "a message for some records": {
      code: forEach(send).replace("event.Records)", "event.Records.filter(isNew))"),
      deployedBy: queue,
    },
    "a message for each part of a record, as long as it has any": {
      code: forEach(`for (const part of JSON.parse(record.body).parts) ${send}`),
      deployedBy: queue,
    },
    "a message to a queue whose mapping filters": {
      code: forEach(send),
      deployedBy: queue.replace(
        "Queue.Arn }",
        'Queue.Arn, FilterCriteria: { Filters: [{ Pattern: "{}" }] } }',
      ),
    },
    "a function that may run in a loop": {
      code: forEach(send),
      deployedBy: queue.replace("Handler:", "RecursiveLoop: Allow\n      Handler:"),
    },
    "a function of which a parameter says whether it may": {
      code: forEach(send),
      deployedBy: queue.replace("Handler:", "RecursiveLoop: !Ref Loop\n      Handler:"),
    },
    "a message to the topic under a filter policy": {
      code: forEach('await sns.send(new PublishCommand({ TopicArn: process.env.TOPIC_ARN, Message: "" }));'),
      deployedBy: topic.replace("!Ref Topic }", "!Ref Topic, FilterPolicy: { kind: [new] } }"),
    },
    "an object under another prefix": {
      code: forEach(put('"thumbnails/" + record.id')),
      deployedBy: bucket(prefix),
    },
    "an object whose prefix cannot be told": {
      code: forEach(put("record.s3.object.key.replace('uploads', 'thumbnails')")),
      deployedBy: bucket(prefix),
    },
    "an object with another suffix": {
      code: forEach(put("`${record.s3.object.key}.json`")),
      deployedBy: bucket("{ Name: suffix, Value: .jpg }"),
    },
    "an object in another bucket": { code: forEach(put('"a"', '"shop-thumbnails"')), deployedBy: anyObject },
    "an object where a parameter says what counts": {
      code: forEach(put(ownKey)),
      deployedBy: bucket("{ Name: prefix, Value: !Ref Prefix }"),
    },
    "an object where only removed ones count": {
      code: forEach(put(ownKey)),
      deployedBy: anyObject.replace("s3:ObjectCreated:*", "s3:ObjectRemoved:*"),
    },
    "an object that must not be there yet": {
      code: forEach(put('"latest"').replace('Body: ""', 'Body: "", IfNoneMatch: "*"')),
      deployedBy: anyObject,
    },
    "an object for keys that the code chooses": {
      code: forEach("if (record.s3.object.key.startsWith('thumbnails/')) continue;", put('"thumbnails/a"')),
      deployedBy: anyObject,
    },
    "the event's own bucket, where nothing shows what it notifies of": forEach(
      put('"a"', "record.s3.bucket.name"),
    ),
    "an item that is the same the next time": {
      code: forEach(
        "await db.send(new UpdateCommand({ TableName: process.env.TABLE, Key: record.dynamodb.Keys,",
        '  UpdateExpression: "SET seen = :yes", ExpressionAttributeValues: { ":yes": true } }));',
      ),
      deployedBy: table,
    },
    "an item under a condition": {
      code: forEach(
        "await db.send(new UpdateCommand({ TableName: process.env.TABLE, Key: record.dynamodb.Keys,",
        '  ConditionExpression: "attribute_not_exists(seenAt)",',
        '  UpdateExpression: "SET seenAt = :now", ExpressionAttributeValues: { ":now": Date.now() } }));',
      ),
      deployedBy: table,
    },
    "a message behind a write that is refused the second time": {
      code: forEach(
        "await db.send(new PutCommand({ TableName: process.env.SEEN, Item: { id: JSON.parse(record.body).id },",
        '  ConditionExpression: "attribute_not_exists(id)" }));',
        send,
      ),
      deployedBy: queue,
    },
    "a message that the queue drops as a duplicate": {
      code: forEach(send.replace("MessageBody:", 'MessageDeduplicationId: "same", MessageBody:')),
      deployedBy: queue,
    },
    "what runs once in an environment": {
      code: forEach("console.log(record);").replace(
        "export const",
        `const record = {};\n${send}\nexport const`,
      ),
      deployedBy: queue,
    },
    "a handler that Powertools makes idempotent": {
      code: `import { makeIdempotent } from "@aws-lambda-powertools/idempotency";${forEach(send)}`,
      deployedBy: queue,
    },
  },

  reports: {
    "a message to the queue that sent it": {
      code: forEach(...marked(send, "SendMessageCommand")),
      deployedBy: queue,
    },
    "a message to that queue in TypeScript": {
      code: `
        import { SQSClient, SendMessageCommand } from "@aws-sdk/client-sqs";
        import type { SQSEvent } from "aws-lambda";
        const sqs = new SQSClient({});
        const QueueUrl = process.env["QUEUE_URL"]!;
        export const handler = async (event: SQSEvent): Promise<void> => {
          await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: "" }));
          //                 ^^^^^^^^^^^^^^^^^^ recursive
        };
      `,
      filename: "app.ts",
      deployedBy: queue,
    },
    "a message to that queue, or to none": {
      code: forEach(
        ...marked(send.replace("process.env.QUEUE_URL", 'process.env.QUEUE_URL ?? ""'), "SendMessageCommand"),
      ),
      deployedBy: queue,
    },
    "a message to that queue from a helper": {
      code: `
        import { SQSClient, SendMessageBatchCommand } from "@aws-sdk/client-sqs";
        const sqs = new SQSClient({});
        const { QUEUE_URL } = process.env;
        const again = async (bodies) => {
          await sqs.send(new SendMessageBatchCommand({ QueueUrl: QUEUE_URL, Entries: bodies }));
          //                 ^^^^^^^^^^^^^^^^^^^^^^^ recursive
        };
        exports.handler = async (event) => {
          if (!event.Records || event.Records.length === 0) return;
          await again(event.Records);
        };
      `,
      deployedBy: queue,
    },
    "a message to that queue by the name in the event": {
      code: `
        import { SQSClient, SendMessageCommand } from "@aws-sdk/client-sqs";
        const sqs = new SQSClient({});
        export const handler = async (event) => {
          await Promise.all(event.Records.map(async (record) => {
            const [, , , region, account, name] = record.eventSourceARN.split(":");
            const QueueUrl = \`https://sqs.\${region}.amazonaws.com/\${account}/\${name}\`;
            await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: record.body }));
            //                 ^^^^^^^^^^^^^^^^^^ recursive
          }));
        };
      `,
      deployedBy: queue,
    },
    "a message to a queue that both call by its name": {
      code: forEach(...marked(send.replace("QUEUE_URL", "BY_NAME"), "SendMessageCommand")),
      deployedBy: queue.replace("!GetAtt Queue.Arn", "arn:aws:sqs:eu-west-1:111122223333:orders"),
    },
    "a message to the topic that sent it, with version 2 of the SDK": {
      code: `
        const AWS = require("aws-sdk");
        const sns = new AWS.SNS();
        exports.handler = async (event) => {
          await sns.publish({ TopicArn: process.env.TOPIC_ARN, Message: "" }).promise();
          //    ^^^^^^^^^^^ recursive
        };
      `,
      deployedBy: topic,
    },
    "a message to the topic that the event names": {
      code: forEach(
        ...marked(
          'await sns.send(new PublishCommand({ TopicArn: record.Sns.TopicArn, Message: "" }));',
          "PublishCommand",
        ),
      ),
      deployedBy: topic,
    },
    "an object in the bucket, whatever its key": {
      code: forEach(...marked(put("`thumbnails/${record.id}`"), "PutObjectCommand")),
      deployedBy: anyObject,
    },
    "an object in the bucket of the event": {
      code: forEach(...marked(put('"thumbnails/a"', "record.s3.bucket.name"), "PutObjectCommand")),
      deployedBy: anyObject,
    },
    "an object in a bucket that the code calls by its name": {
      code: forEach(...marked(put('"a"', '"shop-uploads"'), "PutObjectCommand")),
      deployedBy: anyObject,
    },
    "an object below the key that came": {
      code: forEach(`const key = ${ownKey};`, ...marked(put("`${key}.thumbnail`"), "PutObjectCommand")),
      deployedBy: bucket(prefix),
    },
    "an object with the prefix and the suffix that count": {
      code: forEach(...marked(put("`uploads/small/${record.id}.jpg`"), "PutObjectCommand")),
      deployedBy: bucket(prefix, "{ Name: suffix, Value: .jpg }"),
    },
    "a copy onto itself": {
      code: forEach(
        ...marked(
          `await s3.send(new CopyObjectCommand({ Bucket: process.env.BUCKET, Key: ${ownKey}, CopySource: "a" }));`,
          "CopyObjectCommand",
        ),
      ),
      deployedBy: bucket(prefix),
    },
    "an item in the table whose stream sent it, with the time in it": {
      code: forEach(
        ...marked(
          "await db.send(new UpdateCommand({ TableName: process.env.TABLE, Key: record.dynamodb.Keys,",
          "UpdateCommand",
        ),
        '  UpdateExpression: "SET seenAt = :now", ExpressionAttributeValues: { ":now": Date.now() } }));',
      ),
      deployedBy: table,
    },
    "a count in that table": {
      code: forEach(
        ...marked(
          'await db.send(new UpdateCommand({ TableName: process.env.TABLE, Key: { id: "total" },',
          "UpdateCommand",
        ),
        '  UpdateExpression: "ADD orders :one", ExpressionAttributeValues: { ":one": 1 } }));',
      ),
      deployedBy: table,
    },
    "a new item in that table": {
      code: forEach(
        ...marked(
          "await db.send(new PutCommand({ TableName: process.env.TABLE, Item: { id: randomUUID() } }));",
          "PutCommand",
        ),
      ),
      deployedBy: table,
    },
    "by CloudFormation in JSON": {
      code: forEach(...marked(put("`uploads/${record.id}`"), "PutObjectCommand")),
      deployedBy: {
        "template.json": JSON.stringify({
          Resources: {
            Thumbnails: {
              Type: "AWS::Lambda::Function",
              Properties: {
                Handler: "app.handler",
                Code: ".",
                Environment: { Variables: { BUCKET: "shop-uploads" } },
              },
            },
            Uploads: {
              Type: "AWS::S3::Bucket",
              Properties: {
                BucketName: "shop-uploads",
                NotificationConfiguration: {
                  LambdaConfigurations: [
                    {
                      Event: "s3:ObjectCreated:Put",
                      Function: { "Fn::GetAtt": ["Thumbnails", "Arn"] },
                      Filter: { S3Key: { Rules: [{ Name: "Prefix", Value: "uploads/" }] } },
                    },
                  ],
                },
              },
            },
          },
        }),
      },
    },
    "by a subscription of CloudFormation": {
      code: forEach(
        ...marked(
          'await sns.send(new PublishCommand({ TopicArn: process.env.TOPIC_ARN, Message: "" }));',
          "PublishCommand",
        ),
      ),
      deployedBy: `${template("{ Type: Schedule }")}
  Subscription:
    Type: AWS::SNS::Subscription
    Properties: { Protocol: lambda, TopicArn: !Ref Topic, Endpoint: !GetAtt Orders.Arn }
`,
    },
    "by serverless.yml": {
      code: forEach(...marked(put("`uploads/${record.id}`"), "PutObjectCommand")),
      deployedBy: {
        "serverless.yml": `
service: shop
provider: { name: aws, environment: { BUCKET: "\${self:custom.bucket}" } }
custom: { bucket: shop-uploads }
functions:
  thumbnails:
    handler: app.handler
    events:
      - s3: { bucket: "\${self:custom.bucket}", rules: [{ prefix: uploads/ }] }
`,
      },
    },
    "by CDK code, for a queue": {
      code: forEach(...marked(send, "SendMessageCommand")),
      deployedBy: {
        "cdk.json": "{}",
        "stack.ts": `
          import { NodejsFunction } from "aws-cdk-lib/aws-lambda-nodejs";
          import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
          import { Queue } from "aws-cdk-lib/aws-sqs";
          const queue = new Queue(this, "Orders");
          const orders = new NodejsFunction(this, "OrdersFunction", {
            entry: "app.js",
            environment: { QUEUE_URL: queue.queueUrl },
          });
          orders.addEventSource(new SqsEventSource(queue));
        `,
      },
    },
    "by CDK code, for a bucket and a topic": {
      code: forEach(
        ...marked(put("`uploads/${record.id}`"), "PutObjectCommand"),
        ...marked(
          'await sns.send(new PublishCommand({ TopicArn: process.env.TOPIC_ARN, Message: "" }));',
          "PublishCommand",
        ),
      ),
      deployedBy: {
        "cdk.json": "{}",
        "stack.ts": `
          import { NodejsFunction } from "aws-cdk-lib/aws-lambda-nodejs";
          import { EventType } from "aws-cdk-lib/aws-s3";
          import { LambdaDestination } from "aws-cdk-lib/aws-s3-notifications";
          import { LambdaSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
          export const connect = (props) => {
            const thumbnails = new NodejsFunction(this, "Thumbnails", { entry: "app.js" });
            thumbnails.addEnvironment("BUCKET", props.uploads.bucketName);
            thumbnails.addEnvironment("TOPIC_ARN", props.topic.topicArn);
            props.topic.addSubscription(new LambdaSubscription(thumbnails));
            props.uploads.addEventNotification(EventType.OBJECT_CREATED, new LambdaDestination(thumbnails), {
              prefix: "uploads/",
            });
          };
        `,
      },
    },
  },
});
