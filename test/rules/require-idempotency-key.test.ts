import { testRule } from "../kit/test-rule.ts";

const sqs = 'import type { SQSEvent } from "aws-lambda";';
const strict = [{ effects: "all" }];

testRule("require-idempotency-key", {
  allows: {
    "an upsert under a key of the event": `
      ${sqs}
      import { PutCommand } from "@aws-sdk/lib-dynamodb";
      export const handler = async (event: SQSEvent) => {
        for (const record of event.Records) {
          const order = JSON.parse(record.body);
          await client.send(new PutCommand({ TableName, Item: { pk: order.id, createdAt: Date.now(), token: crypto.randomUUID() } }));
        }
      };
    `,
    "an insert that only a new key can do": `
      ${sqs}
      import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
      export const handler = async (event: SQSEvent) => {
        for (const record of event.Records)
          await client.send(new UpdateCommand({
            TableName, Key: { pk: record.messageId },
            UpdateExpression: "ADD points :points",
            ConditionExpression: "attribute_not_exists(pk)",
          }));
      };
    `,
    "a transaction with one item that has to be new": `
      ${sqs}
      import { TransactWriteCommand } from "@aws-sdk/lib-dynamodb";
      export const handler = async (event: SQSEvent) => {
        for (const record of event.Records)
          await client.send(new TransactWriteCommand({ TransactItems: [
            { Put: { TableName, Item: { pk: record.messageId }, ConditionExpression: "attribute_not_exists(pk)" } },
            { Update: { TableName, Key: { pk: "total" }, UpdateExpression: "ADD points :one", ExpressionAttributeValues: { ":one": 1 } } },
          ] }));
      };
    `,
    "work that Powertools guards": `
      ${sqs}
      import { makeIdempotent } from "@aws-lambda-powertools/idempotency";
      import { SendEmailCommand } from "@aws-sdk/client-ses";
      const send = makeIdempotent(async (record) => ses.send(new SendEmailCommand({})), { persistenceStore });
      export const handler = async (event: SQSEvent) => {
        for (const record of event.Records) await send(record);
      };
    `,
    "an event that was looked up and found": `
      ${sqs}
      import { GetCommand } from "@aws-sdk/lib-dynamodb";
      import { SendEmailCommand } from "@aws-sdk/client-ses";
      export const handler = async (event: SQSEvent) => {
        for (const record of event.Records) {
          const { Item } = await db.send(new GetCommand({ TableName, Key: { pk: record.messageId } }));
          if (Item) continue;
          await ses.send(new SendEmailCommand({}));
        }
      };
    `,
    "news of a failure": `
      ${sqs}
      import { SendEmailCommand } from "@aws-sdk/client-ses";
      export const handler = async (event: SQSEvent) => {
        try {
          await work(event);
        } catch (error) {
          await ses.send(new SendEmailCommand({ text: error.message }));
          throw error;
        }
      };
    `,
    "a handler of which nothing is known": `
      import { SendEmailCommand } from "@aws-sdk/client-ses";
      export const handler = async (event) => ses.send(new SendEmailCommand({}));
    `,
    "mail that an API's client asks for": `
      import type { APIGatewayProxyEvent } from "aws-lambda";
      import { SendEmailCommand } from "@aws-sdk/client-ses";
      export const handler = async (event: APIGatewayProxyEvent) => ses.send(new SendEmailCommand({}));
    `,
    "mail that is sent once, when the environment starts": `
      ${sqs}
      import { SendEmailCommand } from "@aws-sdk/client-ses";
      await ses.send(new SendEmailCommand({}));
      export const handler = async (event: SQSEvent) => event.Records.map((record) => record.messageId);
    `,
    "a charge with a key": `
      ${sqs}
      import Stripe from "stripe";
      const stripe = new Stripe(process.env.KEY);
      export const handler = async (event: SQSEvent) => {
        for (const { messageId } of event.Records) await stripe.charges.create({ amount: 1 }, { idempotencyKey: messageId });
      };
    `,
    "options of a charge that come from elsewhere": `
      const stripe = require("stripe")(process.env.KEY);
      exports.handler = async (event, context) => stripe.charges.create({ amount: 1 }, optionsFor(event));
    `,
    "an execution named after the event": `
      import type { EventBridgeEvent } from "aws-lambda";
      import { StartExecutionCommand, StartSyncExecutionCommand } from "@aws-sdk/client-sfn";
      export const handler = async (event: EventBridgeEvent<"a", object>) => {
        await sfn.send(new StartExecutionCommand({ stateMachineArn, name: event.id }));
        await sfn.send(new StartSyncExecutionCommand({ stateMachineArn }));
        await sfn.send(new StartExecutionCommand({ stateMachineArn: process.env.EXPRESS_ARN }));
      };
    `,
    "a relay that carries the event's id": {
      options: strict,
      code: `
        ${sqs}
        import { PublishCommand } from "@aws-sdk/client-sns";
        export const handler = async (event: SQSEvent) => {
          for (const record of event.Records) {
            const order = JSON.parse(record.body);
            await sns.send(new PublishCommand({ TopicArn, Message: JSON.stringify({ id: order.orderId }) }));
            await sns.send(new PublishCommand({ TopicArn, Message: record.body }));
          }
        };
      `,
    },
    "a FIFO queue that compares bodies": {
      options: strict,
      code: `
        ${sqs}
        import { SendMessageCommand } from "@aws-sdk/client-sqs";
        export const handler = async (event: SQSEvent) => {
          for (const record of event.Records)
            await client.send(new SendMessageCommand({ QueueUrl, MessageGroupId: "all", MessageBody: "refresh" }));
        };
      `,
    },
    "a relay of some of what was gathered from the records": {
      options: [{ effects: "all" }],
      code: `
        import { SendMessageBatchCommand } from "@aws-sdk/client-sqs";
        import type { DynamoDBStreamEvent } from "aws-lambda";
        export const handler = async (event: DynamoDBStreamEvent) => {
          const messages = event.Records.map((record) => ({ Id: record.eventID, MessageBody: "changed" }));
          while (messages.length > 0) {
            const Entries = messages.splice(0, 10);
            await sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
          }
        };
      `,
    },
    "a relay of what was gathered from the records": {
      options: strict,
      code: `
        import type { DynamoDBStreamEvent } from "aws-lambda";
        import { PutEventsCommand } from "@aws-sdk/client-eventbridge";
        export const handler = async (event: DynamoDBStreamEvent) => {
          const Entries = [];
          for (const record of event.Records) Entries.push({ Detail: JSON.stringify(record.dynamodb) });
          await client.send(new PutEventsCommand({ Entries }));
        };
      `,
    },
    "a relay, where only certain harm counts": `
      ${sqs}
      import { PublishCommand } from "@aws-sdk/client-sns";
      export const handler = async (event: SQSEvent) => {
        for (const record of event.Records) await sns.send(new PublishCommand({ TopicArn, Message: "done" }));
      };
    `,
  },

  reports: {
    "mail for each message of a queue": `
      ${sqs}
      import { SendEmailCommand } from "@aws-sdk/client-sesv2";
      export const handler = async (event: SQSEvent) => {
        for (const record of event.Records) await ses.send(new SendEmailCommand({ to: record.body }));
        //                                        ^^^^^^^^ message
      };
    `,
    "mail of version 2, after asking whether there is a user": `
      const AWS = require("aws-sdk");
      const ses = new AWS.SES();
      exports.handler = async (event) => {
        for (const record of event.Records) {
          const user = await users.get(record.Sns.Message);
          if (!user) continue;
          await ses.sendEmail({ to: user.email }).promise();
          //    ^^^^^^^^^^^^^ message
        }
      };
    `,
    "a text message": `
      import type { ScheduledHandler } from "aws-lambda";
      import { SNS } from "@aws-sdk/client-sns";
      const sns = new SNS({});
      export const handler: ScheduledHandler = async () => {
        await sns.publish({ PhoneNumber: process.env.PHONE, Message: "Good morning" });
        //    ^^^^^^^^^^^ message
      };
    `,
    "mail through a library, from a helper": `
      import type { PostConfirmationTriggerHandler } from "aws-lambda";
      import nodemailer from "nodemailer";
      const transport = nodemailer.createTransport({});
      async function welcome(email: string) {
        await transport.sendMail({ to: email });
        //    ^^^^^^^^^^^^^^^^^^ message
      }
      export const handler: PostConfirmationTriggerHandler = async (event) => {
        await welcome(event.request.userAttributes.email);
        return event;
      };
    `,
    "a charge in a handler of anything": `
      const stripe = require("stripe")(process.env.KEY);
      exports.handler = async (event, context) => stripe.paymentIntents.create({ amount: event.amount });
      //                                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ payment
    `,
    "a count": `
      ${sqs}
      import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
      export const handler = async (event: SQSEvent) => {
        for (const record of event.Records)
          await client.send(new UpdateCommand({
            //  ^^^^^^^^^^^ counter
            UpdateExpression: "ADD #points :points",
            ExpressionAttributeNames: { "#points": "points" },
            ConditionExpression: "attribute_exists(pk)",
          }));
      };
    `,
    "a job that a file's arrival starts": `
      import type { S3Event } from "aws-lambda";
      import { StartExecutionCommand } from "@aws-sdk/client-sfn";
      export const handler = async (event: S3Event) => {
        await sfn.send(new StartExecutionCommand({ stateMachineArn, input: event.Records[0].s3.object.key }));
        //    ^^^^^^^^ job
      };
    `,
    "a count in SQL": `
      ${sqs}
      export const handler = async (event: SQSEvent) => {
        for (const record of event.Records)
          await pool.query("UPDATE accounts SET balance = balance - $1 WHERE id = $2", [1, record.body]);
          //    ^^^^^^^^^^ counter
      };
    `,
    "an item under a new key": `
      ${sqs}
      import { randomUUID } from "node:crypto";
      import { PutCommand } from "@aws-sdk/lib-dynamodb";
      export const handler = async (event: SQSEvent) => {
        for (const record of event.Records)
          await client.send(new PutCommand({ TableName, Item: { pk: "order", sk: \`ORDER#\${randomUUID()}\`, body: record.body } }));
          //    ^^^^^^^^^^^ insert
      };
    `,
    "a relay without an id, where all effects count": {
      options: strict,
      code: `
        ${sqs}
        import { SendMessageCommand } from "@aws-sdk/client-sqs";
        export const handler = async (event: SQSEvent) => {
          for (const record of event.Records) {
            await client.send(new SendMessageCommand({ QueueUrl, MessageBody: "refresh" }));
            //    ^^^^^^^^^^^ relay
          }
        };
      `,
    },
    "an API's new entity, where all effects count": {
      options: strict,
      code: `
        import { v4 } from "uuid";
        import { PutCommand } from "@aws-sdk/lib-dynamodb";
        export const handler = async ({ httpMethod, pathParameters, body }) => {
          await client.send(new PutCommand({ TableName, Item: { id: v4(), ...JSON.parse(body) } }));
          //    ^^^^^^^^^^^ insert
        };
      `,
    },
    "a charge, with a key of the message offered": {
      code: `
        ${sqs}
        import Stripe from "stripe";
        const stripe = new Stripe(process.env.KEY!);
        export const handler = async (event: SQSEvent) => {
          for (const message of event.Records) await stripe.charges.create({ amount: 1 });
          //                                         ^^^^^^^^^^^^^^^^^^^^^ payment
        };
      `,
      suggests: {
        "Guard with `messageId` (redelivery only)": `
        ${sqs}
        import Stripe from "stripe";
        const stripe = new Stripe(process.env.KEY!);
        export const handler = async (event: SQSEvent) => {
          for (const message of event.Records) await stripe.charges.create({ amount: 1 }, { idempotencyKey: message.messageId });
          //                                         ^^^^^^^^^^^^^^^^^^^^^ payment
        };
      `,
      },
    },
    "a charge of each line, for which the message has one id only": {
      code: `
        ${sqs}
        import Stripe from "stripe";
        const stripe = new Stripe(process.env.KEY!);
        export const handler = async (event: SQSEvent) => {
          for (const message of event.Records)
            for (const line of JSON.parse(message.body)) await stripe.charges.create({ amount: line.amount });
            //                                                 ^^^^^^^^^^^^^^^^^^^^^ payment
        };
      `,
    },
    "an execution, with a name offered": {
      code: `
        import type { EventBridgeEvent } from "aws-lambda";
        import { StartExecutionCommand } from "@aws-sdk/client-sfn";
        export const handler = async ({ id, detail }: EventBridgeEvent<"a", object>) =>
          await sfn.send(new StartExecutionCommand({ stateMachineArn }));
          //    ^^^^^^^^ job
      `,
      suggests: {
        "Guard with `id` (redelivery only)": `
        import type { EventBridgeEvent } from "aws-lambda";
        import { StartExecutionCommand } from "@aws-sdk/client-sfn";
        export const handler = async ({ id, detail }: EventBridgeEvent<"a", object>) =>
          await sfn.send(new StartExecutionCommand({ name: id, stateMachineArn }));
          //    ^^^^^^^^ job
      `,
      },
    },
    "an item, with a key of the message offered": {
      code: `
        ${sqs}
        import { PutCommand } from "@aws-sdk/lib-dynamodb";
        export const handler = async (event: SQSEvent) => {
          for (const record of event.Records) {
            const orderId = crypto.randomUUID();
            await client.send(new PutCommand({ TableName, Item: { pk: \`ORDER#\${orderId}\` } }));
            //    ^^^^^^^^^^^ insert
          }
        };
      `,
      suggests: {
        "Guard with `messageId` (redelivery only)": `
        ${sqs}
        import { PutCommand } from "@aws-sdk/lib-dynamodb";
        export const handler = async (event: SQSEvent) => {
          for (const record of event.Records) {
            const orderId = record.messageId;
            await client.send(new PutCommand({ TableName, Item: { pk: \`ORDER#\${orderId}\` } }));
            //    ^^^^^^^^^^^ insert
          }
        };
      `,
      },
    },
    "a transaction whose condition holds the second time too": {
      code: `
        ${sqs}
        import { TransactWriteCommand } from "@aws-sdk/lib-dynamodb";
        export const handler = async (event: SQSEvent) => {
          for (const record of event.Records)
            await client.send(new TransactWriteCommand({ TransactItems: [
              //  ^^^^^^^^^^^ counter
              { Put: { Item: { pk: record.messageId }, ConditionExpression: "attribute_exists(pk)" } },
              { Update: { TableName, UpdateExpression: "ADD points :one" } },
            ] }));
        };
      `,
    },
    "a transaction with an item that other events write too": {
      code: `
        ${sqs}
        import { TransactWriteCommand } from "@aws-sdk/lib-dynamodb";
        export const handler = async (event: SQSEvent) => {
          for (const record of event.Records)
            await client.send(new TransactWriteCommand({ TransactItems: [
              //  ^^^^^^^^^^^ counter
              { Put: { TableName, Item: { pk: JSON.parse(record.body).customer } } },
              { Update: { TableName, UpdateExpression: "ADD points :one" } },
            ] }));
        };
      `,
    },
    "a transaction that only lacks the condition": {
      code: `
        ${sqs}
        import { TransactWriteCommand } from "@aws-sdk/lib-dynamodb";
        export const handler = async (event: SQSEvent) => {
          for (const record of event.Records)
            await client.send(new TransactWriteCommand({ TransactItems: [
              //  ^^^^^^^^^^^ counter
              { Put: { TableName, Item: { pk: record.messageId } } },
              { Update: { TableName, UpdateExpression: "ADD points :one" } },
            ] }));
        };
      `,
      suggests: {
        "Guard with `attribute_not_exists(pk)` (redelivery only)": `
        ${sqs}
        import { TransactWriteCommand } from "@aws-sdk/lib-dynamodb";
        export const handler = async (event: SQSEvent) => {
          for (const record of event.Records)
            await client.send(new TransactWriteCommand({ TransactItems: [
              //  ^^^^^^^^^^^ counter
              { Put: { ConditionExpression: "attribute_not_exists(pk)", TableName, Item: { pk: record.messageId } } },
              { Update: { TableName, UpdateExpression: "ADD points :one" } },
            ] }));
        };
      `,
      },
    },
  },
});
