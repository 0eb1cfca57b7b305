import { endsWithPromise } from "../../rules/lambda/invocation-end.ts";
import { callsOf, probe } from "../kit/probe.ts";

/** Marks each call of `work()` during which only promises keep the invocation open. */
const ends = probe((lambda, sourceCode) =>
  callsOf("work", sourceCode)
    .filter((call) => endsWithPromise(call, lambda, sourceCode))
    .map((call) => ({ at: call, says: "promise" })),
);

describe("The invocation ends with a promise", () => {
  ends("in a handler", {
    "that is async": `
      export const handler = async (event) => {
        work();
     // ^^^^^^ promise
      };
      work();
    `,
    "that returns promises, and nothing else": `
      export const handler = (event) => {
        work();
     // ^^^^^^ promise
        if (event.old) return Promise.all([]);
        return fetch(event.url).then((answer) => answer.json());
      };
    `,
    "not one with a callback, for which Lambda waits until nothing is left to do": `
      exports.handler = (event, context, callback) => {
        work();
        return fetch(event.url).then(() => callback(null, "done"));
      };
    `,
    "not one that may return anything": `
      exports.handler = (event, context) => {
        work();
        if (event.old) return context.succeed("old");
        return fetch(event.url);
      };
    `,
    "not one that streams its answer": `
      export const handler = awslambda.streamifyResponse(async (event, responseStream, context) => {
        work();
      });
    `,
    "not a durable execution": `
      import { withDurableExecution } from "@aws/durable-execution-sdk-js";
      export const handler = withDurableExecution(async (event, context) => {
        work();
        await context.step(async () => { work(); });
      });
    `,
    "behind a wrapper": `
      import middy from "@middy/core";
      export const handler = middy(async (event) => {
        work();
     // ^^^^^^ promise
      });
    `,
  });

  ends("in what a handler calls", {
    "async or not": `
      async function save() { work(); }
      //                      ^^^^^^ promise
      const log = () => { work(); };
      //                  ^^^^^^ promise
      class Orders {
        remove() { work(); }
        //         ^^^^^^ promise
      }
      const orders = new Orders();
      export const handler = async (event) => {
        log();
        orders.remove();
        await save();
      };
    `,
    "not in what it only hands to an emitter or a timer": `
      const onEnd = () => { work(); };
      const onTick = async () => { work(); };
      export const handler = async (event) => {
        stream.on("end", onEnd);
        setTimeout(onTick, 1000);
      };
    `,
    "not where the first handler to get there has a callback": `
      const save = () => { work(); };
      exports.handler = (event, context, callback) => { save(); };
    `,
  });

  ends("in a function inside of it", {
    "that a list or a promise runs": `
      export const handler = async (event) => {
        event.Records.forEach((record) => { work(); });
        //                                  ^^^^^^ promise
        await find(event).then(() => { work(); });
        //                             ^^^^^^ promise
      };
    `,
    "that is async, and given to somebody who may wait for it": `
      export const handler = async (event) => {
        await retry(async () => { work(); });
        //                        ^^^^^^ promise
        await retry(() => { work(); });
      };
    `,
    "that is handed to a function of the file that calls it itself": `
      const each = async (event, onRecord) => {
        for (const record of event.Records) await onRecord(record);
      };
      const all = (event, onRecord) => Promise.all(event.Records.map(onRecord));
      const sorted = (event, by, onRecord = () => {}) => event.Records.map((record) => onRecord(record));
      export const handler = async (event) => {
        await each(event, (record) => { work(); });
        //                              ^^^^^^ promise
        await all(event, (record) => { work(); });
        //                             ^^^^^^ promise
        await sorted(event, () => { work(); }, (record) => { work(); });
        //                                                   ^^^^^^ promise
      };
    `,
    "not one that keeps it, hands it on, or calls it when something else happens": `
      const onEnd = (listener) => { listeners.push(listener); };
      const onError = (listener) => { process.on("error", () => { listener(); }); };
      const later = (work) => { setTimeout(work, 1000); };
      const wrapped = (work) => () => work();
      const promised = (work) => new Promise((resolve) => work(resolve));
      const debounced = (work) => { work = debounce(work); work(); };
      const each = async (event, onRecord) => { for (const record of event.Records) await onRecord(record); };
      const finishing = (work) => { work((error) => { settle(error); }); };
      function* steps(work) { work(); }
      export const handler = async (event) => {
        onEnd(() => { work(); });
        onError(() => { work(); });
        later(() => { work(); });
        register(wrapped(() => { work(); }));
        await promised(() => { work(); });
        debounced(() => { work(); });
        finishing((finish) => { work(finish); });
        each(...event, (record) => { work(); });
        steps(() => { work(); });
      };
    `,
    "not where a promise's executor decides on the end": `
      export const handler = async (event) => {
        await new Promise((resolve) => { work(); });
        await new Promise(async (resolve) => {
          const poll = async () => { work(); };
          await poll();
        });
      };
    `,
    "not where something else has to happen first": `
      export const handler = async (event, context) => {
        stream.on("data", async () => { work(); });
        process.once("exit", () => { work(); });
        context.waitUntil(async () => { work(); });
        socket.onmessage = () => { work(); };
        return { body: () => { work(); } };
      };
    `,
  });
});
