/** How much of each there is in one service. */
const inService = { handlers: 10, useCases: 20, repositories: 10, gateways: 10, domain: 25 };

const services = 30;

/** Modules that all services import. */
const kernel = 20;

/** What a file has beside the code that leads to the next layer, taken in turns. */
type Filling = readonly string[];

/**
 * A monorepo of 300 handlers, and the 2,000 modules behind them in layers: a handler calls use cases, these call
 * repositories through a barrel, gateways, and functions that call each other. Half of the services say in a template how they
 * are deployed. Every tenth repository builds a client each time that a handler calls it, which is a finding.
 */
export function layeredRepository(filling: Filling): Record<string, string> {
  const files: Record<string, string> = { ".git/HEAD": "", "package.json": "{}" };
  let written = 0;
  const code = (path: string, text: string) => {
    files[path] = `${text}\n${withoutNeighbours(filling[written++ % filling.length]!)}`;
  };
  for (let index = 0; index < kernel; index++) code(`kernel/retry-${index}.ts`, retry(index));
  for (let service = 0; service < services; service++) {
    const folder = `services/service-${service}`;
    files[`${folder}/package.json`] = "{}";
    if (service % 2 === 0) files[`${folder}/template.yaml`] = template();
    files[`${folder}/src/repositories/index.ts`] = times(
      inService.repositories,
      (index) => `export * from "./orders-${index}";\n`,
    );
    for (const [layer, count] of Object.entries(inService) as [keyof typeof inService, number][])
      for (let index = 0; index < count; index++)
        code(`${folder}/src/${nameOf[layer](index)}.ts`, textOf[layer](index));
  }
  return files;
}

const nameOf: Record<keyof typeof inService, (index: number) => string> = {
  handlers: (index) => `handlers/handler-${index}`,
  useCases: (index) => `use-cases/place-${index}`,
  repositories: (index) => `repositories/orders-${index}`,
  gateways: (index) => `gateways/mail-${index}`,
  domain: (index) => `domain/price-${index}`,
};

const textOf: Record<keyof typeof inService, (index: number) => string> = {
  handlers: (index) => `
import type { SQSEvent } from "aws-lambda";
import { place${2 * index} } from "../use-cases/place-${2 * index}";
import { place${2 * index + 1} } from "../use-cases/place-${2 * index + 1}";

export const handler = async (event: SQSEvent): Promise<void> => {
  for (const record of event.Records) {
    const order = JSON.parse(record.body);
    await place${2 * index}(order);
    await place${2 * index + 1}({ ...order, id: record.messageId });
  }
};
`,
  useCases: (index) => `
import { Orders${index % inService.repositories} } from "../repositories";
import { mail${index % inService.gateways} } from "../gateways/mail-${index % inService.gateways}";
import { price${index} } from "../domain/price-${index}";
import { price${(index + 5) % inService.domain} } from "../domain/price-${(index + 5) % inService.domain}";

const orders = new Orders${index % inService.repositories}();

export async function place${index}(order: { id: string; email: string }): Promise<void> {
  const price = price${index}(order) + price${(index + 5) % inService.domain}(order);
  await orders.save({ ...order, price });
  await mail${index % inService.gateways}(order.email, String(price));
}
`,
  repositories: (index) => `
import { DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";

${index === 0 ? "" : "const client = new DynamoDBClient({});"}

export class Orders${index} {
  async save(order: { id: string; price: number }): Promise<void> {
    ${index === 0 ? "const client = new DynamoDBClient({});" : ""}
    await client.send(new PutItemCommand({ TableName: process.env.ORDERS, Item: { id: { S: order.id } } }));
  }
}
`,
  gateways: (index) => `
import { retry${index} } from "../../../../kernel/retry-${index}";

export const mail${index} = (to: string, text: string): Promise<void> =>
  retry${index}(async () => {
    const answer = await fetch(process.env.MAIL!, { method: "POST", body: JSON.stringify({ to, text }) });
    if (!answer.ok) throw new Error("The mail was not sent");
  });
`,
  domain: (index) =>
    index % 5 === 4
      ? `export const price${index} = (order: { id: string }): number => order.id.length;\n`
      : `
import { price${index + 1} } from "./price-${index + 1}";

export const price${index} = (order: { id: string }): number => 2 * price${index + 1}(order);
`,
};

const retry = (index: number): string => `
export async function retry${index}<T>(work: () => Promise<T>, times = 3): Promise<T> {
  for (let left = times; ; left--)
    try {
      return await work();
    } catch (error) {
      if (left === 0) throw error;
    }
}
`;

const template = (): string => `Transform: AWS::Serverless-2016-10-31
Resources:
${times(
  inService.handlers,
  (index) => `  Function${index}:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs22.x
      Timeout: 30
      MemorySize: 512
      CodeUri: src
      Handler: handlers/handler-${index}.handler
      Events:
        Queue:
          Type: SQS
          Properties:
            Queue: !ImportValue Queue${index}
            BatchSize: 10
            FunctionResponseTypes: [ReportBatchItemFailures]
`,
)}`;

/** Without the imports of files that are not there. */
const withoutNeighbours = (text: string): string => text.replaceAll(/^import [^;]*? from "\.[^"]*";\n/gm, "");

const times = (count: number, one: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => one(index)).join("");
