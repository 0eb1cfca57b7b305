import * as vscode from "vscode";

/** What somebody writes who knows Lambda for a day: it works, until a message fails. */
const sample = `import { DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";
import type { SQSEvent } from "aws-lambda";

export const handler = async (event: SQSEvent) => {
  const client = new DynamoDBClient({});

  for (const record of event.Records) {
    const order = JSON.parse(record.body);
    await client.send(
      new PutItemCommand({ TableName: process.env.TABLE, Item: { id: { S: order.id }, at: { S: order.at } } }),
    );
  }
};
`;

/** Opens a handler that nobody has saved, with mistakes to look at and to mend. */
export async function openSample(): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ language: "typescript", content: sample });
  await vscode.window.showTextDocument(document);
}
