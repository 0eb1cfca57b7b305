import { isDoneOnce } from "../../rules/lambda/idempotency.ts";
import { callsOf, probe } from "../kit/probe.ts";

/** Marks each call of `send()` that a second delivery of the event does again. */
const repeats = probe((lambda, sourceCode) =>
  callsOf("send", sourceCode)
    .filter((call) => !isDoneOnce(call, lambda, sourceCode))
    .map((call) => ({ at: call, says: "again" })),
);

describe("Work is done once for an event", () => {
  repeats("that a library guards", {
    "around a function": `
      import { makeIdempotent } from "@aws-lambda-powertools/idempotency";
      const greet = makeIdempotent(async (record) => send(record), { persistenceStore });
      export const handler = async (event, context) => greet(event);
    `,
    "around the handler": `
      import middy from "@middy/core";
      import { makeHandlerIdempotent } from "@aws-lambda-powertools/idempotency/middleware";
      export const handler = middy(async (event, context) => send(event)).use(makeHandlerIdempotent({}));
    `,
    "as a step of a durable execution": `
      import { withDurableExecution } from "@aws/durable-execution-sdk-js";
      export const handler = withDurableExecution(async (event, context) => context.step("mail", () => send(event)));
    `,
    "of one's own": `
      import { runOnce } from "./idempotency";
      export const handler = async (event, context) => runOnce(event.id, () => send(event));
    `,
    "by its name": `
      import { withIdempotency } from "./work";
      export const handler = async (event, context) => withIdempotency(event.id, () => send(event));
    `,
  });

  repeats("that is looked up first", {
    "and left where it is found": `
      export const handler = async (event, context) => {
        const { Item } = await db.get({ id: event.id });
        if (Item) return;
        send(event);
      };
    `,
    "in steps": `
      export const handler = async (event, context) => {
        let result;
        result = await db.get({ id: event.id });
        const item = result.Item;
        if (item !== undefined) return item;
        send(event);
      };
    `,
    "and handled where it is missing": `
      export const handler = async (event, context) => {
        const done = await db.get({ id: event.id });
        if (!done) send(event);
      };
    `,
    "and found in a state that comes once": `
      export const handler = async (event, context) => {
        const order = await orders.find(event.orderId);
        if (order.status === "NEW") send(event);
      };
    `,
    "in the test itself": `
      export const handler = async (event, context) => {
        for (const record of event.Records) {
          if (await handled(record.messageId)) continue;
          send(record);
        }
      };
    `,
    "by a name": `
      export const handler = async (event, context) => {
        if (isDuplicate(event)) return;
        send(event);
      };
    `,
    "by the function that calls": `
      const greet = async (event) => send(event);
      export const handler = async (event, context) => {
        if (await seenBefore(event.id)) return;
        await greet(event);
      };
    `,
    "by the method that calls": `
      class Greeter {
        async handle(event) {
          if (await this.isProcessed(event)) return;
          await this.greet(event);
        }
        private async greet(event) {
          send(event);
        }
      }
      const greeter = new Greeter();
      export const handler = async (event, context) => greeter.handle(event);
    `,
    "by a filter": `
      export const handler = async (event, context) => {
        for (const record of withoutDuplicates(event.Records)) send(record);
        withoutDuplicates(event.Records).map((record) => send(record));
      };
    `,
    "and refused": `
      export const handler = async (event, context) => {
        const existing = await db.get({ id: event.id });
        if (existing) throw new Error("This order was placed before.");
        send(event);
      };
    `,
  });

  repeats("that is claimed first", {
    "by an item that has to be new": `
      const claim = (id) => db.put({ Item: { id }, ConditionExpression: "attribute_not_exists(id)" });
      export const handler = async (event, context) => {
        await claim(event.id);
        send(event);
      };
    `,
    "by a row that has to be new": `
      export const handler = async (event, context) => {
        await db.query("INSERT INTO events (id) VALUES ($1) ON CONFLICT (id) DO NOTHING", [event.id]);
        send(event);
      };
    `,
    "by a key that has to be new": `
      export const handler = async (event, context) => {
        const isNew = await redis.set(event.id, "1", { NX: true });
        if (!isNew) return;
        send(event);
      };
    `,
    "with what happens where it was claimed": `
      export const handler = async (event, context) => {
        try {
          await db.put({ Item: { id: event.id }, ConditionExpression: "attribute_not_exists(id)" });
        } catch (error) {
          if (error.name === "ConditionalCheckFailedException") return;
          throw error;
        }
        send(event);
      };
    `,
  });

  repeats("that failed, for each failure is its own", {
    "in a catch": `
      export const handler = async (event, context) => {
        try {
          await work(event);
        } catch (error) {
          send(error);
        }
      };
    `,
  });
});

describe("Work is done again", () => {
  repeats("where what is asked first", {
    "is something else": `
      export const handler = async (event, context) => {
        const user = await users.get(event.userId);
        if (!user) return;
        if (user.email) send(event);
        //              ^^^^^^^^^^^ again
      };
    `,
    "is whether a call failed": `
      export const handler = async (event, context) => {
        const response = await fetch(event.url);
        if (response.status !== 200) return;
        const { error, data } = await parse(response);
        if (error) throw error;
        send(data);
     // ^^^^^^^^^^ again
      };
    `,
    "is the event": `
      export const handler = async (event, context) => {
        if (event.type !== "created") return;
        send(event);
     // ^^^^^^^^^^^ again
      };
    `,
    "is a setting": `
      export const handler = async (event, context) => {
        const settings = await load("settings");
        if (settings.off) return;
        send(event);
     // ^^^^^^^^^^^ again
      };
    `,
    "is left to the caller, who asks for something else": `
      const greet = async (event) => send(event);
      //                             ^^^^^^^^^^^ again
      export const handler = async (event, context) => {
        const user = await users.get(event.userId);
        if (user === undefined) throw new Error("Nobody has this id.");
        await greet(event);
      };
    `,
  });

  repeats("where it is claimed", {
    "too late": `
      export const handler = async (event, context) => {
        send(event);
     // ^^^^^^^^^^^ again
        await db.put({ Item: { id: event.id }, ConditionExpression: "attribute_not_exists(id)" });
      };
    `,
    "by what holds the second time too": `
      export const handler = async (event, context) => {
        await db.put({ Item: { id: event.id }, ConditionExpression: "attribute_exists(id)" });
        await db.query("INSERT INTO events (id) VALUES ($1) ON CONFLICT (id) DO UPDATE SET n = 1", [event.id]);
        send(event);
     // ^^^^^^^^^^^ again
      };
    `,
  });
});
