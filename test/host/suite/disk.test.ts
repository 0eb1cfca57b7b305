import assert from "node:assert/strict";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import * as vscode from "vscode";
import { closeAll, eventually, lensesIn, opened, replaceText, rulesIn, written } from "./editor.ts";
import { jobsFromNow } from "./thread.ts";

const [folder] = vscode.workspace.workspaceFolders!;
const placeOf = (name: string) => join(folder!.uri.fsPath, name);

/** Writes a file as Git does, and everybody else whom VS Code does not know. */
async function writtenBehind(name: string, text: string): Promise<void> {
  await mkdir(dirname(placeOf(name)), { recursive: true });
  await writeFile(placeOf(name), text);
}

/**
 * Makes a folder and waits until VS Code tells of a file in it. On Linux it never hears of a folder that came before it
 * watched the one around: https://github.com/parcel-bundler/watcher/issues/97
 */
async function watched(name: string): Promise<void> {
  const file = `${name}/watched.txt`;
  const watcher = vscode.workspace.createFileSystemWatcher("**/watched.txt");
  let isHeard = false;
  const hear = ({ fsPath }: vscode.Uri) => (isHeard ||= fsPath === placeOf(file));
  watcher.onDidCreate(hear);
  watcher.onDidChange(hear);
  try {
    await eventually(async () => {
      await writtenBehind(file, String(Date.now()));
      assert.ok(isHeard, `VS Code does not watch ${name}.`);
    });
  } finally {
    watcher.dispose();
  }
}

const callingFrom = (module: string) => `import { createOrder } from "${module}";

export const handler = async (event) => createOrder(event.body);
`;

const orders = `import { DynamoDBClient } from "@aws-sdk/client-dynamodb";

export async function createOrder(order) {
  const client = new DynamoDBClient({});
  return client.config.region(order);
}
`;

const losing = `export const run = async (input) => {
  for (const record of input.Records) {
    await fetch(record.body);
  }
};
`;

const templateWith = (properties: string) => `Resources:
  Worker:
    Type: AWS::Serverless::Function
    Properties:
      Handler: worker.run
      Events:
        Orders:
          Type: SQS
          Properties: { Queue: !ImportValue OrdersArn, ${properties} }
`;

const isFound = (document: vscode.TextDocument, rule = "no-client-in-handler") =>
  eventually(() => assert.deepEqual(rulesIn(document), [rule]));

const isClear = (document: vscode.TextDocument) => eventually(() => assert.deepEqual(rulesIn(document), []));

/** Opens a file and waits until it was reviewed: what comes from then on is found because VS Code tells of it. */
async function openedAndReviewed(name: string, text: string): Promise<vscode.TextDocument> {
  const jobs = jobsFromNow();
  try {
    const document = await opened(name, text);
    // What is around is looked at once more after each review.
    await eventually(() => assert.ok(jobs.looks > 0));
    return document;
  } finally {
    jobs.undo();
  }
}

