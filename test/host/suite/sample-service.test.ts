import assert from "node:assert/strict";
import * as vscode from "vscode";
import { closeAll, eventually, findingsIn } from "./editor.ts";

const at = (name: string) => vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, name);

/** What the command finds in the same folder, by file: whoever started this run has asked it, and written it there. */
async function foundByCommand(): Promise<Record<string, string[]>> {
  const text = await vscode.workspace.fs.readFile(at("found-by-command.json"));
  return JSON.parse(new TextDecoder().decode(text)) as Record<string, string[]>;
}

/** Each finding as `line:column rule`. */
const foundIn = (document: vscode.TextDocument): string[] =>
  findingsIn(document)
    .map(({ range: { start }, code }) => {
      const { value: rule } = code as { value: string };
      return `${start.line + 1}:${start.character + 1} ${rule}`;
    })
    .sort();

describe("the sample service", () => {
  afterEach(closeAll);

  it("has the findings that the command finds", async () => {
    const expected = await foundByCommand();
    assert.ok(Object.values(expected).flat().length > 50);
    const documents = new Map<string, vscode.TextDocument>();
    for (const name of Object.keys(expected))
      documents.set(name, await vscode.workspace.openTextDocument(at(name)));

    await eventually(() => {
      const found = [...documents].map(([name, document]) => [name, foundIn(document)]);
      assert.deepEqual(Object.fromEntries(found), expected);
    });
  });
});
