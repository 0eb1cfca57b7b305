import { testAcross } from "../kit/across.ts";

testAcross("no-floating-promise", {
  allows: {
    "a promise that a helper gives to its caller": {
      in: "src/audit.ts",
      files: {
        "src/api.ts": `
          import { note } from "./audit";
          export const handler = async (event) => {
            await note(event.requestContext.requestId);
          };
        `,
        "src/audit.ts": `
          import { SNSClient, PublishCommand } from "@aws-sdk/client-sns";
          const sns = new SNSClient({});
          export const note = async (id) => sns.send(new PublishCommand({ Message: id }));
        `,
      },
    },
    "what an imported function does at once, whatever it is called": {
      in: "src/api.ts",
      files: {
        "src/api.ts": `
          import { saveAsync, count, stream, steps } from "./orders";
          export const handler = async (event) => {
            saveAsync(event.id);
            count(event.id);
            stream(event.id);
            steps(event.id);
          };
        `,
        "src/orders.ts": `
          import { load } from "./load";
          const seen = new Map();
          export const saveAsync = (id) => seen.set(id, true);
          export async function count(id) { seen.set(id, 1); }
          export async function* stream(id) { yield await fetch(id); }
          export function* steps(id) { yield id; return load(id); }
        `,
        "src/load.ts": `export const load = async (id) => (await fetch(id)).json();`,
      },
    },
    "an imported function that is awaited, returned or joined": {
      in: "src/api.ts",
      files: {
        "src/api.ts": `
          import { note } from "./audit";
          export const handler = async (event) => {
            await note(event.id);
            const noted = note(event.path);
            await Promise.all(event.ids.map(note));
            await noted;
            return note(event.body);
          };
        `,
        "src/audit.ts": `export async function note(id) { await fetch("https://audit.example/" + id); }`,
      },
    },
    "a function that one of two modules gives": {
      in: "src/api.ts",
      files: {
        "src/api.ts": `
          import { note } from "./audit";
          export const handler = async (event) => {
            note(event.id);
          };
        `,
        "src/audit.ts": `
          export * from "./local";
          export * from "./remote";
        `,
        "src/local.ts": `export const note = (id) => id.length;`,
        "src/remote.ts": `export async function note(id) { await fetch(id); }`,
      },
    },
    "functions that only return each other": {
      in: "src/api.ts",
      files: {
        "src/api.ts": `
          import { ping } from "./ping";
          export const handler = async (event) => {
            ping(event.id);
          };
        `,
        "src/ping.ts": `
          import { pong } from "./pong";
          export const ping = (id) => pong(id);
        `,
        "src/pong.ts": `
          import { ping } from "./ping";
          export const pong = (id) => ping(id);
        `,
      },
    },
    "work of a handler with a callback, where Lambda waits for all there is": {
      in: "src/audit.js",
      files: {
        "src/api.js": `
          const { note } = require("./audit");
          exports.handler = function (event, context, callback) {
            note(event.id);
            callback(null, "done");
          };
        `,
        "src/audit.js": `
          const { SNSClient, PublishCommand } = require("@aws-sdk/client-sns");
          const sns = new SNSClient({});
          exports.note = async (id) => {
            sns.send(new PublishCommand({ Message: id }));
          };
        `,
      },
    },
    "work of a handler that streams its answer": {
      in: "src/audit.js",
      files: {
        "src/api.js": `
          const { note } = require("./audit");
          exports.handler = awslambda.streamifyResponse(async (event, stream, context) => {
            await note(event.id);
            stream.end();
          });
        `,
        "src/audit.js": `
          const { SNSClient, PublishCommand } = require("@aws-sdk/client-sns");
          const sns = new SNSClient({});
          exports.note = async (id) => {
            sns.send(new PublishCommand({ Message: id }));
          };
        `,
      },
    },
    "what a callback starts, where a helper may call it at any time, or somebody may be told of the end": {
      in: "src/api.ts",
      files: {
        "src/api.ts": `
          import { onRecord, forEachRecord } from "./records";
          export const handler = async (event) => {
            onRecord((record) => { fetch(record.url); });
            await forEachRecord(event, (record, done) => { fetch(record.url).then(done); });
            return forEachRecord(event, (record) => fetch(record.url));
          };
        `,
        "src/records.ts": `
          const listeners = [];
          export const onRecord = (listener) => { listeners.push(listener); };
          export async function forEachRecord(event, run) {
            for (const record of event.Records) await run(record);
          }
        `,
      },
    },
  },

  reports: {
    "what a callback starts, whatever the helper does that calls it": {
      in: "src/api.ts",
      files: {
        "src/api.ts": `
          import { forEachRecord } from "./helpers";
          export const handler = async (event) => {
            await forEachRecord(event, (record) => {
              fetch(record.url);
            //^^^^^ promise
            });
          };
        `,
        "src/helpers.ts": `export * from "./records";`,
        "src/records.ts": `
          export async function forEachRecord(event, run) {
            await Promise.all(event.Records.map((record) => run(record)));
          }
        `,
      },
      offers: [],
    },
    "a promise that a helper lets go": {
      in: "src/audit.ts",
      files: {
        "src/api.ts": `
          import { note } from "./audit";
          export const handler = async (event) => {
            await note(event.requestContext.requestId);
          };
        `,
        "src/audit.ts": `
          import { SNSClient, PublishCommand } from "@aws-sdk/client-sns";
          const sns = new SNSClient({});
          export const note = async (id) => {
            sns.send(new PublishCommand({ Message: id }));
          //^^^^^^^^ promise
          };
        `,
      },
    },
    "promises of a loop in a method": {
      in: "src/notes.ts",
      files: {
        "src/queue.ts": `
          import { Notes } from "./notes";
          const notes = new Notes();
          export const handler = async (event) => {
            await notes.send(event.Records);
          };
        `,
        "src/notes.ts": `
          import { SNSClient, PublishCommand } from "@aws-sdk/client-sns";
          const sns = new SNSClient({});
          export class Notes {
            async send(records) {
              records.forEach(async ({ body }) => {
            //^^^^^^^^^^^^^^^ forEach
                await sns.send(new PublishCommand({ Message: body }));
              });
            }
          }
        `,
      },
    },
    "an imported async function": {
      in: "src/api.ts",
      files: {
        "src/api.ts": `
          import { notify } from "./notify";
          export const handler = async (event) => {
            notify(event.order);
          //^^^^^^ promise
            return { statusCode: 202, body: "" };
          };
        `,
        "src/notify.ts": `
          import { publish } from "./topic";
          export async function notify(order) {
            await publish(order);
          }
        `,
        "src/topic.ts": `export const publish = (order) => fetch("https://topic.example/" + order.id);`,
      },
      offers: ["Await `notify()` before returning"],
    },
    "what several modules only pass on, by barrels, classes and returns": {
      in: "src/api.ts",
      files: {
        "src/api.ts": `
          import { Orders } from "./orders";
          import * as audit from "./audit";
          export class Api {
            constructor(private readonly orders: Orders) {}
            async handle(event) {
              this.orders.save(event.body);
            //^^^^^^^^^^^^^^^^ promise
              void audit.note(event.id);
            //     ^^^^^^^^^^ voided
            }
          }
          const api = new Api(new Orders());
          export const handler = async (event) => {
            await api.handle(event);
          };
        `,
        "src/orders/index.ts": `export * from "./orders";`,
        "src/orders/orders.ts": `
          import { put } from "../table";
          export class Orders {
            save(order: unknown): Promise<void> {
              return put(order).then(() => undefined);
            }
          }
        `,
        "src/table.ts": `export async function put(item) { await fetch("https://table.example", { body: item }); }`,
        "src/audit.ts": `
          import { put } from "./table";
          export const note = (id) => put({ id });
        `,
      },
    },
    "an imported async function that is handed to forEach or map": {
      in: "src/queue.js",
      files: {
        "src/queue.js": `
          const { save } = require("./orders");
          exports.handler = async (event) => {
            event.Records.forEach(save);
          //^^^^^^^^^^^^^^^^^^^^^ forEach
            event.Records.map(save);
          //^^^^^^^^^^^^^^^^^ map
          };
        `,
        "src/orders.js": `
          exports.save = async ({ body }) => {
            await fetch("https://orders.example", { method: "POST", body });
          };
        `,
      },
    },
  },
});