describe("what changes on the disk without the editor", () => {
  const files = vscode.workspace.getConfiguration("files");
  before(() => files.update("autoSave", "off", vscode.ConfigurationTarget.Global));
  after(() => files.update("autoSave", undefined, vscode.ConfigurationTarget.Global));
  before(async () => {
    await watched(".");
    const folders = ["code", "twice", "moved", "template", "paths", "edited", "closed", "led", "apart"];
    await Promise.all(folders.map((name) => watched(`disk-${name}`)));
  });
  afterEach(closeAll);

  it("counts for an open file whose handler comes, changes and goes", async () => {
    const document = await openedAndReviewed("disk-code/orders.js", orders);
    await isClear(document);
    await writtenBehind("disk-code/api/handler.js", callingFrom("../orders.js"));
    await isFound(document);
    await writtenBehind("disk-code/api/handler.js", "export const handler = async () => 1;\n");
    await isClear(document);
    await writtenBehind("disk-code/api/handler.js", callingFrom("../orders.js"));
    await isFound(document);
    await rm(placeOf("disk-code/api"), { recursive: true });
    await isClear(document);
  });

  it("counts as it was last for a file that comes in a new folder and changes at once", async () => {
    const document = await openedAndReviewed("disk-twice/orders.js", orders);
    await isClear(document);
    await writtenBehind("disk-twice/api/handler.js", "export const handler = async () => 1;\n");
    await writtenBehind("disk-twice/api/handler.js", callingFrom("../orders.js"));
    await isFound(document);
  });

  it("counts where a folder is moved here, whatever it is called", async () => {
    await writtenBehind("disk-moved/node_modules/api.v2/handler.js", callingFrom("../orders.js"));
    const document = await opened("disk-moved/orders.js", orders);
    await isClear(document);
    await rename(placeOf("disk-moved/node_modules/api.v2"), placeOf("disk-moved/api.v2"));
    await isFound(document);
  });

  it("counts where a template says something else", async () => {
    await writtenBehind("disk-template/template.yaml", templateWith("BatchSize: 1"));
    const document = await opened("disk-template/worker.js", losing);
    await isClear(document);
    await writtenBehind("disk-template/template.yaml", templateWith("BatchSize: 10"));
    await isFound(document, "require-batch-item-failures");
  });

  it("counts where tsconfig.json or package.json lead imports elsewhere", async () => {
    await writtenBehind("disk-paths/aliased.js", callingFrom("@/orders"));
    const document = await opened("disk-paths/src/orders.js", orders);
    await isClear(document);
    const tsconfig = { compilerOptions: { paths: { "@/*": ["./src/*"] } } };
    await writtenBehind("disk-paths/tsconfig.json", JSON.stringify(tsconfig));
    await isFound(document);
    await rm(placeOf("disk-paths/tsconfig.json"));
    await isClear(document);

    await writtenBehind("disk-paths/aliased.js", callingFrom("#orders"));
    const manifest = { imports: { "#orders": "./src/orders.js" } };
    await writtenBehind("disk-paths/package.json", JSON.stringify(manifest));
    await isFound(document);
  });

  it("does not count for a file with edits that nobody has saved", async () => {
    const handler = await opened("disk-edited/handler.js", callingFrom("./orders.js"));
    const document = await opened("disk-edited/orders.js", orders);
    await isFound(document);
    await replaceText(handler, "export const handler = async () => 1;\n");
    await isClear(document);

    const jobs = jobsFromNow();
    try {
      await writtenBehind("disk-edited/handler.js", `// newer\n${callingFrom("./orders.js")}`);
      await eventually(() =>
        assert.ok(jobs.heeded.flat().includes(placeOf("disk-edited/handler.js")) && jobs.looks > 0),
      );
      const other = "disk-edited/other.js";
      await writtenBehind(other, callingFrom("./orders.js"));
      await isFound(document);
      // It may be found by the look before; of what comes and goes at once, VS Code tells nothing.
      await eventually(() => assert.ok(jobs.heeded.flat().includes(placeOf(other))));
      await rm(placeOf(other));
      await isClear(document);
    } finally {
      jobs.undo();
      await vscode.window.showTextDocument(handler);
      await vscode.commands.executeCommand("workbench.action.files.revert");
    }
    await isFound(document);
  });

  it("counts for files that are not open, once somebody had them reviewed", async () => {
    await written("disk-closed/handler.js", callingFrom("./closed.js"));
    const called = `// closed\n${orders}`;
    await written("disk-closed/closed.js", called);
    await vscode.commands.executeCommand("effectiveLambda.reviewWorkspace");
    const jobs = jobsFromNow();
    const isReviewed = (text: string, times: number) =>
      eventually(() => assert.equal(jobs.reviewed.filter((one) => one === text).length, times));
    try {
      const harmless = "export const handler = async () => 'closed';\n";
      await writtenBehind("disk-closed/handler.js", harmless);
      await isReviewed(harmless, 1);
      // So is what is called by nobody any more, and what is called again.
      await isReviewed(called, 1);
      const come = `// come\n${callingFrom("../closed.js")}`;
      await writtenBehind("disk-closed/come/handler.js", come);
      await isReviewed(come, 1);
      await isReviewed(called, 2);
    } finally {
      jobs.undo();
    }
  });

  it("counts for files that are not open and that nothing led to before", async () => {
    const called = `// newly called\n${orders}`;
    const deployed = `// newly deployed\n${losing}`;
    await written("disk-led/handler.js", "export const handler = async () => 'idle';\n");
    await written("disk-led/closed.js", called);
    await written("disk-led/worker.js", deployed);
    await vscode.commands.executeCommand("effectiveLambda.reviewWorkspace");
    const jobs = jobsFromNow();
    const isReviewed = (text: string) => eventually(() => assert.ok(jobs.reviewed.includes(text)));
    try {
      await writtenBehind("disk-led/handler.js", callingFrom("./closed.js"));
      await isReviewed(called);
      await writtenBehind("disk-led/template.yaml", templateWith("BatchSize: 10"));
      await isReviewed(deployed);
    } finally {
      jobs.undo();
    }
  });

  it("costs nothing where nobody reads it", async () => {
    const document = await opened("disk-apart/handler.js", callingFrom("./orders.js"));
    await eventually(async () => assert.match(String(await lensesIn(document)), /clear/));
    const jobs = jobsFromNow();
    try {
      await writtenBehind("disk-apart/node_modules/orders/index.js", orders);
      await writtenBehind("disk-apart/notes.md", "# Notes");
      await writtenBehind("disk-apart/last.js", orders);
      const last = placeOf("disk-apart/last.js");
      await eventually(() => assert.ok(jobs.heeded.flat().includes(last)));
      assert.ok(!jobs.heeded.flat().some((place) => /node_modules|notes/.test(place)));
    } finally {
      jobs.undo();
    }
  });
});
