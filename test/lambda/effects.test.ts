import { walk } from "../../rules/kit/ast.ts";
import { repeatableEffectAt } from "../../rules/lambda/effects.ts";
import { sdkCallAt } from "../../rules/lambda/sdk-calls.ts";
import { probe, type Answer } from "../kit/probe.ts";

/** Marks what does harm when it is done twice, with its kind and what a message calls it. */
const effects = probe((lambda, sourceCode) => {
  const found: Answer[] = [];
  walk(sourceCode.ast, sourceCode, (node) => {
    const effect = repeatableEffectAt(node, sdkCallAt(node, sourceCode), sourceCode, lambda);
    if (effect) found.push({ at: effect.node, says: `${effect.kind} ${effect.name}` });
  });
  return found;
});

describe("Done twice, it does harm", () => {
  effects("as a request to AWS", {
    "sent as a command": `
      import { SendEmailCommand } from "@aws-sdk/client-ses";
      export const handler = async (event, context) => client.send(new SendEmailCommand({}));
      //                                               ^^^^^^^^^^^ message SendEmailCommand
    `,
    "made as a command": `
      import * as ses from "@aws-sdk/client-sesv2";
      export const handler = async (event, context) => {
        const command = new ses.SendEmailCommand({});
        //                  ^^^^^^^^^^^^^^^^^^^^ message ses.SendEmailCommand
        await client.send(command);
      };
    `,
    "of a client with all methods": `
      import { SNS } from "@aws-sdk/client-sns";
      const sns = new SNS({});
      export const handler = async (event, context) => sns.publish({ PhoneNumber, Message: "Hi" });
      //                                               ^^^^^^^^^^^ message sns.publish
    `,
    "of version 2": `
      const AWS = require("aws-sdk");
      const pinpoint = new AWS.Pinpoint();
      exports.handler = async (event, context) => pinpoint.sendMessages({}).promise();
      //                                          ^^^^^^^^^^^^^^^^^^^^^ message pinpoint.sendMessages
    `,
    "of one client of version 2, traced": `
      const SES = require("aws-sdk/clients/ses");
      const { captureAWSClient } = require("aws-xray-sdk");
      const ses = captureAWSClient(new SES());
      exports.handler = async (event, context) => ses.sendEmail({}).promise();
      //                                          ^^^^^^^^^^^^^ message ses.sendEmail
    `,
  });

  effects("as a message of a library", {
    "that sends mail": `
      import nodemailer from "nodemailer";
      const transport = nodemailer.createTransport({});
      export const handler = async (event, context) => transport.sendMail({});
      //                                               ^^^^^^^^^^^^^^^^^^ message sendMail
    `,
    "that sends text messages": `
      const client = require("twilio")(sid, token);
      exports.handler = async (event, context) => client.messages.create({ to: event.phone });
      //                                          ^^^^^^^^^^^^^^^^^^^^^^ message messages.create
    `,
  });

  effects("as a count", {
    "that is added to": `
      import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
      export const handler = async (event, context) =>
        client.send(new UpdateCommand({ UpdateExpression: "SET a = :a ADD #n :n", ExpressionAttributeNames: { "#n": "points" } }));
     // ^^^^^^^^^^^ counter points
    `,
    "that is set to more than it was": `
      import { DynamoDBDocument } from "@aws-sdk/lib-dynamodb";
      const db = DynamoDBDocument.from(client);
      export const handler = async (event, context) => {
        await db.update({ UpdateExpression: "SET visits = if_not_exists(visits, :zero) + :one" });
        //    ^^^^^^^^^ counter visits
        await db.update({ UpdateExpression: "SET visits = :one + visits" });
        //    ^^^^^^^^^ counter visits
      };
    `,
    "within a limit, which a field assigned later names": `
      const AWS = require("aws-sdk");
      const db = new AWS.DynamoDB.DocumentClient();
      exports.handler = async (event, context) => {
        const params = { TableName: "stock", Key: { sku: event.sku } };
        params.UpdateExpression = "SET stock = stock - :n";
        params.ConditionExpression = "attribute_exists(sku) AND stock >= :n";
        await db.update(params).promise();
        //    ^^^^^^^^^ counter stock
      };
    `,
    "that is read, raised and written": `
      import { GetCommand, PutCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
      export const handler = async (event, context) => {
        const { Item } = await client.send(new GetCommand({ Key: { pk: event.id } }));
        const visits = (Item?.visits ?? 0) + 1;
        await client.send(new PutCommand({ Item: { pk: event.id, visits } }));
        //    ^^^^^^^^^^^ counter visits
        const ExpressionAttributeValues = { ":v": Item.visits + event.visits };
        await client.send(new UpdateCommand({ UpdateExpression: "SET visits = :v", ExpressionAttributeValues }));
        //    ^^^^^^^^^^^ counter visits
      };
    `,
    "in SQL": `
      import { ExecuteStatementCommand } from "@aws-sdk/client-rds-data";
      export const handler = async (event, context) => {
        await pool.query("UPDATE accounts SET balance = balance - $1 WHERE id = $2", [1, event.id]);
        //    ^^^^^^^^^^ counter balance
        await prisma.$executeRaw\`UPDATE "Wallet" SET "coins" = "coins" + \${event.coins}\`;
        //    ^^^^^^^^^^^^^^^^^^ counter coins
        await client.send(new ExecuteStatementCommand({ sql: "UPDATE a SET n = COALESCE(n, 0) + 1" }));
        //                    ^^^^^^^^^^^^^^^^^^^^^^^ counter n
      };
    `,
  });

  effects("as an insert", {
    "under a key that is made on the spot": `
      import { randomUUID } from "node:crypto";
      import { PutCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
      export const handler = async (event, context) => {
        await client.send(new PutCommand({ Item: { pk: "order", sk: \`ORDER#\${randomUUID()}\` } }));
        //    ^^^^^^^^^^^ insert randomUUID()
        await client.send(new UpdateCommand({ Key: { pk: event.user, sk: new Date().toISOString() } }));
        //    ^^^^^^^^^^^ insert new Date()
      };
    `,
    "whose key has to be new, which it always is": `
      import { v4 as uuid } from "uuid";
      import { PutItemCommand } from "@aws-sdk/client-dynamodb";
      import { marshall } from "@aws-sdk/util-dynamodb";
      export const handler = async (event, context) => {
        const Item = marshall({ orderId: uuid(), body: event.body });
        await client.send(new PutItemCommand({ Item, ConditionExpression: "attribute_not_exists(orderId)" }));
        //    ^^^^^^^^^^^ insert uuid()
        await client.send(new PutItemCommand({ Item: { id: { S: uuid() } } }));
        //    ^^^^^^^^^^^ insert uuid()
      };
    `,
    "whose key has a name that a constant holds": `
      import { v4 as uuid } from "uuid";
      import { PutCommand } from "@aws-sdk/lib-dynamodb";
      const PRIMARY_KEY = process.env.PRIMARY_KEY;
      export const handler = async (event, context) => {
        const item = JSON.parse(event.body);
        item[PRIMARY_KEY] = uuid();
        await client.send(new PutCommand({ Item: item }));
        //    ^^^^^^^^^^^ insert uuid()
        await client.send(new PutCommand({ Item: { [PRIMARY_KEY]: uuid(), body: event.body } }));
        //    ^^^^^^^^^^^ insert uuid()
      };
    `,
    "whose key is set under the condition that it is written under": `
      import { v4 as uuid } from "uuid";
      import { PutCommand } from "@aws-sdk/lib-dynamodb";
      export const handler = async (event, context) => {
        const item = JSON.parse(event.body);
        if (item.isNew) {
          item.id = uuid();
          await client.send(new PutCommand({ Item: item }));
          //    ^^^^^^^^^^^ insert uuid()
        }
      };
    `,
    "of a batch that helpers build": `
      import { ulid } from "ulid";
      import { BatchWriteCommand } from "@aws-sdk/lib-dynamodb";
      const newId = () => ulid();
      const itemFor = (record) => ({ id: newId(), body: record.body });
      export const handler = async (event, context) => {
        const puts = event.Records.map((record) => ({ PutRequest: { Item: itemFor(record) } }));
        await client.send(new BatchWriteCommand({ RequestItems: { orders: puts } }));
        //    ^^^^^^^^^^^ insert ulid()
      };
    `,
    "of a row": `
      import { randomUUID } from "crypto";
      export const handler = async (event, context) => {
        await pool.query("INSERT INTO orders (body, id) VALUES ($1, $2)", [event.body, randomUUID()]);
        //    ^^^^^^^^^^ insert randomUUID()
        await sql\`INSERT INTO orders (id, body) VALUES (\${randomUUID()}, \${event.body})\`;
        //    ^^^ insert randomUUID()
      };
    `,
  });

  effects("as a job", {
    "without a name": `
      import { SFN } from "@aws-sdk/client-sfn";
      import { RunTaskCommand } from "@aws-sdk/client-ecs";
      import { StartJobRunCommand } from "@aws-sdk/client-glue";
      import { SubmitJobCommand } from "@aws-sdk/client-batch";
      const sfn = new SFN({});
      export const handler = async (event, context) => {
        await sfn.startExecution({ stateMachineArn, input: event.input });
        //    ^^^^^^^^^^^^^^^^^^ job sfn.startExecution
        await ecs.send(new RunTaskCommand({ cluster }));
        //    ^^^^^^^^ job RunTaskCommand
        await glue.send(new StartJobRunCommand({ JobName: "nightly" }));
        //    ^^^^^^^^^ job StartJobRunCommand
        await batch.send(new SubmitJobCommand({ jobName: "job-" + Math.random() }));
        //    ^^^^^^^^^^ job SubmitJobCommand
      };
    `,
    "with a new name": `
      import { StartTranscriptionJobCommand } from "@aws-sdk/client-transcribe";
      export const handler = async (event, context) => {
        const TranscriptionJobName = "job-" + Date.now();
        await client.send(new StartTranscriptionJobCommand({ TranscriptionJobName }));
        //    ^^^^^^^^^^^ job StartTranscriptionJobCommand
      };
    `,
  });
});

