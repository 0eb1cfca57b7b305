import { testRule } from "../kit/test-rule.ts";

const sqs = 'import type { SQSEvent } from "aws-lambda";';

testRule("no-unstable-idempotency-key", {
  allows: {
    "ids of the event": `
      ${sqs}
      import { SendMessageCommand } from "@aws-sdk/client-sqs";
      export const handler = async (event: SQSEvent) => {
        for (const record of event.Records) {
          const order = JSON.parse(record.body);
          await client.send(new SendMessageCommand({ MessageDeduplicationId: record.messageId }));
          await fetch(url, { method: "POST", headers: { "Idempotency-Key": \`charge-\${order.id}\` } });
        }
      };
    `,
    "an id, and something for the events that have none": `
      import { randomUUID } from "node:crypto";
      exports.handler = async (event) => {
        for (const record of event.Records) {
          await pay({ idempotencyKey: record.eventID || Date.now() });
          await pay({ idempotencyKey: event.headers["idempotency-key"] ?? randomUUID() });
        }
      };
    `,
    "an id that is made of what it stands for": `
      import { v5 } from "uuid";
      import { createHash } from "node:crypto";
      exports.handler = async (event) => {
        await pay({ idempotencyKey: v5(event.id, namespace) });
        await pay({ idempotencyKey: createHash("sha256").update(event.id).digest("hex") });
      };
    `,
    "the day, for work that is done once a day": `
      exports.handler = async (event) => {
        await pay({ idempotencyKey: \`report-\${new Date().toISOString().slice(0, 10)}\` });
        await pay({ idempotencyKey: \`report-\${Math.floor(Date.now() / 86_400_000)}\` });
      };
    `,
    "new values that identify nothing": `
      ${sqs}
      import { randomUUID } from "node:crypto";
      import { PutCommand, BatchWriteCommand } from "@aws-sdk/lib-dynamodb";
      import { SendMessageBatchCommand } from "@aws-sdk/client-sqs";
      export const handler = async (event: SQSEvent) => {
        const Entries = event.Records.map(({ body }) => ({ Id: randomUUID(), MessageBody: body, MessageGroupId: "a" }));
        await client.send(new SendMessageBatchCommand({ Entries }));
        await client.send(new PutCommand({ Item: { pk: event.Records[0].messageId, ttl: Date.now() + 1000 } }));
        await writeFile(\`/tmp/\${randomUUID()}\`, "");
        sign({ jti: randomUUID() });
        console.log({ requestId: randomUUID(), receiptHandle: event.Records[0].receiptHandle });
      };
    `,
    "a key that is kept, told or logged": `
      import { randomUUID } from "node:crypto";
      import { PutCommand } from "@aws-sdk/lib-dynamodb";
      exports.handler = async (event) => {
        await client.send(new PutCommand({ Item: { pk: event.id, idempotencyKey: randomUUID() } }));
        await orders.insertOne({ idempotencyKey: randomUUID() });
        logger.info({ idempotencyKey: randomUUID() });
        return { idempotencyKey: randomUUID() };
      };
    `,
    "a key that is written down before it is used": `
      import { randomUUID } from "node:crypto";
      exports.handler = async (event) => {
        const key = randomUUID();
        await orders.update(event.id, { key });
        await pay({ idempotencyKey: key });
      };
    `,
    "a key that an earlier delivery left": `
      import { randomUUID } from "node:crypto";
      exports.handler = async (event) => {
        let key = await keys.get(event.id);
        if (!key) key = await keys.save(event.id, randomUUID());
        await pay({ idempotencyKey: key });
      };
    `,
    "a meeting that is made where there is none": `
      import { v4 } from "uuid";
      exports.handler = async (event) => {
        const meeting = await findMeeting(event.title);
        if (!meeting) await chime.createMeeting({ ClientRequestToken: v4() });
      };
    `,
    "the first hop, whose producer is the API's handler": `
      import type { APIGatewayProxyEvent } from "aws-lambda";
      import { randomUUID } from "node:crypto";
      import { SendMessageCommand } from "@aws-sdk/client-sqs";
      export const handler = async (event: APIGatewayProxyEvent) =>
        client.send(new SendMessageCommand({ MessageBody: event.body!, MessageDeduplicationId: randomUUID() }));
    `,
    "code that no handler calls": `
      import { randomUUID } from "node:crypto";
      import { SendMessageCommand } from "@aws-sdk/client-sqs";
      export const produce = () => client.send(new SendMessageCommand({ MessageDeduplicationId: randomUUID() }));
      export const handler = async (event, context) => event;
    `,
    "a script": `#!/usr/bin/env node
      import { randomUUID } from "node:crypto";
      export const handler = async (event, context) => pay({ idempotencyKey: randomUUID() });
    `,
    "a digest of a body, beside what makes it unique": `
      ${sqs}
      export const handler = async (event: SQSEvent) => {
        for (const record of event.Records)
          await pay({ idempotencyKey: \`\${record.md5OfBody}-\${record.messageId}\` });
      };
    `,
    "a name of an execution, which the other rule asks about": `
      ${sqs}
      import { StartExecutionCommand } from "@aws-sdk/client-sfn";
      export const handler = async (event: SQSEvent) =>
        sfn.send(new StartExecutionCommand({ stateMachineArn, name: crypto.randomUUID(), input: event.Records[0].body }));
    `,
    "Powertools with a path to an id": `
      import { IdempotencyConfig } from "@aws-lambda-powertools/idempotency";
      const config = new IdempotencyConfig({ eventKeyJmesPath: "Records[0].messageId" });
      export const handler = async (event, context) => event;
    `,
  },

  reports: {
    "a new token": `
      ${sqs}
      import { randomUUID } from "node:crypto";
      import { RunInstancesCommand } from "@aws-sdk/client-ec2";
      import { RunTaskCommand } from "@aws-sdk/client-ecs";
      import { TransactWriteCommand } from "@aws-sdk/lib-dynamodb";
      export const handler = async (event: SQSEvent) => {
        await ecs.send(new RunTaskCommand({ clientToken: randomUUID() }));
        //                                               ^^^^^^^^^^^^ changes
        await ec2.send(new RunInstancesCommand({ ClientToken: randomUUID() }));
        //                                                    ^^^^^^^^^^^^ changes
        const params = { TransactItems };
        params.ClientRequestToken = crypto.randomUUID();
        //                          ^^^^^^^^^^^^^^^^^^^ changes
        await client.send(new TransactWriteCommand(params));
      };
    `,
    "a new header": `
      import { v4 } from "uuid";
      exports.handler = async (event, context) => {
        await fetch(url, { method: "POST", headers: { 'idempotency-key': v4() } });
        //                                                               ^^^^ changes
        const headers = new Headers();
        headers.set("Idempotency-Key", context.awsRequestId);
        //                             ^^^^^^^^^^^^^^^^^^^^ changes
      };
    `,
    "an id with the time": `
      ${sqs}
      import { SendMessageCommand } from "@aws-sdk/client-sqs";
      export const handler = async (event: SQSEvent) => {
        for (const { body } of event.Records) {
          const { id } = JSON.parse(body);
          await client.send(new SendMessageCommand({ MessageDeduplicationId: \`\${id}-\${Date.now()}\` }));
          //                                                                          ^^^^^^^^^^ changes
          await pay({ idempotencyKey: id + "-" + new Date().getTime() });
          //                                     ^^^^^^^^^^ changes
        }
      };
    `,
    "a charge of an API's client, who may ask again": `
      import type { APIGatewayProxyEvent } from "aws-lambda";
      import Stripe from "stripe";
      import { nanoid } from "nanoid";
      const stripe = new Stripe(process.env.KEY!);
      export const handler = async (event: APIGatewayProxyEvent) => {
        const options = { idempotencyKey: nanoid() };
        //                                ^^^^^^^^ changes
        await stripe.charges.create({ amount: 1 }, options);
        await stripe.charges.create({ amount: 1 }, { idempotencyKey: event.requestContext.requestId });
        //                                                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ changes
      };
    `,
    "a key through a name and a helper": `
      import { ulid } from "ulid";
      const newKey = (prefix) => \`\${prefix}-\${ulid()}\`;
      const pay = (amount, key) => client.pay(amount, { idempotencyKey: key });
      //                                                                ^^^ changes
      exports.handler = async (event, context) => {
        const key = newKey("pay");
        await pay(event.amount, key);
      };
    `,
    "fields that change with the delivery": `
      ${sqs}
      export const handler = async (event: SQSEvent) => {
        for (const record of event.Records) {
          await pay({ idempotencyKey: record.receiptHandle });
          //                          ^^^^^^^^^^^^^^^^^^^^ changes
          await pay({ idempotencyKey: \`\${record.body}-\${record.attributes.ApproximateReceiveCount}\` });
          //                                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ changes
        }
      };
    `,
    "fields that two messages share": `
      ${sqs}
      export const handler = async (event: SQSEvent) => {
        for (const { md5OfBody, attributes } of event.Records) {
          await pay({ idempotencyKey: md5OfBody });
          //                          ^^^^^^^^^ shared
          await pay({ idempotencyKey: attributes.SentTimestamp });
          //                          ^^^^^^^^^^^^^^^^^^^^^^^^ shared
        }
      };
    `,
    "what Powertools is told": `
      import { IdempotencyConfig } from "@aws-lambda-powertools/idempotency";
      const first = new IdempotencyConfig({ eventKeyJmesPath: "Records[0].receiptHandle" });
      //                                                      ^^^^^^^^^^^^^^^^^^^^^^^^^^ changes
      const second = new IdempotencyConfig({ eventKeyJmesPath: "requestContext.requestId" });
      //                                                       ^^^^^^^^^^^^^^^^^^^^^^^^^^ changes
      const third = new IdempotencyConfig({ eventKeyJmesPath: "md5OfBody" });
      //                                                      ^^^^^^^^^^^ shared
      export const handler = async (event, context) => event;
    `,
    "a token where it is asked for": {
      code: `
        const { v1: uuid } = require("uuid");
        const AWS = require("aws-sdk");
        const sns = new AWS.SNS();
        exports.handler = async (event) => {
          for (const message of event.Records) {
            const { orderId } = JSON.parse(message.body);
            const isFifo = message.messageAttributes.fifo;
            await sns.publish({ MessageDeduplicationId: isFifo ? \`\${orderId}-\${uuid()}\` : undefined }).promise();
            //                                                                 ^^^^^^ changes
          }
        };
      `,
      suggests: {
        "Use `messageId` (redelivery only)": `
        const { v1: uuid } = require("uuid");
        const AWS = require("aws-sdk");
        const sns = new AWS.SNS();
        exports.handler = async (event) => {
          for (const message of event.Records) {
            const { orderId } = JSON.parse(message.body);
            const isFifo = message.messageAttributes.fifo;
            await sns.publish({ MessageDeduplicationId: isFifo ? \`\${orderId}-\${message.messageId}\` : undefined }).promise();
            //                                                                 ^^^^^^ changes
          }
        };
      `,
      },
    },
    "a token in a loop of its own, for which the message has one id only": {
      code: `
        ${sqs}
        export const handler = async (event: SQSEvent) => {
          for (const record of event.Records)
            for (const line of JSON.parse(record.body)) await pay({ idempotencyKey: crypto.randomUUID() });
            //                                                                      ^^^^^^^^^^^^^^^^^^^ changes
        };
      `,
    },
  },
});
