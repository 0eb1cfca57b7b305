import { join } from "node:path";
import * as vscode from "vscode";
import { marked } from "../../../test/host/marked.ts";
import type { Row } from "../row.ts";
import { idle } from "./idle.ts";
import { firstFinding, nextFinding } from "./latency.ts";
import { start } from "./start.ts";
import { typing } from "./typing.ts";

/** Measures in VS Code's extension host, and writes each row as JSON. VS Code takes a rejection for a failed run. */
export async function run(): Promise<void> {
  write(await idle());
  write(start());

  const [folder] = vscode.workspace.workspaceFolders!;
  const document = await vscode.workspace.openTextDocument(join(folder!.uri.fsPath, "orders.js"));
  await vscode.window.showTextDocument(document);
  write([...(await firstFinding(document)), await nextFinding(document)]);
  write(await typing(document));
}

function write(rows: readonly Row[]): void {
  for (const line of rows.flatMap((row) => marked(JSON.stringify(row)))) console.log(line);
}
