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

  comesFrom("in a handler of one source,", {
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
  });
});
