import { testRule } from "../kit/test-rule.ts";

testRule("require-call-timeout", {
  allows: {
    "a request with a limit": `
      import axios from "axios";
      import got from "got";
      import https from "node:https";
      import { request } from "undici";
      export const handler = async (event) => {
        await fetch(event.url, { signal: AbortSignal.timeout(3000) });
        await axios.get(event.url, { timeout: 3000 });
        await axios.post(event.url, event, { signal: AbortSignal.timeout(3000) });
        await axios({ url: event.url, timeout: 3000 });
        await got(event.url, { timeout: { request: 3000 } });
        await request(event.url, { headersTimeout: 3000, bodyTimeout: 3000 });
        https.get(event.url, { signal: AbortSignal.timeout(3000) }, console.log);
      };
    `,
    "options that cannot be told": `
      import { options } from "./http";
      export const handler = async (event) => {
        await fetch(event.url, options);
        await fetch(event.url, { ...options, method: "POST" });
        await fetch(event.url, optionsFor(event));
      };
    `,
    "options that get their limit later": `
      export const handler = async (event) => {
        const options = { method: "POST" };
        options.signal = AbortSignal.timeout(3000);
        await fetch(event.url, options);
      };
    `,
    "a request that was made elsewhere, with a limit or without": `
      export const handler = async (event) => {
        const signed = await signer.sign(event.url);
        await fetch(signed);
        await fetch(new Request(event.url));
      };
    `,
    "a request that something around it limits": `
      export const handler = async (event) => {
        await Promise.race([fetch(event.url), late(3000)]);
        await withTimeout(() => fetch(event.url), 3000);
        await pTimeout(fetch(event.url), { milliseconds: 3000 });
      };
    `,
    "an instance of axios or got, wherever it is configured": `
      import axios from "axios";
      import got from "got";
      import { api } from "./api";
      const shop = axios.create({ baseURL: "https://example.com", timeout: 3000 });
      const bank = got.extend({ prefixUrl: "https://example.com", timeout: { request: 3000 } });
      export const handler = async (event) => {
        await api.get("/orders");
        await shop.get("/orders");
        await bank("orders");
      };
    `,
    "axios with defaults": `
      import axios from "axios";
      axios.defaults.timeout = 3000;
      export const handler = async (event) => axios.get(event.url);
    `,
    "requests of the whole process that have a limit": `
      import { Agent, setGlobalDispatcher } from "undici";
      setGlobalDispatcher(new Agent({ headersTimeout: 3000, bodyTimeout: 3000 }));
      export const handler = async (event) => fetch(event.url);
    `,
    "an old-style request that is stopped by hand": `
      import https from "node:https";
      export const handler = async (event) =>
        new Promise((resolve, reject) => {
          const request = https.get(event.url, resolve);
          request.setTimeout(3000, () => reject(new Error("late")));
        });
    `,
    "an agent of its own, which may have a limit": `
      import https from "node:https";
      import { agent } from "./agent";
      export const handler = async (event) => https.get({ host: event.host, agent }, console.log);
    `,
    "an extension, which runs beside the function": `
      export const handler = async (event) => {
        const port = process.env.PARAMETERS_SECRETS_EXTENSION_HTTP_PORT;
        await fetch(\`http://localhost:\${port}/secretsmanager/get?secretId=shop\`);
        await fetch("http://127.0.0.1:2772/applications/shop");
        await fetch(\`http://\${process.env.AWS_LAMBDA_RUNTIME_API}/2022-07-01/telemetry\`);
      };
    `,
    "an answer that is read bit by bit": `
      import axios from "axios";
      import got from "got";
      export const handler = async (event) => {
        const answer = await fetch(event.url);
        await upload(answer.body);
        const { body } = await fetch(event.url);
        for await (const part of body) use(part);
        await upload((await fetch(event.url)).body);
        await axios.get(event.url, { responseType: "stream" });
        got.stream(event.url).pipe(event.target);
      };
    `,
    "a handler that streams its answer": `
      export const handler = awslambda.streamifyResponse(async (event, responseStream, context) => {
        const answer = await fetch(event.url);
        responseStream.end(await answer.text());
      });
    `,
    "a request at the start of the environment": `
      const config = await fetch(process.env.CONFIG_URL);
      export const handler = async (event) => config;
    `,
    "a function of the file that is called like one": `
      const fetch = (url) => cache[url];
      const axios = { get: (url) => cache[url] };
      export const handler = async (event) => [fetch(event.url), axios.get(event.url)];
    `,
    "a client of the SDK, unless the option says so": `
      import { S3Client } from "@aws-sdk/client-s3";
      const s3 = new S3Client({});
      export const handler = async (event) => s3.send(event.command);
    `,
    "a client of the SDK with a limit": {
      code: `
        import { S3Client } from "@aws-sdk/client-s3";
        import { SQS } from "@aws-sdk/client-sqs";
        import { config } from "./config";
        const s3 = new S3Client({ requestHandler: { requestTimeout: 3000, throwOnRequestTimeout: true } });
        const sqs = new SQS(config);
        export const handler = async (event) => s3.send(event.command);
      `,
      options: [{ sdkClients: true }],
    },
    "a module without a handler": `
      export const load = async (url) => fetch(url);
    `,
  },

  reports: {
    "fetch without options": {
      code: `
        export const handler = async (event) => {
          const answer = await fetch("https://example.com/orders");
          //                   ^^^^^ request
          return answer.json();
        };
      `,
      suggests: {
        "Set a limit of 5000 ms": `
        export const handler = async (event) => {
          const answer = await fetch("https://example.com/orders", { signal: AbortSignal.timeout(5000) });
          //                   ^^^^^ request
          return answer.json();
        };
      `,
      },
    },
    "fetch with options on one line, and another limit": {
      code: `
        export const handler = async (event) => {
          await fetch(event.url, { method: "POST", body: event.body });
          //    ^^^^^ request
        };
      `,
      options: [{ milliseconds: 1500 }],
      suggests: {
        "Set a limit of 1500 ms": `
        export const handler = async (event) => {
          await fetch(event.url, { signal: AbortSignal.timeout(1500), method: "POST", body: event.body });
          //    ^^^^^ request
        };
      `,
      },
    },
    "fetch with options on several lines": {
      code: `
        export const handler = async (event) => {
          await fetch(event.url, {
          //    ^^^^^ request
            method: "POST",
          });
        };
      `,
      suggests: {
        "Set a limit of 5000 ms": `
        export const handler = async (event) => {
          await fetch(event.url, {
            signal: AbortSignal.timeout(5000),
          //    ^^^^^ request
            method: "POST",
          });
        };
      `,
      },
    },
    "fetch with options that have a name": {
      code: `
        const options = { method: "POST" };
        export const handler = async (event) => {
          await fetch(event.url, options);
          //    ^^^^^ request
        };
      `,
      suggests: {
        "Set a limit of 5000 ms": `
        const options = { method: "POST" };
        export const handler = async (event) => {
          await fetch(event.url, { ...options, signal: AbortSignal.timeout(5000) });
          //    ^^^^^ request
        };
      `,
      },
    },
    "a signal that the file calls otherwise": {
      code: `
        import { AbortSignal } from "./abort";
        export const handler = async (event) => {
          await fetch(event.url);
          //    ^^^^^ request
        };
      `,
    },
    "axios, whose limit is an option of its own": {
      code: `
        import axios from "axios";
        export const handler = async (event) => {
          await axios.post(event.url);
          //    ^^^^^^^^^^ request
        };
      `,
      suggests: {
        "Set a limit of 5000 ms": `
        import axios from "axios";
        export const handler = async (event) => {
          await axios.post(event.url, undefined, { timeout: 5000 });
          //    ^^^^^^^^^^ request
        };
      `,
      },
    },
    "axios with nothing but options": {
      code: `
        const axios = require("axios");
        exports.handler = async (event) => {
          await axios({ url: event.url, method: "put" });
          //    ^^^^^ request
        };
      `,
      suggests: {
        "Set a limit of 5000 ms": `
        const axios = require("axios");
        exports.handler = async (event) => {
          await axios({ timeout: 5000, url: event.url, method: "put" });
          //    ^^^^^ request
        };
      `,
      },
    },
    "axios with an address first": {
      code: `
        import axios from "axios";
        export const handler = async (event) => {
          await axios("https://example.com/orders");
          //    ^^^^^ request
        };
      `,
      suggests: {
        "Set a limit of 5000 ms": `
        import axios from "axios";
        export const handler = async (event) => {
          await axios("https://example.com/orders", { timeout: 5000 });
          //    ^^^^^ request
        };
      `,
      },
    },
    "an instance without a limit": {
      code: `
        import axios from "axios";
        const shop = axios.create();
        //           ^^^^^^^^^^^^ instance
        export const handler = async (event) => shop.get("/orders");
      `,
      suggests: {
        "Set a limit of 5000 ms": `
        import axios from "axios";
        const shop = axios.create({ timeout: 5000 });
        //           ^^^^^^^^^^^^ instance
        export const handler = async (event) => shop.get("/orders");
      `,
      },
    },
    got: {
      code: `
        import got from "got";
        export const handler = async (event) => {
          await got.post(event.url, { json: event }).json();
          //    ^^^^^^^^ request
        };
      `,
      suggests: {
        "Set a limit of 5000 ms": `
        import got from "got";
        export const handler = async (event) => {
          await got.post(event.url, { timeout: { request: 5000 }, json: event }).json();
          //    ^^^^^^^^ request
        };
      `,
      },
    },
    "undici, whose body is read at once": {
      code: `
        import { request } from "undici";
        export const handler = async (event) => {
          const { body } = await request(event.url);
          //                     ^^^^^^^ request
          return body.json();
        };
      `,
      suggests: {
        "Set a limit of 5000 ms": `
        import { request } from "undici";
        export const handler = async (event) => {
          const { body } = await request(event.url, { signal: AbortSignal.timeout(5000) });
          //                     ^^^^^^^ request
          return body.json();
        };
      `,
      },
    },
    "Node.js' own request, with an address and a callback": {
      code: `
        const https = require("https");
        const load = (url) => new Promise((resolve, reject) => {
          https.get(url, resolve).on("error", reject);
       // ^^^^^^^^^ request
        });
        exports.handler = async (event) => load(event.url);
      `,
      suggests: {
        "Set a limit of 5000 ms": `
        const https = require("https");
        const load = (url) => new Promise((resolve, reject) => {
          https.get(url, { signal: AbortSignal.timeout(5000) }, resolve).on("error", reject);
       // ^^^^^^^^^ request
        });
        exports.handler = async (event) => load(event.url);
      `,
      },
    },
    "Node.js' own request, with options and a callback": {
      code: `
        import { request } from "node:https";
        export const handler = (event, context, callback) => {
          const options = { host: "example.com", method: "PUT" };
          request(options, (answer) => callback(null, answer.statusCode)).end();
       // ^^^^^^^ request
        };
      `,
      suggests: {
        "Set a limit of 5000 ms": `
        import { request } from "node:https";
        export const handler = (event, context, callback) => {
          const options = { host: "example.com", method: "PUT" };
          request({ ...options, signal: AbortSignal.timeout(5000) }, (answer) => callback(null, answer.statusCode)).end();
       // ^^^^^^^ request
        };
      `,
      },
    },
    "a function that the handler calls": `
      const load = async (id) => fetch(\`https://example.com/\${id}\`);
      //                         ^^^^^ request
      export const handler = async (event) => load(event.id);
    `,
    "a client of the SDK, where the option says so": {
      code: `
        import { S3Client } from "@aws-sdk/client-s3";
        const s3 = new S3Client({ maxAttempts: 2 });
        //             ^^^^^^^^ client
        export const handler = async (event) => s3.send(event.command);
      `,
      options: [{ sdkClients: true }],
      suggests: {
        "Set a limit of 5000 ms": `
        import { S3Client } from "@aws-sdk/client-s3";
        const s3 = new S3Client({ requestHandler: { requestTimeout: 5000, throwOnRequestTimeout: true }, maxAttempts: 2 });
        //             ^^^^^^^^ client
        export const handler = async (event) => s3.send(event.command);
      `,
      },
    },
  },
});
