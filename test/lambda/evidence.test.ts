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
    "an event of the module's own that is called like a browser's": `
      type MessageEvent = { id: string };
      export const handler = async (event: MessageEvent) => {};
      //                     ^^^^^ handler
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

  finds("is certain by an event's type and what it does with such an event", {
    "work that nothing is returned of": `
      import type { SQSEvent } from "aws-lambda";
      export const worker = async (event: SQSEvent): Promise<void> => {
      //                    ^^^^^ worker
        for (const record of event.Records) await save(record);
      };
    `,
    "without a declared answer": `
      import type { S3Event } from "aws-lambda";
      export const onUpload = async (event: S3Event) => {
      //                      ^^^^^ onUpload
        if (event.Records.length === 0) return;
        await Promise.all(event.Records.map((record) => resize(record.s3.object.key)));
      };
    `,
    "work that it forgets to await": `
      import type { SNSEvent } from "aws-lambda";
      export async function notify(event: SNSEvent) {
      //     ^^^^^ notify
        event.Records.forEach(async (record) => send(record.Sns.Message));
      }
    `,
    "work of a service": `
      import type { ScheduledEvent } from "aws-lambda";
      export const cleanUp = async (event: ScheduledEvent): Promise<void> => removeBefore(event.time);
      //                     ^^^^^ cleanUp
    `,
    "a context beside the event": `
      import type { Context, DynamoDBStreamEvent } from "aws-lambda";
      async function project(batch: DynamoDBStreamEvent, lambda: Context): Promise<void> {
   // ^^^^^ project
        for await (const image of imagesIn(batch)) write(image, lambda.awsRequestId);
      }
      export { project };
    `,
    "the records that failed": `
      import type { KinesisStreamEvent } from "aws-lambda";
      export const ingest = async (event: KinesisStreamEvent) => {
      //                    ^^^^^ ingest
        const batchItemFailures = await failuresOf(event.Records);
        return { batchItemFailures };
      };
    `,
    "an event with a detail of its own": `
      import type { EventBridgeEvent } from "aws-lambda";
      export const ship = async ({ detail }: EventBridgeEvent<"OrderPaid", Order>) => {
      //                  ^^^^^ ship
        await dispatch(detail);
      };
    `,
    "a status, whatever comes of it": `
      import type { S3Event } from "aws-lambda";
      export const index = async (event: S3Event) => {
      //                   ^^^^^ index
        await add(event.Records);
        return { statusCode: 200 };
      };
    `,
    "an answer for API Gateway": `
      import type { APIGatewayProxyEventV2 } from "aws-lambda";
      export const list = async (event: APIGatewayProxyEventV2) => {
      //                  ^^^^^ list
        try {
          return { statusCode: 200, body: await orders(event.queryStringParameters) };
        } catch (error) {
          return failed(error);
        }
      };
    `,
    "the event of Cognito, returned": `
      import type { PostConfirmationTriggerEvent } from "aws-lambda";
      export const confirm = async (event: PostConfirmationTriggerEvent) => {
      //                     ^^^^^ confirm
        await greet(event.request.userAttributes.email);
        return event;
      };
    `,
    "every kind of request of CloudFormation": `
      import type { CloudFormationCustomResourceEvent } from "aws-lambda";
      export const seed = async (event: CloudFormationCustomResourceEvent) => {
      //                  ^^^^^ seed
        if (event.RequestType === "Create") await fill(event.ResourceProperties.TableName);
        return { PhysicalResourceId: "seed" };
      };
    `,
    "wrapped by a function of the project": `
      import type { SQSEvent } from "aws-lambda";
      import { traced } from "./tracing";
      export const worker = traced(async (event: SQSEvent) => {
      //                           ^^^^^ worker
        await saveAll(event.Records);
      });
    `,
    "beside what it exports for its tests": `
      import type { SQSEvent, SQSRecord } from "aws-lambda";
      export const worker = async (event: SQSEvent): Promise<void> => {
      //                    ^^^^^ worker
        for (const record of event.Records) await save(orderIn(record));
      };
      export const orderIn = (record: SQSRecord): Order => JSON.parse(record.body);
      //                     ^ orderIn, takes an event
    `,
    "beside another entry": `
      import type { SNSEvent, SQSEvent } from "aws-lambda";
      export const pay = async (event: SQSEvent, context) => { await payAll(event.Records, context); };
      //                 ^^^^^ pay
      export const refund = async (event: SNSEvent, context) => { await refundAll(event.Records, context); };
      //                    ^^^^^ refund
      export const retries = 3;
    `,
  });

  finds("is not certain by an event's type of a helper that an entry may call", {
    "which returns what it read": `
      import type { APIGatewayProxyEvent, SQSEvent } from "aws-lambda";
      export const getUserId = (event: APIGatewayProxyEvent): string => event.requestContext.identity.user;
      //                       ^ getUserId, takes an event
      export function parseRecords(event: SQSEvent): Order[] {
      //     ^^^^^^^^ parseRecords, takes an event
        return event.Records.map(({ body }) => JSON.parse(body));
      }
    `,
    "which waits for what it returns": `
      import type { S3Event } from "aws-lambda";
      export const download = async (event: S3Event) => {
      //                      ^^^^^ download, takes an event
        const [object] = await objectsOf(event.Records);
        return object;
      };
    `,
    "which the file uses itself": `
      import type { SQSEvent } from "aws-lambda";
      export const saveAll = async (event: SQSEvent): Promise<void> => {
      //                     ^^^^^ saveAll, takes an event
        await save(event.Records);
      };
      export const handler = async (event: SQSEvent) => saveAll(event);
      //                     ^^^^^ handler
    `,
    "which takes more than Lambda passes": `
      import type { SQSEvent } from "aws-lambda";
      export const saveAll = async (event: SQSEvent, table: Table): Promise<void> => {
      //                     ^^^^^ saveAll, takes an event
        await table.save(event.Records);
      };
    `,
    "which takes the time as well": `
      import type { Context, SQSEvent } from "aws-lambda";
      export const saveAll = async (batch: SQSEvent, context: Context, now: Date): Promise<void> => {
      //                     ^^^^^ saveAll, takes an event
        await save(batch.Records, now);
      };
    `,
    "which takes a part of the event": `
      import type { SQSEvent, SQSRecord } from "aws-lambda";
      export const save = async (record: SQSRecord): Promise<void> => { await put(record.body); };
      //                  ^^^^^ save, takes an event
      export const saveAll = async (records: SQSEvent["Records"]): Promise<void> => { await putAll(records); };
      //                     ^^^^^ saveAll, takes an event
    `,
    "which takes an event, or something else, or nothing": `
      import type { SNSEvent, SQSEvent } from "aws-lambda";
      export const save = async (event: SQSEvent | Order): Promise<void> => { await put(event); };
      //                  ^^^^^ save, takes an event
      export const flush = async (event?: SNSEvent): Promise<void> => { await put(event); };
      //                   ^^^^^ flush, takes an event
    `,
    "which nobody has to wait for": `
      import type { SQSEvent } from "aws-lambda";
      export function logBatch(event: SQSEvent): void {
      //     ^^^^^^^^ logBatch, takes an event
        console.log(event.Records.length);
      }
    `,
    "which only throws": `
      import type { SQSEvent } from "aws-lambda";
      export const assertOne = async (event: SQSEvent): Promise<void> => {
      //                       ^^^^^ assertOne, takes an event
        if (event.Records.length !== 1) throw new Error("One record at a time.");
      };
    `,
    "which answers where something is wrong": `
      import type { APIGatewayProxyEvent, APIGatewayProxyResult } from "aws-lambda";
      export const validate = async (event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult | undefined> => {
      //                      ^^^^^ validate, takes an event
        if (!(await isKnown(event.pathParameters))) return { statusCode: 404, body: "" };
      };
      export const authorise = async (event: APIGatewayProxyEvent) => {
      //                       ^^^^^ authorise, takes an event
        if (!(await isOwner(event.headers))) return { statusCode: 403, body: "" };
        return undefined;
      };
    `,
    "which makes an answer nobody reads": `
      import type { S3Event } from "aws-lambda";
      export const failed = async (event: S3Event) => ({ statusCode: 500 });
      //                    ^^^^^ failed, takes an event
    `,
    "which does a part of what Cognito asks for": `
      import type { PostConfirmationTriggerEvent } from "aws-lambda";
      export const createUser = async (event: PostConfirmationTriggerEvent): Promise<void> => {
      //                        ^^^^^ createUser, takes an event
        await put(event.userName);
      };
    `,
    "which deals with one kind of request of CloudFormation": `
      import type { CloudFormationCustomResourceEvent } from "aws-lambda";
      export const create = async (event: CloudFormationCustomResourceEvent): Promise<void> => {
      //                    ^^^^^ create, takes an event
        await fill(event.ResourceProperties.TableName);
      };
    `,
    "in a module of steps, which whoever looks at the event calls": `
      import type { SNSEvent, SQSEvent } from "aws-lambda";
      export const pay = async (event: SQSEvent): Promise<void> => { await payAll(event.Records); };
      //                 ^^^^^ pay, takes an event
      export const refund = async (event: SNSEvent): Promise<void> => { await refundAll(event.Records); };
      //                    ^^^^^ refund, takes an event
    `,
    "beside a class": `
      import type { SQSEvent } from "aws-lambda";
      export class Orders {}
      export const saveAll = async (event: SQSEvent): Promise<void> => { await put(event.Records); };
      //                     ^^^^^ saveAll, takes an event
    `,
    "beside a function that something wraps": `
      import type { SQSEvent } from "aws-lambda";
      export const orderIn = memoize((body: string): Order => JSON.parse(body));
      export const saveAll = async (event: SQSEvent): Promise<void> => { await put(event.Records); };
      //                     ^^^^^ saveAll, takes an event
    `,
    "beside what another module exports": `
      import type { SQSEvent } from "aws-lambda";
      export * from "./orders";
      export const saveAll = async (event: SQSEvent): Promise<void> => { await put(event.Records); };
      //                     ^^^^^ saveAll, takes an event
    `,
    "whose body somebody else makes a text of": `
      import type { APIGatewayProxyEvent } from "aws-lambda";
      export async function createOrder(event: APIGatewayProxyEvent) {
      //     ^^^^^ createOrder, takes an event
        return { statusCode: 201, body: { id: await save(event.body) } };
      }
    `,
    "in a module of helpers": `
      import type { SQSEvent } from "aws-lambda";
      export const saveAll = async (event: SQSEvent): Promise<void> => { await put(event.Records); };
      //                     ^^^^^ saveAll, takes an event
      export const orderIn = (body: string): Order => JSON.parse(body);
    `,
    "in an object of helpers": `
      import type { SQSEvent } from "aws-lambda";
      export const orders = {
        saveAll: async (event: SQSEvent): Promise<void> => { await put(event.Records); },
        //       ^^^^^ orders.saveAll, takes an event
      };
      export class Orders {
        static async saveAll(event: SQSEvent): Promise<void> { await put(event.Records); }
        //                  ^ Orders.saveAll, takes an event
      }
    `,
    "in JavaScript, whose comments promise nothing": `
      /** @param {import("aws-lambda").SQSEvent} event */
      exports.handleBatch = async (event) => {
      //                    ^^^^^ handleBatch, takes an event
        await putAll(event.Records);
      };
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
    "a listener in a browser": `
      import type { ChangeEvent } from "react";
      export const handler = (event: MouseEvent) => event.preventDefault();
      export const main = async (event: ChangeEvent<HTMLInputElement>) => ({ statusCode: event.target.value });
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
