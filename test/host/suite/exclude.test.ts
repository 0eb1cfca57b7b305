import assert from "node:assert/strict";
import * as vscode from "vscode";
import { badHandler, closeAll, eventually, findingsIn, lensesIn, opened, written } from "./editor.ts";
import { jobsFromNow } from "./thread.ts";

/** Globs, with what they leave alone and what they do not. */
const globs = ["old/**", "*.old.js", "{one,two}.js", "?.js", "named"];
const leftAlone = ["old/deep/handler.js", "a.old.js", "two.js", "x.js"];
const reviewed = ["older/handler.js", "deep/a.old.js", "three.js", "xy.js", "named/handler.js"];

const textOf = (name: string) => `// ${name}\n${badHandler}`;

const calling = `import { save } from "./exclude-back/save.js";
export const handler = async (event) => ({ statusCode: 200, body: await save(event.body) });
`;

/** Opens the files in a folder, and sees which of them have findings. */
async function areTold(folder: string): Promise<void> {
  const open = (name: string) => opened(`${folder}/${name}`, badHandler);
  const without: vscode.TextDocument[] = [];
  for (const name of leftAlone) without.push(await open(name));
  for (const name of reviewed) {
    const document = await open(name);
    await eventually(() => assert.equal(findingsIn(document).length, 1, name));
  }
  // They were opened first, and had their turn.
  for (const document of without) assert.deepEqual(findingsIn(document), [], document.fileName);
}

describe("what is excluded", () => {
  const settings = vscode.workspace.getConfiguration("effectiveLambda");
  afterEach(async () => {
    await settings.update("exclude", undefined, vscode.ConfigurationTarget.Global);
    await closeAll();
  });

  it("by the setting is neither reviewed when it is open nor with the workspace", async () => {
    const set = ["exclude-open", "exclude-closed"].flatMap((folder) =>
      globs.map((glob) => `${folder}/${glob}`),
    );
    await settings.update("exclude", set, vscode.ConfigurationTarget.Global);
    await areTold("exclude-open");

    for (const name of [...leftAlone, ...reviewed]) await written(`exclude-closed/${name}`, textOf(name));
    const jobs = jobsFromNow();
    try {
      await vscode.commands.executeCommand("effectiveLambda.reviewWorkspace");
      const names = [...leftAlone, ...reviewed].filter((name) => jobs.reviewed.includes(textOf(name)));
      assert.deepEqual(names, reviewed);
    } finally {
      jobs.undo();
    }
  });

  it("by the setting for a while is reviewed again with what else was not open", async () => {
    await written("exclude-back/save.js", badHandler.replace("handler", "save"));
    const document = await opened("exclude-caller.js", calling);
    const isSaid = (account: string) =>
      eventually(async () => assert.deepEqual(await lensesIn(document), [`2: λ API handler — ${account}`]));
    await vscode.commands.executeCommand("effectiveLambda.reviewWorkspace");
    await isSaid("1 finding in other files");
    await settings.update("exclude", ["exclude-back/**"], vscode.ConfigurationTarget.Global);
    await isSaid("clear in this file");
    await settings.update("exclude", undefined, vscode.ConfigurationTarget.Global);
    await isSaid("1 finding in other files");
  });

  it("is the same by .effective-lambda.json", async () => {
    await written("exclude-file/.effective-lambda.json", JSON.stringify({ exclude: globs }));
    await areTold("exclude-file");
  });
});
