import { responseOf, sdkCallsIn } from "../../rules/lambda/sdk-calls.ts";
import { probe } from "../kit/probe.ts";

const request = probe((_lambda, sourceCode) =>
  sdkCallsIn(sourceCode).map(({ name, service, operation }) => ({
    at: name,
    says: `${service}: ${operation}`,
  })),
);

request("a request", {
  "is a command of version 3, however it is imported": `
    import { SendMessageCommand as Send, ListQueuesCommandInput } from "@aws-sdk/client-sqs";
    import * as events from "@aws-sdk/client-eventbridge";
    const { PutItemCommand } = require("@aws-sdk/client-dynamodb");
    export const handler = async (event) => {
      const { PutCommand } = await import("@aws-sdk/lib-dynamodb");
      client.send(new Send(event));
      //              ^^^^ sqs: SendMessage
      client.send(new events.PutEventsCommand(event));
      //              ^^^^^^^^^^^^^^^^^^^^^^^ eventbridge: PutEvents
      return [new PutItemCommand(event), new PutCommand(event)];
      //          ^^^^^^^^^^^^^^ dynamodb: Put
      //                                     ^^^^^^^^^^ dynamodb: Put
    };
  `,
  "is not a command of one's own": `
    import { SendCommand } from "./commands";
    import { S3Client } from "@aws-sdk/client-s3";
    class PutObjectCommand {}
    export const handler = async () => [new SendCommand(), new PutObjectCommand(), new S3Client({})];
  `,
  "is a method of an aggregated client, named after its package": `
    import { SecretsManager } from "@aws-sdk/client-secrets-manager";
    import { CloudWatchLogs } from "@aws-sdk/client-cloudwatch-logs";
    import { DynamoDB } from "@aws-sdk/client-dynamodb";
    import { DynamoDBDocument } from "@aws-sdk/lib-dynamodb";
    const secrets = new SecretsManager();
    const documents = DynamoDBDocument.from(new DynamoDB({}));
    export const handler = async (event) => [
      secrets.getSecretValue(event),
   // ^^^^^^^^^^^^^^^^^^^^^^ secrets-manager: GetSecretValue
      new CloudWatchLogs().filterLogEvents(event),
   // ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ cloudwatch-logs: FilterLogEvents
      documents.batchWrite(event),
   // ^^^^^^^^^^^^^^^^^^^^ dynamodb: BatchWrite
    ];
  `,
  "is a method of a client of version 2, named after version 3's package": `
    const AWS = require("aws-xray-sdk").captureAWS(require("aws-sdk"));
    const SQS = require("aws-sdk/clients/sqs");
    const { DocumentClient } = require("aws-sdk/clients/dynamodb");
    const steps = new AWS.StepFunctions();
    exports.handler = async (event) => [
      steps.startExecution(event),
   // ^^^^^^^^^^^^^^^^^^^^ sfn: StartExecution
      new SQS().sendMessageBatch(event),
   // ^^^^^^^^^^^^^^^^^^^^^^^^^^ sqs: SendMessageBatch
      new DocumentClient().transactWrite(event),
   // ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ dynamodb: TransactWrite
      new AWS.DynamoDB.DocumentClient().scan(event),
   // ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ dynamodb: Scan
      new AWS.SecretsManager().getSecretValue(event),
   // ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ secrets-manager: GetSecretValue
      steps.config.update(event),
    ];
  `,
  "is made by a client in a field of a class": `
    import { SNS } from "@aws-sdk/client-sns";
    import { SQS } from "@aws-sdk/client-sqs";
    import type { EventBridge } from "@aws-sdk/client-eventbridge";
    class Publisher {
      sns = new SNS({});
      #topics = this.sns;
      private events: EventBridge;
      constructor(private sqs: SQS, readonly others = new SNS({})) {
        this.queue = sqs;
      }
      publish(input) {
        return [
          this.sns.publish(input),
       // ^^^^^^^^^^^^^^^^ sns: Publish
          this.#topics.publish(input),
       // ^^^^^^^^^^^^^^^^^^^^ sns: Publish
          this.events.putEvents(input),
       // ^^^^^^^^^^^^^^^^^^^^^ eventbridge: PutEvents
          this.sqs.sendMessage(input),
       // ^^^^^^^^^^^^^^^^^^^^ sqs: SendMessage
          this.others.publish(input),
       // ^^^^^^^^^^^^^^^^^^^ sns: Publish
          this.queue.sendMessage(input),
       // ^^^^^^^^^^^^^^^^^^^^^^ sqs: SendMessage
          this.publish(input),
          this.unknown.publish(input),
        ];
      }
    }
    export const handler = async (event) => new Publisher(new SQS({})).publish(event);
  `,
  "is made by a client that a parameter's type or default names": `
    import { DynamoDBDocument } from "@aws-sdk/lib-dynamodb";
    import { SQS } from "@aws-sdk/client-sqs";
    import AWS, { DynamoDB } from "aws-sdk";
    const save = (db: DynamoDBDocument, old: AWS.DynamoDB.DocumentClient, older: DynamoDB, input: object) => [
      db.put(input), old.put(input), older.putItem(input),
   // ^^^^^^ dynamodb: Put
      //             ^^^^^^^ dynamodb: Put
      //                             ^^^^^^^^^^^^^ dynamodb: Put
    ];
    export const handler = async (event, { sqs = new SQS({}) }, other: Map<string, string>) => {
      sqs.sendMessage(event);
   // ^^^^^^^^^^^^^^^ sqs: SendMessage
      other.get("queue");
    };
  `,
  "is made page by page, or in parts": `
    import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
    import { paginateScan } from "@aws-sdk/lib-dynamodb";
    import * as ssm from "@aws-sdk/client-ssm";
    import { Upload } from "@aws-sdk/lib-storage";
    import { paginateAll } from "./pages";
    const client = new DynamoDBClient({});
    export const handler = async (event) => [
      paginateScan({ client }, event),
   // ^^^^^^^^^^^^ dynamodb: Scan
      ssm.paginateGetParametersByPath({ client }, event),
   // ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ssm: GetParametersByPath
      new Upload({ client, params: event }),
      //  ^^^^^^ s3: Upload
      paginateAll({ client }, event),
    ];
  `,
});

