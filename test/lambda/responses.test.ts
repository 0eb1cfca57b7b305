import { readsOf } from "../../rules/lambda/responses.ts";
import { sdkCallsIn } from "../../rules/lambda/sdk-calls.ts";
import { probe } from "../kit/probe.ts";

const reads = probe((_lambda, sourceCode) =>
  sdkCallsIn(sourceCode).map((call) => {
    const names = readsOf(call, sourceCode)?.map(({ name }) => name);
    return { at: call.name, says: names ? `[${names.join(", ")}]` : "out of sight" };
  }),
);

reads("a response that is dropped", {
  "by a statement": `
    import { PutEventsCommand } from "@aws-sdk/client-eventbridge";
    export const handler = async (event) => {
      await client.send(new PutEventsCommand(event));
      //                    ^^^^^^^^^^^^^^^^ []
      client.send(new PutEventsCommand(event));
      //              ^^^^^^^^^^^^^^^^ []
      void client.send(new PutEventsCommand(event));
      //                   ^^^^^^^^^^^^^^^^ []
      if (event.a) await client.send(new PutEventsCommand(event)).catch(console.error);
      //                                 ^^^^^^^^^^^^^^^^ []
      event.b && (await client.send(new PutEventsCommand(event)));
      //                                ^^^^^^^^^^^^^^^^ []
      event.c ? await client.send(new PutEventsCommand(event)) : undefined;
      //                              ^^^^^^^^^^^^^^^^ []
    };
  `,
  "by a variable that nobody reads": `
    import { PutEventsCommand } from "@aws-sdk/client-eventbridge";
    export const handler = async (event) => {
      const result = await client.send(new PutEventsCommand(event));
      //                                   ^^^^^^^^^^^^^^^^ []
      let last: typeof result;
      last = await client.send(new PutEventsCommand(event));
      //                           ^^^^^^^^^^^^^^^^ []
      const other = await client.send(new PutEventsCommand(event));
      //                                  ^^^^^^^^^^^^^^^^ []
      if (!other) throw new Error();
    };
  `,
  "by those who wait for it": `
    import { PutEventsCommand } from "@aws-sdk/client-eventbridge";
    export const handler = async (event) => {
      await Promise.all([client.send(new PutEventsCommand(event)), other()]);
      //                                 ^^^^^^^^^^^^^^^^ []
      const [, { id }] = await Promise.all([client.send(new PutEventsCommand(event)), other()]);
      //                                                    ^^^^^^^^^^^^^^^^ []
      await Promise.all(event.lists.map((Entries) => client.send(new PutEventsCommand({ Entries }))));
      //                                                             ^^^^^^^^^^^^^^^^ []
      await Promise.allSettled(event.lists.map(async (list) => { return client.send(new PutEventsCommand(list)); }));
      //                                                                                ^^^^^^^^^^^^^^^^ []
      const promises = [client.send(new PutEventsCommand(event))];
      //                                ^^^^^^^^^^^^^^^^ []
      promises.push(client.send(new PutEventsCommand(event)));
      //                            ^^^^^^^^^^^^^^^^ []
      const results = await Promise.all([...promises, other()]);
      console.log(results.length);
    };
  `,
  "by those who only ask who failed": `
    import { PutEventsCommand } from "@aws-sdk/client-eventbridge";
    export const handler = async (event) => {
      const settled = await Promise.allSettled(event.lists.map((list) => client.send(new PutEventsCommand(list))));
      //                                                                                 ^^^^^^^^^^^^^^^^ []
      for (const reason of settled.filter(({ status }) => status === "rejected").map((one) => one.reason)) log(reason);
    };
  `,
  "by a callback that does not take it": `
    import { PutEventsCommand } from "@aws-sdk/client-eventbridge";
    import { EventBridge } from "aws-sdk";
    const events = new EventBridge();
    export const handler = async (event) => {
      await client.send(new PutEventsCommand(event)).then(() => console.log("sent"));
      //                    ^^^^^^^^^^^^^^^^ []
      events.putEvents(event, (error) => console.error(error));
   // ^^^^^^^^^^^^^^^^ []
      events.putEvents(event, (error, data) => console.error(error));
   // ^^^^^^^^^^^^^^^^ []
    };
  `,
  "by all who call the function that sends": `
    import { PutEventsCommand } from "@aws-sdk/client-eventbridge";
    const put = (Entries) => client.send(new PutEventsCommand({ Entries }));
    //                                       ^^^^^^^^^^^^^^^^ []
    async function publish(Entries) {
      return put(Entries);
    }
    export const handler = async (event) => {
      await publish([event]);
      await Promise.all(event.lists.map(publish));
    };
  `,
});

