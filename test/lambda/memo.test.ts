import { callsOf, probe } from "../kit/probe.ts";

/** Marks each call of `work()` that runs again on each invocation. */
const repeats = probe((lambda, sourceCode) =>
  callsOf("work", sourceCode)
    .filter((call) => lambda.runsPerInvocation(call))
    .map((call) => ({ at: call, says: "again" })),
);

describe("A result that lasts", () => {
  repeats("is kept in a variable", {
    "by ??=": `
      let client;
      export const handler = async (event) => (client ??= work());
    `,
    "by ||=": `
      let client;
      export const handler = async (event) => (client ||= work());
    `,
    "by ?? and an assignment": `
      let client;
      export const handler = async (event) => (client = client ?? work());
    `,
    "by || and an assignment": `
      let client;
      export const handler = async (event) => client || (client = work());
    `,
    "by a conditional": `
      let client;
      export const handler = async (event) => (client = client ? client : work());
    `,
    "behind if (!client)": `
      let client;
      export const handler = async (event) => {
        if (!client) client = await work();
      };
    `,
    "behind if (client === undefined)": `
      let client;
      export const handler = async (event) => {
        if (client === undefined) {
          client = work();
        }
      };
    `,
    "behind if (client == null), together with another condition": `
      let client = null;
      export const handler = async (event) => {
        if (client == null || hasExpired(client)) client = work();
      };
    `,
    "behind a question to what a getter gives": `
      import { getClients } from "./clients";
      export const handler = async (event) => {
        const clients = getClients();
        if (!clients.has("main")) work();
        if (!getClients().has("other")) work();
      };
    `,
    "where what is there has failed": `
      let client;
      export const handler = async (event) => {
        try {
          await client.ping();
        } catch (error) {
          if (!error.isFatal) client = await work();
        }
      };
    `,
    "behind an early return": `
      let client;
      const connect = async () => {
        if (client) return client;
        client = work();
        return client;
      };
      export const handler = async (event) => connect();
    `,
    "with the guard far from the assignment": `
      let client, password;
      export const handler = async (event) => {
        if (!client) {
          const secret = await load(process.env.SECRET);
          const { host, port, username } = JSON.parse(secret);
          password = decrypt(secret);

          console.log("connecting", { host, port, username });
          const options = {
            host,
            port,
            ssl: { rejectUnauthorized: true },
          };

          try {
            await check(options);
          } catch (error) {
            console.error(error);
            throw error;
          }

          if (options.port === 5432) {
            options.port = Number(process.env.PORT);
          }
          client = await work(options);
        }
        return client;
      };
    `,
    "behind a guard in the function that calls": `
      let client;
      const connect = async () => work();
      export const handler = async (event) => {
        if (!client) client = await connect();
      };
    `,
    "behind a flag": `
      let ready = false;
      export const handler = async (event) => {
        if (!ready) {
          await work();
          ready = true;
        }
      };
    `,
    "as a promise": `
      let connecting;
      export const handler = async (event) => (connecting ??= (async () => work())());
    `,
    "through a wrapper's call": `
      let client;
      export const handler = async (event) => {
        client ??= captureAWSv3Client(work());
      };
    `,
    "through a cast": `
      let client: Client | undefined;
      export const handler = async (event) => ((client as Client) ??= work());
    `,
  });

  repeats("is kept in an object", {
    globalThis: `
      export const handler = async (event) => (globalThis.client ??= work());
    `,
    "global, behind a guard": `
      export const handler = async (event) => {
        if (!global.client) global.client = work();
      };
    `,
    "a record of clients": `
      const clients = {};
      export const handler = async (event) => (clients[event.region] ??= work());
    `,
    "a Map, asked with has first": `
      const clients = new Map();
      export const handler = async (event) => {
        if (!clients.has(event.region)) clients.set(event.region, work());
        return clients.get(event.region);
      };
    `,
    "an object, asked with in first": `
      const kept = {};
      export const handler = async (event) => {
        if (!("client" in kept)) kept.client = work();
        return kept.client;
      };
    `,
    "a Map, asked with get first": `
      const clients = new Map();
      export const handler = async (event) => {
        let client = clients.get(event.region);
        if (!client) {
          client = work();
          clients.set(event.region, client);
        }
        return client;
      };
    `,
    "a Map, with an early return": `
      const clients = new Map();
      const clientFor = (region) => {
        const known = clients.get(region);
        if (known) return known;
        const client = work();
        clients.set(region, client);
        return client;
      };
      export const handler = async (event) => clientFor(event.region);
    `,
    "a Map, with ??": `
      const clients = new Map();
      const keep = (region, client) => clients.set(region, client).get(region);
      export const handler = async (event) => clients.get(event.region) ?? keep(event.region, work());
    `,
    "a field": `
      class Orders {
        client;
        async handle(event, context) {
          this.client ??= work();
        }
      }
      const orders = new Orders();
      export const handler = orders.handle.bind(orders);
    `,
    "a private field behind a guard": `
      class Orders {
        #client;
        connect() {
          if (!this.#client) this.#client = work();
          return this.#client;
        }
      }
      const orders = new Orders();
      export const handler = async (event) => orders.connect();
    `,
    "a static field": `
      class Orders {
        static client;
        static connect() {
          return (Orders.client ??= work());
        }
      }
      export const handler = async (event) => Orders.connect();
    `,
    "the instance of a class": `
      class Database {
        private static instance: Database;
        private constructor() {
          work();
        }
        static get() {
          if (!Database.instance) Database.instance = new Database();
          return Database.instance;
        }
      }
      export const handler = async (event) => Database.get();
    `,
    "a driver's own connection": `
      import mongoose from "mongoose";
      export const handler = async (event) => {
        if (mongoose.connection.readyState !== 1) await work();
      };
    `,
  });

  repeats("is kept by a function", {
    once: `
      import { once } from "lodash";
      const connect = once(() => work());
      export const handler = async (event) => connect();
    `,
    memoize: `
      import memoize from "lodash.memoize";
      const connect = memoize((region) => work());
      export const handler = async (event) => connect(event.region);
    `,
    "a function of the file": `
      const once = (make) => {
        let value;
        return () => (value ??= make());
      };
      const connect = once(() => work());
      export const handler = async (event) => connect();
    `,
    "a function of the file under a longer name": `
      const runOnce = (make) => {
        let value;
        return () => (value ??= make());
      };
      const connect = () => work();
      const connected = runOnce(connect);
      export const handler = async (event) => connected();
    `,
    "a function that the handler gives to it by name": `
      import { cached } from "./cache";
      const connect = () => work();
      export const handler = async (event) => cached(connect);
    `,
    "a closure": `
      const connection = (() => {
        let client;
        return () => {
          if (!client) client = work();
          return client;
        };
      })();
      export const handler = async (event) => connection();
    `,
    "a cache": `
      const clients = new Cache();
      export const handler = async (event) => clients.getOrSet(event.region, () => work());
    `,
  });
});

