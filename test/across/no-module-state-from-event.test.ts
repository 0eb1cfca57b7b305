import { testAcross } from "../kit/across.ts";

testAcross("no-module-state-from-event", {
  allows: {
    "what a caller passes besides the event": {
      in: "src/orders.ts",
      files: {
        "src/api.ts": `
          import { remember } from "./orders";
          const settings = { table: process.env.TABLE };
          export const handler = async (event) => remember(event.body, settings);
        `,
        "src/orders.ts": `
          const known = [];
          export function remember(order, settings) {
            known.push(settings);
            return known.length;
          }
        `,
      },
    },
    "a cache, from which single elements are asked for": {
      in: "src/orders.ts",
      files: {
        "src/api.ts": `
          import { find } from "./orders";
          export const handler = async (event) => find(event.pathParameters.id);
        `,
        "src/orders.ts": `
          const orders = new Map();
          export async function find(id) {
            if (!orders.has(id)) orders.set(id, await fetch("https://orders.example.com/" + id));
            return orders.get(id);
          }
        `,
      },
    },
    "a list that others take everything out of": {
      in: "src/metrics.ts",
      files: {
        "src/api.ts": `
          import { add, flush } from "./metrics";
          export const handler = async (event) => {
            add(event.body);
            await flush();
          };
        `,
        "src/metrics.ts": `
          const metrics = [];
          export const add = (metric) => metrics.push(metric);
          export async function flush() {
            const [...all] = metrics;
            metrics.length = 0;
            await fetch("https://metrics.example.com", { body: JSON.stringify(all) });
          }
        `,
      },
    },
    "a list that other files get, too": {
      in: "src/orders.ts",
      files: {
        "src/api.ts": `
          import { orders, remember } from "./orders";
          export const handler = async (event) => {
            orders.length = 0;
            remember(event.body);
            return orders;
          };
        `,
        "src/orders.ts": `
          export const orders = [];
          export const remember = (order) => orders.push(order);
        `,
      },
    },
    "a list that a function uses, too, of which nobody knows who calls it": {
      in: "src/orders.ts",
      files: {
        "src/api.ts": `
          import { remember } from "./orders";
          export const handler = async (event) => remember(event.body);
        `,
        "src/orders.ts": `
          const orders = [];
          export const remember = (order) => orders.push(order);
          export const all = () => orders;
        `,
      },
    },
  },

  reports: {
    "a list that each request makes longer": {
      in: "src/orders.ts",
      files: {
        "src/api.ts": `
          import { remember } from "./orders";
          export const handler = async (event) => remember(event.body);
        `,
        "src/orders.ts": `
          const orders = [];
          export function remember(order) {
            orders.push(order);
          //^^^^^^ kept
            return orders;
          }
        `,
      },
      offers: [],
    },
    "the data of a request that another function of the service reads": {
      in: "src/session.ts",
      files: {
        "src/api.ts": `
          import { login, greeting } from "./session";
          export const handler = async (event) => {
            login(event.requestContext.authorizer.principalId);
            await fetch(event.body);
            return greeting();
          };
        `,
        "src/session.ts": `
          let user;
          export function login(id) {
            user = id;
          //^^^^ shared
          }
          export const greeting = () => "Hello " + user;
        `,
      },
    },
  },
});
