import assert from "node:assert/strict";
import * as vscode from "vscode";
import "../sample-service.test.ts";
import { badHandler, closeAll, eventually, opened, rulesIn, written } from "../editor.ts";

/** Code that takes a file away wherever somebody runs it. */
const trap = `require("node:fs").rmSync(__dirname + "/untouched.txt");\n`;

const found = ["no-client-in-handler"];

describe("a folder that VS Code does not trust", () => {
  afterEach(closeAll);

  it("is what this is", () => assert.equal(vscode.workspace.isTrusted, false));

  it("has its settings heeded, which are data, and nothing of it run", async () => {
    for (const name of ["eslint.config.js", "serverless.js", "app.js", ".eslintrc.js", "handler.js"])
      await written(`trapped/${name}`, trap + badHandler);
    await written("trapped/package.json", JSON.stringify({ type: "commonjs", main: "app.js" }));
    await written("trapped/cdk.json", JSON.stringify({ app: "node app.js" }));
    const untouched = await written("trapped/untouched.txt", "");
    const document = await opened("trapped/handler.js", trap + badHandler);
    await eventually(() => assert.deepEqual(rulesIn(document), found));

    const rules = { "no-client-in-handler": "off" };
    const settings = await written(
      ".vscode/settings.json",
      JSON.stringify({ "effectiveLambda.rules": rules }),
    );
    await eventually(() => assert.deepEqual(rulesIn(document), []));
    await vscode.workspace.fs.delete(settings);
    await eventually(() => assert.deepEqual(rulesIn(document), found));

    assert.equal((await vscode.workspace.fs.stat(untouched)).type, vscode.FileType.File);
  });
});
