import { testRule } from "../kit/test-rule.ts";

const s3 = `import { S3Client, GetObjectCommand } from "@aws-sdk/client-s3";
      const s3 = new S3Client({});`;

testRule("prefer-tmp-cache", {
  allows: {
    "the slide's way: /tmp first": `
      const fs = require("fs");
      const { S3 } = require("@aws-sdk/client-s3");
      const s3 = new S3();
      exports.handler = async (event) => {
        try {
          return fs.readFileSync("/tmp/config.json", "utf8");
        } catch {
          const { Body } = await s3.getObject({ Bucket: "settings", Key: "config.json" });
          const config = await Body.transformToString();
          fs.writeFileSync("/tmp/config.json", config);
          return config;
        }
      };
    `,
    "a file that is looked for first": `
      ${s3}
      import { existsSync } from "node:fs";
      const path = process.env.MODEL_PATH;
      export const handler = async (event) => {
        if (!existsSync(path)) await save(path, await s3.send(new GetObjectCommand({ Bucket: "models", Key: "a.bin" })));
      };
    `,
    "a variable of the module that is filled once": `
      ${s3}
      let config;
      export const handler = async (event) => {
        config ??= await s3.send(new GetObjectCommand({ Bucket: "settings", Key: "config.json" }));
      };
    `,
    "a time to live": `
      ${s3}
      let config;
      let expires = 0;
      export const handler = async (event) => {
        if (Date.now() > expires) {
          config = await s3.send(new GetObjectCommand({ Bucket: "settings", Key: "config.json" }));
          expires = Date.now() + 60_000;
        }
        return config;
      };
    `,
    "a function that remembers": `
      ${s3}
      import memoize from "lodash.memoize";
      const config = memoize(() => s3.send(new GetObjectCommand({ Bucket: "settings", Key: "config.json" })));
      export const handler = async (event) => config();
    `,
    "a download when the environment starts": `
      ${s3}
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: "settings", Key: "config.json" }));
      export const handler = async (event) => Body;
    `,
    "an object that the event names": `
      ${s3}
      export const handler = async (event) => {
        await s3.send(new GetObjectCommand({ Bucket: "images", Key: event.pathParameters.name }));
        await s3.send(new GetObjectCommand({ Bucket: event.bucket, Key: "index.html" }));
        await s3.send(new GetObjectCommand({ Bucket: "images", Key: \`\${event.user}/index.html\` }));
      };
    `,
    "an object that the day names": `
      ${s3}
      export const handler = async (event) => {
        const day = new Date().toISOString().slice(0, 10);
        await s3.send(new GetObjectCommand({ Bucket: "reports", Key: \`\${day}.csv\` }));
      };
    `,
    "an object only if it has changed, or a part of it": `
      ${s3}
      let etag;
      export const handler = async (event) => {
        await s3.send(new GetObjectCommand({ Bucket: "settings", Key: "config.json", IfNoneMatch: etag }));
        await s3.send(new GetObjectCommand({ Bucket: "logs", Key: "all.log", Range: "bytes=-100" }));
        await s3.send(new GetObjectCommand({ Bucket: "settings", Key: "config.json", ...conditions }));
      };
    `,
    "an object in which the function remembers things": `
      ${s3}
      import { PutObjectCommand } from "@aws-sdk/client-s3";
      const state = { Bucket: process.env.BUCKET, Key: "state.json" };
      export const handler = async (event) => {
        const { Body } = await s3.send(new GetObjectCommand(state));
        await s3.send(new PutObjectCommand({ ...state, Body: await next(Body, event) }));
      };
    `,
    "an object that an upload under an unknown key may change": `
      ${s3}
      import { PutObjectCommand } from "@aws-sdk/client-s3";
      export const handler = async (event) => {
        await s3.send(new GetObjectCommand({ Bucket: "settings", Key: "config.json" }));
        await s3.send(new PutObjectCommand({ Bucket: "settings", Key: nameOfToday(), Body: "{}" }));
      };
    `,
    "a link to an object, which downloads nothing": `
      ${s3}
      import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
      export const handler = async (event) =>
        getSignedUrl(s3, new GetObjectCommand({ Bucket: "terms", Key: "terms.pdf" }));
    `,
    "a nightly job": `
      ${s3}
      import type { ScheduledEvent } from "aws-lambda";
      export const handler = async (event: ScheduledEvent) =>
        s3.send(new GetObjectCommand({ Bucket: "settings", Key: "config.json" }));
    `,
    "a step of a durable execution": `
      ${s3}
      import { withDurableExecution } from "@aws/durable-execution-sdk-js";
      export const handler = withDurableExecution(async (event, context) =>
        context.step("load", () => s3.send(new GetObjectCommand({ Bucket: "settings", Key: "config.json" }))));
    `,
    "code that no handler calls": `
      ${s3}
      export const load = () => s3.send(new GetObjectCommand({ Bucket: "settings", Key: "config.json" }));
      export const handler = async (event) => event.body;
    `,
    "a function that is handed to somebody else": `
      ${s3}
      export const load = async (event, context, deps) =>
        s3.send(new GetObjectCommand({ Bucket: "settings", Key: "config.json" }));
    `,
    "somebody else's getObject": `
      import { store } from "./store.ts";
      export const handler = async (event) => store.getObject({ Bucket: "settings", Key: "config.json" });
    `,
  },

  reports: {
    "the same object each time": `
      ${s3}
      export const handler = async (event) => {
        const { Body } = await s3.send(new GetObjectCommand({ Bucket: "settings", Key: "config.json" }));
        //                                 ^^^^^^^^^^^^^^^^ downloaded
        return Body.transformToString();
      };
    `,
    "a bucket and a key from the environment": `
      ${s3}
      const { BUCKET } = process.env;
      const settings = { folder: "live" };
      export const handler = async (event) => {
        const command = new GetObjectCommand({ Bucket: BUCKET!, Key: \`\${settings.folder}/\${process.env.NAME ?? "a"}\` });
        //                  ^^^^^^^^^^^^^^^^ downloaded
        await s3.send(command);
      };
    `,
    "version 2, in a helper that the handler gives the key": `
      const AWS = require("aws-sdk");
      const s3 = new AWS.S3();
      exports.handler = async (event) => load("prices.json");
      function load(Key) {
        const request = { Bucket: "catalogue" };
        request.Key = Key;
        return s3.getObject(request).promise();
        //     ^^^^^^^^^^^^ downloaded
      }
    `,
    "beside an upload of what the event brings": `
      ${s3}
      import { PutObjectCommand } from "@aws-sdk/client-s3";
      export const handler = async (event) => {
        const { Body } = await s3.send(new GetObjectCommand({ Bucket: "templates", Key: "letter.html" }));
        //                                 ^^^^^^^^^^^^^^^^ downloaded
        const { id } = JSON.parse(event.body);
        await s3.send(new PutObjectCommand({ Bucket: "letters", Key: \`\${id}.html\`, Body: await fill(Body, id) }));
        await s3.send(new PutObjectCommand({ Bucket: "letters", Key: "last.html", Body: "" }));
      };
    `,
    "beside files that come with the code": `
      ${s3}
      import { readFileSync } from "node:fs";
      const schema = readFileSync("./schema.json", "utf8");
      export const handler = async (event) => s3.send(new GetObjectCommand({ Bucket: "settings", Key: "config.json" }));
      //                                                  ^^^^^^^^^^^^^^^^ downloaded
    `,
  },
});
