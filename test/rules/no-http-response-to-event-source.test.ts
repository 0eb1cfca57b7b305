import { testRule } from "../kit/test-rule.ts";

testRule("no-http-response-to-event-source", {
  allows: {
    "a status beside the records that failed, which Lambda reads": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        const batchItemFailures = [];
        for (const record of event.Records)
          await save(record).catch(() => batchItemFailures.push({ itemIdentifier: record.messageId }));
        if (batchItemFailures.length > 0) return { statusCode: 500, batchItemFailures };
      };
    `,
    "an answer to an API": `
      import type { APIGatewayProxyEvent } from "aws-lambda";
      export const handler = async (event: APIGatewayProxyEvent) => {
        try {
          await save(event.body);
          return { statusCode: 200, body: "" };
        } catch (error) {
          return { statusCode: 500, body: "" };
        }
      };
    `,
    "an answer to nobody knows whom": `
      exports.handler = async (event) => {
        try {
          await save(event.Records);
        } catch (error) {
          return { statusCode: 500, body: "" };
        }
      };
    `,
    "an answer to a load balancer or Cognito": `
      import type { ALBEvent, PreSignUpTriggerEvent } from "aws-lambda";
      export const handler = async (event: ALBEvent) => ({ statusCode: 400, body: "" });
      export const preSignUpHandler = async (event: PreSignUpTriggerEvent) => ({ statusCode: 400 });
    `,
    "a handler that an API invokes too": `
      import type { APIGatewayProxyEvent, SQSEvent } from "aws-lambda";
      export const handler = async (event: APIGatewayProxyEvent | SQSEvent) => {
        try {
          await save(event);
        } catch (error) {
          return { statusCode: 500, body: "" };
        }
      };
    `,
    "the branch of the API": `
      export const handler = async (event) => {
        if (event.httpMethod) return { statusCode: 400, body: "" };
        for (const record of event.Records) await save(record.messageId, record.body);
      };
    `,
    "a custom resource": `
      import type { CloudFormationCustomResourceEvent } from "aws-lambda";
      export const handler = async (event: CloudFormationCustomResourceEvent) => ({ statusCode: 500 });
    `,
    "a success, which does no harm": `
      import type { SNSEvent } from "aws-lambda";
      export const handler = async (event: SNSEvent) => {
        await notify(event.Records[0].Sns.Message);
        return { statusCode: 200, body: "done" };
      };
    `,
    "what an expected error is answered with": `
      import type { SNSEvent } from "aws-lambda";
      export const handler = async (event: SNSEvent) => {
        try {
          await insert(event.Records[0].Sns.MessageId);
        } catch (error) {
          if (error.name === "ConditionalCheckFailedException") return { statusCode: 200 };
          throw error;
        }
      };
    `,
    "what is sent to somebody else": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        await publish({ statusCode: 500 });
        const states = event.Records.map((record) => ({ statusCode: 500, id: record.messageId }));
        await publish(states);
      };
    `,
    "the status of a response": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        for (const record of event.Records) {
          const { statusCode } = await post(record.body);
          if (statusCode >= 500) throw new Error("Not posted");
        }
      };
    `,
    "a function that an entry elsewhere calls": `
      import type { SQSEvent } from "aws-lambda";
      export const consume = async (event: SQSEvent) => ({ statusCode: 500 });
    `,
    "a batch that fails in part": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => ({
        batchItemFailures: event.Records.map(({ messageId }) => ({ itemIdentifier: messageId })),
      });
    `,
    "a batch without records, which no queue sends": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        if (!event.Records || event.Records.length === 0) return { statusCode: 400, body: "No records" };
        await save(event.Records);
      };
    `,
    "values that are made of themselves": `
      import type { SQSEvent } from "aws-lambda";
      const answer = () => answer();
      var status = status || status;
      export const handler = async (event: SQSEvent) => {
        var result = result ?? { statusCode: status };
        if (event.Records) return answer();
        return result;
      };
    `,
  },

  reports: {
    "an answer to a queue where an error is caught": {
      code: `
        import type { SQSEvent } from "aws-lambda";
        export const handler = async (event: SQSEvent) => {
          try {
            for (const record of event.Records) await save(record.body);
            return { statusCode: 200, body: "done" };
          } catch (error) {
            console.error(error);
            return { statusCode: 500, body: JSON.stringify({ message: "Not saved" }) };
            //       ^^^^^^^^^^^^^^^ failure
          }
        };
      `,
      filename: "handler.ts",
      suggests: {
        "Throw `error` instead": `
        import type { SQSEvent } from "aws-lambda";
        export const handler = async (event: SQSEvent) => {
          try {
            for (const record of event.Records) await save(record.body);
            return { statusCode: 200, body: "done" };
          } catch (error) {
            console.error(error);
            throw error;
            //       ^^^^^^^^^^^^^^^ failure
          }
        };
      `,
      },
    },
    "an answer in code without semicolons": {
      code: `
        exports.handler = async (event) => {
          const { Message, MessageId } = event.Records[0].Sns
          try {
            await notify(Message, MessageId)
          } catch (err) {
            return { statusCode: err.statusCode, body: err.message }
            //       ^^^^^^^^^^^^^^^^^^^^^^^^^^ failure
          }
        }
      `,
      suggests: {
        "Throw `err` instead": `
        exports.handler = async (event) => {
          const { Message, MessageId } = event.Records[0].Sns
          try {
            await notify(Message, MessageId)
          } catch (err) {
            throw err
            //       ^^^^^^^^^^^^^^^^^^^^^^^^^^ failure
          }
        }
      `,
      },
    },
    "an answer that waits for something, and so no suggestion": {
      code: `
        exports.handler = async (event) => {
          try {
            await resize(event.Records[0].s3.object.key);
          } catch (error) {
            return { statusCode: 500, body: await tell(error) };
            //       ^^^^^^^^^^^^^^^ failure
          }
        };
      `,
    },
    "an event that is refused": {
      code: `
        import type { EventBridgeEvent } from "aws-lambda";
        export const handler = async (event: EventBridgeEvent<"Order", { id?: string }>) => {
          if (!event.detail.id) return { statusCode: 400, body: "No order" };
          //                             ^^^^^^^^^^^^^^^ failure
          await ship(event.detail.id);
        };
      `,
    },
    "an error's own status": `
      import type { S3Event } from "aws-lambda";
      export const handler = async (event: S3Event) => {
        try {
          await resize(event.Records[0].s3.object.key);
        } catch (error) {
          return { statusCode: error.statusCode || 500, body: error.message };
          //       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ failure
        }
      };
    `,
    "an answer to a queue that a type takes for an API's": `
      import type { APIGatewayProxyResult, SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent): Promise<APIGatewayProxyResult> => {
        const saved = await save(event.Records);
        if (!saved) return { statusCode: 500, body: "" };
        //                   ^^^^^^^^^^^^^^^ failure
        return { statusCode: 200, body: "" };
      };
    `,
    "an answer that has a name": `
      import type { KinesisStreamEvent } from "aws-lambda";
      export const handler = async (event: KinesisStreamEvent) => {
        let response = { statusCode: 200 };
        try {
          await save(event.Records);
        } catch (error) {
          response = { statusCode: "502" };
          //           ^^^^^^^^^^^^^^^^^ failure
        }
        return response;
      };
    `,
    "an answer that a helper makes": `
      import type { SQSEvent } from "aws-lambda";
      const answer = (statusCode: number, message: string) => ({ statusCode, body: JSON.stringify({ message }) });
      const failed = () => ({ statusCode: 503, body: "" });
      //                      ^^^^^^^^^^^^^^^ failure
      export const handler = async (event: SQSEvent) => {
        if (event.Records.length > 10) return answer(400, "Too many records");
        //                                           ^^^ failure
        const saved = await save(event.Records);
        return saved ? answer(200, "Saved") : failed();
      };
    `,
    "an answer at the end of a promise": `
      import type { DynamoDBStreamEvent } from "aws-lambda";
      export const handler = (event: DynamoDBStreamEvent) =>
        index(event.Records)
          .then(() => ({ statusCode: 200 }))
          .catch((error) => ({ statusCode: error.code }));
          //                   ^^^^^^^^^^^^^^^^^^^^^^ failure
    `,
    "an answer that a callback is told": `
      exports.handler = (event, context, callback) => {
        const { Message, MessageId } = event.Records[0].Sns;
        notify(Message, MessageId, (error) => {
          if (error) return callback(null, { statusCode: 500, body: error.message });
          //                                 ^^^^^^^^^^^^^^^ failure
          context.succeed({ statusCode: 200 });
        });
      };
    `,
    "the branch of the queue beside one for an API": `
      import type { APIGatewayProxyEvent, SQSEvent } from "aws-lambda";
      export const handler = async (event: APIGatewayProxyEvent | SQSEvent) => {
        if ("httpMethod" in event) return { statusCode: 400, body: "" };
        return { statusCode: 400, body: "" };
        //       ^^^^^^^^^^^^^^^ failure
      };
    `,
    "a scheduled job": `
      import type { ScheduledHandler } from "aws-lambda";
      export const handler: ScheduledHandler = async (event) => {
        try {
          await sweep(event.time);
        } catch {
          return { statusCode: 500 };
          //       ^^^^^^^^^^^^^^^ failure
        }
      };
    `,
    "a success, where the option asks for it": {
      options: [{ successes: true }],
      code: `
        import type { SNSEvent } from "aws-lambda";
        export const handler = async (event: SNSEvent) => {
          await notify(event.Records[0].Sns.Message);
          return { statusCode: 200, body: "done" };
          //       ^^^^^^^^^^^^^^^ unread
        };
      `,
    },
  },
});
