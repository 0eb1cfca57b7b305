import assert from "node:assert/strict";
import * as vscode from "vscode";
import {
  closeAll,
  eventually,
  findingsIn,
  hoverAt,
  lensesIn,
  opened,
  replaceText,
  rulesIn,
  written,
} from "./editor.ts";
import { jobsFromNow } from "./thread.ts";

const calling = `import { createOrder } from "./orders.js";

export const handler = async (event) => {
  const order = await createOrder(event.body);
  return { statusCode: 200, body: order };
};
`;

const orders = `import { DynamoDBClient } from "@aws-sdk/client-dynamodb";

export async function createOrder(order) {
  const client = new DynamoDBClient({});
  return client.config.region(order);
}
`;

const idle = calling.replace("await createOrder(event.body)", "event.body");

/** Opens the two files of a service in a folder of its own. */
async function openService(folder: string) {
  await written(`${folder}/orders.js`, orders);
  const handler = await opened(`${folder}/handler.js`, calling);
  return { handler, orders: await opened(`${folder}/orders.js`, orders) };
}

const isFound = (document: vscode.TextDocument) =>
  eventually(() => assert.deepEqual(rulesIn(document), ["no-client-in-handler"]));

const isClear = (document: vscode.TextDocument) => eventually(() => assert.deepEqual(rulesIn(document), []));

/** Waits until the line above a handler says how much is found of it. */
const isSaidOf = (handler: vscode.TextDocument, account: string) =>
  eventually(async () => assert.deepEqual(await lensesIn(handler), [`3: λ API handler — ${account}`]));

describe("a mistake in a function that a handler in another file calls", () => {
  const files = vscode.workspace.getConfiguration("files");
  // A browser's VS Code saves by itself.
  before(() => files.update("autoSave", "off", vscode.ConfigurationTarget.Global));
  after(() => files.update("autoSave", undefined, vscode.ConfigurationTarget.Global));
  afterEach(closeAll);

  it("is shown where it is, with the way from the handler to it", async () => {
    const { handler, orders } = await openService("across-way");
    await isFound(orders);
    const [{ relatedInformation = [] }] = findingsIn(orders) as [vscode.Diagnostic];
    assert.deepEqual(
      relatedInformation.map(({ message, location }) => [
        message,
        location.uri.toString(),
        location.range.start.line,
      ]),
      [
        ["`handler` runs on each invocation", handler.uri.toString(), 2],
        ["calls `createOrder`", orders.uri.toString(), 2],
      ],
    );
    assert.deepEqual(findingsIn(handler), []);
  });

  it("has the way once in its hover, where VS Code tells it with the diagnostic", async () => {
    const { orders } = await openService("across-hover");
    await isFound(orders);
    const [{ range, relatedInformation }] = findingsIn(orders) as [vscode.Diagnostic];
    assert.equal(relatedInformation?.length, 2);
    assert.doesNotMatch(await hoverAt(orders, range.start), /→|createOrder|\n{3}/);
  });

  it("counts for the handler, whose file is called clear only where all is known that it leads to", async () => {
    await written("across-lens/orders.js", orders);
    const handler = await opened("across-lens/handler.js", calling);
    await isSaidOf(handler, "clear in this file");
    await opened("across-lens/orders.js", orders);
    await isSaidOf(handler, "1 finding in other files");
    await replaceText(handler, idle);
    await isSaidOf(handler, "clear");
  });

  it("counts for each handler that leads there, and is found once", async () => {
    const { handler, orders } = await openService("across-both");
    const other = await opened("across-both/other.js", calling);
    await isFound(orders);
    await isSaidOf(handler, "1 finding in other files");
    await isSaidOf(other, "1 finding in other files");
    await replaceText(other, idle);
    await isSaidOf(other, "clear");
    await isSaidOf(handler, "1 finding in other files");
    await replaceText(other, calling);
    await isSaidOf(other, "1 finding in other files");
    assert.deepEqual(rulesIn(orders), ["no-client-in-handler"]);
  });

  it("goes and comes with the call, which nobody has saved", async () => {
    const { handler, orders } = await openService("across-call");
    await isFound(orders);
    await replaceText(handler, idle);
    await isClear(orders);
    await replaceText(handler, calling);
    await isFound(orders);
    await replaceText(handler, idle);
    await isClear(orders);
    assert.equal(handler.isDirty, true);
  });

  it("goes with a call that is saved at once", async () => {
    const { handler, orders } = await openService("across-saved");
    await isFound(orders);
    await replaceText(handler, idle);
    await handler.save();
    await isClear(orders);
  });

  it("comes when an edit that was not saved is given up", async () => {
    const { handler, orders } = await openService("across-reverted");
    await isFound(orders);
    await replaceText(handler, idle);
    await isClear(orders);
    await vscode.window.showTextDocument(handler);
    await vscode.commands.executeCommand("workbench.action.files.revert");
    await isFound(orders);
  });

  it("stays while the file of the handler does not parse, and moves with the handler", async () => {
    const { handler, orders } = await openService("across-broken");
    await isFound(orders);
    const lines = () => {
      const [{ range, relatedInformation = [] }] = findingsIn(orders) as [vscode.Diagnostic];
      return [range, ...relatedInformation.map(({ location }) => location.range)].map(
        ({ start }) => start.line,
      );
    };
    assert.deepEqual(lines(), [3, 2, 2]);
    await replaceText(handler, `${calling}export const next = async (`);
    await replaceText(orders, `// one more line\n${orders.getText()}`);
    await eventually(() => assert.deepEqual(lines(), [4, 2, 3]));
    await replaceText(handler, `// one more line\n${calling}`);
    await eventually(() => assert.deepEqual(lines(), [4, 3, 3]));
  });

  it("is not looked for again after an edit that is nothing to it", async () => {
    const { handler, orders } = await openService("across-quiet");
    await isFound(orders);
    const jobs = jobsFromNow();
    try {
      const harmless = calling.replace("200", "201");
      await replaceText(handler, harmless);
      // Its own review, and the look around that follows it, are over when that of the next edit is.
      await eventually(() => assert.ok(jobs.reviewed.includes(harmless)));
      await replaceText(handler, idle);
      await isClear(orders);
      // What was opened may still have been looked at before the edit.
      const sinceEdit = jobs.reviewed.slice(jobs.reviewed.indexOf(harmless));
      assert.deepEqual(sinceEdit, [harmless, idle, orders.getText()]);
    } finally {
      jobs.undo();
    }
  });

  it("is none where the setting has each file reviewed by itself", async () => {
    const { orders } = await openService("across-scope");
    await isFound(orders);
    const settings = vscode.workspace.getConfiguration("effectiveLambda");
    try {
      await settings.update("scope", "file", vscode.ConfigurationTarget.Global);
      await isClear(orders);
    } finally {
      await settings.update("scope", undefined, vscode.ConfigurationTarget.Global);
    }
    await isFound(orders);
  });
});
