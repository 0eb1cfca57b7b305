import { callsOf, probe } from "../kit/probe.ts";

/** Marks each call of `here` with the sources that can have led to it. */
const comesFrom = probe((lambda, sourceCode) =>
  callsOf("here", sourceCode).map((at) => ({
    at,
    says: [...lambda.sourcesAt(at)].sort().join(", ") || "none",
  })),
);

describe("What can have invoked a place", () => {
  comesFrom("in a handler of two sources,", {
    "told apart by a name of a record's source": `
      export const handler = async (event) => {
        for (const record of event.Records) {
          if (record.eventSource === "aws:sqs") here(record.body);
          //                                    ^^^^^^^^^^^^^^^^^ sqs
          else here(record.Sns.Message);
          //   ^^^^^^^^^^^^^^^^^^^^^^^^ sns
        }
      };
    `,
    "told apart by what the event has": `
      import type { APIGatewayProxyEvent, SQSEvent } from "aws-lambda";
      export const handler = async (event: APIGatewayProxyEvent | SQSEvent) => {
        if ("httpMethod" in event) return here();
        //                                ^^^^^^ api
        return here();
        //     ^^^^^^ sqs
      };
    `,
    "told apart by what it has not": `
      import type { APIGatewayProxyEvent, SQSEvent } from "aws-lambda";
      export const handler = async (event: APIGatewayProxyEvent | SQSEvent) => {
        if (!event.Records) {
          here();
       // ^^^^^^ api
        } else {
          here();
       // ^^^^^^ sqs
        }
      };
    `,
    "told apart by what is there, in whichever words": `
      import type { APIGatewayProxyEvent, SQSEvent } from "aws-lambda";
      export const handler = async (event: APIGatewayProxyEvent | SQSEvent) => {
        if (event.Records !== undefined) here();
        //                               ^^^^^^ sqs
        if (event.Records === undefined) here();
        //                               ^^^^^^ api
        if (typeof event.Records === "undefined") here();
        //                                        ^^^^^^ api
        if (Array.isArray(event.Records)) here();
        //                                ^^^^^^ sqs
        if (event.Records?.length > 0) here();
        //                             ^^^^^^ sqs
        if (Object.hasOwn(event, "requestContext")) here();
        //                                          ^^^^^^ api
      };
    `,
    "told apart by several things at once": `
      import type { APIGatewayProxyEvent, S3Event, SQSEvent } from "aws-lambda";
      export const handler = async (event: APIGatewayProxyEvent | SQSEvent | S3Event) => {
        if (event.Records && event.Records[0].s3) here();
        //                                        ^^^^^^ s3
        else here();
        //   ^^^^^^ api, sqs
        if (event.httpMethod || event.Records[0].receiptHandle) here();
        //                                                      ^^^^^^ api, sqs
        if (!(event.httpMethod || event.Records[0].receiptHandle)) here();
        //                                                         ^^^^^^ s3
      };
    `,
    "told apart in a constant, or a function of the file": `
      import type { APIGatewayProxyEvent, SQSEvent } from "aws-lambda";
      const isFromQueue = (event) => "Records" in event && event.Records[0].eventSource === "aws:sqs";
      export const handler = async (event: APIGatewayProxyEvent | SQSEvent) => {
        const isRequest = event.httpMethod !== undefined;
        if (isRequest) here();
        //             ^^^^^^ api
        if (isFromQueue(event)) here();
        //                      ^^^^^^ sqs
        here(isFromQueue(event) ? here() : 0);
     // ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ api, sqs
        //                        ^^^^^^ sqs
      };
    `,
    "told apart in a switch": `
      export const handler = async (event) => {
        for (const record of event.Records) {
          switch (record.eventSource ?? record.EventSource) {
            case "aws:sqs":
              here();
           // ^^^^^^ sqs
              break;
            case "aws:sns":
              here();
           // ^^^^^^ sns
            case "aws:s3":
              here();
           // ^^^^^^ s3, sns, sqs
          }
        }
      };
    `,
    "left apart by a guard": `
      import type { APIGatewayProxyEvent, SQSEvent } from "aws-lambda";
      export const handler = async (event: APIGatewayProxyEvent | SQSEvent) => {
        if (event.httpMethod === "OPTIONS") return;
        here();
     // ^^^^^^ api, sqs
        if (!event.Records || event.Records.length === 0) return here();
        //                                                       ^^^^^^ api
        here();
     // ^^^^^^ sqs
      };
    `,
    "asked something that tells nothing apart": `
      import type { APIGatewayProxyEvent, SQSEvent } from "aws-lambda";
      export const handler = async (event: APIGatewayProxyEvent | SQSEvent) => {
        if (event.httpMethod === "POST") here();
        //                               ^^^^^^ api
        else here();
        //   ^^^^^^ api, sqs
        if (event.body) here();
        //              ^^^^^^ api
        if (isLate(event.body)) here();
        //                      ^^^^^^ api, sqs
      };
    `,
    "not told apart": `
      import type { APIGatewayProxyEvent, SQSEvent } from "aws-lambda";
      export const handler = async (event: APIGatewayProxyEvent | SQSEvent) => {
        if (isLate(event)) here();
        //                 ^^^^^^ api, sqs
      };
    `,
    "in a helper that one branch calls": `
      import type { S3Event, SNSEvent } from "aws-lambda";
      const copy = async (records) => {
        here();
     // ^^^^^^ s3
      };
      export const handler = async (event: S3Event | SNSEvent) => {
        if (event.Records[0].s3) await copy(event.Records);
        here();
     // ^^^^^^ s3, sns
      };
    `,
  });

  comesFrom("in a handler of two sources, with a test of several parts,", {
    "where all of them hold, and where one of them does not": `
      import type { APIGatewayProxyEvent, SQSEvent } from "aws-lambda";
      export const handler = async (event: APIGatewayProxyEvent | SQSEvent) => {
        if (event.Records && isOn) here();
        //                         ^^^^^^ sqs
        else here();
        //   ^^^^^^ api, sqs
        if (event.Records && event.Records[0].eventSource === "aws:sqs") here();
        //                                                               ^^^^^^ sqs
        else here();
        //   ^^^^^^ api
      };
    `,
    "where one of them holds, and where none does": `
      import type { S3Event, SNSEvent, SQSEvent } from "aws-lambda";
      export const handler = async (event: S3Event | SNSEvent | SQSEvent) => {
        const [record] = event.Records;
        if (record.s3 || record.Sns) here();
        //                           ^^^^^^ s3, sns
        else here();
        //   ^^^^^^ sqs
      };
    `,
  });

  comesFrom("in a handler of two sources, asked for what is not there,", {
    "is the other source": `
      import type { APIGatewayProxyEvent, SQSEvent } from "aws-lambda";
      export const handler = async (event: APIGatewayProxyEvent | SQSEvent) => {
        if (event.Records === undefined) here();
        //                               ^^^^^^ api
        if (event.Records !== undefined) here();
        //                               ^^^^^^ sqs
      };
    `,
  });

  comesFrom("in a handler of one source,", {
    "where the event misses what it may do without": `
      import type { DynamoDBStreamEvent } from "aws-lambda";
      export const handler = async (event: DynamoDBStreamEvent) => {
        for (const record of event.Records) {
          if (!record.dynamodb.NewImage) here();
          //                             ^^^^^^ dynamodb
          if (!record.dynamodb) here();
          //                    ^^^^^^ none
        }
      };
    `,
    "behind a guard against empty batches": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        if (event.Records.length === 0) return;
        if (event.Records.length !== 1) here();
        //                              ^^^^^^ sqs
        here();
     // ^^^^^^ sqs
      };
    `,
    "where the event is another": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        if (event.Records) {
          here();
       // ^^^^^^ sqs
        } else {
          here();
       // ^^^^^^ none
        }
      };
    `,
    "asked for what its events may lack": `
      import type { APIGatewayProxyEvent } from "aws-lambda";
      export const handler = async (event: APIGatewayProxyEvent) => {
        if (!event.body || !event.queryStringParameters?.id) return here();
        //                                                          ^^^^^^ api
      };
    `,
    "asked for the value of what it has": `
      import type { APIGatewayProxyEvent } from "aws-lambda";
      export const handler = async (event: APIGatewayProxyEvent) => {
        if (event.httpMethod === "POST") return here();
        //                                      ^^^^^^ api
        return here();
        //     ^^^^^^ api
      };
    `,
    "asked for what it has in common with another": `
      import type { ALBEvent } from "aws-lambda";
      export const handler = async (event: ALBEvent) => {
        if (event.httpMethod === "POST" && event.body) here();
        //                                             ^^^^^^ alb
      };
    `,
  });
});
