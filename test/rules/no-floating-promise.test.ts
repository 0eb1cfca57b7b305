import { testRule } from "../kit/test-rule.ts";

testRule("no-floating-promise", {
  allows: {
    "requests of Node.js that a promise tells of": `
      const https = require("https");
      const { once } = require("events");
      const post = (body) => new Promise((resolve, reject) => {
        const request = https.request(url, (response) => response.on("end", resolve));
        request.on("error", reject);
        request.end(body);
      });
      const get = async () => {
        const request = https.get(url);
        const [response] = await once(request, "response");
        return response.statusCode;
      };
      exports.handler = async (event) => {
        await post(event.detail);
        return get();
      };
    `,
    "a request of Node.js in a function that calls back": `
      const https = require("https");
      const statusOf = (url, then) => {
        https.get(url, (response) => then(response.statusCode));
      };
      exports.handler = async (event) => new Promise((settle) => statusOf(event.detail, settle));
    `,
    "a request of Node.js that is given to somebody": `
      import https from "node:https";
      import { collect } from "./responses.js";
      export const handler = async (event) => {
        const request = https.request(url);
        request.end(event.detail);
        return collect(request);
      };
    `,
    "a request of Node.js whose answer is read from a stream, or from a promise that callbacks settle": `
      import https from "node:https";
      import { PassThrough } from "node:stream";
      import { deferred } from "./deferred.js";
      const read = async (url) => {
        const body = new PassThrough();
        https.get(url, (response) => response.pipe(body));
        let text = "";
        for await (const part of body) text += part;
        return text;
      };
      const statusOf = async (url) => {
        const { promise, settle } = deferred();
        https.get(url, (response) => settle(response.statusCode));
        return promise;
      };
      const headersOf = async (url) => {
        const answer = deferred();
        https.get(url, (response) => answer.settle(response.headers));
        await answer;
      };
      export const handler = async (event) => [await read(event.detail), await statusOf(url), await headersOf(url)];
    `,
    "a request of Node.js in a variable that is made of itself": `
      const https = require("https");
      exports.handler = async (event) => {
        var request = https.request(event.detail);
        var request = request.on("error", console.error);
        request.end();
      };
    `,
    "a request of Node.js in a handler with a callback, after which Lambda waits": `
      const https = require("https");
      exports.handler = (event, context, callback) => {
        https.get(url, (response) => callback(null, response.statusCode)).on("error", callback);
      };
    `,
    "a promise that is awaited, returned or joined with others": `
      const save = async (order) => { await put(order); };
      export const handler = async (event) => {
        await save(event.first);
        await Promise.all([save(event.second), fetch(event.url)]);
        return save(event.third);
      };
    `,
    "a promise in a variable that is awaited later": `
      export const handler = async (event) => {
        const answer = fetch(event.url).catch(console.error);
        await prepare(event);
        return (await answer).json();
      };
    `,
    "a promise that is watched for errors at once, and awaited later": `
      export const handler = async (event) => {
        const answer = fetch(event.url);
        answer.catch(console.error);
        return await answer;
      };
    `,
    "a promise passed on, or kept": `
      const save = async (order) => { await put(order); };
      export const handler = async (event, context) => {
        const jobs = [];
        jobs.push(save(event.first));
        track(save(event.second));
        context.last = save(event.third);
        const { json } = fetch(event.url);
        await Promise.all(jobs);
      };
    `,
    "a function that only has a name to go by": `
      import { publishEvent } from "./events";
      export const handler = async (event) => {
        publishEvent(event);
        sendAsync(event);
        client.send(event);
        request(event).promise();
      };
    `,
    "an async function that has done all when it returns": `
      const log = async (order) => { console.log(order.id); };
      export const handler = async (event) => {
        log(event);
        event.Records.forEach(async (record) => { count += record.size; });
      };
    `,
    "code that runs once, when the environment starts": `
      const load = async () => { config = await read(); };
      load();
      export const handler = async (event) => config;
    `,
    "a handler with a callback, for which Lambda waits until nothing is left to do": `
      exports.handler = (event, context, callback) => {
        fetch(event.url);
        event.Records.forEach(async (record) => { await save(record); });
        callback(null, "done");
      };
    `,
    "a handler that streams its answer": `
      import { pipeline } from "node:stream/promises";
      export const handler = awslambda.streamifyResponse(async (event, responseStream, context) => {
        fetch(event.url).then((answer) => pipeline(answer.body, responseStream));
      });
    `,
    "a stream piped through, and what is told to an emitter": `
      import { pipeline } from "node:stream/promises";
      export const handler = async (event) => {
        pipeline(event.source, event.target);
        emitter.emit("order", event);
        stream.on("end", async () => { fetch(event.url); });
      };
    `,
    "work that somebody else keeps the environment open for": `
      const save = async (order) => { await put(order); };
      export const handler = async (event, context) => {
        context.waitUntil(save(event));
        waitUntil(async () => { save(event); });
      };
    `,
    "a durable execution, whose SDK looks after its promises": `
      import { withDurableExecution } from "@aws/durable-execution-sdk-js";
      const save = async (context, order) => { await context.step(() => put(order)); };
      export const handler = withDurableExecution(async (event, context) => {
        save(context, event.first);
        await context.step("second", async () => { save(context, event.second); });
      });
    `,
    "the executor of a promise, which says itself when it is done": `
      export const handler = async (event) => {
        const order = await new Promise((resolve, reject) => {
          fetch(event.url).then(resolve).catch(reject);
        });
        const all = await new Promise((resolve) => {
          const poll = async () => { (await isReady(order)) ? resolve(order) : setTimeout(poll, 500); };
          poll();
        });
        return all;
      };
    `,
    "work that settles a promise somebody waits for": `
      export const handler = async (event) => {
        let done;
        const finished = new Promise((resolve) => (done = resolve));
        fetch(event.url).then(done);
        await finished;
      };
    `,
    "a cursor, whose forEach is awaited": `
      export const handler = async (event) => {
        await db.collection("orders").find().forEach(async (order) => { await save(order); });
        return table.find(event).forEach(async (order) => { await save(order); });
      };
    `,
    "a forEach that does nothing asynchronous": `
      export const handler = async (event) => {
        event.Records.forEach((record) => { console.log(record.body); });
      };
    `,
    "promises of a map that are waited for": `
      export const handler = async (event) => {
        const saved = event.Records.map(async (record) => { await save(record); });
        await Promise.all(saved);
        return Promise.allSettled(event.Records.map(async (record) => { await mark(record); }));
      };
    `,
    "a timer that is stopped in time, does no work, or warns of the end": `
      export const handler = async (event, context) => {
        const timer = setTimeout(async () => { await warn(event); }, 3000);
        setTimeout(() => { late = true; }, 1000);
        setTimeout(() => fetch("https://example.com/slow"), context.getRemainingTimeInMillis() - 500);
        await work(event);
        clearTimeout(timer);
      };
    `,
    "a request of version 2 that is not sent yet": `
      const AWS = require("aws-sdk");
      const s3 = new AWS.S3();
      exports.handler = async (event) => {
        const request = s3.putObject(event);
        request.on("httpUploadProgress", console.log);
        await request.promise();
      };
    `,
    "a request with a callback, inside the promise that it settles": `
      const AWS = require("aws-sdk");
      const s3 = new AWS.S3();
      exports.handler = async (event) => {
        await new Promise((resolve, reject) => {
          s3.putObject(event, (error, data) => (error ? reject(error) : resolve(data)));
        });
      };
    `,
    "a promise that is lost on purpose, as the option allows": {
      code: `
        const sendMetric = async (order) => { await put(order.id); };
        export const handler = async (event) => {
          void sendMetric(event);
        };
      `,
      options: [{ ignoreVoid: true }],
    },
    "a module without a handler": `
      export const run = async () => { fetch("https://example.com"); };
    `,
  },

  reports: {
    "a request of Node.js, which only callbacks hear of": `
      const https = require("https");
      exports.handler = async (event) => {
        const request = https.request(url, (response) => console.log(response.statusCode));
        //              ^^^^^^^^^^^^^ callback
        request.on("error", console.error);
        request.write(event.detail);
        request.end();
      };
    `,
    "a request of Node.js in one statement, in a function that the handler waits for": `
      import { get } from "node:https";
      async function ping(url) {
        get(url, (response) => console.log(response.statusCode)).on("error", console.error);
      //^^^ callback
      }
      export const handler = async (event) => {
        await ping(event.detail);
      };
    `,
    "an async function of the file": {
      code: `
        const sendMetric = async (order) => { await put(order.id); };
        export const handler = async (event) => {
          sendMetric(event.detail);
       // ^^^^^^^^^^ promise
          return "done";
        };
      `,
      suggests: {
        "Await `sendMetric()` before returning": `
        const sendMetric = async (order) => { await put(order.id); };
        export const handler = async (event) => {
          await sendMetric(event.detail);
       // ^^^^^^^^^^ promise
          return "done";
        };
      `,
      },
    },
    "a method that is declared in the file, and the one it calls": `
      class Orders {
        handler = async (event) => {
          this.remember(event);
       // ^^^^^^^^^^^^^ promise
        };
        async remember(order) { await put(order); }
      }
      const orders = new Orders();
      export const handler = async (event) => orders.handler(event);
    `,
    "a command that is sent": {
      code: `
        import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
        const sqs = new SQSClient({});
        export const handler = async (event) => {
          sqs.send(
       // ^^^^^^^^ promise
            new SendMessageCommand({ QueueUrl: process.env.QUEUE, MessageBody: event.body }),
          );
          return { statusCode: 202 };
        };
      `,
      suggests: {
        "Await `sqs.send()` before returning": `
        import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
        const sqs = new SQSClient({});
        export const handler = async (event) => {
          await sqs.send(
       // ^^^^^^^^ promise
            new SendMessageCommand({ QueueUrl: process.env.QUEUE, MessageBody: event.body }),
          );
          return { statusCode: 202 };
        };
      `,
      },
    },
    "a request of version 2": {
      code: `
        const AWS = require("aws-sdk");
        const table = new AWS.DynamoDB.DocumentClient();
        exports.handler = async (event) => {
          table.put({ TableName: "orders", Item: event }).promise();
       // ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ promise
        };
      `,
      suggests: {
        "Await `table.put().promise()` before returning": `
        const AWS = require("aws-sdk");
        const table = new AWS.DynamoDB.DocumentClient();
        exports.handler = async (event) => {
          await table.put({ TableName: "orders", Item: event }).promise();
       // ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ promise
        };
      `,
      },
    },
    "a request on several lines": `
      const AWS = require("aws-sdk");
      const table = new AWS.DynamoDB.DocumentClient();
      exports.handler = async (event) => {
        table
          .put({ TableName: "orders", Item: event })
          .promise();
        // ^^^^^^^ promise
      };
    `,
    "fetch, axios and got": `
      import axios from "axios";
      import got from "got";
      export const handler = async (event) => {
        fetch(event.url);
     // ^^^^^ promise
        axios.post(event.url, event);
     // ^^^^^^^^^^ promise
        got.post(event.url, { json: event }).json();
     // ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ promise
      };
    `,
    "a chain by its start, though its errors are caught": {
      code: `
        export const handler = async (event) => {
          fetch(event.url).catch(console.error);
       // ^^^^^ promise
        };
      `,
      suggests: {
        "Await `fetch()` before returning": `
        export const handler = async (event) => {
          await fetch(event.url).catch(console.error);
       // ^^^^^ promise
        };
      `,
      },
    },
    "a chain by its then": `
      import { sendMetric } from "./metrics";
      export const handler = async (event) => {
        sendMetric(event).then(() => console.log("sent")).catch(console.error);
     // ^^^^^^^^^^ promise
      };
    `,
    "a new promise": {
      code: `
        export const handler = async (event) => {
          new Promise((resolve) => setTimeout(resolve, 100));
          //  ^^^^^^^ promise
        };
      `,
      suggests: {
        "Await `new Promise()` before returning": `
        export const handler = async (event) => {
          await new Promise((resolve) => setTimeout(resolve, 100));
          //  ^^^^^^^ promise
        };
      `,
      },
    },
    "several promises at once": `
      export const handler = async (event) => {
        Promise.all(event.urls.map((url) => fetch(url)));
     // ^^^^^^^^^^^ promise
      };
    `,
    "an async function that is called where it stands": {
      code: `
        export const handler = async (event) => {
          (async () => { await put(event); })();
        // ^^^^^^^^^^^ promise
          return "done";
        };
      `,
      suggests: {
        "Await `(async () => …)()` before returning": `
        export const handler = async (event) => {
          await (async () => { await put(event); })();
        // ^^^^^^^^^^^ promise
          return "done";
        };
      `,
      },
    },
    "work in a branch": {
      code: `
        export const handler = async (event) => {
          event.url && fetch(event.url);
          //           ^^^^^ promise
        };
      `,
      suggests: {
        "Await `fetch()` before returning": `
        export const handler = async (event) => {
          event.url && await fetch(event.url);
          //           ^^^^^ promise
        };
      `,
      },
    },
    "a promise in a variable that nobody reads": {
      code: `
        export const handler = async (event) => {
          const answer = fetch(event.url);
          //             ^^^^^ promise
          return "done";
        };
      `,
      suggests: {
        "Await `fetch()` before returning": `
        export const handler = async (event) => {
          const answer = await fetch(event.url);
          //             ^^^^^ promise
          return "done";
        };
      `,
      },
    },
    "a promise in a variable that is only watched for errors, and has to stay a promise": {
      code: `
        export const handler = async (event) => {
          const answer = fetch(event.url);
          //             ^^^^^ promise
          answer.catch(console.error);
        };
      `,
    },
    "void, which changes nothing for Lambda": {
      code: `
        const sendMetric = async (order) => { await put(order.id); };
        export const handler = async (event) => {
          void sendMetric(event);
          //   ^^^^^^^^^^ voided
        };
      `,
      suggests: {
        "Await `sendMetric()` before returning": `
        const sendMetric = async (order) => { await put(order.id); };
        export const handler = async (event) => {
          await sendMetric(event);
          //   ^^^^^^^^^^ voided
        };
      `,
      },
    },
    "an async callback of forEach": {
      code: `
        export const handler = async (event) => {
          event.Records.forEach(async (record) => {
       // ^^^^^^^^^^^^^^^^^^^^^ forEach
            if (!record.body) return;
            await save(record.body); // one by one
          });
        };
      `,
      suggests: {
        "Await one after the other in a `for … of` loop": `
        export const handler = async (event) => {
          for (const record of event.Records) {
       // ^^^^^^^^^^^^^^^^^^^^^ forEach
            if (!record.body) continue;
            await save(record.body); // one by one
          }
        };
      `,
        "Collect and `await Promise.all`": `
        export const handler = async (event) => {
          await Promise.all(event.Records.map(async (record) => {
       // ^^^^^^^^^^^^^^^^^^^^^ forEach
            if (!record.body) return;
            await save(record.body); // one by one
          }));
        };
      `,
      },
    },
    "an async callback of forEach in a short form": {
      code: `
        exports.handler = async ({ Records }) => {
          Records.forEach(async ({ body }) => save(body))
       // ^^^^^^^^^^^^^^^ forEach
        }
      `,
      suggests: {
        "Await one after the other in a `for … of` loop": `
        exports.handler = async ({ Records }) => {
          for (const { body } of Records) { await save(body) }
       // ^^^^^^^^^^^^^^^ forEach
        }
      `,
        "Collect and `await Promise.all`": `
        exports.handler = async ({ Records }) => {
          await Promise.all(Records.map(async ({ body }) => save(body)))
       // ^^^^^^^^^^^^^^^ forEach
        }
      `,
      },
    },
    "a callback of forEach that gives promises without being async": {
      code: `
        export const handler = async (event) => {
          ["a", "b"].forEach((name) => fetch(event.url + name));
       // ^^^^^^^^^^^^^^^^^^ forEach
        };
      `,
      suggests: {
        "Await one after the other in a `for … of` loop": `
        export const handler = async (event) => {
          for (const name of ["a", "b"]) { await fetch(event.url + name); }
       // ^^^^^^^^^^^^^^^^^^ forEach
        };
      `,
        "Collect and `await Promise.all`": `
        export const handler = async (event) => {
          await Promise.all(["a", "b"].map((name) => fetch(event.url + name)));
       // ^^^^^^^^^^^^^^^^^^ forEach
        };
      `,
      },
    },
    "a named async callback of forEach, awaited in vain": {
      code: `
        const save = async (record) => { await put(record.body); };
        export const handler = async (event) => {
          await event.Records.forEach(save);
          //    ^^^^^^^^^^^^^^^^^^^^^ forEach
        };
      `,
      suggests: {
        "Collect and `await Promise.all`": `
        const save = async (record) => { await put(record.body); };
        export const handler = async (event) => {
          await Promise.all(event.Records.map(save));
          //    ^^^^^^^^^^^^^^^^^^^^^ forEach
        };
      `,
      },
    },
    "a forEach whose nothing is given to Promise.all": {
      code: `
        export const handler = async (event) => {
          await Promise.all(event.Records.forEach(async (record) => { await save(record); }));
          //                ^^^^^^^^^^^^^^^^^^^^^ forEach
        };
      `,
      suggests: {
        "Collect and `await Promise.all`": `
        export const handler = async (event) => {
          await Promise.all(event.Records.map(async (record) => { await save(record); }));
          //                ^^^^^^^^^^^^^^^^^^^^^ forEach
        };
      `,
      },
    },
    "a forEach of an array, wherever it stands": {
      code: `
        export const handler = async (event) => {
          const nothing = ["a"].forEach(async (name) => { await save(name); });
          //              ^^^^^^^^^^^^^ forEach
          if (nothing) return ["b"].forEach(async (name) => { await save(name); });
          //                  ^^^^^^^^^^^^^ forEach
        };
      `,
    },
    "a callback of forEach that a loop would not mean the same as": {
      code: `
        export const handler = async (event) => {
          event.Records.forEach(async (record, index) => { await save(record, index); });
       // ^^^^^^^^^^^^^^^^^^^^^ forEach
        };
      `,
      suggests: {
        "Collect and `await Promise.all`": `
        export const handler = async (event) => {
          await Promise.all(event.Records.map(async (record, index) => { await save(record, index); }));
       // ^^^^^^^^^^^^^^^^^^^^^ forEach
        };
      `,
      },
    },
    "a forEach of something that may be no array": {
      code: `
        export const handler = async (event) => {
          orders.forEach(async (order) => { await save(order); });
       // ^^^^^^^^^^^^^^ forEach
        };
      `,
    },
    "a forEach where await cannot stand": {
      code: `
        const saveAll = (records) => {
          records.forEach(async (record) => { await save(record); });
       // ^^^^^^^^^^^^^^^ forEach
        };
        export const handler = async (event) => { saveAll(event.Records); };
      `,
    },
    "an async callback of map": {
      code: `
        export const handler = async (event) => {
          event.Records.map(async (record) => { await save(record.body); });
       // ^^^^^^^^^^^^^^^^^ map
        };
      `,
      suggests: {
        "Collect and `await Promise.all`": `
        export const handler = async (event) => {
          await Promise.all(event.Records.map(async (record) => { await save(record.body); }));
       // ^^^^^^^^^^^^^^^^^ map
        };
      `,
      },
    },
    "an async callback of map, awaited as a list": {
      code: `
        export const handler = async (event) => {
          await event.Records.map(async (record) => { await save(record.body); });
          //    ^^^^^^^^^^^^^^^^^ map
        };
      `,
      suggests: {
        "Collect and `await Promise.all`": `
        export const handler = async (event) => {
          await Promise.all(event.Records.map(async (record) => { await save(record.body); }));
          //    ^^^^^^^^^^^^^^^^^ map
        };
      `,
      },
    },
    "work started for each element": `
      export const handler = async (event) => {
        for (const url of event.urls) fetch(url);
        //                            ^^^^^ promise
        event.urls.forEach((url) => { fetch(url); });
        //                            ^^^^^ promise
      };
    `,
    "work started in a function that the handler calls, async or not": `
      const notify = (order) => { fetch(order.url); };
      //                          ^^^^^ promise
      const save = async (order) => { await put(order); fetch(order.url); };
      //                                                ^^^^^ promise
      export const handler = async (event) => {
        notify(event);
        await save(event);
      };
    `,
    "a handler that is not async, and returns a promise": `
      exports.handler = (event) => {
        fetch(event.log);
     // ^^^^^ promise
        return fetch(event.url);
      };
    `,
    "work whose end only the callback of an async handler is told of": `
      exports.handler = async (event, context, callback) => {
        fetch(event.url).then(() => callback(null, "done"));
     // ^^^^^ promise
      };
    `,
    "work that a timer starts later": {
      code: `
        const sendMetric = async (order) => { await put(order.id); };
        export const handler = async (event) => {
          setTimeout(() => sendMetric(event), 100);
       // ^^^^^^^^^^ timer
          setInterval(async () => { await sendMetric(event); }, 1000);
       // ^^^^^^^^^^^ timer
        };
      `,
    },
    "a request whose answer a callback gets": {
      code: `
        const AWS = require("aws-sdk");
        const s3 = new AWS.S3();
        exports.handler = async (event) => {
          s3.putObject(event, (error) => { if (error) console.error(error); });
       // ^^^^^^^^^^^^ callback
          return { statusCode: 200 };
        };
      `,
    },
    "an event handler behind a wrapper": `
      import middy from "@middy/core";
      const baseHandler = async (event) => {
        fetch(event.url);
     // ^^^^^ promise
      };
      export const handler = middy(baseHandler);
    `,
  },
});