const response = probe((_lambda, sourceCode) =>
  sdkCallsIn(sourceCode).flatMap((call) => {
    const at = responseOf(call, sourceCode);
    return at ? [{ at, says: call.operation }] : [];
  }),
);

response("a request's response", {
  "comes from where its command is sent": `
    import { SendMessageCommand } from "@aws-sdk/client-sqs";
    export const handler = async (event) => {
      await client.send(new SendMessageCommand(event) as Command, { requestTimeout: 10 });
      //    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SendMessage
      const command = new SendMessageCommand(event);
      console.log(command.input);
      this.clients.sqs().send(command);
   // ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SendMessage
    };
  `,
  "is nobody's to tell where the command is sent elsewhere, twice or never": `
    import { SendMessageCommand } from "@aws-sdk/client-sqs";
    export const handler = async (event) => {
      const command = new SendMessageCommand(event);
      await client.send(command);
      await client.send(command);
      await sendWithRetries(new SendMessageCommand(event));
      new SendMessageCommand(event);
    };
  `,
  "comes from the method, and in version 2 from its promise": `
    import { SQS } from "@aws-sdk/client-sqs";
    import { SNS } from "aws-sdk";
    const sqs = new SQS({});
    const sns = new SNS();
    export const handler = async (event) => {
      await sqs.sendMessage(event);
      //    ^^^^^^^^^^^^^^^^^^^^^^ SendMessage
      await sns.publish(event)!.promise();
      //    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Publish
      sns.publish(event).on("success", done).send();
    };
  `,
  "is no promise where a callback gets it": `
    import { SQS, SendMessageCommand } from "@aws-sdk/client-sqs";
    import { SNS } from "aws-sdk";
    const sqs = new SQS({});
    const sns = new SNS();
    const done = (error, data) => {};
    export const handler = async (event) => {
      sqs.sendMessage(event, (error, data) => {});
      sns.publish(event, done);
      sqs.send(new SendMessageCommand(event), done);
    };
  `,
  "comes in pages from a paginator": `
    import { paginateScan } from "@aws-sdk/lib-dynamodb";
    export const handler = async (event) => {
      for await (const page of paginateScan({ client }, event)) use(page);
    };
  `,
});