reads("a response of which a part is read", {
  "by the member's name": `
    import { BatchGetCommand } from "@aws-sdk/lib-dynamodb";
    export const handler = async (event) => {
      const result = await client.send(new BatchGetCommand(event));
      //                                   ^^^^^^^^^^^^^^^ [Responses, $metadata]
      use(result.Responses?.orders, result!["$metadata"]);
      use((await client.send(new BatchGetCommand(event))).Responses);
      //                         ^^^^^^^^^^^^^^^ [Responses]
      const { Responses: { orders } = {}, UnprocessedKeys } = await client.send(new BatchGetCommand(event));
      //                                                                            ^^^^^^^^^^^^^^^ [Responses, UnprocessedKeys]
      const [{ Responses }] = await Promise.all([client.send(new BatchGetCommand(event))]);
      //                                                         ^^^^^^^^^^^^^^^ [Responses]
    };
  `,
  "in a loop that asks again": `
    import { BatchWriteCommand } from "@aws-sdk/lib-dynamodb";
    export const handler = async ({ RequestItems }) => {
      let response;
      do {
        response = await client.send(new BatchWriteCommand({ RequestItems }));
        //                               ^^^^^^^^^^^^^^^^^ [UnprocessedItems, UnprocessedItems]
        RequestItems = response.UnprocessedItems;
      } while (Object.keys(response.UnprocessedItems).length);
    };
  `,
  "in a callback": `
    import { BatchGetCommand } from "@aws-sdk/lib-dynamodb";
    import { DynamoDB } from "aws-sdk";
    const dynamo = new DynamoDB.DocumentClient();
    const print = ({ Responses }) => console.log(Responses);
    export const handler = async (event) => {
      await client.send(new BatchGetCommand(event)).then((data) => data.Responses).then(({ orders }) => orders);
      //                    ^^^^^^^^^^^^^^^ [Responses]
      await client.send(new BatchGetCommand(event)).then(print);
      //                    ^^^^^^^^^^^^^^^ [Responses]
      dynamo.batchGet(event, (error, { UnprocessedKeys }) => use(UnprocessedKeys));
   // ^^^^^^^^^^^^^^^ [UnprocessedKeys]
    };
  `,
  "by one who calls the function that sends": `
    import { BatchGetCommand } from "@aws-sdk/lib-dynamodb";
    const get = async (keys) => {
      const response = await client.send(new BatchGetCommand(keys));
      //                                     ^^^^^^^^^^^^^^^ [$metadata, Responses]
      console.log(response.$metadata);
      return response;
    };
    export const handler = async (event) => {
      await get(event);
      return (await get(event)).Responses;
    };
  `,
});

reads("a response", {
  "gets out of sight where it is passed on or logged as a whole": `
    import { PutEventsCommand } from "@aws-sdk/client-eventbridge";
    export const handler = async (event) => {
      const result = await client.send(new PutEventsCommand(event));
      //                                   ^^^^^^^^^^^^^^^^ out of sight
      console.log(result);
      assertSent(await client.send(new PutEventsCommand(event)));
      //                               ^^^^^^^^^^^^^^^^ out of sight
      const copy = { ...(await client.send(new PutEventsCommand(event))) };
      //                                       ^^^^^^^^^^^^^^^^ out of sight
      const { $metadata, ...rest } = await client.send(new PutEventsCommand(event));
      //                                                   ^^^^^^^^^^^^^^^^ out of sight
      this.result = await client.send(new PutEventsCommand(event));
      //                                  ^^^^^^^^^^^^^^^^ out of sight
      const any = await client.send(new PutEventsCommand(event));
      //                                ^^^^^^^^^^^^^^^^ out of sight
      use(any[event.member]);
    };
  `,
  "gets out of sight where it is returned to others": `
    import { PutEventsCommand } from "@aws-sdk/client-eventbridge";
    export const put = async (event) => client.send(new PutEventsCommand(event));
    //                                                  ^^^^^^^^^^^^^^^^ out of sight
    const publish = async (event) => client.send(new PutEventsCommand(event));
    //                                               ^^^^^^^^^^^^^^^^ out of sight
    export { publish };
    class Publisher {
      publish(event) {
        return client.send(new PutEventsCommand(event));
        //                     ^^^^^^^^^^^^^^^^ out of sight
      }
    }
    exports.handler = async (event) => {
      await put(event);
      await publish(event);
      await retry(() => client.send(new PutEventsCommand(event)));
      //                                ^^^^^^^^^^^^^^^^ out of sight
      return client.send(new PutEventsCommand(event));
      //                     ^^^^^^^^^^^^^^^^ out of sight
    };
  `,
  "gets out of sight in a list whose elements are looked at": `
    import { PutEventsCommand } from "@aws-sdk/client-eventbridge";
    export const handler = async (event) => {
      const results = await Promise.all(event.lists.map((list) => client.send(new PutEventsCommand(list))));
      //                                                                          ^^^^^^^^^^^^^^^^ out of sight
      if (results.some(({ FailedEntryCount }) => FailedEntryCount > 0)) throw new Error();
      const [settled] = await Promise.allSettled([client.send(new PutEventsCommand(event))]);
      //                                                          ^^^^^^^^^^^^^^^^ out of sight
      if (settled.value.FailedEntryCount) throw new Error();
      const all = await Promise.allSettled([client.send(new PutEventsCommand(event))]);
      //                                                    ^^^^^^^^^^^^^^^^ out of sight
      console.log(all.map(({ status, value }) => status === "fulfilled" && value.FailedEntryCount));
      for (const promise of [client.send(new PutEventsCommand(event))]) (await promise).FailedEntryCount;
      //                                     ^^^^^^^^^^^^^^^^ out of sight
    };
  `,
  "of a function that goes round in circles gets out of sight": `
    import { PutEventsCommand } from "@aws-sdk/client-eventbridge";
    const put = async (list) => (list.length > 1 ? put(list.slice(1)) : client.send(new PutEventsCommand(list)));
    //                                                                                  ^^^^^^^^^^^^^^^^ out of sight
    export const handler = async (event) => {
      await put(event.list);
    };
  `,
});
