import { testAcross } from "../kit/across.ts";

testAcross("no-log-event", {
  allows: {
    "a part of the event": {
      in: "src/orders.ts",
      files: {
        "src/api.ts": `
          import { create } from "./orders";
          export const handler = async (event) => create(event.pathParameters);
        `,
        "src/orders.ts": `export const create = async (order) => console.log(order);`,
      },
    },
    "what one of two callers passes of the event": {
      in: "src/orders.ts",
      files: {
        "src/api.ts": `
          import { create } from "./orders";
          export const handler = async (event) => create(event);
        `,
        "src/queue.ts": `
          import { create } from "./orders";
          export const handler = async (event) => create({ id: event.id });
        `,
        "src/orders.ts": `export const create = async (order) => console.log(order);`,
      },
    },
    "the event of a schedule, which holds nothing of anybody": {
      in: "src/orders.ts",
      files: {
        "template.yaml": [
          "Transform: AWS::Serverless-2016-10-31",
          "Resources:",
          "  Orders:",
          "    Type: AWS::Serverless::Function",
          "    Properties:",
          "      Handler: src/nightly.handler",
          "      Events:",
          "        Night: { Type: Schedule, Properties: { Schedule: rate(1 day) } }",
        ].join("\n"),
        "src/nightly.ts": `
          import { run } from "./orders";
          export const handler = async (event) => run(event);
        `,
        "src/orders.ts": `export const run = async (tick) => console.log(tick);`,
      },
    },
  },

  reports: {
    "the event in a helper that gets it": {
      in: "src/orders.ts",
      files: {
        "src/api.ts": `
          import { create } from "./orders";
          export const handler = async (event) => create(event, "orders");
        `,
        "src/orders.ts": `
          export async function create(request, table) {
            console.log(request);
            //          ^^^^^^^ event
            await fetch(table);
          }
        `,
      },
    },
    "the headers in a helper that gets them": {
      in: "src/users.ts",
      files: {
        "src/api.ts": `
          import { userOf } from "./users";
          export const handler = async (event) => userOf(event.headers);
        `,
        "src/users.ts": `
          export function userOf(headers) {
            console.log(headers);
            //          ^^^^^^^ headers
            return headers.user;
          }
        `,
      },
    },
  },
});
