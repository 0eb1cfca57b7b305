import { isMadeOfEvent } from "../../rules/lambda/made-of-event.ts";
import { callsOf, probe } from "../kit/probe.ts";

/** Marks what `keep(…)` is given, with whether it is certainly made of the event. */
const made = probe((lambda, sourceCode) =>
  callsOf("keep", sourceCode).flatMap(({ arguments: [value] }) => ({
    at: value!,
    says: isMadeOfEvent(value!, lambda, sourceCode) ? "of the event" : "unknown",
  })),
);

describe("A value is certainly made of the event", () => {
  made("where it is", {
    "a part of it": `
      exports.handler = async (event) => {
        keep(event);
        //   ^^^^^ of the event
        keep({ id: event.pathParameters.id });
        //   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ of the event
        keep("nothing");
        //   ^^^^^^^^^ unknown
      };
    `,
    "computed from it, in however many steps": `
      import { get } from "./store.ts";
      export const handler = async ({ body }) => {
        const { user } = JSON.parse(body);
        const account = await get(user.id);
        keep(\`\${account.name}!\`);
        //   ^^^^^^^^^^^^^^^^^^ of the event
        keep(await get("settings"));
        //   ^^^^^^^^^^^^^^^^^^^^^ unknown
      };
    `,
    "names that are made of each other, whichever is asked first": `
      exports.handler = async (event) => {
        let first, second;
        first = second;
        second = first;
        first = event.id;
        keep(first);
        //   ^^^^^ of the event
        keep(second);
        //   ^^^^^^ of the event
      };
    `,
    "an element of a list in it": `
      exports.handler = async (event) => {
        const orders = JSON.parse(event.body);
        for (const order of orders) keep(order);
        //                               ^^^^^ of the event
        orders.forEach((order, index) => keep([order, index]));
        //                                    ^^^^^^^^^^^^^^ of the event
        orders.forEach((order, index) => keep(index));
        //                                    ^^^^^ unknown
      };
    `,
    "what a promise for it gives": `
      exports.handler = (event) => find(event.id).then((user) => keep(user));
      //                                                              ^^^^ of the event
      const find = async (id) => id;
    `,
    "what a function of the file is given": `
      exports.handler = async (event) => remember(JSON.parse(event.body), "default");
      function remember(order, kind) {
        keep(order);
        //   ^^^^^ of the event
        keep(kind);
        //   ^^^^ unknown
      }
    `,
    "of this invocation's context": `
      export const handler = async (event, context) => {
        keep(context.awsRequestId);
        //   ^^^^^^^^^^^^^^^^^^^^ of the event
        keep(context.functionName);
        //   ^^^^^^^^^^^^^^^^^^^^ unknown
      };
    `,
    "of a context that is taken apart": `
      export const handler = async (event, { awsRequestId, functionName }) => {
        keep(awsRequestId);
        //   ^^^^^^^^^^^^ of the event
        keep(functionName);
        //   ^^^^^^^^^^^^ unknown
      };
    `,
  });

  made("not where it may be", {
    "the same for all events": `
      exports.handler = async (event) => {
        keep(event.requestContext.stage);
        //   ^^^^^^^^^^^^^^^^^^^^^^^^^^ unknown
        keep(event.Records[0].eventSourceARN);
        //   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ unknown
      };
    `,
    "what the module keeps": `
      let last;
      exports.handler = async (event) => {
        last = event.id;
        keep(last);
        //   ^^^^ unknown
      };
    `,
    "made of itself": `
      export const handler = async (event, context) => {
        var a = b, b = a;
        keep(a);
        //   ^ unknown
      };
    `,
  });
});
