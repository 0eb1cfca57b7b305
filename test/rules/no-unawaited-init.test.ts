import { testRule } from "../kit/test-rule.ts";

testRule("no-unawaited-init", {
  allows: {
    "a promise awaited where it is started": {
      code: `
        const prepare = async () => { await connect(); };
        const ready = await prepare();
        await prepare();
        export const handler = async (event) => ready;
      `,
      filename: "handler.mjs",
    },
    "a promise awaited further down in the module": {
      code: `
        const prepare = async () => { await connect(); };
        const ready = prepare();
        const config = fetch(process.env.CONFIG);
        await Promise.all([ready, config]);
        export const handler = async (event) => (await config).json();
      `,
      filename: "handler.mjs",
    },
    "a client, which asks nobody when it is built": `
      import { S3Client } from "@aws-sdk/client-s3";
      const s3 = new S3Client({});
      export const handler = async (event) => s3.send(event.command);
    `,
    "work that the handler starts, once": `
      const prepare = async () => { await connect(); };
      let ready;
      export const handler = async (event) => {
        ready ??= prepare();
        await ready;
      };
    `,
    "a promise that is made anew after a failure": `
      const prepare = async () => { await connect(); };
      let ready = prepare();
      ready.catch(() => { ready = undefined; });
      export const handler = async (event) => {
        ready ??= prepare();
        await ready;
      };
    `,
    "a function that only has a name to go by": `
      import { connectAsync } from "./database";
      const ready = connectAsync();
      export const handler = async (event) => { await ready; };
    `,
    "an async function that has done all when it returns": `
      const configure = async () => { settings.region = "eu-west-1"; };
      configure();
      export const handler = async (event) => settings;
    `,
    "a module that is loaded, and a file that is read": `
      const { readFile } = require("node:fs/promises");
      const load = async () => (await import("./rules.mjs")).default;
      const rules = load();
      const parse = import("./parse.mjs").then((module) => module.parse);
      const page = readFile("page.html", "utf8");
      const readConfig = async () => JSON.parse(await readFile("config.json", "utf8"));
      const config = readConfig();
      exports.handler = async (event) => [await rules, await parse, await page, await config];
    `,
    "a promise that another module gets": `
      const prepare = async () => { await connect(); };
      export const ready = prepare();
      const warm = prepare();
      export { warm };
      export const handler = async (event) => { await ready; await warm; };
    `,
    "a promise that only other code waits for": `
      const prepare = async () => { await connect(); };
      const ready = prepare();
      export class Job { async run() { await ready; } }
      export const handler = async (event) => event.id;
    `,
    "work that settles a promise somebody waits for": `
      const prepare = async () => { await connect(); };
      const ready = new Promise((resolve, reject) => { prepare().then(resolve, reject); });
      let done;
      const second = new Promise((resolve) => (done = resolve));
      prepare().then(done);
      export const handler = async (event) => { await ready; await second; };
    `,
    "a handler that is tried out, or work under a condition": `
      const prepare = async () => { await connect(); };
      export const handler = async (event) => { await prepare(); };
      handler({});
      if (process.env.LOCAL) prepare();
    `,
    "a module without a handler": `
      const prepare = async () => { await connect(); };
      const ready = prepare();
      export const use = async () => { await ready; };
    `,
  },

  reports: {
    "a promise whose result a handler waits for": {
      code: `
        const prepare = async () => { await connect(); return { url: process.env.URL }; };
        const ready = prepare();
        //            ^^^^^^^ kept
        exports.handler = async (event) => {
          const { url } = await ready;
          return url;
        };
      `,
      suggests: {
        "Move `prepare()` into the handler, to run once": `
        const prepare = async () => { await connect(); return { url: process.env.URL }; };
        let ready;
        //            ^^^^^^^ kept
        exports.handler = async (event) => {
          const { url } = (ready ??= await prepare());
          return url;
        };
      `,
      },
    },
    "a promise that a handler only waits for": {
      code: `
        const prepare = async () => { await connect(); };
        const ready = prepare().catch(console.error);
        //            ^^^^^^^ kept
        exports.handler = async (event) => {
          await ready;
          return "done";
        };
      `,
      suggests: {
        "Move `prepare()` into the handler, to run once": `
        const prepare = async () => { await connect(); };
        let ready = false;
        //            ^^^^^^^ kept
        exports.handler = async (event) => {
          if (!ready) {
            await prepare().catch(console.error);
            ready = true;
          }
          return "done";
        };
      `,
      },
    },
    "a promise in TypeScript, where the variable needs a type": {
      code: `
        const prepare = async (url: string) => { await connect(url); return { url }; };
        const ready = prepare("https://example.com");
        //            ^^^^^^^ kept
        export const handler = async (event: { id: string }) => (await ready).url;
      `,
      filename: "handler.ts",
      suggests: {
        "Move `prepare()` into the handler, to run once": `
        const prepare = async (url: string) => { await connect(url); return { url }; };
        let ready: Awaited<ReturnType<typeof prepare>> | undefined;
        //            ^^^^^^^ kept
        export const handler = async (event: { id: string }) => (ready ??= await prepare("https://example.com")).url;
      `,
      },
    },
    "a promise with a type": {
      code: `
        import { SSMClient, GetParameterCommand, type GetParameterCommandOutput } from "@aws-sdk/client-ssm";
        const ssm = new SSMClient({});
        const parameter: Promise<GetParameterCommandOutput> = ssm.send(new GetParameterCommand({ Name: "url" }));
        //                                                    ^^^^^^^^ kept
        export const handler = async () => {
          const { Parameter } = await parameter;
          return Parameter;
        };
      `,
      filename: "handler.ts",
      suggests: {
        "Move `ssm.send()` into the handler, to run once": `
        import { SSMClient, GetParameterCommand, type GetParameterCommandOutput } from "@aws-sdk/client-ssm";
        const ssm = new SSMClient({});
        let parameter: Awaited<Promise<GetParameterCommandOutput>> | undefined;
        //                                                    ^^^^^^^^ kept
        export const handler = async () => {
          const { Parameter } = (parameter ??= await ssm.send(new GetParameterCommand({ Name: "url" })));
          return Parameter;
        };
      `,
      },
    },
    "a promise whose type cannot be spelt": {
      code: `
        import { SSMClient, GetParameterCommand } from "@aws-sdk/client-ssm";
        const ssm = new SSMClient({});
        const parameter = ssm.send(new GetParameterCommand({ Name: "url" }));
        //                ^^^^^^^^ kept
        export const handler = async (event) => (await parameter).Parameter;
      `,
      filename: "handler.ts",
    },
    "a promise in an ES module, where the module can wait": {
      code: `
        const prepare = async () => { await connect(); };
        const ready = prepare();
        //            ^^^^^^^ kept
        export const handler = async (event) => { await Promise.all([ready, check(event)]); };
      `,
      filename: "handler.mjs",
      suggests: {
        "Await `prepare()` at module scope": `
        const prepare = async () => { await connect(); };
        const ready = await prepare();
        //            ^^^^^^^ kept
        export const handler = async (event) => { await Promise.all([ready, check(event)]); };
      `,
      },
    },
    "work that nobody waits for": {
      code: `
        import { read } from "./secrets";
        let secret;
        const load = async () => { secret = await read(); };
        const first = await read();
        load().catch(console.error);
     // ^^^^ forgotten
        export const handler = async (event) => secret ?? first;
      `,
      suggests: {
        "Await `load()` at module scope": `
        import { read } from "./secrets";
        let secret;
        const load = async () => { secret = await read(); };
        const first = await read();
        await load().catch(console.error);
     // ^^^^ forgotten
        export const handler = async (event) => secret ?? first;
      `,
      },
    },
    "an async function that is called where it stands": `
      let secret;
      (async () => {
    // ^^^^^^^^^^^ forgotten
        secret = await read();
      })();
      exports.handler = async (event) => secret;
    `,
    "a promise in a variable that nobody reads": `
      const table = fetch(process.env.TABLE);
      //            ^^^^^ forgotten
      exports.handler = async (event) => event.id;
    `,
    "a secret that Powertools fetches, awaited through a helper": `
      import { getSecret } from "@aws-lambda-powertools/parameters/secrets";
      const secret = getSecret("api-key");
      //             ^^^^^^^^^ kept
      const keyOf = async () => String(await secret);
      export const handler = async (event) => keyOf();
    `,
    "several requests at once": `
      import { getParameter } from "@aws-lambda-powertools/parameters/ssm";
      const config = Promise.all([getParameter("/url"), getParameter("/key")]);
      //             ^^^^^^^^^^^ kept
      export const handler = async (event) => { const [url, key] = await config; return url + key; };
    `,
    "a promise awaited in two places": {
      code: `
        const prepare = async () => { await connect(); };
        const ready = prepare();
        //            ^^^^^^^ kept
        exports.create = async (event, context) => { await ready; };
        exports.remove = async (event, context) => { await ready; };
      `,
    },
    "a promise whose arguments mean something else in the handler": {
      code: `
        const prepare = async (event) => { await connect(event); return event; };
        const event = "start";
        const ready = prepare(event);
        //            ^^^^^^^ kept
        exports.handler = async (event) => { const first = await ready; return first; };
      `,
    },
    "a comment in the way": {
      code: `
        const prepare = async () => { await connect(); return 1; };
        const ready = /* at once */ prepare();
        //                          ^^^^^^^ kept
        exports.handler = async (event) => { const first = await ready; return first; };
      `,
    },
  },
});
