import { testAcross } from "../kit/across.ts";

/** Swallows what fails, of which its callers may hear nothing. */
const save = `
  import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
  const client = new DynamoDBClient({});
  export async function save(order) {
    try {
      await client.send(order);
    } catch (error) {
      console.error(error);
    }
  }
`;

/** The same for callers who are told. */
const tryToSave = `
  import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
  const client = new DynamoDBClient({});
  export async function save(order) {
    try {
      await client.send(order);
      return true;
    } catch (error) {
      console.error(error);
      return false;
    }
  }
`;

testAcross("no-swallowed-error", {
  allows: {
    "a helper whose result the handler looks at": {
      in: "src/orders.ts",
      files: {
        "src/queue.ts": `
          import type { SQSEvent } from "aws-lambda";
          import { save } from "./orders";
          export const handler = async (event: SQSEvent) => {
            const batchItemFailures = [];
            for (const record of event.Records)
              if (!(await save(JSON.parse(record.body))))
                batchItemFailures.push({ itemIdentifier: record.messageId });
            return { batchItemFailures };
          };
        `,
        "src/orders.ts": tryToSave,
      },
    },
    "a helper whose result the handler throws for": {
      in: "src/orders.ts",
      files: {
        "src/queue.ts": `
          import type { SQSEvent } from "aws-lambda";
          import { save } from "./orders";
          export const handler = async (event: SQSEvent) => {
            for (const record of event.Records) {
              const isSaved = await save(JSON.parse(record.body));
              if (!isSaved) throw new Error("not saved");
            }
          };
        `,
        "src/orders.ts": tryToSave,
      },
    },
    "a helper that throws again": {
      in: "src/orders.ts",
      files: {
        "src/queue.ts": `
          import type { SQSEvent } from "aws-lambda";
          import { save } from "./orders";
          export const handler = async (event: SQSEvent) => {
            for (const record of event.Records) await save(JSON.parse(record.body));
          };
        `,
        "src/orders.ts": `
          import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
          const client = new DynamoDBClient({});
          export async function save(order) {
            try {
              await client.send(order);
            } catch (error) {
              console.error(error);
              throw error;
            }
          }
        `,
      },
    },
    "a helper that notes which records failed": {
      in: "src/orders.ts",
      files: {
        "src/queue.ts": `
          import type { SQSEvent } from "aws-lambda";
          import { saveAll } from "./orders";
          export const handler = async (event: SQSEvent) => ({ batchItemFailures: await saveAll(event.Records) });
        `,
        "src/orders.ts": `
          import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
          const client = new DynamoDBClient({});
          export async function saveAll(records) {
            const failures = [];
            for (const record of records) {
              try {
                await client.send(JSON.parse(record.body));
              } catch (error) {
                failures.push({ itemIdentifier: record.messageId });
              }
            }
            return failures;
          }
        `,
      },
    },
    "a helper that is an extra beside the work for the event": {
      in: "src/orders.ts",
      files: {
        "src/queue.ts": `
          import type { SQSEvent } from "aws-lambda";
          import { charge } from "./payments";
          import { save } from "./orders";
          export const handler = async (event: SQSEvent) => {
            for (const record of event.Records) {
              await charge(JSON.parse(record.body));
              await save(JSON.parse(record.body));
            }
          };
        `,
        "src/payments.ts": `export const charge = async (order) => fetch("https://pay.example.com", order);`,
        "src/orders.ts": save,
      },
    },
    "a helper that answers an API too, where nothing comes again": {
      in: "src/orders.ts",
      files: {
        "src/queue.ts": `
          import type { SQSEvent } from "aws-lambda";
          import { save } from "./orders";
          export const handler = async (event: SQSEvent) => {
            for (const record of event.Records) await save(JSON.parse(record.body));
          };
        `,
        "src/api.ts": `
          import type { APIGatewayProxyEvent } from "aws-lambda";
          import { save } from "./orders";
          export const handler = async (event: APIGatewayProxyEvent) => {
            await save(JSON.parse(event.body));
            return { statusCode: 200, body: "" };
          };
        `,
        "src/orders.ts": save,
      },
    },
    "a helper of a handler of which nobody knows what invokes it": {
      in: "src/orders.ts",
      files: {
        "src/queue.ts": `
          import { save } from "./orders";
          export const handler = async (event) => {
            await save(event.order);
          };
        `,
        "src/orders.ts": save,
      },
    },
  },

  reports: {
    "a helper that swallows, in a loop whose results nobody looks at": {
      in: "src/orders.ts",
      files: {
        "src/queue.ts": `
          import type { SQSEvent } from "aws-lambda";
          import { save } from "./orders";
          export const handler = async (event: SQSEvent) => {
            for (const record of event.Records) await save(JSON.parse(record.body));
          };
        `,
        "src/orders.ts": `
          import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
          const client = new DynamoDBClient({});
          export async function save(order) {
            try {
              await client.send(order);
            } catch (error) {
          //  ^^^^^^^^^^^^^ lost
              console.error(error);
            }
          }
        `,
      },
    },
    "a helper that goes through the records itself": {
      in: "src/orders.ts",
      files: {
        "src/queue.ts": `
          import type { SQSEvent } from "aws-lambda";
          import { saveAll } from "./orders";
          export const handler = async (event: SQSEvent) => {
            await saveAll(event.Records);
          };
        `,
        "src/orders.ts": `
          import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
          const client = new DynamoDBClient({});
          export async function saveAll(records) {
            for (const record of records) {
              try {
                await client.send(JSON.parse(record.body));
              } catch (error) {
            //  ^^^^^^^^^^^^^ lost
                console.error(error);
              }
            }
          }
        `,
      },
    },
    "a method two files away, by what a template says of the handler": {
      in: "src/repository.ts",
      files: {
        "template.yaml": [
          "Transform: AWS::Serverless-2016-10-31",
          "Resources:",
          "  Orders:",
          "    Type: AWS::Serverless::Function",
          "    Properties:",
          "      Handler: src/topic.handler",
          "      Events:",
          "        Topic:",
          "          Type: SNS",
          "          Properties: { Topic: arn:aws:sns:eu-west-1:111122223333:orders }",
        ].join("\n"),
        "src/topic.ts": `
          import { Orders } from "./orders";
          const orders = new Orders();
          export const handler = async (event) => {
            await orders.create(JSON.parse(event.Records[0].Sns.Message));
          };
        `,
        "src/orders.ts": `
          import { Repository } from "./repository";
          export class Orders {
            private repository = new Repository();
            async create(order) {
              await this.repository.save(order);
            }
          }
        `,
        "src/repository.ts": `
          import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
          const client = new DynamoDBClient({});
          export class Repository {
            async save(order) {
              try {
                await client.send(order);
              } catch (error) {
            //  ^^^^^^^^^^^^^ lost
                console.error(error);
              }
            }
          }
        `,
      },
    },
  },
});