describe("Done twice, it does no harm", () => {
  effects("as a request", {
    "of somebody else's classes": `
      import { SendEmailCommand } from "./mail";
      import { stripe } from "./billing";
      export const handler = async (event, context) => {
        await client.send(new SendEmailCommand({}));
        await stripe.charges.create({ amount: 1 });
      };
    `,
    "that reads or deletes": `
      import { GetCommand, DeleteCommand } from "@aws-sdk/lib-dynamodb";
      export const handler = async (event, context) => {
        await client.send(new GetCommand({ Key: { pk: crypto.randomUUID() } }));
        await client.send(new DeleteCommand({ Key: { pk: event.id } }));
      };
    `,
    "that puts an item under a key of the event": `
      import { PutCommand } from "@aws-sdk/lib-dynamodb";
      export const handler = async (event, context) => {
        await client.send(new PutCommand({ Item: { pk: event.id, id: crypto.randomUUID(), at: Date.now() } }));
        await client.send(new PutCommand({ Item: { orderId: event.id, requestId: crypto.randomUUID() } }));
      };
    `,
    "that puts an item under a key that is made only where the event brings none": `
      import { PutCommand } from "@aws-sdk/lib-dynamodb";
      const PRIMARY_KEY = process.env.PRIMARY_KEY;
      export const handler = async (event, context) => {
        const item = JSON.parse(event.body);
        if (!item.id) item.id = crypto.randomUUID();
        item.note || (item[PRIMARY_KEY] = crypto.randomUUID());
        await client.send(new PutCommand({ Item: item }));
      };
    `,
    "that puts an item under a key of the event, whose name a constant holds": `
      import { PutCommand } from "@aws-sdk/lib-dynamodb";
      const PRIMARY_KEY = process.env.PRIMARY_KEY;
      const VERSION = process.env.VERSION;
      export const handler = async (event, context) =>
        client.send(new PutCommand({ Item: { [PRIMARY_KEY]: event.id, [VERSION]: Date.now() } }));
    `,
    "that puts an entry into a log": `
      import { PutCommand } from "@aws-sdk/lib-dynamodb";
      export const handler = async (event, context) =>
        client.send(new PutCommand({ TableName: process.env.AUDIT_TABLE, Item: { pk: crypto.randomUUID() } }));
    `,
    "that adds to a set": `
      import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
      export const handler = async (event, context) => {
        const ExpressionAttributeValues = { ":tags": new Set([event.tag]) };
        await client.send(new UpdateCommand({ UpdateExpression: "ADD tags :tags", ExpressionAttributeValues }));
        await client.send(new UpdateCommand({ UpdateExpression: "SET weekly = if_not_exists(monthly, :zero) + :n" }));
      };
    `,
    "that counts attempts and versions, which have to grow": `
      import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
      export const handler = async (event, context) =>
        client.send(new UpdateCommand({ UpdateExpression: "SET retryCount = retryCount + :n, version = version + :n" }));
    `,
    "whose condition fails the second time": `
      import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
      export const handler = async (event, context) => {
        const UpdateExpression = "ADD points :n";
        await client.send(new UpdateCommand({ UpdateExpression, ConditionExpression: "attribute_not_exists(pk)" }));
        await client.send(new UpdateCommand({ UpdateExpression, ConditionExpression: "lastEvent < :event" }));
        await client.send(new UpdateCommand({ UpdateExpression, ConditionExpression: conditionFor(event) }));
      };
    `,
    "whose transaction has a token, or parts that cannot be seen": `
      import { TransactWriteCommand } from "@aws-sdk/lib-dynamodb";
      export const handler = async (event, context) => {
        const update = { Update: { UpdateExpression: "ADD points :n" } };
        await client.send(new TransactWriteCommand({ ClientRequestToken: event.id, TransactItems: [update] }));
        await client.send(new TransactWriteCommand({ TransactItems: [update, ...claimsFor(event)] }));
      };
    `,
    "that says its own name": `
      import { StartExecutionCommand, StartSyncExecutionCommand } from "@aws-sdk/client-sfn";
      import { RunTaskCommand } from "@aws-sdk/client-ecs";
      export const handler = async (event, context) => {
        await sfn.send(new StartExecutionCommand({ stateMachineArn, name: event.id }));
        await sfn.send(new StartExecutionCommand({ ...common(event) }));
        await sfn.send(new StartSyncExecutionCommand({ stateMachineArn }));
        await sfn.send(new StartExecutionCommand({ stateMachineArn: process.env.EXPRESS_ARN }));
        await ecs.send(new RunTaskCommand({ clientToken: event.id }));
      };
    `,
  });

  effects("as a statement", {
    "that does nothing the second time": `
      export const handler = async (event, context) => {
        await db.query("INSERT INTO orders (id) VALUES ($1) ON CONFLICT DO NOTHING", [crypto.randomUUID()]);
        await db.query("INSERT IGNORE INTO orders (id) VALUES (?)", [crypto.randomUUID()]);
      };
    `,
    "whose condition holds once": `
      export const handler = async (event, context) =>
        db.query("UPDATE users SET credit = credit - 1, state = 'paid' WHERE id = $1 AND state = 'open'", [event.id]);
    `,
    "under a key of the event": `
      export const handler = async (event, context) =>
        db.query("INSERT INTO orders (id, token) VALUES ($1, $2)", [event.id, crypto.randomUUID()]);
    `,
  });
});
