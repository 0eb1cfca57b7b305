import { probe } from "../kit/probe.ts";

/** Marks what runs for each record of a batch with what the record is bound to. */
const loops = probe((lambda, sourceCode) =>
  lambda.recordLoops.all.map(({ body, record }) => ({
    at: body,
    says: record ? sourceCode.getText(record) : "no name",
  })),
);

describe("A loop over the records", () => {
  loops("is found as", {
    "for … of": `
      export const handler = async (event) => {
        for (const record of event.Records) await save(record);
        //                                  ^^^^^^^^^^^^^^^^^^^ record
      };
    `,
    "for … of that takes the record apart": `
      export const handler = async ({ Records }) => {
        for (const { body } of Records) await save(body);
        //                              ^^^^^^^^^^^^^^^^^ { body }
      };
    `,
    "for await": `
      export const handler = async (event) => {
        for await (const record of event.Records) save(record);
        //                                        ^^^^^^^^^^^^^ record
      };
    `,
    "for with an index": `
      export const handler = async (event) => {
        for (let i = 0; i < event.Records.length; i++) save(event.Records[i]);
        //                                             ^^^^^^^^^^^^^^^^^^^^^^^ no name
      };
    `,
    "for … in": `
      export const handler = async (event) => {
        for (const i in event.Records) save(event.Records[i]);
        //                             ^^^^^^^^^^^^^^^^^^^^^^^ no name
      };
    `,
    forEach: `
      exports.handler = (event, context, callback) => {
        event.Records.forEach((record) => save(record));
        //                                ^^^^^^^^^^^^ record
        callback();
      };
    `,
    "map in Promise.all": `
      export const handler = async (event) => Promise.all(event.Records.map(async (record) => save(record)));
      //                                                                                      ^^^^^^^^^^^^ record
    `,
    "map with a function by name": `
      async function save({ body }) {
      //                            ^ { body }
        // first the order
        await store(body);
      }
      export const handler = async (event) => Promise.allSettled(event.Records.map(save));
    `,
    "a library's map": `
      import pMap from "p-map";
      export const handler = async (event) => pMap(event.Records, (record) => save(record), { concurrency: 2 });
      //                                                                      ^^^^^^^^^^^^ record
    `,
    "an alias": `
      export const handler = async (event) => {
        const { Records: messages = [] } = event;
        const fresh = messages.filter(isFresh);
        for (const message of fresh) save(message);
        //                           ^^^^^^^^^^^^^^ message
      };
    `,
    "map with a function of another module": `
      import { save } from "./orders";
      export const handler = async (event) => Promise.all(event.Records.map(save));
      //                                                                    ^^^^ no name
    `,
    "an index beside the record": `
      export const handler = async (event) => {
        for (const [index, record] of event.Records.entries()) save(record, index);
        //                                                     ^^^^^^^^^^^^^^^^^^^^ [index, record]
      };
    `,
    "a copy": `
      export const handler = async (event) => {
        for (const record of [...event.Records].reverse()) save(record);
        //                                                 ^^^^^^^^^^^^^ record
        Array.from(event.Records).forEach((record) => save(record));
        //                                            ^^^^^^^^^^^^ record
      };
    `,
    "a helper that gets the records": `
      const saveAll = async (records) => {
        for (const record of records) save(record);
        //                            ^^^^^^^^^^^^^ record
      };
      export const handler = async (event) => saveAll(event.Records);
    `,
    "a helper that gets the event": `
      const saveAll = async ({ Records }) => Records.map((record) => save(record));
      //                                                             ^^^^^^^^^^^^ record
      export const handler = async (event) => saveAll(event);
    `,
    "a method of a class": `
      class Consumer {
        async handle(event, context) {
          return this.all(event.Records);
        }
        all = (records) => records.forEach((record) => save(record));
        //                                             ^^^^^^^^^^^^ record
      }
      const consumer = new Consumer();
      export const handler = consumer.handle.bind(consumer);
    `,
    "a chain": `
      export const handler = async (event) =>
        Promise.all((event.Records ?? []).filter(isFresh).map((record) => save(record)));
        //                                                                ^^^^^^^^^^^^ record
    `,
  });

  loops("is nothing else", {
    "a loop over something else": `
      export const handler = async (event) => {
        for (const item of JSON.parse(event.body).Records) save(item);
        for (const item of items) save(item);
      };
    `,
    "a loop over a part of a record": `
      export const handler = async (event) => {
        for (const item of event.Records[0].items) save(item);
      };
    `,
    "a look at the records": `
      export const handler = async (event) => event.Records.some((record) => record.body);
    `,
    "a fold, which may make anything of them": `
      export const handler = async (event) =>
        event.Records.reduce((before, record) => before.then(() => save(record)), Promise.resolve());
    `,
    "a loop that no handler gets to": `
      const unused = (event) => event.Records.map((record) => save(record));
      export const handler = async (event) => {};
    `,
  });
});
