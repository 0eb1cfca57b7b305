import { isAsynchronous } from "../../rules/lambda/async-calls.ts";
import { callsOf, probe } from "../kit/probe.ts";

/** Marks each argument of `ask()` that is asynchronous for certain. */
const asks = probe((lambda, sourceCode) =>
  callsOf("ask", sourceCode)
    .flatMap((call) => call.arguments)
    .filter((argument) => isAsynchronous(argument, sourceCode))
    .map((argument) => ({ at: argument, says: lambda.handlers.length > 0 ? "yes" : "no handler" })),
);

describe("A call is asynchronous", () => {
  asks("by what this file declares", {
    "an async function that awaits something": `
      async function save(order) { await put(order); }
      const send = async (order) => { for await (const part of order) use(part); };
      export const handler = async (event) => {
        ask(save(event), send(event));
        //  ^^^^^^^^^^^ yes
        //               ^^^^^^^^^^^ yes
      };
    `,
    "an async function that returns what an unknown function gives": `
      import { put } from "./table";
      const save = async (order) => put(order);
      export const handler = async (event) => ask(save(event));
      //                                          ^^^^^^^^^^^ yes
    `,
    "not an async function that has nothing to wait for": `
      const log = async (order) => { console.log(order); };
      const show = async (order) => console.log(order);
      const idOf = async (order) => order.id;
      const copyOf = async (order) => JSON.parse(JSON.stringify(order));
      export const handler = async (event) => ask(log(event), show(event), idOf(event), copyOf(event));
    `,
    "not where only a function inside it awaits": `
      const save = async (order) => { queue.push(async () => { await put(order); }); };
      export const handler = async (event) => ask(save(event));
    `,
    "not where it only loads a module": `
      const load = async () => { const { parse } = await import("./parse.mjs"); return parse; };
      export const handler = async (event) => ask(load());
    `,
    "not a generator, which runs when somebody goes through it": `
      async function* pages() { yield await page(); }
      export const handler = async (event) => ask(pages());
    `,
    "a function that gives a promise without being async": `
      function save(order) { return new Promise((resolve) => table.put(order, resolve)); }
      const send = (order) => fetch(order.url).then((answer) => answer.json());
      const both = (order) => { if (order.old) return; return Promise.all([save(order), send(order)]); };
      export const handler = async (event) => ask(save(event), send(event), both(event));
      //                                          ^^^^^^^^^^^ yes
      //                                                       ^^^^^^^^^^^ yes
      //                                                                    ^^^^^^^^^^^ yes
    `,
    "a method, of an object or of a class": `
      const orders = { save: async (order) => { await put(order); }, count() { return 1; } };
      class Shop {
        async open() { await connect(); }
        name() { return "shop"; }
        run() { ask(this.open(), this.name()); }
        //          ^^^^^^^^^^^ yes
      }
      const shop = new Shop();
      export const handler = async (event) => ask(orders.save(event), orders.count(), shop.open());
      //                                          ^^^^^^^^^^^^^^^^^^ yes
      //                                                                              ^^^^^^^^^^^ yes
    `,
    "a function called where it stands": `
      export const handler = async (event) => ask((async () => { await put(event); })());
      //                                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ yes
    `,
    "not by a name alone": `
      import { publishEvent } from "./events";
      export const handler = async (event) => ask(publishEvent(event), sendAsync(event), client.send(event));
    `,
    "not where the name may stand for another function": `
      let save = async (order) => { await put(order); };
      if (process.env.DRY_RUN) save = () => undefined;
      export const handler = async (event, context, save2 = save) => ask(save(event), save2(event));
    `,
    "not a function that calls itself": `
      const again = (n) => again(n - 1);
      export const handler = async (event) => ask(again(3));
    `,
  });

  asks("by the language", {
    "promises, however they are made": `
      export const handler = async (event) =>
        ask(new Promise((resolve) => setTimeout(resolve, 100)), Promise.allSettled(event.jobs));
        //  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ yes
        //                                                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ yes
    `,
    "a chain, by its then": `
      import { find } from "./orders";
      export const handler = async (event) =>
        ask(find(event).then((order) => order.id).catch(console.error), find(event).catch(console.error));
        //  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ yes
    `,
    "a chain, by what it starts with": `
      export const handler = async (event) => ask(fetch(event.url).catch(console.error).finally());
      //                                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ yes
    `,
    "not a class called Promise that the file declares": `
      class Promise { constructor(run) { run(); } static all() {} }
      export const handler = async (event) => ask(new Promise(() => 1), Promise.all([]));
    `,
    "fetch, unless the file has its own": `
      export const handler = async (event) => ask(fetch(event.url));
      //                                          ^^^^^^^^^^^^^^^^ yes
    `,
    "not a fetch of the file": `
      const fetch = (url) => cache[url];
      export const handler = async (event) => ask(fetch(event.url));
    `,
  });

  asks("by the SDK", {
    "a command of version 3 that is sent": `
      import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
      const sqs = new SQSClient({});
      export const handler = async (event) => {
        const command = new SendMessageCommand(event);
        ask(sqs.send(command), sqs.send(new SendMessageCommand(event), { abortSignal }));
        //  ^^^^^^^^^^^^^^^^^ yes
        //                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ yes
      };
    `,
    "a client of version 3 that has all operations": `
      import { S3 } from "@aws-sdk/client-s3";
      const s3 = new S3({});
      export const handler = async (event) => ask(s3.putObject(event));
      //                                          ^^^^^^^^^^^^^^^^^^^ yes
    `,
    "a request of version 2 that is sent as a promise": `
      const AWS = require("aws-sdk");
      const s3 = new AWS.S3();
      exports.handler = async (event) => ask(s3.putObject(event).promise(), s3.putObject(event));
      //                                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ yes
    `,
    "not with a callback in place of the promise": `
      import { S3, PutObjectCommand } from "@aws-sdk/client-s3";
      import { callback } from "./answer";
      const s3 = new S3({});
      export const handler = async (event) => {
        ask(s3.putObject(event, (error) => console.error(error)));
        ask(s3.send(new PutObjectCommand(event), callback));
      };
    `,
    "waiters, and uploads in parts": `
      import { waitUntilObjectExists } from "@aws-sdk/client-s3";
      import { Upload } from "@aws-sdk/lib-storage";
      export const handler = async (event) => {
        const upload = new Upload(event);
        ask(waitUntilObjectExists(event), upload.done(), upload.on("httpUploadProgress", console.log));
        //  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ yes
        //                                ^^^^^^^^^^^^^ yes
      };
    `,
  });

  asks("by the package", {
    "axios and its instances": `
      import axios, { get } from "axios";
      const api = axios.create({ baseURL: "https://example.com" });
      export const handler = async (event) => {
        ask(axios(event), axios.post(event.url), axios.isAxiosError(event));
        //  ^^^^^^^^^^^^ yes
        //                ^^^^^^^^^^^^^^^^^^^^^ yes
        ask(api.get("/"), get("/"), api.interceptors.request.use(event));
        //  ^^^^^^^^^^^^ yes
        //                ^^^^^^^^ yes
      };
    `,
    "got, also where its answer is read at once": `
      import got from "got";
      const api = got.extend({ prefixUrl: "https://example.com" });
      export const handler = async (event) => {
        ask(got.post(event.url).json(), got.stream(event.url), api("/"), api.put("/"));
        //  ^^^^^^^^^^^^^^^^^^^^^^^^^^ yes
        //                                                     ^^^^^^^^ yes
        //                                                               ^^^^^^^^^^^^ yes
      };
    `,
    "what is required, too": `
      const fetch = require("node-fetch");
      const { request } = require("undici");
      exports.handler = async (event) => ask(fetch(event.url), request(event.url));
      //                                     ^^^^^^^^^^^^^^^^ yes
      //                                                       ^^^^^^^^^^^^^^^^^^ yes
    `,
    "Node.js' own": `
      import { promises, writeFileSync } from "node:fs";
      import { watch, writeFile } from "node:fs/promises";
      import { setTimeout as sleep } from "node:timers/promises";
      import { promisify } from "node:util";
      import { exec } from "node:child_process";
      const run = promisify(exec);
      export const handler = async (event) => {
        ask(writeFile("/tmp/a", event), promises.rm("/tmp/a"), sleep(100), run("ls"));
        //  ^^^^^^^^^^^^^^^^^^^^^^^^^^ yes
        //                              ^^^^^^^^^^^^^^^^^^^^^ yes
        //                                                     ^^^^^^^^^^ yes
        //                                                                 ^^^^^^^^^ yes
        ask(writeFileSync("/tmp/a", event), watch("/tmp"), setTimeout(event, 100));
      };
    `,
    "Powertools, but not what it writes to the log": `
      import { Metrics } from "@aws-lambda-powertools/metrics";
      import { setParameter } from "@aws-lambda-powertools/parameters/ssm";
      import { makeIdempotent } from "@aws-lambda-powertools/idempotency";
      const metrics = new Metrics();
      const charge = makeIdempotent(chargeOnce, options);
      export const handler = async (event) => {
        ask(setParameter("/last", event), charge(event), metrics.publishStoredMetrics());
        //  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ yes
        //                                ^^^^^^^^^^^^^ yes
      };
    `,
    "databases and mail, unless they get a callback": `
      import { Pool } from "pg";
      import { createTransport } from "nodemailer";
      const pool = new Pool();
      const mail = createTransport({});
      export const handler = async (event) => {
        ask(pool.query("DELETE FROM carts"), pool.query("DELETE FROM carts", (error) => console.error(error)));
        //  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ yes
        ask(pool.on("error", console.error), mail.sendMail(event));
        //                                   ^^^^^^^^^^^^^^^^^^^^ yes
      };
    `,
  });
});
