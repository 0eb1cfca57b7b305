import { probe } from "../kit/probe.ts";

/** Marks the first word of each handler with what invokes it. */
const invokes = probe((lambda, sourceCode) =>
  lambda.handlers.map((handler) => ({
    at: sourceCode.getFirstToken(handler.function)!,
    says: [...lambda.sourcesOf(handler)].sort().join(", ") || "unknown",
  })),
);

describe("What invokes a handler", () => {
  invokes("is certain by type:", {
    "a handler's type": `
      import type { SQSHandler } from "aws-lambda";
      export const handler: SQSHandler = async (event) => {};
      //                                 ^^^^^ sqs
    `,
    "the event's type": `
      import { KinesisStreamEvent, Context } from "aws-lambda";
      export const handler = async (event: KinesisStreamEvent, context: Context) => {};
      //                     ^^^^^ kinesis
    `,
    "the answer's type": `
      import type { APIGatewayProxyResultV2 } from "aws-lambda";
      export async function handler(event): Promise<APIGatewayProxyResultV2> {}
      //     ^^^^^ api
    `,
    "the event's type, whatever the answer is said to be": `
      import type { APIGatewayProxyResult, SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent): Promise<APIGatewayProxyResult> => {};
      //                     ^^^^^ sqs
    `,
    "a type argument": `
      import type { Handler, DynamoDBStreamEvent } from "aws-lambda";
      export const handler: Handler<DynamoDBStreamEvent, void> = async (event) => {};
      //                                                         ^^^^^ dynamodb
    `,
    "an event of EventBridge that a schedule makes": `
      import type { EventBridgeEvent } from "aws-lambda";
      export const handler = async (event: EventBridgeEvent<"Scheduled Event", {}>) => {};
      //                     ^^^^^ schedule
      export const orderHandler = async (event: EventBridgeEvent<"Order", {}>) => {};
      //                          ^^^^^ eventbridge
    `,
    "an event of CodePipeline, or one of EventBridge about it": `
      import type { CodePipelineCloudWatchEvent, CodePipelineEvent } from "aws-lambda";
      export const handler = async (event: CodePipelineEvent) => {};
      //                     ^^^^^ codepipeline
      export const stateHandler = async (event: CodePipelineCloudWatchEvent) => {};
      //                          ^^^^^ eventbridge
    `,
    "a type argument of the wrapper": `
      import type { SNSEvent } from "aws-lambda";
      import { wrap } from "./wrap";
      export const handler = wrap<SNSEvent>(async (event) => {});
      //                                    ^^^^^ sns
    `,
    "a renamed type": `
      import type { S3Event as Upload } from "aws-lambda";
      export const handler = async (event: Upload) => {};
      //                     ^^^^^ s3
    `,
    "a type around another": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: Readonly<SQSEvent>) => {};
      //                     ^^^^^ sqs
    `,
    "a method's parameter": `
      import type { EventBridgeEvent } from "aws-lambda";
      class Consumer {
        async handle(event: EventBridgeEvent<"paid", Order>) {}
        //          ^ eventbridge
      }
      const consumer = new Consumer();
      export const handler = consumer.handle.bind(consumer);
    `,
    satisfies: `
      import type { PostConfirmationTriggerHandler } from "aws-lambda";
      export const handler = (async (event) => event) satisfies PostConfirmationTriggerHandler;
      //                      ^^^^^ cognito
    `,
    "a comment above a parameter": `
      /**
       * @param {import("aws-lambda").SQSEvent} event
       * @returns {Promise<import("aws-lambda").SQSBatchResponse>}
       */
      exports.handler = async (event) => {};
      //                ^^^^^ sqs
    `,
    "a comment above the variable": `
      /** @type {import("aws-lambda").Handler<import("aws-lambda").ALBEvent>} */
      const handler = async (event) => {};
      //              ^^^^^ alb
      module.exports = { handler };
    `,
    several: `
      import type { SQSEvent, SNSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent | SNSEvent) => {};
      //                     ^^^^^ sns, sqs
    `,
    "each of its own": `
      import type { SQSHandler, S3Handler } from "aws-lambda";
      export const a: SQSHandler = async (event) => {};
      //                           ^^^^^ sqs
      export const b: S3Handler = async (event) => {};
      //                          ^^^^^ s3
    `,
  });

  invokes("is certain by two marks of its event:", {
    "a message and its body": `
      export const handler = async (event) => {
      //                     ^^^^^ sqs
        for (const record of event.Records) save(JSON.parse(record.body), record.messageId);
      };
    `,
    "a body, in a list of records": `
      export const handler = async ({ Records }) => Records.map(({ body }) => JSON.parse(body));
      //                     ^^^^^ sqs
    `,
    "data of a stream": `
      export const handler = async (event) => {
      //                     ^^^^^ kinesis
        for (const record of event.Records) Buffer.from(record.kinesis.data, "base64");
      };
    `,
    "a changed item": `
      export const handler = async (event) => event.Records.map(({ dynamodb }) => unmarshall(dynamodb.NewImage));
      //                     ^^^^^ dynamodb
    `,
    "a notification": `
      exports.handler = (event, context, callback) => callback(null, event.Records[0].Sns.Message);
      //                ^ sns
    `,
    "an object": `
      export const handler = async (event) => {
      //                     ^^^^^ s3
        const { bucket, object } = event.Records[0].s3;
      };
    `,
    "a file at the edge": `
      exports.handler = async (event) => event.Records[0].cf.request;
      //                ^^^^^ cloudfront
    `,
    "detail and its type": `
      export const handler = async (event) => route(event["detail-type"], event.detail);
      //                     ^^^^^ eventbridge
    `,
    "a request": `
      export const handler = async (event) => route(event.httpMethod, event.pathParameters);
      //                     ^^^^^ api
    `,
    "a request of version 2": `
      export const handler = async (event) => route(event.requestContext.http.method);
      //                     ^^^^^ api
    `,
    "a body, and an answer for the callback": `
      exports.create = (event, context, callback) => {
      //               ^ api
        save(JSON.parse(event.body), (error) => {
          const response = { statusCode: error ? 500 : 201 };
          callback(null, response);
        });
      };
    `,
    "a body and an answer": `
      export const handler = async (event) => {
      //                     ^^^^^ api
        const order = JSON.parse(event.body);
        return { statusCode: 201, body: JSON.stringify(order) };
      };
    `,
    "a request for a socket": `
      export const handler = async (event) => connections.add(event.requestContext.connectionId);
      //                     ^^^^^ websocket
    `,
    "a request through a load balancer": `
      export const handler = async ({ requestContext: { elb }, httpMethod }) => route(elb, httpMethod);
      //                     ^^^^^ alb
    `,
    "a token": `
      export const handler = async (event) => policyFor(event.authorizationToken, event.methodArn);
      //                     ^^^^^ authorizer
    `,
    "a user": `
      export const handler = async (event) => {
      //                     ^^^^^ cognito
        if (event.triggerSource === "PreSignUp_SignUp") save(event.request.userAttributes);
        return event;
      };
    `,
    "a field of a graph": `
      export const handler = async ({ info: { fieldName }, arguments: input }) => resolvers[fieldName](input);
      //                     ^^^^^ appsync
    `,
    logs: `
      export const handler = async (event) => unzip(event.awslogs.data);
      //                     ^^^^^ logs
    `,
    "records on their way to a bucket": `
      export const handler = async (event) => ({
      //                     ^^^^^ firehose
        records: event.records.map(({ recordId, data }) => ({ recordId, result: "Ok", data })),
      });
    `,
    "records of Kafka": `
      export const handler = async (event) => {
      //                     ^^^^^ kafka
        for (const records of Object.values(event.records)) for (const { topic, offset } of records) save(topic, offset);
      };
    `,
    "a resource to make": `
      export const handler = async (event) => answer(event.RequestType, event.ResponseURL);
      //                     ^^^^^ custom-resource
    `,
    "a mail": `
      export const handler = async (event) => event.Records[0].ses.mail;
      //                     ^^^^^ ses
    `,
    "a helper that reads them": `
      const save = (record) => store(record.messageId, record.body);
      export const handler = async (event) => Promise.all(event.Records.map(save));
      //                     ^^^^^ sqs
    `,
    "a name in a guard, for each of several": `
      export const handler = async (event) => {
      //                     ^^^^^ sns, sqs
        for (const record of event.Records) {
          if (record.eventSource === "aws:sqs") save(record);
          if (record.EventSource === "aws:sns") save(record.Sns);
        }
      };
    `,
    "a mark for one of several handlers": `
      export const consume = async (event, context) => event.Records.map(({ body }) => body);
      //                     ^^^^^ sqs
      export const remove = async (event, context) => {};
      //                    ^^^^^ unknown
    `,
  });

  invokes("is certain by a library:", {
    "a batch processor": `
      import { BatchProcessor, EventType, processPartialResponse } from "@aws-lambda-powertools/batch";
      const processor = new BatchProcessor(EventType.DynamoDBStreams);
      export const handler = async (event, context) =>
      //                     ^^^^^ dynamodb
        processPartialResponse(event, save, processor, { context });
    `,
    "a batch processor for queues in order": `
      import { SqsFifoPartialProcessor, processPartialResponseSync } from "@aws-lambda-powertools/batch";
      const processor = new SqsFifoPartialProcessor();
      export const handler = async (event, context) =>
      //                     ^^^^^ sqs
        processPartialResponseSync(event, save, processor, { context });
    `,
    "a middleware": `
      import middy from "@middy/core";
      import partial from "@middy/sqs-partial-batch-failure";
      export const handler = middy(async (event) => Promise.allSettled(event.Records.map(save))).use(partial());
      //                           ^^^^^ sqs
    `,
  });

  invokes("is unknown", {
    "without marks": `
      export const handler = async (event) => save(event);
      //                     ^^^^^ unknown
    `,
    "with records alone": `
      export const handler = async (event) => event.Records.map(save);
      //                     ^^^^^ unknown
    `,
    "with one mark that many have": `
      export const handler = async (event) => save(event.body);
      //                     ^^^^^ unknown
    `,
    "with an answer alone": `
      export const handler = async (event) => ({ statusCode: 200 });
      //                     ^^^^^ unknown
    `,
    "with marks of something else": `
      export const handler = async (event) => {
      //                     ^^^^^ unknown
        const message = JSON.parse(event.payload);
        return message.Records.map((record) => [record.body, record.messageId]);
      };
    `,
    "with types of somebody's own": `
      import type { SQSEvent } from "./types";
      export const handler = async (event: SQSEvent) => save(event);
      //                     ^^^^^ unknown
    `,
    "with fields in another case": `
      export const handler = async (event) => event.Records.map((record) => [record.sns, record.S3.object]);
      //                     ^^^^^ unknown
    `,
  });
});
