import { callsOf, probe } from "../kit/probe.ts";

/** Marks each argument of `use(…)` that is a part of the event with the path that leads to it. */
const leads = probe((lambda, sourceCode) =>
  callsOf("use", sourceCode)
    .flatMap((call) => call.arguments)
    .flatMap((argument) => {
      const path = lambda.eventPathOf(argument);
      return path === undefined ? [] : [{ at: argument, says: path === "" ? "the event" : path }];
    }),
);

describe("The path from the event to a value", () => {
  leads("is found through", {
    members: `
      export const handler = async (event) => {
        use(event, event.body, event["detail-type"], event.Records[0].body, event?.requestContext?.http);
        //  ^^^^^ the event
        //         ^^^^^^^^^^ body
        //                     ^^^^^^^^^^^^^^^^^^^^ detail-type
        //                                           ^^^^^^^^^^^^^^^^^^^^^ Records[].body
        //                                                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^ requestContext.http
      };
    `,
    "destructured parameters": `
      export const handler = async ({ Records: [{ messageId, attributes: { SentTimestamp } }], body = "" }) => {
        use(messageId, SentTimestamp, body);
        //  ^^^^^^^^^ Records[].messageId
        //             ^^^^^^^^^^^^^ Records[].attributes.SentTimestamp
        //                            ^^^^ body
      };
    `,
    aliases: `
      export const handler = async (event) => {
        const batch = event;
        const { Records: records } = batch;
        const [first] = records;
        const { body: text } = first;
        use(text);
        //  ^^^^ Records[].body
      };
    `,
    "casts and defaults": `
      export const handler = async (event) => {
        const records = (event as SQSEvent).Records ?? [];
        const one = records[0]!;
        use(one.body);
        //  ^^^^^^^^ Records[].body
      };
    `,
    "a loop": `
      export const handler = async (event) => {
        for (const { body } of event.Records) use(body);
        //                                        ^^^^ Records[].body
        for (const record of event.Records.slice(1)) use(record);
        //                                               ^^^^^^ Records[]
      };
    `,
    "a loop that counts": `
      export const handler = async (event) => {
        for (let i = 0; i < event.Records.length; i++) {
          const record = event.Records[i];
          use(record.messageId);
          //  ^^^^^^^^^^^^^^^^ Records[].messageId
        }
      };
    `,
    callbacks: `
      export const handler = async ({ Records }) => {
        Records.map((record) => use(record.Sns.Message));
        //                          ^^^^^^^^^^^^^^^^^^ Records[].Sns.Message
        Records.filter(({ kinesis }) => use(kinesis.data)).forEach(function (record) {
        //                                  ^^^^^^^^^^^^ Records[].kinesis.data
          use(record);
          //  ^^^^^^ Records[]
        });
      };
    `,
    "a library's map": `
      import pMap from "p-map";
      export const handler = async (event) => pMap(event.Records, async (record) => use(record.body));
      //                                                                                ^^^^^^^^^^^ Records[].body
    `,
    "a helper": `
      const save = (record) => use(record.messageId);
      //                           ^^^^^^^^^^^^^^^^ Records[].messageId
      export const handler = async (event) => {
        for (const record of event.Records) await save(record);
      };
    `,
    "a helper passed by name": `
      const save = ({ messageId }) => use(messageId);
      //                                  ^^^^^^^^^ Records[].messageId
      export const handler = async (event) => Promise.all(event.Records.map(save));
    `,
    "a helper's second parameter": `
      const save = (table, record) => use(record.messageId);
      //                                  ^^^^^^^^^^^^^^^^ Records[].messageId
      export const handler = async (event) => save("orders", event.Records[0]);
    `,
    "a method": `
      class Orders {
        async handle(event, context) {
          for (const record of event.Records) this.save(record);
        }
        save(record) {
          use(record.body);
          //  ^^^^^^^^^^^ Records[].body
        }
      }
      const orders = new Orders();
      export const handler = orders.handle.bind(orders);
    `,
    "a helper's type": `
      import type { SQSRecord, SQSEvent } from "aws-lambda";
      const save = (record: SQSRecord) => use(record.body);
      //                                      ^^^^^^^^^^^ Records[].body
      const saveAll = (batch: SQSEvent) => use(batch.Records);
      //                                       ^^^^^^^^^^^^^ Records
      export const handler = async (event) => later(save, saveAll);
    `,
    "a record's type on an exported helper": `
      import type { SQSRecord } from "aws-lambda";
      export const save = async ({ messageId }: SQSRecord) => use(messageId);
      //                                                          ^^^^^^^^^ Records[].messageId
    `,
    "a wrapper of the file": `
      const logged = (inner) => async (event, context) => inner(event, context);
      export const handler = logged(async (event) => use(event.body));
      //                                                 ^^^^^^^^^^ body
    `,
    "an element found": `
      export const handler = async (event) => {
        use(event.Records.find(isNew).body, event.Records.at(-1));
        //  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Records[].body
        //                                  ^^^^^^^^^^^^^^^^^^^^ Records[]
      };
    `,
  });

  leads("is not made up for", {
    "what is computed from the event": `
      export const handler = async (event) => {
        use(JSON.parse(event.body), event.Records.length + 1, \`\${event.id}\`);
      };
    `,
    "other parameters": `
      export const handler = async (event, context) => use(context.awsRequestId);
    `,
    "the rest of the event": `
      export const handler = async ({ body, ...rest }) => use(rest.headers);
    `,
    "a variable of the same name": `
      const event = {};
      export const handler = async (input, context) => use(event.body);
    `,
    "a helper called with something else": `
      const save = (record) => use(record.messageId);
      export const handler = async (event) => save(JSON.parse(event.body));
    `,
  });
});
