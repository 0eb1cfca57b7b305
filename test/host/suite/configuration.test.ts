import assert from "node:assert/strict";
import * as vscode from "vscode";
import { closeAll, eventually, opened, rulesIn, written } from "./editor.ts";

const handler = `import { S3Client } from "@aws-sdk/client-s3";
export const handler = async () => new S3Client({}).config;
`;

describe("a configuration file", () => {
  afterEach(closeAll);

  it("counts as soon as it is written, and until it is gone", async () => {
    const document = await opened("configured/handler.js", handler);
    await eventually(() => assert.deepEqual(rulesIn(document), ["no-client-in-handler"]));

    const name = "configured/.effective-lambda.json";
    const uri = await written(name, '{ "rules": { "no-client-in-handler": "off" } }');
    await eventually(() => assert.deepEqual(rulesIn(document), []));

    await vscode.workspace.fs.delete(uri);
    await eventually(() => assert.deepEqual(rulesIn(document), ["no-client-in-handler"]));
  });

  it("is checked and completed by the editor", async () => {
    const { uri } = await opened("checked/.effective-lambda.json", '{ "preset": "all" }');
    await eventually(() => assert.equal(vscode.languages.getDiagnostics(uri).length, 1));
  });
});