describe("A result that does not last", () => {
  repeats("is made again", {
    "behind a question to what is made anew, or to a switch": `
      import { createClients, getFlags } from "./clients";
      export const handler = async (event) => {
        const clients = createClients();
        if (!clients.has("main")) work();
        //                        ^^^^^^ again
        if (!getFlags().isOn("main")) work();
        //                            ^^^^^^ again
      };
    `,
    "behind a question to what is made of the event": `
      import { getHeaders } from "./headers";
      export const handler = async (event) => {
        const headers = getHeaders(event);
        if (!headers.has("main")) work();
        //                        ^^^^^^ again
      };
    `,
    "where something else has failed": `
      let client;
      export const handler = async (event) => {
        try {
          await check(event);
        } catch {
          client = work();
          //       ^^^^^^ again
        }
        try {
          await client.send(event);
        } catch {
          const other = work();
          //            ^^^^^^ again
        }
      };
    `,
    "where the variable is the handler's own": `
      export const handler = async (event) => {
        let client;
        client ??= work();
        //         ^^^^^^ again
      };
    `,
    "where the guard reads the event": `
      export const handler = async (event) => {
        if (!event.warm) work();
        //               ^^^^^^ again
      };
    `,
    "where the guard reads a setting": `
      const local = process.env.LOCAL === "true";
      export const handler = async (event) => {
        if (local) work();
        //         ^^^^^^ again
      };
    `,
    "where the guard reads a constant of the file": `
      const options = { region: "eu-west-1" };
      export const handler = async (event) => options.region ?? work();
      //                                                        ^^^^^^ again
    `,
    "where nobody asks before it": `
      let client;
      export const handler = async (event) => {
        client = work();
        //       ^^^^^^ again
        if (client) return client;
      };
    `,
    "where the guard only looks at the result": `
      let client;
      export const handler = async (event) => {
        if (!(client = work())) throw new Error("no client");
        //             ^^^^^^ again
      };
    `,
    "where an early return depends on the event": `
      export const handler = async (event) => {
        if (!event.body) return;
        work();
     // ^^^^^^ again
      };
    `,
    "where nothing is put into the Map": `
      const clients = new Map();
      export const handler = async (event) => clients.get(event.region) ?? work();
      //                                                                   ^^^^^^ again
    `,
    "where the guard asks a list of constants": `
      const topics = new Set(["orders"]);
      export const handler = async (event) => {
        if (!topics.has(event.topic)) return;
        work();
     // ^^^^^^ again
      };
    `,
    "where the Map is the handler's own": `
      export const handler = async (event) => {
        const clients = new Map();
        if (!clients.has("a")) clients.set("a", work());
        //                                      ^^^^^^ again
      };
    `,
  });
});
