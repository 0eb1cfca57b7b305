import { probe } from "../kit/probe.ts";

/** Marks the first word of each handler with the name it is exported under, and with how sure that is. */
const finds = probe((lambda, sourceCode) =>
  lambda.handlers.map(({ name, evidence, function: fn }) => ({
    at: sourceCode.getFirstToken(fn)!,
    says: evidence === "entry" ? name : `${name}, ${evidence}`,
  })),
);

describe("Whether Lambda calls a function", () => {
  finds("is told by its types, whatever its name", {
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

  finds("is told by its parameters and what it does, whatever its name", {
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

  finds("is not, for", {
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
    "a function of Tencent Cloud": `
      exports.main_handler = (event, context, callback) => callback(null, event);
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
