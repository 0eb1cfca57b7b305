import { testAcross } from "../kit/across.ts";

/** What a helper gives back or is told goes to its caller, and Lambda sees what that makes of it. */

testAcross("no-http-response-to-event-source", {
  allows: {
    "an answer of a helper": {
      in: "src/orders.ts",
      files: {
        "src/queue.ts": `
          import type { SQSEvent } from "aws-lambda";
          import { saveAll } from "./orders";
          export const handler = async (event: SQSEvent) => {
            const { statusCode } = await saveAll(event.Records);
            if (statusCode !== 200) throw new Error("not saved");
          };
        `,
        "src/orders.ts": `
          export async function saveAll(records) {
            for (const { body } of records) await fetch(body);
            return { statusCode: 500, body: "" };
          }
        `,
      },
    },
  },
  reports: {},
});

testAcross("valid-api-response-body", {
  allows: {
    "an answer of a helper": {
      in: "src/answers.ts",
      files: {
        "src/api.ts": `
          import type { APIGatewayProxyEvent } from "aws-lambda";
          import { answer } from "./answers";
          export const handler = async (event: APIGatewayProxyEvent) => {
            const { statusCode, body } = answer(event.path);
            return { statusCode, body: JSON.stringify(body) };
          };
        `,
        "src/answers.ts": `export const answer = (path) => ({ statusCode: 200, body: { path } });`,
      },
    },
  },
  reports: {},
});

testAcross("no-callback-handler", {
  allows: {
    "a callback of a helper": {
      in: "src/orders.js",
      files: {
        "src/api.js": `
          const { save } = require("./orders");
          exports.handler = async (event) => save(event.id, "orders", (error) => error);
        `,
        "src/orders.js": `
          exports.save = function (id, table, callback) {
            callback(null, id + table);
          };
        `,
      },
    },
  },
  reports: {},
});

testAcross("require-cognito-event-return", {
  allows: {
    "what a helper does for a trigger": {
      in: "src/users.ts",
      files: {
        "src/welcome.ts": `
          import type { PostConfirmationTriggerEvent } from "aws-lambda";
          import { welcome } from "./users";
          export const handler = async (event: PostConfirmationTriggerEvent) => {
            await welcome(event);
            return event;
          };
        `,
        "src/users.ts": `
          export async function welcome(event) {
            if (!event.request.userAttributes.email) return;
            await fetch(process.env.MAILS, { body: event.userName });
          }
        `,
      },
    },
  },
  reports: {},
});

testAcross("no-promise-all-records", {
  allows: {
    "records that a helper handles side by side, whose caller knows what to do if one fails": {
      in: "src/orders.ts",
      files: {
        "src/queue.ts": `
          import type { SQSEvent } from "aws-lambda";
          import { saveAll } from "./orders";
          export const handler = async (event: SQSEvent) => {
            await saveAll(event.Records.slice(0, 1));
          };
        `,
        "src/orders.ts": `
          export async function saveAll(records) {
            await Promise.all(records.map(async ({ body }) => fetch(body)));
          }
        `,
      },
    },
  },
  reports: {},
});

testAcross("no-unguarded-body-parse", {
  allows: {
    "a body that a helper parses, whose caller catches": {
      in: "src/orders.ts",
      files: {
        "src/api.ts": `
          import type { APIGatewayProxyEvent } from "aws-lambda";
          import { orderIn } from "./orders";
          export const handler = async (event: APIGatewayProxyEvent) => {
            try {
              return { statusCode: 200, body: orderIn(event).id };
            } catch {
              return { statusCode: 400, body: "" };
            }
          };
        `,
        "src/orders.ts": `export const orderIn = (event) => JSON.parse(event.body);`,
      },
    },
  },
  reports: {},
});

testAcross("require-fifo-stop-on-failure", {
  allows: {
    "a helper that goes on, whose caller names all that follow": {
      in: "src/orders.ts",
      files: {
        "src/queue.ts": `
          import type { SQSEvent } from "aws-lambda";
          import { saveAll } from "./orders";
          export const handler = async (event: SQSEvent) => {
            const first = await saveAll(event.Records);
            const batchItemFailures = event.Records.slice(first).map((one) => ({ itemIdentifier: one.messageId }));
            return { batchItemFailures };
          };
        `,
        "src/orders.ts": `
          export async function saveAll(records) {
            const batchItemFailures = [];
            for (const { attributes, body, messageId } of records)
              try {
                await fetch(attributes.MessageGroupId, { body });
              } catch {
                batchItemFailures.push({ itemIdentifier: messageId });
              }
            return batchItemFailures.length;
          }
        `,
      },
    },
  },
  reports: {},
});
