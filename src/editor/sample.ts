import * as vscode from "vscode";
import { columnOfSample } from "./columns.ts";

/**
 * What somebody writes who knows Lambda for a day: it works, until a message fails. It is JavaScript, because of TypeScript
 * VS Code says that the packages are not installed, which is no mistake of ours to look at.
 */
const sample = `import { DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";

export const handler = async (event) => {
  const client = new DynamoDBClient({});

  for (const record of event.Records) {
    const order = JSON.parse(record.body);
    console.log("Saving the order of", record.messageId);
    await client.send(
      new PutItemCommand({ TableName: process.env.TABLE, Item: { id: { S: order.id }, at: { S: order.at } } }),
    );
  }
};
`;

/** Opens a handler that nobody has saved, with mistakes to look at and to mend. */
export async function openSample(): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ language: "javascript", content: sample });
  await vscode.window.showTextDocument(document, columnOfSample());
}
