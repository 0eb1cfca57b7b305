import { testRule } from "../kit/test-rule.ts";

testRule("no-module-state-from-event", {
  allows: {
    "what each invocation makes for itself": `
      export const handler = async (event) => {
        const items = [];
        let user;
        for (const record of event.Records) items.push(record.body);
        if (event.user) user = event.user;
        return { items, user };
      };
    `,
    "something that is built once, however it is guarded": `
      let client, connection, pool;
      export const handler = async (event) => {
        client ??= new Client(event.region);
        if (!connection) connection = await connect(event.detail.host);
        if (pool === undefined) { pool = makePool(event.body); }
        return client.send(connection, pool);
      };
    `,
    "a configuration that is read once": `
      let config;
      const load = async (event) => {
        if (config) return config;
        config = await read(event.stage, event.body);
        return config;
      };
      export const handler = async (event) => load(event);
    `,
    "a sign of the cold start": `
      let isCold = true;
      export const handler = async (event) => {
        console.log({ isCold, id: event.id });
        isCold = false;
      };
    `,
    "a cache by the event's key": `
      const users = new Map();
      const orders = {};
      const seen = new Set();
      export const handler = async (event) => {
        const { userId, orderId } = event.pathParameters;
        if (!users.has(userId)) users.set(userId, await find(userId));
        if (!orders[orderId]) orders[orderId] = await find(orderId);
        if (seen.has(event.id)) return;
        seen.add(event.id);
        return [users.get(userId), orders[orderId]];
      };
    `,
    "a cache with a time to live": `
      const cache = new Map();
      export const handler = async (event) => {
        const { id } = event.pathParameters;
        const hit = cache.get(id);
        if (hit && hit.expires > Date.now()) return hit.value;
        const value = await find(id);
        cache.set(id, { value, expires: Date.now() + 60_000 });
        return value;
      };
    `,
    "what is counted for a metric or a log": `
      let invocations = 0;
      let records = 0;
      let bytes = 0;
      export const handler = async (event) => {
        invocations++;
        records += event.Records.length;
        bytes += event.Records[0].s3.object.size;
        metrics.addMetric("bytes", "Bytes", bytes);
        console.log({ invocations, records });
      };
    `,
    "keys for Powertools' logger and tracer": `
      import { Logger } from "@aws-lambda-powertools/logger";
      const logger = new Logger();
      export const handler = async (event, context) => {
        logger.appendKeys({ orderId: event.pathParameters.id });
        logger.addContext(context);
      };
    `,
    "a list that is emptied, before or after": `
      let one = [];
      const two = [];
      const three = [];
      const four = new Set();
      const batch = [];
      export const handler = async (event) => {
        one = [];
        two.length = 0;
        for (const { body } of event.Records) {
          one.push(body);
          two.push(body);
          three.push(body);
          four.add(body);
          batch.push(body);
          if (batch.length === 10) await flush(batch);
        }
        while (three.length) await save(three.shift());
        await save([...four]);
        four.clear();
        await drain(one);
      };
      async function flush(list) {
        await save(list.splice(0));
      }
    `,
    "a list of the last few": `
      let last = [];
      export const handler = async (event) => {
        last.push(event.id);
        last = last.slice(-10);
        return last;
      };
    `,
    "a list that no element is added to twice": `
      const known = [];
      export const handler = async (event) => {
        if (known.includes(event.id)) return;
        known.push(event.id);
      };
    `,
    "what each invocation sets before it reads it": `
      let requestId;
      let order;
      const params = { TableName: "orders" };
      const log = (text) => console.log(requestId, text);
      export const handler = async (event, context) => {
        requestId = context.awsRequestId;
        try {
          order = JSON.parse(event.body);
        } catch {
          return { statusCode: 400 };
        }
        params.Key = { id: event.pathParameters.id };
        log("start");
        return save(order, params);
      };
    `,
    "what is set whichever way an if takes": `
      let region = "eu-west-1";
      let kind;
      let user;
      const response = { statusCode: 200 };
      export const handler = async (event) => {
        if (event.region) region = event.detail.region;
        else region = "us-east-1";
        if (event.detail) kind = event.detail.kind;
        else if (event.body) kind = event.body;
        else return;
        if (!event.user) return response;
        if (event.user) user = event.user;
        if (event.body) { response.statusCode = 201; } else { response.statusCode = 200; }
        return [region, kind, user, response];
      };
    `,
    "one case for each event there is": `
      let path;
      export const handler = async (event) => {
        if (event.httpMethod === "GET") path = event.path;
        else if (event.httpMethod === "POST") path = event.body;
        switch (event.kind) {
          case "a":
            path = event.a;
        }
        return path;
      };
    `,
    "what is read only where it was set": `
      let user;
      export const handler = async (event) => {
        if (event.user) {
          user = event.user;
          await greet(user);
        }
        if (event.user) await charge(user);
        console.log(user);
      };
    `,
    "what an event tells the function for good": `
      let settings = "basic";
      export const handler = async (event) => {
        if (event.type === "configure") {
          settings = event.settings;
          return;
        }
        if (event.type === "reset") settings = "basic";
        return run(settings);
      };
    `,
    "a cache that an event empties": `
      let cache;
      export const handler = async (event) => {
        if (event.refresh) cache = null;
        cache ??= await load();
        return cache;
      };
    `,
    "what is the same for each event": `
      let stage = "dev";
      const names = [];
      export const handler = async (event, context) => {
        if (event.requestContext) stage = event.requestContext.stage;
        names.push(context.functionName);
        return [stage, names];
      };
    `,
    "what cannot be told to be of the event": `
      const results = [];
      export const handler = async () => {
        results.push(await poll());
        return results;
      };
    `,
    "the environment": `
      export const handler = async (event) => {
        process.env.TENANT = event.tenant;
        if (event.debug) process.env.LOG_LEVEL = event.level;
      };
    `,
    "a variable that others see": `
      export const calls = [];
      const lines = [];
      const states = [];
      export const handler = async (event) => {
        calls.push(event);
        lines.push(event.body);
        states.push(event.body);
        return lines.length + states.length;
      };
      export { lines };
      export const clear = () => states.splice(0);
    `,
    "a property of an object that is not the file's own": `
      const logger = new Logger();
      const client = connect();
      export const handler = async (event) => {
        if (event.level) logger.level = event.level;
        if (event.region) client.region = event.detail.region;
        logger.info("start");
        return client.send();
      };
    `,
    "an object of another module": `
      import { state, list } from "./state.ts";
      export const handler = async (event) => {
        list.push(event.body);
        if (event.user) state.user = event.user;
        return state;
      };
    `,
    "code that is not known to be an entry": `
      const items = [];
      export const collect = async (event, context, deps) => {
        for (const { body } of event.Records) items.push(body);
        return items;
      };
    `,
    "a script": `#!/usr/bin/env node
      const items = [];
      export const handler = async (event) => {
        items.push(event.body);
        return items;
      };
    `,
    "a test": `
      import { it } from "vitest";
      const events = [];
      export const handler = async (event) => {
        events.push(event.body);
        return events;
      };
    `,
  },

  reports: {
    "a list that grows with each event": {
      code: `
        const items = [];
        export const handler = async (event) => {
          // One order a record.
          for (const record of event.Records) items.push(JSON.parse(record.body));
          //                                  ^^^^^ kept
          return save(items);
        };
      `,
      suggests: {
        "Move `const items` into the handler": `
        export const handler = async (event) => {
          const items = [];
          // One order a record.
          for (const record of event.Records) items.push(JSON.parse(record.body));
          //                                  ^^^^^ kept
          return save(items);
        };
      `,
      },
    },
    "a list that grows, in TypeScript, with a comment above it": {
      code: `
        import type { SQSEvent } from "aws-lambda";

        /** What goes into the mail. */
        const lines: string[] = [];

        export const handler = async (event: SQSEvent) => {
          const [first] = event.Records;
          lines.push(first!.body);
       // ^^^^^ kept
          return send(lines);
        };
      `,
      filename: "example.ts",
      suggests: {
        "Move `const lines` into the handler": `
        import type { SQSEvent } from "aws-lambda";

        export const handler = async (event: SQSEvent) => {
          /** What goes into the mail. */
          const lines: string[] = [];
          const [first] = event.Records;
          lines.push(first!.body);
       // ^^^^^ kept
          return send(lines);
        };
      `,
      },
    },
    "a list that a helper adds to, and one in an object": `
      import middy from "@middy/core";
      const errors = [];
      const state = { rows: [], count: 0 };
      const report = (record, error) => errors.push({ id: record.messageId, error });
      //                                ^^^^^^ kept
      export const handler = middy(async (event) => {
        for (const record of event.Records) {
          await save(record.body).catch((error) => report(record, error));
          state.rows.unshift(await find(record.body));
       // ^^^^^^^^^^ kept
        }
        return [errors, state.rows];
      });
    `,
    "a list that is made longer by a copy, and one that several handlers share": `
      let ids = [];
      let bodies = [];
      const orders = [];
      export const handler = async (event) => {
        ids = [...ids, event.id];
     // ^^^ kept
        bodies = bodies.concat(event.body);
     // ^^^^^^ kept
        return save(ids, bodies);
      };
      export const create = async (event, context) => void orders.push(JSON.parse(event.body));
      //                                                   ^^^^^^ kept
      export const list = async (event, context) => ({ statusCode: 200, body: JSON.stringify(orders) });
    `,
    "a set and a map that are read as a whole": `
      const ids = new Set();
      const byUser = new Map();
      const totals = {};
      exports.handler = async (event) => {
        const order = JSON.parse(event.body);
        ids.add(order.id);
     // ^^^ kept
        byUser.set(order.user, order);
     // ^^^^^^ kept
        totals[order.id] = order.total;
     // ^^^^^^ kept
        return { statusCode: 200, body: JSON.stringify([...ids, ...byUser.values(), totals]) };
      };
    `,
    "a sum that goes on": {
      code: `
        let total = 0;
        exports.handler = async (event) => {
          for (const { amount } of JSON.parse(event.body)) total += amount;
          //                                               ^^^^^ summed
          return { statusCode: 200, body: String(total) };
        };
      `,
      suggests: {
        "Move `let total` into the handler": `
        exports.handler = async (event) => {
          let total = 0;
          for (const { amount } of JSON.parse(event.body)) total += amount;
          //                                               ^^^^^ summed
          return { statusCode: 200, body: String(total) };
        };
      `,
      },
    },
    "a sum that goes on, spelt out": `
      let sum = 0;
      export const handler = async (event) => {
        sum = sum + event.amount;
     // ^^^ summed
        return sum;
      };
    `,
    "a text that goes on": `
      let page = "<h1>Orders</h1>";
      export const handler = async (event) => {
        for (const record of event.Records) page += \`<p>\${record.body}</p>\`;
        //                                  ^^^^ summed
        await send(page);
      };
    `,
    "a user that only some requests bring": {
      code: `
        let user = null
        exports.handler = async (event) => {
          if (event.requestContext.authorizer) user = event.requestContext.authorizer.principalId
          //                                   ^^^^ left
          return orders(user)
        }
      `,
      suggests: {
        "Move `let user` into the handler": `
        exports.handler = async (event) => {
          let user = null
          if (event.requestContext.authorizer) user = event.requestContext.authorizer.principalId
          //                                   ^^^^ left
          return orders(user)
        }
      `,
      },
    },
    "a client for the region of the last event that had one": `
      import { S3Client } from "@aws-sdk/client-s3";
      let s3 = new S3Client({});
      export const handler = async (event) => {
        if (event.detail.region) s3 = new S3Client({ region: event.detail.region });
        //                       ^^ left
        return s3.send(command);
      };
    `,
    "a part of a request, an answer or a header that is not taken out again": `
      const params = { TableName: "orders", Limit: 10 };
      const headers = { "content-type": "application/json" };
      export const handler = async (event) => {
        const { next } = event.queryStringParameters;
        if (next) {
          params.ExclusiveStartKey = JSON.parse(next);
       // ^^^^^^^^^^^^^^^^^^^^^^^^ left
        }
        if (allowed.includes(event.headers.origin)) headers["access-control-allow-origin"] = event.headers.origin;
        //                                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ left
        return { statusCode: 200, headers, body: JSON.stringify(await query(params)) };
      };
    `,
    "a default that is gone after the first event that needs another": `
      const response = { statusCode: 200, body: "" };
      export const handler = async (event) => {
        if (!event.body) {
          response.statusCode = 400;
       // ^^^^^^^^^^^^^^^^^^^ left
          return response;
        }
        response.body = await save(event.body);
        return response;
      };
    `,
    "a default that several events change": `
      let language = "en";
      export const handler = async (event) => {
        if (event.locale === "de") language = "de";
        //                         ^^^^^^^^ left
        else if (event.locale === "fr") language = "fr";
        return greet(language);
      };
    `,
    "what a helper reads that is called for each event": `
      let tenant;
      const table = () => \`orders-\${tenant}\`;
      export const handler = async (event) => {
        if (event.tenant) tenant = event.tenant;
        //                ^^^^^^ left
        return query(table());
      };
    `,
    "what requests that run at once share, where the option asks": {
      code: `
        let requestId;
        const log = (text) => console.log(requestId, text);
        export const handler = async (event, { awsRequestId }) => {
          requestId = awsRequestId;
       // ^^^^^^^^^ shared
          log("start");
        };
      `,
      options: [{ concurrent: true }],
    },
    "an object that they share": {
      code: `
        let state = {
          user: null,
        };

        export const handler = async (event) => {
          state.user = JSON.parse(event.body).user;
       // ^^^^^^^^^^ shared
          return greet(state.user);
        };
      `,
      options: [{ concurrent: true }],
      suggests: {
        "Move `let state` into the handler": `
        export const handler = async (event) => {
          let state = {
            user: null,
          };
          state.user = JSON.parse(event.body).user;
       // ^^^^^^^^^^ shared
          return greet(state.user);
        };
      `,
      },
    },
  },
});

