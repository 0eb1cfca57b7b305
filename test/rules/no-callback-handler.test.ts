import { testRule } from "../kit/test-rule.ts";

testRule("no-callback-handler", {
  allows: {
    "an async handler": `
      export const handler = async (event, context) => ({ statusCode: 200 });
    `,
    "a handler that returns a promise": `
      exports.handler = (event, context) => Promise.resolve({ statusCode: 200 });
    `,
    "a callback with a default, which does not count": `
      export const handler = async (event, context, callback = () => {}) => callback();
    `,
    "a default before the callback, where the count ends": `
      export const handler = async (event, context = {}, callback) => callback(null, context);
    `,
    "the rest of the parameters": `
      export const handler = async (event, context, ...rest) => rest;
    `,
    "a streamed response": `
      export const handler = awslambda.streamifyResponse(async (event, responseStream, context) => {
        responseStream.end(context.awsRequestId);
      });
    `,
    "a streamed response whose last parameter has no name": `
      export const handler = awslambda.streamifyResponse(async (event, responseStream, _) => responseStream.end());
    `,
    "a streamed response that something else wraps": `
      import { streamed } from "./streamed";
      export const handler = streamed(async (event, responseStream, context) => responseStream.end());
    `,
    "a callback that nobody uses, below a wrapper whose parameters the runtime counts": `
      import { wrap } from "./wrap";
      export const handler = wrap(async (event, context, callback) => {});
    `,
    "dependencies in the third place": `
      export const saveOrder = async (event, context, orders) => orders.save(event);
    `,
    "dependencies in the second place": `
      export const saveOrder = async (event, orders, done) => orders.save(event, done);
    `,
    "a middleware of Express": `
      export const handler = (req, res, next) => next();
    `,
    "a middleware of NestJS": `
      import { Injectable } from "@nestjs/common";
      @Injectable()
      export class Logged {
        use(request, response, next) {
          next();
        }
      }
    `,
    "a function that Lambda does not call": `
      import { S3Client } from "@aws-sdk/client-s3";
      const save = (event, context, callback) => callback(null, new S3Client({}));
      export const connect = () => save;
    `,
    "a type": `
      import type { Callback, Context } from "aws-lambda";
      export type Run = (event: unknown, context: Context, callback: Callback) => void;
      export declare function handler(event: unknown, context: Context, callback: Callback): void;
    `,
    "methods of another context": `
      export const handler = async (event, context) => {
        const task = await start();
        task.context.done();
        [].forEach((context) => context.succeed());
      };
    `,
    "a context that a test fills": `
      export const handler = async (event, context) => {
        context.done = () => {};
      };
    `,
    "the flag for the event loop": `
      export const handler = async (event, context) => {
        context.callbackWaitsForEmptyEventLoop = false;
      };
    `,
  },

  reports: {
    "a callback below a wrapper, which gets none to pass on": `
      const co = require("co");
      exports.handler = co.wrap(function* (event, context, callback) {
        //                                                 ^^^^^^^^ missingCallback
        callback(null, yield save(event));
      });
    `,
    "a callback handler": `
      exports.handler = (event, context, callback) => {
        //                               ^^^^^^^^ callbackHandler
        callback(null, { statusCode: 200 });
      };
    `,
    "by any name": `
      export function create(event, context, cb) {
        //                                   ^^ callbackHandler
        save(event).then((order) => cb(null, order), cb);
      }
    `,
    "by its type": `
      import type { Callback, Context } from "aws-lambda";
      export const create = (event: Order, context: Context, respond: Callback<Order>) => respond(null, event);
      //                                                     ^^^^^^^^^^^^^^^^^^^^^^^^ callbackHandler
    `,
    "a handler by its type": `
      import type { SQSHandler } from "aws-lambda";
      export const handler: SQSHandler = (event, context, done) => done();
      //                                                  ^^^^ callbackHandler
    `,
    "a bound method": `
      class Orders {
        handle(event, context, callback) {
          //                   ^^^^^^^^ callbackHandler
          callback(null, event);
        }
      }
      const orders = new Orders();
      module.exports.handler = orders.handle.bind(orders);
    `,
    "an application that answers through it": `
      let server;
      export const handler = async (event, context, callback) => {
        //                                          ^^^^^^^^ usedCallback
        server ??= await bootstrap();
        return server(event, context, callback);
      };
    `,
    "methods of the context": `
      exports.handler = (event, context) => {
        save(event)
          .then(context.succeed)
          //    ^^^^^^^^^^^^^^^ contextMethod
          .catch((error) => context.fail(error));
        //                  ^^^^^^^^^^^^ contextMethod
        context.done();
     // ^^^^^^^^^^^^ contextMethod
      };
    `,
    "methods of the context under another name": `
      export const save = (event, ctx) => ctx.done(null, event);
      //                                  ^^^^^^^^ contextMethod
    `,
    "the flag for the event loop, where asked to": {
      options: [{ waitFlag: true }],
      code: `
      export const handler = async (event, context) => {
        context.callbackWaitsForEmptyEventLoop = false;
     // ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ waitFlag
      };
    `,
    },

    "an unused callback of an async handler, which goes by itself": {
      code: `
      export const handler = async (event, context, callback) => ({ statusCode: 200 });
      //                                            ^^^^^^^^ unusedCallback
    `,
      output: `
      export const handler = async (event, context) => ({ statusCode: 200 });
      //                                            ^^^^^^^^ unusedCallback
    `,
      suggests: {
        "Remove `callback`": `
      export const handler = async (event, context) => ({ statusCode: 200 });
      //                                            ^^^^^^^^ unusedCallback
    `,
      },
    },
    "its type and what was imported for it": {
      code: `
      import { Callback, Context, type SQSEvent } from "aws-lambda";
      export const handler = async (
        event: SQSEvent,
        context: Context,
        _callback: Callback,
     // ^^^^^^^^^^^^^^^^^^^ unusedCallback
      ) => {};
    `,
      output: `
      import { Context, type SQSEvent } from "aws-lambda";
      export const handler = async (
        event: SQSEvent,
        context: Context,
     // ^^^^^^^^^^^^^^^^^^^ unusedCallback
      ) => {};
    `,
      suggests: {
        "Remove `_callback`": `
      import { Context, type SQSEvent } from "aws-lambda";
      export const handler = async (
        event: SQSEvent,
        context: Context,
     // ^^^^^^^^^^^^^^^^^^^ unusedCallback
      ) => {};
    `,
      },
    },
    "an import of nothing else": {
      code: `
      import type { Callback } from "aws-lambda";
      export async function handler(event: unknown, context: unknown, callback: Callback) {}
      //                                                              ^^^^^^^^^^^^^^^^^^ unusedCallback
    `,
      output: `
      export async function handler(event: unknown, context: unknown) {}
      //                                                              ^^^^^^^^^^^^^^^^^^ unusedCallback
    `,
      suggests: {
        "Remove `callback`": `
      export async function handler(event: unknown, context: unknown) {}
      //                                                              ^^^^^^^^^^^^^^^^^^ unusedCallback
    `,
      },
    },
    "but not a comment": {
      code: `
      export const handler = async (event, context /* of the invocation */, callback) => {};
      //                                                                    ^^^^^^^^ unusedCallback
    `,
      output: `
      export const handler = async (event, context /* of the invocation */ ) => {};
      //                                                                    ^^^^^^^^ unusedCallback
    `,
      suggests: {
        "Remove `callback`": `
      export const handler = async (event, context /* of the invocation */ ) => {};
      //                                                                    ^^^^^^^^ unusedCallback
    `,
      },
    },
    "unless a comment stands in it": {
      code: `
      export const handler = async (event, context, callback /* of nobody */ : any) => {};
      //                                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ unusedCallback
    `,
    },
    "with the comma of its own line": {
      code: `
      export const handler = async (
        event, // of the queue
        context, // of the invocation
        callback, // of nobody
   //   ^^^^^^^^ unusedCallback
      ) => {};
    `,
      output: `
      export const handler = async (
        event, // of the queue
        context, // of the invocation
         // of nobody
   //   ^^^^^^^^ unusedCallback
      ) => {};
    `,
      suggests: {
        "Remove `callback`": `
      export const handler = async (
        event, // of the queue
        context, // of the invocation
         // of nobody
   //   ^^^^^^^^ unusedCallback
      ) => {};
    `,
      },
    },
    "or in a function that is not async, which may answer never": {
      code: `
      exports.handler = (event, context, callback) => save(event);
      //                                 ^^^^^^^^ unusedCallback
    `,
      suggests: {
        "Remove `callback`": `
      exports.handler = (event, context) => save(event);
      //                                 ^^^^^^^^ unusedCallback
    `,
      },
    },
    "and not at all where it is a decorated parameter": {
      code: `
      class Orders {
        async handle(event, context, @Inject() callback) {}
        //                                     ^^^^^^^^ unusedCallback
      }
      const orders = new Orders();
      export const handler = orders.handle.bind(orders);
    `,
    },
    "where arguments may hold it": {
      code: `
      export async function handler(event, context, callback) {
        //                                          ^^^^^^^^ usedCallback
        return save(...arguments);
      }
    `,
    },
    "where a declaration without a body has it too": {
      code: `
      export async function handler(event: string, context: unknown, callback: unknown): Promise<void>;
      export async function handler(event: unknown, context: unknown, callback: unknown): Promise<void> {}
      //                                                              ^^^^^^^^^^^^^^^^^ unusedCallback
    `,
    },
    "where a call in the file passes one": {
      code: `
      export const handler = async (event, context, callback) => {};
      //                                            ^^^^^^^^ unusedCallback
      export const warmUp = () => handler({}, {}, () => {});
    `,
    },
    "where a parameter follows": {
      code: `
      export const handler = async (event, context, callback, clock) => clock.now();
      //                                            ^^^^^^^^ unusedCallback
    `,
    },
  },
});

