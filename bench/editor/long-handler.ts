/** A handler for a queue, 500 lines long, in which one line more is a mistake. */
export function longHandler(): string {
  const functions = Array.from({ length: steps }, (_, index) => step(index + 1));
  return `${head}${functions.join("")}`;
}

/** The line, and where it goes: it builds a client on each invocation. */
export const mistake = { line: 7, text: '  const s3 = new S3Client({ region: "eu-west-1" });\n' };

const steps = 44;

const head = `import { DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { S3Client } from "@aws-sdk/client-s3";

const table = new DynamoDBClient({});

/** Books what was ordered. */
export const handler = async (event) => {
  const batchItemFailures = [];
  for (const record of event.Records) {
    try {
      await step1(JSON.parse(record.body), record.messageId);
    } catch {
      batchItemFailures.push({ itemIdentifier: record.messageId });
    }
  }
  return { batchItemFailures };
};
`;

const step = (index: number): string => `
async function step${index}(order, id) {
  const lines = order.lines.filter(({ count, price }) => count > ${index} && price !== undefined);
  const total = lines.reduce((sum, { count, price }) => sum + count * price, 0);
  const book = new PutItemCommand({
    TableName: "orders-${index}",
    Item: { id: { S: \`\${id}-${index}\` }, total: { N: String(total) } },
  });
  await table.send(book);
  return ${index < steps ? `total > 100 ? step${index + 1}(order, id) : total` : "total"};
}
`;
