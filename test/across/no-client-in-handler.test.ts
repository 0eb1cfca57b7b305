import { testAcross } from "../kit/across.ts";

testAcross("no-client-in-handler", {
  allows: {
    "a client built once, beside the function that is called": {
      in: "src/orders.ts",
      files: {
        "src/api.ts": `
          import { createOrder } from "./orders";
          export const handler = async (event) => createOrder(JSON.parse(event.body));
        `,
        "src/orders.ts": `
          import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
          const client = new DynamoDBClient({});
          export const createOrder = async (order) => client.send(order);
        `,
      },
    },
    "a client that is built where the handler's module starts": {
      in: "src/clients.ts",
      files: {
        "src/api.ts": `
          import { makeClient } from "./clients";
          const client = makeClient();
          export const handler = async (event) => client.send(event);
        `,
        "src/clients.ts": `
          import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
          export const makeClient = () => new DynamoDBClient({});
        `,
      },
    },
    "a client that the handler keeps": {
      in: "src/clients.ts",
      files: {
        "src/api.ts": `
          import { makeClient } from "./clients";
          let client;
          export const handler = async (event) => {
            client ??= makeClient();
            return client.send(event);
          };
        `,
        "src/clients.ts": `
          import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
          export const makeClient = () => new DynamoDBClient({});
        `,
      },
    },
    "a client for whoever the caller names": {
      in: "src/clients.ts",
      files: {
        "src/api.ts": `
          import { clientIn } from "./clients";
          export const handler = async (event) => clientIn(event.region).send(event);
        `,
        "src/clients.ts": `
          import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
          export const clientIn = (region) => new DynamoDBClient({ region });
        `,
      },
    },
    "a client of a function that only a script calls": {
      in: "src/orders.ts",
      files: {
        "src/api.ts": `
          import { createOrder } from "./orders";
          export const handler = async (event) => createOrder(JSON.parse(event.body));
        `,
        "src/orders.ts": `
          import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
          export const createOrder = async (order) => order;
          export const seed = async (orders) => new DynamoDBClient({}).send(orders);
        `,
        "scripts/seed.ts": `
          import { seed } from "../src/orders";
          await seed([]);
        `,
      },
    },
  },

  reports: {
    "a client built two files away": {
      in: "src/repository.ts",
      files: {
        "src/api.ts": `
          import { createOrder } from "./orders";
          export const handler = async (event) => createOrder(JSON.parse(event.body));
        `,
        "src/orders.ts": `
          import { save } from "./repository";
          export const createOrder = async (order) => save({ ...order, state: "new" });
        `,
        "src/repository.ts": `
          import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
          export async function save(order) {
            const client = new DynamoDBClient({});
            //             ^^^^^^^^^^^^^^^^^^^^^^ built
            await client.send(order);
          }
        `,
      },
      offers: [
        "--fix",
        "Move `new DynamoDBClient()` to module scope",
        "Create it lazily at module scope (`client ??= …`)",
      ],
    },
    "once, however many handlers lead there": {
      in: "src/orders.ts",
      files: {
        "src/create.ts": `
          import { save } from "./orders";
          export const handler = async (event) => save(JSON.parse(event.body));
        `,
        "src/rename.ts": `
          import { save } from "./orders";
          export const handler = async (event) => save(event.detail);
        `,
        "src/orders.ts": `
          import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
          export const save = async (order) => new DynamoDBClient({}).send(order);
          //                                   ^^^^^^^^^^^^^^^^^^^^^^ built
        `,
      },
    },
    "a client in the constructor of a service that the handler makes": {
      in: "src/orders.ts",
      files: {
        "src/api.ts": `
          import { OrderService } from "./orders";
          export const handler = async (event) => new OrderService().create(event.body);
        `,
        "src/orders.ts": `
          import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
          export class OrderService {
            constructor() {
              this.client = new DynamoDBClient({});
              //            ^^^^^^^^^^^^^^^^^^^^^^ built
            }
            create(order) {
              return this.client.send(order);
            }
          }
        `,
      },
    },
    "a client in a module of CommonJS": {
      in: "src/orders.js",
      files: {
        "src/api.js": `
          const orders = require("./orders");
          exports.handler = async (event) => orders.save(JSON.parse(event.body));
        `,
        "src/orders.js": `
          const { DynamoDBClient } = require("@aws-sdk/client-dynamodb");
          module.exports.save = async (order) => new DynamoDBClient({}).send(order);
          //                                     ^^^^^^^^^^^^^^^^^^^^^^ built
        `,
      },
    },
  },
});
