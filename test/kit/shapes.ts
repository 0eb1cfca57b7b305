/** A way in which code can be large without being long. */
interface Shape {
  name: string;
  /** How many elements the smaller text has; the larger one has four times as many. */
  size: number;
  textOf(count: number): string;
}

const times = (count: number, part: (index: number) => string, between = "\n"): string =>
  Array.from({ length: count }, (_, index) => part(index)).join(between);

const handler = (body: string): string => `
  import { PutCommand } from "@aws-sdk/lib-dynamodb";
  import { client } from "./client";
  export const handler = async (event: import("aws-lambda").SQSEvent) => {
    ${body}
  };`;

/** Odd code that somebody may well have generated: deep, wide, or much of one thing. */
export const shapes: readonly Shape[] = [
  {
    name: "elements of a list",
    size: 5_000,
    textOf: (count) => handler(`return [${times(count, (index) => `{ id: ${index} }`, ", ")}];`),
  },
  {
    name: "cases of a switch",
    size: 500,
    textOf: (count) =>
      handler(`switch (event.Records[0].body) {
        ${times(count, (index) => `case "${index}": await save(event.Records[0].messageId); break;`)}
      }`),
  },
  {
    name: "blocks in each other",
    size: 50,
    textOf: (count) =>
      handler(`${times(count, () => "if (event.Records) {", "")}await save(event);${"}".repeat(count)}`),
  },
  {
    name: "callbacks in each other",
    size: 30,
    textOf: (count) =>
      handler(
        `${times(count, (index) => `run${index}(async () => {`, "")}await save(event);${"});".repeat(count)}`,
      ),
  },
  {
    name: "links of a chain",
    size: 100,
    textOf: (count) => handler(`return save(event)${times(count, () => ".then((it) => it)", "")};`),
  },
  {
    name: "catches",
    size: 100,
    textOf: (count) =>
      handler(`for (const record of event.Records) {
        ${times(count, () => `try { await save(record); } catch (error) { console.error(error); }`)}
      }`),
  },
  {
    name: "requests",
    size: 250,
    textOf: (count) =>
      handler(
        times(
          count,
          (index) => `await client.send(new PutCommand({ TableName: "t", Item: { id: ${index} } }));`,
        ),
      ),
  },
  {
    name: "functions that call the next",
    size: 250,
    textOf: (count) =>
      handler("await step0(event);") +
      times(count, (index) => `async function step${index}(event) { return await step${index + 1}(event); }`),
  },
  {
    name: "handlers",
    size: 50,
    textOf: (count) =>
      times(
        count,
        (index) => `export const handler${index} = async (event, context) => {
          for (const record of event.Records) await save(record.body);
        };`,
      ),
  },
  {
    name: "handlers that share helpers, in a file that names failures",
    size: 50,
    textOf: (count) =>
      `import type { SQSEvent } from "aws-lambda";
      export const answer = async (event: SQSEvent) => ({ batchItemFailures: await retried(event) });${times(
        count,
        (index) => `export const handler${index} = async (event: SQSEvent, context) => {
          for (const record of event.Records) await step0(record);
        };
        async function step${index}(record) { return await step${index + 1}(record); }`,
      )}`,
  },
  {
    name: "handlers of one object, in a file that names failures",
    size: 50,
    textOf: (count) =>
      `const answer = async (event) => ({ batchItemFailures: await retried(event.Records[0].messageId) });
      module.exports = { answer, ${times(
        count,
        (index) => `handler${index}: async (event, context) => {
          for (const record of event.Records) await save(record.body, record.messageId);
        },`,
      )} };`,
  },
  {
    name: "handlers that are exported together, in a file that names failures",
    size: 50,
    textOf: (count) =>
      `${times(
        count,
        (index) => `const handler${index} = async (event, context) => {
          for (const record of event.Records) await save(record.body, record.messageId);
        };`,
      )}const answer = async (event) => ({ batchItemFailures: await retried(event.Records[0].messageId) });
      const all = { answer, ${times(count, (index) => `handler${index}`, ", ")} };
      module.exports = { answer, ${times(count, (index) => `handler${index}`, ", ")} };`,
  },
];
