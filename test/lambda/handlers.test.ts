import { probe } from "../kit/probe.ts";

/** Marks the first word of each handler with the name it is exported under, and with how sure that is. */
const finds = probe((lambda, sourceCode) =>
  lambda.handlers.map(({ name, evidence, function: fn }) => ({
    at: sourceCode.getFirstToken(fn)!,
    says: evidence === "entry" ? name : `${name}, ${evidence}`,
  })),
);

describe("A handler", () => {
  finds("is found by how a module exports it", {
    "a constant": `
      export const handler = async (event) => {};
      //                     ^^^^^ handler
    `,
    "a function": `
      export async function handler(event) {}
      //     ^^^^^ handler
    `,
    "a function under another name": `
      async function main(event) {}
   // ^^^^^ handler
      export { main as handler };
    `,
    "a variable that is filled in later": `
      let handler;
      handler = async (event) => {};
      //        ^^^^^ handler
      export { handler };
    `,
    "a default export": `
      export default async (event, context) => {};
      //             ^^^^^ default
    `,
    "a default export by name": `
      const run = async (event, context) => {};
      //          ^^^^^ default
      export default run;
    `,
    "a default export that holds it": `
      export default { handler: async (event) => {} };
      //                        ^^^^^ handler
    `,
    "a property of exports": `
      exports.handler = async (event) => {};
      //                ^^^^^ handler
    `,
    "a property of exports by string": `
      exports["handler"] = async (event) => {};
      //                   ^^^^^ handler
    `,
    "a property of module.exports": `
      module.exports.handler = function (event, context, callback) {};
      //                       ^^^^^^^^ handler
    `,
    "module.exports itself": `
      module.exports = async (event, context) => {};
      //               ^^^^^ default
    `,
    "an object": `
      const lambdaHandler = async (event) => {};
      //                    ^^^^^ lambdaHandler
      module.exports = { lambdaHandler };
    `,
    "a method of an object": `
      module.exports = {
        async handler(event) {},
        //           ^ handler
      };
    `,
    "the object first, the function afterwards": `
      module.exports = { handler };
      async function handler(event) {}
   // ^^^^^ handler
    `,
    "exports and module.exports at once": `
      exports = module.exports = { handler: async (event) => {} };
      //                                    ^^^^^ handler
    `,
    "two names for one function": `
      exports.main = exports.handler = async (event) => {};
      //                               ^^^^^ handler
    `,
    "a constant that is exported too": `
      const handler = (exports.handler = async (event) => {});
      //                                 ^^^^^ handler
    `,
    "what a compiler makes of it": `
      Object.defineProperty(exports, "__esModule", { value: true });
      exports.handler = void 0;
      const handler = async (event) => {};
      //              ^^^^^ handler
      exports.handler = handler;
    `,
    "TypeScript's export assignment": `
      const handler = async (event: unknown) => {};
      //              ^^^^^ handler
      export = { handler };
    `,
    "a member of an exported object": `
      export const orders = { create: async (event, context) => {} };
      //                              ^^^^^ orders.create
    `,
    "a static method of an exported class": `
      export class Orders {
        static async handler(event, context) {}
        //                  ^ Orders.handler
      }
    `,
    "several in one module": `
      export const create = async (event, context) => {};
      //                    ^^^^^ create
      export const remove = async (event, context) => {};
      //                    ^^^^^ remove
    `,
    "the overload that has a body": `
      export function handler(event: string): void;
      export function handler(event: unknown): void {}
      //     ^^^^^^^^ handler
    `,
  });

  finds("is found below its wrappers", {
    "middy around it": `
      import middy from "@middy/core";
      export const handler = middy(async (event) => {}).use(logger()).use(errors());
      //                           ^^^^^ handler
    `,
    "middy before it": `
      import middy from "@middy/core";
      export const handler = middy().use(logger()).handler(async (event) => {});
      //                                                   ^^^^^ handler
    `,
    "an import of somebody's own": `
      import { secured } from "../lib/secured";
      export const handler = secured(async (event) => {});
      //                             ^^^^^ handler
    `,
    "with options first": `
      import { withRole } from "../lib/auth";
      export const handler = withRole("admin", async (event) => {});
      //                                       ^^^^^ handler
    `,
    "with options in a call of their own": `
      import { withRole } from "../lib/auth";
      export const handler = withRole("admin")(async (event) => {});
      //                                       ^^^^^ handler
    `,
    "a method": `
      const Sentry = require("@sentry/aws-serverless");
      exports.handler = Sentry.wrapHandler(async (event) => {});
      //                                   ^^^^^ handler
    `,
    "the function by name": `
      import { secured } from "../lib/secured";
      const list = async (event) => {};
      //           ^^^^^ handler
      export const handler = secured(list);
    `,
    "four deep": `
      import { a, b, c, d } from "../lib";
      export const handler = a(b(c(d(async (event) => {}))));
      //                             ^^^^^ handler
    `,
    "a wrapper of this file and what it wraps": `
      const logged = (inner) => async (event, context) => inner(event, context);
      //                        ^^^^^ handler
      export const handler = logged(async (event) => {});
      //                            ^^^^^ handler
    `,
    "streamed responses": `
      export const stream = awslambda.streamifyResponse(async (event, responseStream, context) => {});
      //                                                ^^^^^ stream
    `,
    "durable functions": `
      import { withDurableExecution } from "@aws/durable-execution-sdk-js";
      export const handler = withDurableExecution(async (event, context) => {});
      //                                          ^^^^^ handler
    `,
    idempotency: `
      import { makeIdempotent } from "@aws-lambda-powertools/idempotency";
      export const handler = makeIdempotent(async (event, context) => {}, { persistenceStore });
      //                                    ^^^^^ handler
    `,
    "a choice between two": `
      import { traced } from "../lib/traced";
      const run = async (event, context) => {};
      //          ^^^^^ handler
      export const handler = process.env.TRACE ? traced(run) : run;
    `,
  });

  finds("is found in classes", {
    "a method bound at the export": `
      class Orders {
        async handle(event, context) {}
        //          ^ handler
      }
      const orders = new Orders();
      export const handler = orders.handle.bind(orders);
    `,
    "a method bound without a name for the instance": `
      class Orders {
        async handle(event, context) {}
        //          ^ handler
      }
      export const handler = Orders.prototype.handle.bind(new Orders());
    `,
    "a decorated class": `
      import { Logger } from "@aws-lambda-powertools/logger";
      const logger = new Logger();
      class Lambda implements LambdaInterface {
        @logger.injectLambdaContext()
        public async handler(event: unknown, _context: unknown): Promise<void> {}
        //                  ^ handler
      }
      const lambda = new Lambda();
      export const handler = lambda.handler.bind(lambda);
    `,
    "an arrow function in a field": `
      class Orders {
        handle = async (event, context) => {};
        //       ^^^^^ handler
      }
      export const handler = new Orders().handle;
    `,
    "a static method": `
      class Orders {
        static async handle(event, context) {}
        //                 ^ handler
      }
      exports.handler = Orders.handle;
    `,
    "a function that asks an instance": `
      import { Orders } from "./orders";
      const orders = new Orders();
      export const handler = async (event, context) => orders.handle(event, context);
      //                     ^^^^^ handler
    `,
  });

  finds("is found behind factories", {
    "called at module scope": `
      const make = (deps) => async (event) => {};
      //                     ^^^^^ handler
      export const handler = make({ table: process.env.TABLE });
    `,
    "that return a function by name": `
      function make(deps) {
        async function run(event) {}
     // ^^^^^ handler
        return run;
      }
      export const handler = make({});
    `,
    "that are awaited": `
      const make = async () => async (event) => {};
      //                       ^^^^^ handler
      export const handler = await make();
    `,
    "curried twice": `
      const make = (deps) => (options) => async (event) => {};
      //                                  ^^^^^ handler
      export const handler = make({})({});
    `,
    "of an object": `
      const factory = { build: () => async (event) => {} };
      //                             ^^^^^ handler
      export const handler = factory.build();
    `,
  });

  finds("is found by its types under any name", {
    "a handler's type": `
      import type { SQSHandler } from "aws-lambda";
      export const consume: SQSHandler = async ({ Records }) => {};
      //                                 ^^^^^ consume
    `,
    "a type that is only inferred from": `
      import type { Handler } from "aws-lambda";
      export const consume = (async (payload) => {}) satisfies Handler<Order>;
      //                      ^^^^^ consume
    `,
    "an inline import": `
      export const consume: import("aws-lambda").SQSHandler = async (batch) => {};
      //                                                      ^^^^^ consume
    `,
    "a namespace": `
      import * as lambda from "aws-lambda";
      export const consume: lambda.Handler = async (payload) => {};
      //                                     ^^^^^ consume
    `,
    "a type for JavaScript": `
      /** @type {import("aws-lambda").SQSHandler} */
      exports.consume = async (batch) => {};
      //                ^^^^^ consume
    `,
    "the event's type under the name that templates use": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (batch: SQSEvent) => {};
      //                     ^^^^^ handler
    `,
    "the event's type under another name, which some entry may call": `
      import type { SQSEvent } from "aws-lambda";
      export const consume = async (batch: SQSEvent) => {};
      //                     ^^^^^ consume, takes an event
    `,
    "the event's type and an answer's": `
      import type { APIGatewayProxyEvent, APIGatewayProxyResult } from "aws-lambda";
      export const list = async (event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> => orders();
      //                  ^^^^^ list
    `,
    "a record's type, which no entry takes": `
      import type { SQSRecord } from "aws-lambda";
      export const recordHandler = async (record: SQSRecord) => {};
      //                           ^^^^^ recordHandler, takes an event
    `,
    "nothing by the event's type in another place": `
      import type { SQSEvent } from "aws-lambda";
      export const validate = (schema: Schema, batch: SQSEvent) => schema.parse(batch);
    `,
    "nothing by the type of what is made": `
      import type { Handler, SQSEvent } from "aws-lambda";
      export const eventOf = (body: string): SQSEvent => ({ Records: [{ body }] });
      export const traced = (inner: Handler): Handler => inner;
    `,
    "nothing by a type of somebody's own": `
      import type { SQSHandler } from "./queues";
      export const consume: SQSHandler = async (batch) => {};
    `,
  });

  finds("is found by what it does under any name", {
    parameters: `
      export const consume = async (event, context) => {};
      //                     ^^^^^ consume
    `,
    "parameters it does not use": `
      export const consume = async (_event, _context) => {};
      //                     ^^^^^ consume
    `,
    "a callback": `
      exports.consume = (event, context, callback) => callback();
      //                ^ consume
    `,
    "a callback, whatever the event is called": `
      exports.consume = (data, context, callBack) => callBack();
      //                ^ consume
    `,
    "an event it takes apart": `
      export const processHandler = async ({ Records }) => {};
      //                            ^^^^^ processHandler
    `,
    "an answer for API Gateway": `
      export const createHandler = async (event) => ({ statusCode: 201 });
      //                           ^^^^^ createHandler
    `,
    "an answer for API Gateway, of an async function": `
      module.exports.list = async (event) => ({ statusCode: 200, body: "[]" });
      //                    ^^^^^ list
    `,
    "records it reads": `
      export const consumeHandler = async (event) => {
      //                            ^^^^^ consumeHandler
        for (const record of event.Records) save(record);
      };
    `,
    "dependencies in the callback's place, which some entry passes": `
      export const consume = async (event, context, dependencies) => {};
      //                     ^^^^^ consume, takes an event
    `,
  });

  finds("is nothing else", {
    "a test": `
      import { expect, it } from "vitest";
      export const handler = async (event) => {};
      it("answers", async () => expect(await handler({})).toBe(undefined));
    `,
    "a test without imports": `
      describe("handler", () => {
        exports.handler = async (event) => {};
      });
      export const handler = async (event, context) => {};
    `,
    "a declaration": `
      export declare function handler(event: unknown, context: unknown): Promise<void>;
      export declare const main: (event: unknown, context: unknown) => void;
    `,
    "a function that stays in its module": `
      const handler = async (event, context) => {};
    `,
    "a stack": `
      import { Stack } from "aws-cdk-lib";
      export const onEvent = (event, context) => new Stack();
    `,
    "a command of yargs": `
      export const command = "deploy";
      export const handler = async (argv) => {};
    `,
    "another command of yargs": `
      exports.command = "deploy";
      exports.handler = async (event, context) => {};
    `,
    "a route of Express": `
      export const handler = (req, res, next) => res.json({});
    `,
    "a middleware of Koa": `
      export const handler = async (ctx, next) => next();
    `,
    "an application of Express": `
      import express from "express";
      const app = express();
      export const onEvent = (event, context) => app;
    `,
    "a reducer": `
      export const handler = (state, action) => ({ ...state, ...action });
    `,
    "an event listener of a component": `
      import React from "react";
      export const clickHandler = (event) => event.preventDefault();
    `,
    "an event listener without React": `
      export const clickHandler = (event) => event.target.focus();
    `,
    "a script": `#!/usr/bin/env node
      export const handler = async (event, context) => {};
    `,
    "a script that others may require": `
      exports.handler = async (event, context) => {};
      if (require.main === module) exports.handler();
    `,
    "a function whose dependencies come second": `
      export const saveOrder = async (event, dependencies, now) => dependencies.save(event);
    `,
    "a function that makes answers": `
      export const failed = (event) => ({ statusCode: 500 });
      export const done = async (order) => ({ statusCode: 200, body: JSON.stringify(order) });
    `,
    "a client module": `
      import { S3Client } from "@aws-sdk/client-s3";
      export const connect = (region) => new S3Client({ region });
    `,
    "what another module declares": `
      export { handler } from "./orders";
      export * from "./payments";
    `,
  });
});
