import { testRule } from "../kit/test-rule.ts";

testRule("no-hardcoded-resource-name", {
  allows: {
    "names from the environment, the event or another module": `
      import { GetCommand } from "@aws-sdk/lib-dynamodb";
      import { GetObjectCommand } from "@aws-sdk/client-s3";
      import { bucket } from "./config";
      const { ORDERS_TABLE } = process.env;
      export const handler = async (event) => {
        await client.send(new GetCommand({ TableName: ORDERS_TABLE, Key: { id: "orders" } }));
        await client.send(new GetCommand({ TableName: process.env.USERS_TABLE, Key: { id: "users" } }));
        await s3.send(new GetObjectCommand({ Bucket: bucket, Key: "terms.txt" }));
        await s3.send(new GetObjectCommand({ Bucket: event.Records[0].s3.bucket.name, Key: "terms.txt" }));
      };
    `,
    "defaults of the environment": `
      import { GetCommand } from "@aws-sdk/lib-dynamodb";
      const orders = process.env.ORDERS_TABLE ?? "orders";
      const { USERS_TABLE = "users" } = process.env;
      export const handler = async () => {
        await client.send(new GetCommand({ TableName: orders }));
        await client.send(new GetCommand({ TableName: USERS_TABLE }));
        await client.send(new GetCommand({ TableName: process.env.CARTS_TABLE || "carts" }));
        await client.send(new GetCommand({ TableName: process.env.IS_OFFLINE ? "items" : process.env.ITEMS_TABLE }));
      };
    `,
    "names that are put together": `
      import { GetCommand } from "@aws-sdk/lib-dynamodb";
      import { PublishCommand } from "@aws-sdk/client-sns";
      export const handler = async (event) => {
        await client.send(new GetCommand({ TableName: "orders-" + process.env.STAGE }));
        await sns.send(new PublishCommand({ TopicArn: \`arn:aws:sns:\${region}:\${account}:orders\` }));
      };
    `,
    "an emulator on somebody's machine": `
      import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
      import { DynamoDBDocumentClient, GetCommand } from "@aws-sdk/lib-dynamodb";
      import { SendMessageCommand } from "@aws-sdk/client-sqs";
      const client = DynamoDBDocumentClient.from(new DynamoDBClient({ endpoint: "http://localhost:8000" }));
      export const handler = async () => {
        await client.send(new GetCommand({ TableName: "orders" }));
        await sqs.send(new SendMessageCommand({ QueueUrl: "http://localhost:4566/000000000000/orders" }));
      };
    `,
    "names at the edge, where a function has no environment": `
      import { S3Client, HeadObjectCommand } from "@aws-sdk/client-s3";
      const s3 = new S3Client({ region: "us-east-1" });
      export const handler = async (event) => {
        const { request } = event.Records[0].cf;
        await s3.send(new HeadObjectCommand({ Bucket: "pages", Key: request.uri.slice(1) }));
        return request;
      };
    `,
    "placeholders that somebody fills in": `
      import { GetObjectCommand } from "@aws-sdk/client-s3";
      import { GetCommand } from "@aws-sdk/lib-dynamodb";
      export const handler = async () => {
        await s3.send(new GetObjectCommand({ Bucket: "YOUR_BUCKET", Key: "a" }));
        await client.send(new GetCommand({ TableName: "<%= table %>" }));
        await client.send(new GetCommand({ TableName: "your-table" }));
      };
    `,
    "resources that are AWS's own": `
      import { AttachRolePolicyCommand } from "@aws-sdk/client-iam";
      export const handler = async (event) =>
        client.send(new AttachRolePolicyCommand({ RoleName: event.role, PolicyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess" }));
    `,
    "data that is called like a resource": `
      import { PutCommand } from "@aws-sdk/lib-dynamodb";
      export const handler = async () =>
        client.send(new PutCommand({ TableName: process.env.TABLE, Item: { Bucket: "orders", TableName: "users" } }));
    `,
    "somebody else's request": `
      import { GetObjectCommand } from "./commands";
      export const handler = async () => client.send(new GetObjectCommand({ Bucket: "orders", Key: "a" }));
    `,
    "a test": {
      filename: "test/handlers/save.js",
      code: `
        import { PutCommand } from "@aws-sdk/lib-dynamodb";
        export const handler = async () => client.send(new PutCommand({ TableName: "orders" }));
      `,
    },
  },

  reports: {
    "a table, a bucket, a queue, a topic": `
      import { GetCommand } from "@aws-sdk/lib-dynamodb";
      import { GetObjectCommand } from "@aws-sdk/client-s3";
      import { SendMessageCommand } from "@aws-sdk/client-sqs";
      import { PublishCommand } from "@aws-sdk/client-sns";
      export const handler = async () => {
        await client.send(new GetCommand({ TableName: "orders", Key: { id: 1 } }));
        //                                            ^^^^^^^^ hardcoded
        await s3.send(new GetObjectCommand({ Bucket: "shop.orders", Key: "a" }));
        //                                           ^^^^^^^^^^^^^ hardcoded
        await sqs.send(new SendMessageCommand({ QueueUrl: "https://sqs.eu-west-1.amazonaws.com/123456789012/orders" }));
        //                                                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hardcoded
        await sns.send(new PublishCommand({ TopicArn: "arn:aws:sns:eu-west-1:123456789012:orders" }));
        //                                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hardcoded
      };
    `,
    "an ARN of anything in an account": `
      import { StartExecutionCommand } from "@aws-sdk/client-sfn";
      import { GetSecretValueCommand } from "@aws-sdk/client-secrets-manager";
      let secret;
      export const handler = async () => {
        await sfn.send(new StartExecutionCommand({ stateMachineArn: "arn:aws:states:eu-west-1:123456789012:stateMachine:ship" }));
        //                                                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hardcoded
        secret ??= await sm.send(new GetSecretValueCommand({ SecretId: \`arn:aws-cn:secretsmanager:cn-north-1:123456789012:secret:db\` }));
        //                                                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hardcoded
      };
    `,
    "a constant of the module, once for all that use it": `
      const { GetCommand, PutCommand } = require("@aws-sdk/lib-dynamodb");
      const TABLE = "orders";
      //            ^^^^^^^^ hardcoded
      const tables = { users: "users" };
      //                      ^^^^^^^ hardcoded
      const params = { TableName: TABLE };
      exports.handler = async (event) => {
        await client.send(new GetCommand({ ...params, Key: { id: event.id } }));
        await client.send(new PutCommand({ TableName: TABLE, Item: event.item }));
        await client.send(new PutCommand({ TableName: tables.users, Item: event.user }));
      };
    `,
    "tables of a batch and of a transaction": `
      import { BatchGetCommand, BatchWriteCommand, TransactWriteCommand } from "@aws-sdk/lib-dynamodb";
      const users = "users";
      //            ^^^^^^^ hardcoded
      export const handler = async (event) => {
        const RequestItems = {
          orders: event.puts,
       // ^^^^^^ hardcoded
          "order-items": event.items,
       // ^^^^^^^^^^^^^ hardcoded
          [users]: event.users,
          [event.table]: [],
        };
        const { UnprocessedItems } = await client.send(new BatchWriteCommand({ RequestItems }));
        await client.send(new TransactWriteCommand({ TransactItems: [{ Put: { TableName: "carts", Item: event.cart } }] }));
        //                                                                               ^^^^^^^ hardcoded
        return UnprocessedItems;
      };
    `,
    "version 2, and a client that only may be an emulator's": `
      const AWS = require("aws-sdk");
      const options = process.env.IS_OFFLINE ? { endpoint: "http://localhost:8000" } : {};
      const dynamo = new AWS.DynamoDB.DocumentClient(options);
      exports.handler = async (event) => dynamo.get({ TableName: "orders", Key: { id: event.id } }).promise();
      //                                                         ^^^^^^^^ hardcoded
    `,
    "an upload and a list of pages": `
      import { Upload } from "@aws-sdk/lib-storage";
      import { paginateScan } from "@aws-sdk/lib-dynamodb";
      export const handler = async (event) => {
        await new Upload({ client, params: { Bucket: "shop.orders", Key: event.key, Body: event.body } }).done();
        //                                           ^^^^^^^^^^^^^ hardcoded
        for await (const page of paginateScan({ client }, { TableName: "orders" })) console.log(page.Count);
        //                                                             ^^^^^^^^ hardcoded
      };
    `,
  },
});