testRule("no-callback-handler", {
  allows: {},
  reports: {
    "calls at the end of an async handler, which can return": {
      code: `
      exports.handler = async (event, context, callback) => {
        //                                     ^^^^^^^^ usedCallback
        if (!event.body) {
          callback(null, { statusCode: 400 });
          return;
        }
        try {
          const order = await save(event.body);
          return callback(null, { statusCode: 201, body: order.id });
        } catch (error) {
          console.error(error);
          callback(error);
        }
      };
    `,
      suggests: {
        "Return or throw instead of calling `callback`": `
      exports.handler = async (event, context) => {
        //                                     ^^^^^^^^ usedCallback
        if (!event.body) {
          return { statusCode: 400 };
        }
        try {
          const order = await save(event.body);
          return { statusCode: 201, body: order.id };
        } catch (error) {
          console.error(error);
          throw error;
        }
      };
    `,
      },
    },
    "calls in all the ends of a switch": {
      code: `
      exports.handler = async (event, context, done) => {
        //                                     ^^^^ usedCallback
        switch (event.type) {
          case "a":
            done(null, "a");
            break;
          case "b":
            done();
            return;
          default:
            done(undefined, await other(event))
        }
      };
    `,
      suggests: {
        "Return or throw instead of calling `done`": `
      exports.handler = async (event, context) => {
        //                                     ^^^^ usedCallback
        switch (event.type) {
          case "a":
            return "a";
          case "b":
            return;
          default:
            return await other(event)
        }
      };
    `,
      },
    },
    "a call that is all there is": {
      code: `
      exports.handler = async (event, context, callback) => callback(null, { statusCode: 200 });
      //                                       ^^^^^^^^ usedCallback
    `,
      suggests: {
        "Return or throw instead of calling `callback`": `
      exports.handler = async (event, context) => ({ statusCode: 200 });
      //                                       ^^^^^^^^ usedCallback
    `,
      },
    },
    "a call in a finally, where an error would be lost": {
      code: `
      exports.handler = async (event, context, callback) => {
        //                                     ^^^^^^^^ usedCallback
        try {
          await save(event);
        } finally {
          callback(null, "saved");
        }
      };
    `,
    },
    "a call that something follows": {
      code: `
      exports.handler = async (event, context, callback) => {
        //                                     ^^^^^^^^ usedCallback
        callback(null, "saved");
        await log(event);
      };
    `,
    },
    "a call in a loop": {
      code: `
      exports.handler = async (event, context, callback) => {
        //                                     ^^^^^^^^ usedCallback
        for (const one of event.all) callback(null, one);
      };
    `,
    },
    "a call by a function inside": {
      code: `
      exports.handler = async (event, context, callback) => {
        //                                     ^^^^^^^^ usedCallback
        save(event).then((order) => callback(null, order));
      };
    `,
    },
    "a call that says both": {
      code: `
      exports.handler = async (event, context, callback) => {
        //                                     ^^^^^^^^ usedCallback
        callback(await failure(event), "saved");
      };
    `,
    },
    "an error that would be caught": {
      code: `
      exports.handler = async (event, context, callback) => {
        //                                     ^^^^^^^^ usedCallback
        try {
          return callback(new Error("nothing to save"));
        } catch (error) {
          console.error(error);
        }
      };
    `,
    },
    "a callback that is passed on": {
      code: `
      exports.handler = async (event, context, callback) => {
        //                                     ^^^^^^^^ usedCallback
        return callback(null, await save(event, callback));
      };
    `,
    },
    "a value that the declared answer forbids": {
      code: `
      export async function handler(event, context, callback): Promise<void> {
        //                                          ^^^^^^^^ usedCallback
        callback(null, "saved");
      }
    `,
    },
    "a call with a comment inside": {
      code: `
      exports.handler = async (event, context, callback) => {
        //                                     ^^^^^^^^ usedCallback
        callback(null /* it went well */, "saved");
      };
    `,
    },
    "a handler that is not async": {
      code: `
      exports.handler = (event, context, callback) => callback(null, "saved");
      //                                 ^^^^^^^^ callbackHandler
    `,
    },
  },
});
