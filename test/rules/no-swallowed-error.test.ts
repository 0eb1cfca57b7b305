import assert from "node:assert/strict";
import { edited } from "../../src/review/edits.ts";
import { review } from "../../src/review/review.ts";
import { testRule } from "../kit/test-rule.ts";

testRule("no-swallowed-error", {
  allows: {
    "an error that is rethrown": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        for (const record of event.Records) {
          try {
            await save(record.body);
          } catch (error) {
            console.error(record.messageId, error);
            throw error;
          }
        }
      };
    `,
    "an error that is rethrown unless it is expected": `
      import type { SNSEvent } from "aws-lambda";
      export const handler = async (event: SNSEvent) => {
        try {
          await client.send(new DeleteCommand({ Key: event.Records[0].Sns.MessageId }));
        } catch (error) {
          if (error.name === "ResourceNotFoundException") return;
          if (!(error instanceof LimitError)) throw error;
          console.warn(error);
        }
      };
    `,
    "a write that fails where the record is there already": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        for (const { body } of event.Records) {
          const input = { Item: JSON.parse(body), ConditionExpression: "attribute_not_exists(id)" };
          try {
            await client.send(new PutCommand(input));
          } catch (error) {
            console.log("Seen before", error);
          }
        }
      };
    `,
    "a record that is pushed to the failed ones": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        const batchItemFailures = [];
        for (const record of event.Records) {
          try {
            await save(record.body);
          } catch (error) {
            logger.error("Not saved", { error });
            batchItemFailures.push({ itemIdentifier: record.messageId });
            continue;
          }
        }
        return { batchItemFailures };
      };
    `,
    "an answer that names all records that were not done": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        const done = new Set<string>();
        for (const record of event.Records) {
          try {
            await save(record.body);
            done.add(record.messageId);
          } catch (error) {
            logger.error(error);
            break;
          }
        }
        const left = event.Records.filter(({ messageId }) => !done.has(messageId));
        return { batchItemFailures: left.map(({ messageId }) => ({ itemIdentifier: messageId })) };
      };
    `,
    "an answer that names all records but so many": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async ({ Records }: SQSEvent) => {
        let done = 0;
        for (const record of Records) {
          try {
            await save(record.body);
          } catch (error) {
            console.error(error);
            break;
          }
          done++;
        }
        const batchItemFailures = [];
        for (const { messageId } of Records.slice(done)) batchItemFailures.push({ itemIdentifier: messageId });
        return { batchItemFailures };
      };
    `,
    "an answer that names all records from where a count stopped": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async ({ Records }: SQSEvent) => {
        let i = 0;
        for (; i < Records.length; i++) {
          try {
            await save(Records[i].body);
          } catch (error) {
            console.error(error);
            break;
          }
        }
        return { batchItemFailures: Records.slice(i).map(({ messageId }) => ({ itemIdentifier: messageId })) };
      };
    `,
    "an answer that names all records from the failed one on": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        let failedAt = event.Records.length;
        for (const [index, record] of event.Records.entries()) {
          try {
            await save(record.body);
          } catch (error) {
            console.error(error);
            failedAt = index;
            break;
          }
        }
        const left = event.Records.slice(failedAt);
        return { batchItemFailures: left.map(({ messageId }) => ({ itemIdentifier: messageId })) };
      };
    `,
    "an answer that names each record which is not marked as done": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        const batchItemFailures = [];
        for (const record of event.Records) {
          let isSaved = false;
          try {
            await save(record.body);
            isSaved = true;
          } catch (error) {
            console.error(error);
          }
          if (!isSaved) batchItemFailures.push({ itemIdentifier: record.messageId });
        }
        return { batchItemFailures };
      };
    `,
    "an answer that leaves out each record which is marked as done": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        const batchItemFailures = [];
        for (const record of event.Records) {
          let isSaved = false;
          try {
            await save(record.body);
            isSaved = true;
          } catch (error) {
            console.error(error);
          }
          if (isSaved) continue;
          batchItemFailures.push({ itemIdentifier: record.messageId });
        }
        return { batchItemFailures };
      };
    `,
    "an answer that names all records from which those done were taken": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        const pending = new Set(event.Records.map(({ messageId }) => messageId));
        for (const record of event.Records) {
          try {
            await save(record.body);
            pending.delete(record.messageId);
          } catch (error) {
            console.error(error);
          }
        }
        return { batchItemFailures: [...pending].map((itemIdentifier) => ({ itemIdentifier })) };
      };
    `,
    "an answer whose list of all is shortened by each record that is done": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        const batchItemFailures = event.Records.map(({ messageId }) => ({ itemIdentifier: messageId }));
        for (const record of event.Records) {
          try {
            await save(record.body);
            batchItemFailures.shift();
          } catch (error) {
            console.error(error);
            break;
          }
        }
        return { batchItemFailures };
      };
    `,
    "a function of the file that notes for the handler what is done": `
      import type { SQSEvent, SQSRecord } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        const done = new Set<string>();
        await saveAll(event.Records, done);
        const left = event.Records.filter(({ messageId }) => !done.has(messageId));
        return { batchItemFailures: left.map(({ messageId }) => ({ itemIdentifier: messageId })) };
      };
      async function saveAll(records: SQSRecord[], done: Set<string>) {
        for (const record of records) {
          try {
            await save(record.body);
            done.add(record.messageId);
          } catch (error) {
            console.error(error);
          }
        }
      }
    `,
    "an answer of another module, which is told what is done": `
      import type { SQSEvent } from "aws-lambda";
      import { answerFor } from "./answers";
      export const handler = async (event: SQSEvent) => {
        const done = [];
        for (const record of event.Records) {
          try {
            await save(record.body);
            done.push(record.messageId);
          } catch (error) {
            console.error(error);
          }
        }
        return answerFor(event.Records, done);
      };
    `,
    "a function of the file that names for the handler what is not done": `
      import type { SQSEvent } from "aws-lambda";
      const failedOf = ({ Records }: SQSEvent, done: Set<string>) =>
        Records.filter(({ messageId }) => !done.has(messageId)).map(({ messageId }) => ({ itemIdentifier: messageId }));
      export const handler = async (event: SQSEvent) => {
        const done = new Set<string>();
        for (const record of event.Records) {
          try {
            await save(record.body);
            done.add(record.messageId);
          } catch (error) {
            console.error(error);
          }
        }
        return { batchItemFailures: failedOf(event, done) };
      };
    `,
    "a try around all records, of which those not done are named": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        const done = new Set<string>();
        try {
          for (const record of event.Records) {
            await save(record.body);
            done.add(record.messageId);
          }
        } catch (error) {
          console.error(error);
        }
        const left = event.Records.filter(({ messageId }) => !done.has(messageId));
        return { batchItemFailures: left.map(({ messageId }) => ({ itemIdentifier: messageId })) };
      };
    `,
    "records that all settle, of which those not done are named": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        const done = new Set<string>();
        await Promise.allSettled(event.Records.map(async (record) => {
          await save(record.body);
          done.add(record.messageId);
        }));
        const left = event.Records.filter(({ messageId }) => !done.has(messageId));
        return { batchItemFailures: left.map(({ messageId }) => ({ itemIdentifier: messageId })) };
      };
    `,
    "an answer that names the failed record": `
      import type { KinesisStreamEvent } from "aws-lambda";
      export const handler = async (event: KinesisStreamEvent) => {
        for (const record of event.Records) {
          try {
            await save(record.kinesis.data);
          } catch (error) {
            console.error(error);
            return { batchItemFailures: [{ itemIdentifier: record.kinesis.sequenceNumber }] };
          }
        }
      };
    `,
    "an event that goes to a dead-letter queue": `
      import type { S3Event } from "aws-lambda";
      export const handler = async (event: S3Event) => {
        try {
          await resize(event.Records[0].s3.object.key);
        } catch (error) {
          console.error(error);
          await sqs.send(new SendMessageCommand({ QueueUrl: process.env.DLQ, MessageBody: JSON.stringify(event) }));
        }
      };
    `,
    "a metric that raises an alarm": `
      import type { SNSEvent } from "aws-lambda";
      export const handler = async (event: SNSEvent) => {
        try {
          await notify(event.Records[0].Sns.Message);
        } catch (error) {
          console.error(error);
          metrics.addMetric("NotNotified", "Count", 1);
        }
      };
    `,
    "a flag that is thrown on later": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        let failed = false;
        for (const record of event.Records) {
          try {
            await save(record.body);
          } catch (error) {
            console.error(error);
            failed = true;
          }
        }
        if (failed) throw new Error("Some records failed.");
      };
    `,
    "a missing result that is thrown on later": `
      import type { SNSEvent } from "aws-lambda";
      export const handler = async (event: SNSEvent) => {
        let saved;
        try {
          saved = await save(event.Records[0].Sns.Message);
        } catch (error) {
          console.error(error);
        }
        if (!saved) throw new Error("Not saved");
      };
    `,
    "a callback that is told": `
      exports.handler = (event, context, callback) => {
        save(event.Records[0].Sns.Message, event.Records[0].Sns.MessageId)
          .then(() => callback(null))
          .catch((error) => {
            console.error(error);
            callback(error);
          });
      };
    `,
    "a caller of an API that is answered": `
      import type { APIGatewayProxyEvent } from "aws-lambda";
      export const handler = async (event: APIGatewayProxyEvent) => {
        try {
          await save(event.body);
        } catch (error) {
          console.error(error);
          return { statusCode: 500, body: "" };
        }
      };
    `,
    "an answer with a status, which another rule reports": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        try {
          for (const record of event.Records) await save(record.body);
        } catch (error) {
          console.error(error);
          return { statusCode: 500, body: "" };
        }
      };
    `,
    "an error that is thrown once all was tried": `
      import type { SNSEvent } from "aws-lambda";
      export const handler = async (event: SNSEvent) => {
        let first: unknown;
        for (const record of event.Records) {
          try {
            await notify(record.Sns.Message);
          } catch (error) {
            console.error(error);
            first ??= error;
          }
        }
        if (first) throw first;
      };
    `,
    "an event of nobody knows what": `
      export const handler = async (event) => {
        try {
          await save(event.order);
        } catch (error) {
          console.error(error);
        }
      };
    `,
    "the branch of another source": `
      import type { APIGatewayProxyEvent, SQSEvent } from "aws-lambda";
      export const handler = async (event: APIGatewayProxyEvent | SQSEvent) => {
        if ("httpMethod" in event) {
          try {
            await save(event.body);
          } catch (error) {
            console.error(error);
          }
          return;
        }
        await Promise.all(event.Records.map((record) => save(record.body)));
      };
    `,
    "a custom resource, which reports to CloudFormation": `
      import type { CloudFormationCustomResourceEvent } from "aws-lambda";
      export const handler = async (event: CloudFormationCustomResourceEvent) => {
        try {
          await create(event.ResourceProperties);
        } catch (error) {
          console.error(error);
        }
      };
    `,
    "an action of a pipeline, which reports to CodePipeline": `
      import type { CodePipelineEvent } from "aws-lambda";
      export const handler = async (event: CodePipelineEvent) => {
        try {
          await deploy(event["CodePipeline.job"].id);
        } catch (error) {
          console.error(error);
        }
      };
    `,
    "a scheduled job, whose next run may make up for it": `
      import type { ScheduledEvent } from "aws-lambda";
      export const handler = async (event: ScheduledEvent) => {
        try {
          await sweep(event.time);
        } catch (error) {
          console.error(error);
        }
      };
    `,
    "a schedule among the events of EventBridge": `
      import type { EventBridgeEvent } from "aws-lambda";
      export const handler = async (event: EventBridgeEvent<"Scheduled Event", {}>) => {
        try {
          await sweep(event.time);
        } catch (error) {
          console.error(error);
        }
      };
    `,
    "optional work": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        for (const record of event.Records) {
          try {
            await metrics.publish(record.body);
            await cloudwatch.send(new PutMetricDataCommand({}));
            await cache.del(record.messageId);
            await unlink("/tmp/" + record.messageId);
          } catch (error) {
            console.warn(error);
          }
        }
      };
    `,
    "work beside other work, which may be an extra": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        for (const record of event.Records) {
          await save(record.body);
          try {
            await notify(record.body);
          } catch (error) {
            console.warn(error);
          }
        }
      };
    `,
    "work before other work, which goes on all the same": `
      import type { SNSEvent } from "aws-lambda";
      export const handler = async (event: SNSEvent) => {
        const message = JSON.parse(event.Records[0].Sns.Message);
        await greet(message).catch((error) => console.warn(error));
        await save(message);
      };
    `,
    "a failure that is ignored on purpose": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        for (const record of event.Records) {
          await save(record.body).catch(() => {
            // Intentionally ignored: the next message brings the same order again.
          });
        }
      };
    `,
    "a failure that is ignored on purpose, as the comment above says": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        for (const record of event.Records) {
          // Best effort: old orders may be gone.
          try {
            await save(record.body);
          } catch (error) {
            console.warn(error);
          }
        }
      };
    `,
    "a failure that is ignored on purpose, as the log says": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        for (const record of event.Records) {
          try {
            await save(record.body);
          } catch (error) {
            console.warn("Ignoring an order that is gone", error);
          }
        }
      };
    `,
    "a message that cannot be read, now or later": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        for (const record of event.Records) {
          let order;
          try {
            order = JSON.parse(record.body);
            await orderSchema.validateAsync(order);
          } catch (error) {
            console.warn("Not an order", error);
            continue;
          }
          await save(order);
        }
      };
    `,
    "a function of the file that throws after it told somebody": `
      import type { EventBridgeEvent } from "aws-lambda";
      import { closeTicket, sendResults } from "./tickets";
      export const handler = async (event: EventBridgeEvent<"Query", Query>) => {
        try {
          await handleState(event.detail);
        } catch (error) {
          console.error(error);
          return;
        }
        await sendResults(event.detail);
      };
      const handleState = async ({ id, state }: Query) => {
        switch (state) {
          case "SUCCEEDED":
            return;
          case "FAILED": {
            await closeTicket(id, "closed");
            throw new Error("The query failed");
          }
          default:
            throw new Error("No such state");
        }
      };
    `,
    "code that can hardly fail": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        try {
          for (const record of event.Records) console.log(JSON.parse(record.body));
        } catch (error) {
          console.error(error);
        }
      };
    `,
    "a loop that tries again": `
      import type { SNSEvent } from "aws-lambda";
      export const handler = async (event: SNSEvent) => {
        for (let attempt = 0; attempt < 3; attempt++) {
          try {
            return await notify(event.Records[0].Sns.Message);
          } catch (error) {
            console.warn(error);
          }
        }
      };
    `,
    "a list that the event only leads to": `
      import type { DynamoDBStreamEvent } from "aws-lambda";
      export const handler = async (event: DynamoDBStreamEvent) => {
        const connections = await findConnections();
        await Promise.all(connections.map(async (connection) => {
          try {
            await post(connection, event.Records);
          } catch (error) {
            console.warn(error);
          }
        }));
      };
    `,
    "a helper whose result says that it failed": `
      import type { SQSEvent } from "aws-lambda";
      const save = async (record) => {
        try {
          await store(record.body);
          return true;
        } catch (error) {
          console.error(error);
          return false;
        }
      };
      export const handler = async (event: SQSEvent) => {
        for (const record of event.Records) {
          if (!(await save(record))) await keep(record);
        }
      };
    `,
    "results that become the list of failed records": `
      import type { SQSEvent } from "aws-lambda";
      const save = async ({ body, messageId }) => {
        try {
          await store(body);
          return { messageId, ok: true };
        } catch (error) {
          console.error(error);
          return { messageId, ok: false };
        }
      };
      export const handler = async (event: SQSEvent) => {
        const results = await Promise.all(event.Records.map(save));
        const failed = results.filter(({ ok }) => !ok);
        return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
      };
    `,
    "results that are looked at": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        const results = await Promise.allSettled(event.Records.map((record) => save(record.body)));
        const batchItemFailures = results.flatMap(({ status }, index) =>
          status === "rejected" ? [{ itemIdentifier: event.Records[index].messageId }] : [],
        );
        console.log(results.length);
        return { batchItemFailures };
      };
    `,
    "results that are thrown on": `
      import type { SNSEvent } from "aws-lambda";
      export const handler = async (event: SNSEvent) => {
        const results = await Promise.allSettled(event.Records.map((record) => save(record.Sns.Message)));
        const failed = results.filter(({ status }) => status === "rejected");
        if (failed.length > 0) throw new Error("Some failed.");
      };
    `,
    "results that go back at once, to middleware for all we know": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) =>
        await Promise.allSettled(event.Records.map(async (record) => { await save(record.body); }));
    `,
    "results that middy's middleware gets": `
      import middy from "@middy/core";
      import sqsPartialBatchFailure from "@middy/sqs-partial-batch-failure";
      const baseHandler = async (event) => {
        const results = await Promise.allSettled(event.Records.map(async (record) => { await save(record.body); }));
        return results;
      };
      export const handler = middy(baseHandler).use(sqsPartialBatchFailure());
    `,
    "a step of a durable execution, which is tried again by itself": `
      import { withDurableExecution } from "@aws/durable-execution-sdk-js";
      import type { SQSEvent } from "aws-lambda";
      export const handler = withDurableExecution(async (event: SQSEvent, context) => {
        await context.step("save", async () => {
          try {
            await save(event.Records);
          } catch (error) {
            console.error(error);
          }
        });
      });
    `,
    "promises beside the work for each record, which have a catch of their own": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        const beside = [];
        for (const record of event.Records) {
          await save(record.body);
          beside.push(announce(record.body).catch((error) => console.warn(error)));
        }
        await Promise.allSettled(beside);
      };
    `,
    "an order whose goods are given back, and somebody who is told of it": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        for (const { body } of event.Records) {
          const order = JSON.parse(body);
          try {
            await save(order);
          } catch {
            await stock.release(order.id);
          }
          try {
            await pay(order);
          } catch {
            await chat.send("Rollback of an order, somebody has to look at it");
          }
        }
      };
    `,
    "errors that are counted for a metric in the log": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        let Failed = 0;
        for (const record of event.Records) {
          try {
            await save(record.body);
          } catch {
            Failed++;
          }
        }
        console.log(JSON.stringify({ _aws: { Timestamp: Date.now(), CloudWatchMetrics }, Failed }));
      };
    `,
    "errors that are collected for somebody": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        const errors: unknown[] = [];
        for (const record of event.Records) {
          try {
            await save(record.body);
          } catch (error) {
            errors.push(error);
          }
        }
        if (errors.length > 0) {
          console.error(errors);
          await notify(errors);
        }
      };
    `,
    "errors that are put into what a function gives": `
      import type { SQSEvent } from "aws-lambda";
      import { reports } from "./reports";
      export const handler = async (event: SQSEvent) => {
        const errors = reports();
        for (const record of event.Records) {
          try {
            await save(record.body);
          } catch (error) {
            errors.push(error);
          }
        }
        console.log(errors);
      };
    `,
    "errors that are counted beside the handler, from one event to the next": `
      import type { SQSEvent } from "aws-lambda";
      export let failed = 0;
      export const handler = async (event: SQSEvent) => {
        for (const record of event.Records) {
          try {
            await save(record.body);
          } catch {
            failed++;
          }
        }
        console.log(failed);
      };
    `,
    "errors of which somebody is told unless there are none": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        let failed = 0;
        for (const record of event.Records) {
          try {
            await save(record.body);
          } catch {
            failed++;
          }
        }
        if (failed === 0) console.log("All saved");
        else await notify("Some were not saved");
      };
    `,
    "an error that somebody is told, whose answer is logged": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        let answer = "";
        for (const record of event.Records) {
          try {
            await save(record.body);
          } catch (error) {
            answer = await notify(error);
          }
        }
        console.log(answer);
      };
    `,
    "errors that somebody is told, of which a log says how many": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        const told: string[] = [];
        for (const record of event.Records) {
          try {
            await save(record.body);
          } catch (error) {
            told.push(await notify(error));
          }
        }
        console.log(told);
      };
    `,
    "a list that a record of Kafka only leads to": `
      import type { MSKEvent } from "aws-lambda";
      export const handler = async (event: MSKEvent) => {
        for (const record of Object.values(event.records).flat()) {
          const { users } = await load(record.value);
          for (const user of users) {
            try {
              await greet(user);
            } catch (error) {
              console.error(error);
            }
          }
          for (const header of record.headers) {
            try {
              await note(header);
            } catch (error) {
              console.error(error);
            }
          }
        }
      };
    `,
    "errors that are collected for what is still to be written": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        const errors: unknown[] = [];
        for (const record of event.Records) {
          try {
            await save(record.body);
          } catch (error) {
            errors.push(error);
          }
        }
        if (errors.length > 0) {
          // Send them to a dead-letter queue here.
        }
      };
    `,
    "errors that are counted in an object on which the handler fails": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        const counts = { saved: 0, failed: 0 };
        for (const record of event.Records) {
          try {
            await save(record.body);
            counts.saved++;
          } catch {
            counts.failed++;
          }
        }
        if (counts.failed > 0) throw new Error("Not all were saved");
      };
    `,
    "errors that are counted for a caller": `
      import type { SQSEvent } from "aws-lambda";
      async function saveAll({ Records }: SQSEvent) {
        let failed = 0;
        for (const record of Records) {
          try {
            await save(record.body);
          } catch {
            failed++;
          }
        }
        console.log(failed);
        return failed;
      }
      export const handler = async (event: SQSEvent) => {
        if (await saveAll(event)) throw new Error("Not all were saved");
      };
    `,
    "an inner catch that deals with each record": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        const batchItemFailures = [];
        try {
          for (const record of event.Records) {
            try {
              await save(record.body);
            } catch (error) {
              batchItemFailures.push({ itemIdentifier: record.messageId });
            }
          }
        } catch (error) {
          console.error(error);
        }
        return { batchItemFailures };
      };
    `,
    "what fails while a failure is dealt with": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        for (const record of event.Records) {
          try {
            await save(record.body);
          } catch (error) {
            try {
              await tell(error);
            } catch (other) {
              console.error(other);
            }
            throw error;
          }
        }
      };
    `,
  },

  reports: {
    "an error beside records that are named as failed for another reason": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        const batchItemFailures = [];
        for (const record of event.Records) {
          try {
            if (!record.body) batchItemFailures.push({ itemIdentifier: record.messageId });
            else await save(record.body);
          } catch (error) {
          //^^^^^^^^^^^^^ lostRecords
            console.error(error);
          }
        }
        return { batchItemFailures };
      };
    `,
    "an error that ends the function before it names those that were not done": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async ({ Records }: SQSEvent) => {
        const done = [];
        for (const record of Records) {
          try {
            await save(record.body);
            done.push(record);
          } catch (error) {
          //^^^^^^^^^^^^^ lostRecords
            console.error(error);
            return;
          }
        }
        const left = Records.filter((record) => !done.includes(record));
        return { batchItemFailures: left.map(({ messageId }) => ({ itemIdentifier: messageId })) };
      };
    `,
    "records that are noted as done before they are": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async ({ Records }: SQSEvent) => {
        const done = [];
        for (const record of Records) {
          try {
            done.push(record);
            await save(record.body);
          } catch (error) {
          //^^^^^^^^^^^^^ lostRecords
            console.error(error);
          }
        }
        const left = Records.filter((record) => !done.includes(record));
        return { batchItemFailures: left.map(({ messageId }) => ({ itemIdentifier: messageId })) };
      };
    `,
    "records that are counted in an answer that names none": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        const done = [];
        for (const record of event.Records) {
          try {
            await save(record.body);
            done.push(record.messageId);
          } catch (error) {
          //^^^^^^^^^^^^^ lostRecords
            console.error(error);
          }
        }
        return \`Saved \${done.length}\`;
      };
    `,
    "records that are counted for a metric alone": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async ({ Records }: SQSEvent) => {
        const batchItemFailures = [];
        let saved = 0;
        for (const record of Records) {
          if (!record.body) {
            batchItemFailures.push({ itemIdentifier: record.messageId });
            continue;
          }
          try {
            await save(record.body);
            saved++;
          } catch (error) {
          //^^^^^^^^^^^^^ lostRecords
            console.error(error);
          }
        }
        await metrics.put("saved", saved / Records.length);
        return { batchItemFailures };
      };
    `,
    "records that are counted as done though their error is caught": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async ({ Records }: SQSEvent) => {
        let i = 0;
        for (; i < Records.length; i++) {
          try {
            await save(Records[i].body);
          } catch (error) {
          //^^^^^^^^^^^^^ lostRecords
            console.error(error);
          }
        }
        return { batchItemFailures: Records.slice(i).map(({ messageId }) => ({ itemIdentifier: messageId })) };
      };
    `,
    "a record's error that is only logged": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        for (const record of event.Records) {
          try {
            await save(record.body);
          } catch (error) {
          //^^^^^^^^^^^^^ lostRecords
            logger.error("Not saved", { error });
          }
        }
      };
    `,
    "a record's error of a batch that is one unit, of which no record can be named": `
      import type { SQSEvent } from "aws-lambda";
      // all-or-nothing: the ledger must not see half of a batch
      export const handler = async (event: SQSEvent) => {
        try {
          for (const record of event.Records) await save(record.body);
        } catch (error) {
        //^^^^^^^^^^^^^ lost
          console.error(error);
        }
      };
    `,
    "a record's error after which the loop goes on": `
      const { save } = require("./orders");
      module.exports.handler = async (event) => {
        for (const record of event.Records) {
          try {
            await save(record.messageId, record.body);
          } catch (error) {
          //^^^^^^^^^^^^^ lostRecords
            console.error(error);
            continue;
          }
        }
      };
    `,
    "the error of the whole body": `
      import type { SNSEvent } from "aws-lambda";
      export const handler = async (event: SNSEvent) => {
        try {
          const message = JSON.parse(event.Records[0].Sns.Message);
          await notify(message);
        } catch (error) {
        //^^^^^^^^^^^^^ lost
          console.error(error);
        }
      };
    `,
    "an error that is the answer": `
      import type { S3Event } from "aws-lambda";
      export const handler = async (event: S3Event) => {
        try {
          await resize(event.Records[0].s3.object.key);
          return { status: "resized" };
        } catch (error) {
        //^^^^^^^^^^^^^ lost
          console.log(error, error.stack);
          return error;
        }
      };
    `,
    "an object that tells of a failure, and that nobody reads": `
      import type { EventBridgeEvent } from "aws-lambda";
      export const handler = async (event: EventBridgeEvent<"Order", { id: string }>) => {
        try {
          await ship(event.detail.id);
        } catch (error) {
        //^^^^^^^^^^^^^ lost
          const message = error instanceof Error ? error.message : String(error);
          if (error.code) logger.error(error.code);
          else logger.error(message);
          return { success: false, message };
        }
      };
    `,
    "an error that nothing is done with": `
      import type { EventBridgeEvent } from "aws-lambda";
      export const handler = async (event: EventBridgeEvent<"Order", { id: string }>) => {
        try {
          await ship(event.detail.id);
        } catch {}
        //^^^^^ lost
      };
    `,
    "an error whose callback says that all is well": `
      exports.handler = async (event, context, callback) => {
        const { Message, MessageId } = event.Records[0].Sns;
        try {
          await notify(Message, MessageId);
        } catch (error) {
        //^^^^^^^^^^^^^ lost
          console.error(error);
          callback(null, "done");
        }
      };
    `,
    "a failed step after which the others are left out": `
      import type { EventBridgeEvent } from "aws-lambda";
      export const handler = async (event: EventBridgeEvent<"Order", { id: string }>) => {
        await reserve(event.detail.id);
        try {
          await charge(event.detail.id);
        } catch (error) {
        //^^^^^^^^^^^^^ lost
          console.error(error);
          return;
        }
        await ship(event.detail.id);
      };
    `,
    "work for which other work only gets ready": `
      import type { S3Event } from "aws-lambda";
      export const handler = async (event: S3Event) => {
        const { name } = event.Records[0].s3.bucket;
        const settings = await loadSettings(name);
        const { Body } = await s3.send(new GetObjectCommand({ Bucket: name, Key: "list" }));
        try {
          await importAll(Body, settings);
        } catch (error) {
        //^^^^^^^^^^^^^ lost
          console.error(error);
        }
        await client.end();
      };
    `,
    "a promise's error": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        for (const record of event.Records) {
          await save(record.body).catch((error) => console.log(error));
          //                      ^^^^^ lostRecords
        }
      };
    `,
    "a promise's error that a log gets": `
      import type { DynamoDBStreamEvent } from "aws-lambda";
      export const handler = (event: DynamoDBStreamEvent) =>
        Promise.all(event.Records.map((record) => index(record.dynamodb))).catch(console.error);
        //                                                                 ^^^^^ lostRecords
    `,
    "a promise's error beside its result": `
      exports.handler = (event, context, callback) => {
        const { Message, MessageId } = event.Records[0].Sns;
        notify(Message, MessageId).then(() => callback(null), (error) => {
        //                         ^^^^ lost
          console.error(error);
          callback(null);
        });
      };
    `,
    "an error in a helper": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        const order = parse(event);
        await close(order.id);
        console.log("closed");
      };
      const close = async (id: string) => {
        try {
          await update(id, "closed");
        } catch (error) {
        //^^^^^^^^^^^^^ lost
          logger.error("Not closed", { error });
        }
      };
    `,
    "an error in a function of the file that throws only where something is wrong": `
      import type { EventBridgeEvent } from "aws-lambda";
      import { closeTicket, sendResults } from "./tickets";
      export const handler = async (event: EventBridgeEvent<"Query", Query>) => {
        try {
          await handleState(event.detail);
        } catch (error) {
        //^^^^^^^^^^^^^ lost
          console.error(error);
          return;
        }
        await sendResults(event.detail);
      };
      const handleState = async ({ id, state }: Query) => {
        if (!id) throw new Error("No id");
        if (state === "FAILED") {
          await closeTicket(id, "closed");
        }
      };
    `,
    "an error on one line without a semicolon": {
      code: `
        import type { SQSEvent } from "aws-lambda";
        export const handler = async (event: SQSEvent) => {
          for (const record of event.Records) {
            try { await save(record.body) } catch (error) { console.error(error) }
            //                              ^^^^^^^^^^^^^ lostRecords
          }
        };
      `,
      suggests: {
        "Report this record as failed": `
        import type { SQSEvent } from "aws-lambda";
        export const handler = async (event: SQSEvent) => {
          const batchItemFailures = []
          for (const record of event.Records) {
            try { await save(record.body) } catch (error) { console.error(error); batchItemFailures.push({ itemIdentifier: record.messageId }) }
            //                              ^^^^^^^^^^^^^ lostRecords
          }
          // Needs \`ReportBatchItemFailures\` in the event source mapping: without it, failed records are lost.
          return { batchItemFailures }
        };
      `,
        "Rethrow the error": `
        import type { SQSEvent } from "aws-lambda";
        export const handler = async (event: SQSEvent) => {
          for (const record of event.Records) {
            try { await save(record.body) } catch (error) { console.error(error); throw error }
            //                              ^^^^^^^^^^^^^ lostRecords
          }
        };
      `,
      },
    },
    "an error on one line with a comment behind it": {
      code: `
        import type { SQSEvent } from "aws-lambda";
        export const handler = async (event: SQSEvent) => {
          for (const record of event.Records) {
            try { await save(record.body) } catch (error) { console.error(error) // for the dashboard
            //                              ^^^^^^^^^^^^^ lostRecords
            }
          }
        };
      `,
      suggests: {
        "Report this record as failed": `
        import type { SQSEvent } from "aws-lambda";
        export const handler = async (event: SQSEvent) => {
          const batchItemFailures = []
          for (const record of event.Records) {
            try { await save(record.body) } catch (error) { console.error(error); batchItemFailures.push({ itemIdentifier: record.messageId }) // for the dashboard
            //                              ^^^^^^^^^^^^^ lostRecords
            }
          }
          // Needs \`ReportBatchItemFailures\` in the event source mapping: without it, failed records are lost.
          return { batchItemFailures }
        };
      `,
        "Rethrow the error": `
        import type { SQSEvent } from "aws-lambda";
        export const handler = async (event: SQSEvent) => {
          for (const record of event.Records) {
            try { await save(record.body) } catch (error) { console.error(error); throw error // for the dashboard
            //                              ^^^^^^^^^^^^^ lostRecords
            }
          }
        };
      `,
      },
    },
    "an error in promises that nobody waits for: what is thrown there would come after the answer": {
      code: `
        import type { SQSEvent } from "aws-lambda";
        export const handler = async (event: SQSEvent) => {
          event.Records.forEach(async (record) => {
            try {
              await save(record.body);
            } catch (error) {
            //^^^^^^^^^^^^^ lostRecords
              console.error(error);
            }
          });
        };
      `,
    },
    "a promise's error that nobody waits for": {
      code: `
        import type { EventBridgeEvent } from "aws-lambda";
        export const handler = async (event: EventBridgeEvent<"Paid", Order>) => {
          fetch(url, { body: event.detail.id }).catch((error) => console.error(error));
          //                                    ^^^^^ lost
        };
      `,
    },
    "an error after which a transaction is taken back": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        const client = await pool.connect();
        try {
          await client.query("BEGIN");
          for (const record of event.Records) await client.query(insert, [record.body]);
          await client.query("COMMIT");
        } catch (error) {
        //^^^^^^^^^^^^^ lost
          await client.query("ROLLBACK");
          console.error(error);
        } finally {
          client.release();
        }
      };
    `,
    "an error with which a transaction is taken back": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        const transaction = await database.begin();
        try {
          for (const record of event.Records) await transaction.insert(record.body);
          await transaction.commit();
        } catch (error) {
        //^^^^^^^^^^^^^ lostRecords
          await transaction.rollback(error);
        }
      };
    `,
    "errors that are counted for a log": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        let failed = 0;
        for (const record of event.Records) {
          try {
            await save(record.body);
          } catch {
          //^^^^^ lostRecords
            failed++;
          }
        }
        console.log(\`\${failed} of \${event.Records.length} failed\`);
      };
    `,
    "errors that are counted for a log, beside what was done": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        const counts = { saved: 0, failed: 0 };
        for (const record of event.Records) {
          try {
            await save(record.body);
            counts.saved++;
          } catch {
          //^^^^^ lostRecords
            counts.failed++;
          }
        }
        console.log("Done", counts);
      };
    `,
    "errors that are collected for a log": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        const errors: unknown[] = [];
        for (const record of event.Records) {
          try {
            await save(record.body);
          } catch (error) {
          //^^^^^^^^^^^^^ lostRecords
            errors.push(error);
          }
        }
        if (errors.length > 0) console.error(errors);
        for (const error of errors) console.error(error);
        errors.forEach((error) => console.error(error));
      };
    `,
    "an error of a record of Kafka, of which there is a list for each partition": `
      import type { MSKEvent } from "aws-lambda";
      export const handler = async (event: MSKEvent) => {
        for (const records of Object.values(event.records)) {
          for (const { topic, offset, value } of records) {
            try {
              await ingest(Buffer.from(value, "base64"));
            } catch (error) {
            //^^^^^^^^^^^^^ lost
              console.error(topic, offset, error);
            }
          }
        }
      };
    `,
    "an error of a record of Kafka, of which all are in one list": `
      exports.handler = async (event) => {
        for (const record of Object.values(event.records).flat()) {
          try {
            await ingest(record.topic, record.partition, record.offset, record.value);
          } catch (error) {
          //^^^^^^^^^^^^^ lost
            console.error(error);
          }
        }
      };
    `,
    "an error before the records are gone through": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        let rates;
        try {
          rates = await loadRates();
        } catch (error) {
        //^^^^^^^^^^^^^ lost
          console.error(error);
          return;
        }
        for (const record of event.Records) await save(record.body, rates);
      };
    `,
    "an error in a list of promises": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        const saved = event.Records.map(async (record) => {
          try {
            await save(record.body);
          } catch (error) {
          //^^^^^^^^^^^^^ lostRecords
            logger.error({ error, record });
          }
        });
        await Promise.all(saved);
      };
    `,
    "results that nobody reads": `
      import type { SQSEvent } from "aws-lambda";
      const save = async (record) => {
        try {
          await store(record.body);
          return { ok: true };
        } catch (error) {
        //^^^^^^^^^^^^^ lostRecords
          console.error(error);
          return { ok: false };
        }
      };
      export const handler = async (event: SQSEvent) => {
        const results = await Promise.all(event.Records.map(save));
        return { saved: results.filter(({ ok }) => ok).length };
      };
    `,
    "an error in a method": `
      import type { SQSEvent } from "aws-lambda";
      class Consumer {
        async handle(event: SQSEvent) {
          await Promise.all(event.Records.map((record) => this.save(record.body)));
        }
        private async save(body: string) {
          try {
            await store(body);
          } catch (error) {
          //^^^^^^^^^^^^^ lostRecords
            this.logger.error(error);
          }
        }
      }
      const consumer = new Consumer();
      export const handler = consumer.handle.bind(consumer);
    `,
    "a helper whose failures the handler only logs": `
      import type { SQSEvent } from "aws-lambda";
      const saveAll = async (records) => {
        for (const record of records) {
          await save(record.body);
        }
      };
      export const handler = async (event: SQSEvent) => {
        try {
          await saveAll(event.Records);
        } catch (error) {
        //^^^^^^^^^^^^^ lostRecords
          console.error(error);
        }
      };
    `,
    "each case of a switch": `
      import type { EventBridgeEvent } from "aws-lambda";
      const mail = async (to: string) => {
        try {
          await send(to);
        } catch (error) {
        //^^^^^^^^^^^^^ lost
          console.error(error);
        }
      };
      export const handler = async (event: EventBridgeEvent<"A" | "B", { to: string }>) => {
        switch (event["detail-type"]) {
          case "A":
            await mail(event.detail.to);
            break;
          case "B":
            await mail("b@example.com");
            break;
        }
      };
    `,
    "what Powertools calls for each record": `
      import { BatchProcessor, EventType, processPartialResponse } from "@aws-lambda-powertools/batch";
      const processor = new BatchProcessor(EventType.SQS);
      const save = async (record) => {
        try {
          await db.put(record.body);
        } catch (error) {
        //^^^^^^^^^^^^^ lost
          logger.error("Not saved", error);
        }
      };
      export const handler = async (event, context) => processPartialResponse(event, save, processor, { context });
    `,
    "a record that fails beside a list of failed ones": `
      import type { SQSEvent } from "aws-lambda";
      const save = async (record) => {
        try {
          await store(record.body);
        } catch (error) {
        //^^^^^^^^^^^^^ lostRecords
          console.error(error);
        }
      };
      export const handler = async (event: SQSEvent) => {
        const batchItemFailures = [];
        await Promise.all(event.Records.map(async (record) => {
          try {
            await save(record);
          } catch (error) {
            batchItemFailures.push({ itemIdentifier: record.messageId });
          }
        }));
        return { batchItemFailures };
      };
    `,
    "the first of two, after which the second may be an extra": `
      import type { SNSEvent } from "aws-lambda";
      export const handler = async (event: SNSEvent) => {
        const { Message } = event.Records[0].Sns;
        try {
          await save(Message);
        } catch (error) {
        //^^^^^^^^^^^^^ lost
          console.error(error);
        }
        try {
          await greet(Message);
        } catch (error) {
          console.error(error);
        }
      };
    `,
    "results of which nobody asks whether they failed": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        await Promise.allSettled(event.Records.map((record) => save(record.body)));
        //    ^^^^^^^^^^^^^^^^^^ settled
      };
    `,
    "rejections that are only logged": `
      import type { SNSEvent } from "aws-lambda";
      export const handler = async (event: SNSEvent) => {
        const results = await Promise.allSettled(event.Records.map(async (record) => save(record.Sns.Message)));
        //                    ^^^^^^^^^^^^^^^^^^ settled
        const failed = results.filter((result) => result.status === "rejected");
        if (failed.length > 0) console.error(failed.length + " failed");
        results.forEach((result) => {
          if (result.status === "rejected") console.error(result.reason);
        });
        return { processed: results.length };
      };
    `,
    "promises of a list that settle": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        const saved = [];
        for (const record of event.Records) saved.push(save(record.body));
        await Promise.allSettled(saved);
        //    ^^^^^^^^^^^^^^^^^^ settled
      };
    `,
    "a schedule, where each run counts": {
      options: [{ schedules: true }],
      code: `
        import type { ScheduledEvent } from "aws-lambda";
        export const handler = async (event: ScheduledEvent) => {
          try {
            await bill(event.time);
          } catch {
          //^^^^^ lost
            console.error("Not billed");
          }
        };
      `,
    },
  },
});

describe("no-swallowed-error, by what it does with the error of a record,", () => {
  const preset = { preset: "recommended" } as const;
  const handled = (what: string) => `
    import type { SQSEvent } from "aws-lambda";
    export const handler = async (event: SQSEvent) => {
      for (const record of event.Records) {
        try {
          await save(record.body);
        } catch (error) {
          ${what}
        }
      }
    };
  `;
  const findings = (code: string) => review(code, "handler.ts", preset).findings;

  it("leaves a handler with nothing to report, or one of which the rule about whole batches speaks", () => {
    const code = handled("console.error(error);");
    const [lost, ...others] = findings(code);
    assert.equal(lost?.rule, "no-swallowed-error");
    assert.deepEqual(others, []);
    assert.deepEqual(
      lost.suggestions.map(({ title, edits }) => [
        title,
        findings(edited(code, edits)).map(({ rule }) => rule),
      ]),
      [
        ["Report this record as failed", []],
        ["Rethrow the error", ["require-batch-item-failures"]],
      ],
    );
  });
});