const instancesWith = (...lines: string[]) => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      ${lines.join("\n      ")}
`;
const onInstances = instancesWith("CapacityProviderConfig: { Arn: !GetAtt Instances.Arn }");

const setting = `
  import { load } from "./load.js";
  let user;
  export const handler = async (event) => {
    user = event.requestContext.authorizer.user;
    const orders = await load();
    return orders.filter((order) => order.user === user);
  };
`;
const settingMarked = setting.replace(
  ".user;",
  `.user;
  //^^^^ overwritten`,
);

describe("on Managed Instances", () => {
  testRule("no-module-state-from-event", {
    allows: {
      "what each request sets, where a template shows no instances": {
        code: setting,
        deployedBy: instancesWith("Timeout: 3"),
      },
      "what each request sets, where an environment serves one at a time": {
        code: setting,
        deployedBy: instancesWith(
          "CapacityProviderConfig: { Arn: !GetAtt Instances.Arn, PerExecutionEnvironmentMaxConcurrency: 1 }",
        ),
      },
      "what each request sets, where a parameter says how many there are at a time": {
        code: setting,
        deployedBy: instancesWith(
          "CapacityProviderConfig: { Arn: !GetAtt Instances.Arn, PerExecutionEnvironmentMaxConcurrency: !Ref Most }",
        ),
      },
      "what a request sets and reads before another gets its turn": {
        code: setting.replace("async ", "").replace("await ", ""),
        deployedBy: onInstances,
      },
      "a count of all requests": {
        code: `
          import { load } from "./load.js";
          let invocations = 0;
          export const handler = async (event) => {
            invocations += 1;
            console.log(invocations);
            return load(event.id);
          };
        `,
        deployedBy: onInstances,
      },
      "a cache that is emptied now and then": {
        code: `
          import { load } from "./load.js";
          let cache = {};
          export const handler = async (event) => {
            if (isOld()) cache = {};
            cache[event.id] ??= await load(event.id);
            return cache[event.id];
          };
        `,
        deployedBy: onInstances,
      },
      "a client that is made once": {
        code: `
          import { connect } from "./database.js";
          let client;
          export const handler = async (event) => {
            client ??= await connect();
            return client.find(event.id);
          };
        `,
        deployedBy: onInstances,
      },
      "a variable of the environment that no request decides": {
        code: `
          import { load } from "./load.js";
          export const handler = async (event) => {
            process.env.TZ = "UTC";
            return await load(event.id);
          };
        `,
        deployedBy: onInstances,
      },
      "a variable of the environment, elsewhere": {
        code: `
          export const handler = async (event) => {
            process.env.TENANT = event.tenant;
          };
        `,
        deployedBy: instancesWith("Timeout: 3"),
      },
      "keys that a request logs, and those of its own logger": {
        code: `
          import { Logger } from "@aws-lambda-powertools/logger";
          const logger = new Logger();
          export const handler = async (event) => {
            logger.appendKeys({ order: event.order });
            const own = new Logger();
            own.appendPersistentKeys({ order: event.order });
          };
        `,
        deployedBy: onInstances,
      },
      "keys that are the same for all": {
        code: `
          import { Logger } from "@aws-lambda-powertools/logger";
          const logger = new Logger();
          export const handler = async (event) => {
            logger.appendPersistentKeys({ stage: process.env.STAGE });
          };
        `,
        deployedBy: onInstances,
      },
    },

    reports: {
      "what each request sets": { code: settingMarked, deployedBy: onInstances },
      "what each request sets, by CloudFormation": {
        code: settingMarked,
        deployedBy: {
          "template.json": JSON.stringify({
            Resources: {
              Orders: {
                Type: "AWS::Lambda::Function",
                Properties: {
                  Handler: "app.handler",
                  Code: ".",
                  CapacityProviderConfig: {
                    LambdaManagedInstancesCapacityProviderConfig: {
                      CapacityProviderArn: { Ref: "Instances" },
                    },
                  },
                },
              },
            },
          }),
        },
      },
      "what each request sets, by serverless.yml": {
        code: settingMarked,
        deployedBy: {
          "serverless.yml":
            "service: a\nprovider: { name: aws }\nfunctions:\n  orders: { handler: app.handler, capacityProvider: default }\n",
        },
      },
      "what each request sets, by CDK code": {
        code: settingMarked,
        deployedBy: {
          "cdk.json": "{}",
          "stack.ts": `
            import { CapacityProvider } from "aws-cdk-lib/aws-lambda";
            import { NodejsFunction } from "aws-cdk-lib/aws-lambda-nodejs";
            const instances = new CapacityProvider(this, "Instances", network);
            instances.addFunction(new NodejsFunction(this, "Orders", { entry: "app.js" }));
          `,
        },
      },
      "a count that begins anew with each request": {
        code: `
          import { load } from "./load.js";
          let failed = 0;
          export const handler = async (event) => {
            failed = 0;
            for (const id of event.ids) {
              if (!(await load(id))) failed++;
              //                     ^^^^^^ overwritten
            }
            return failed;
          };
        `,
        deployedBy: onInstances,
      },
      "a list that is emptied with each request": {
        code: `
          import { load } from "./load.js";
          const found = [];
          exports.handler = async (event) => {
            found.length = 0;
            for (const id of event.ids) found.push(await load(id));
            //                          ^^^^^ overwritten
            return found.join();
          };
        `,
        deployedBy: onInstances,
      },
      "a variable of the environment": {
        code: `
          import { load } from "./load.js";
          export const handler = async (event) => {
            process.env.TENANT = event.tenant;
          //^^^^^^^^^^^^^^^^^^ environment
            return await load();
          };
        `,
        deployedBy: onInstances,
      },
      "keys that a logger keeps": {
        code: `
          import { Logger } from "@aws-lambda-powertools/logger";
          const logger = new Logger();
          export const handler = async (event) => {
            logger.appendPersistentKeys({ order: event.order });
          //^^^^^^^^^^^^^^^^^^^^^^^^^^^ keys
          };
        `,
        deployedBy: onInstances,
      },
    },
  });
});
