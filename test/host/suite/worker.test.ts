import assert from "node:assert/strict";
import * as vscode from "vscode";
import { messagesFromNow } from "./answers.ts";
import { badHandler, closeAll, eventually, findingsIn, goodHandler, opened, replaceText } from "./editor.ts";
import { crash, threads } from "./threads.ts";

/** Has the extension's thread crash as soon as it is given the next document. The extension host is ours to reach into. */
function killAtNextReview(): { readonly happened: boolean; undo(): void } {
  const { postMessage } = threads;
  const state = { happened: false, undo: () => void (threads.postMessage = postMessage) };
  threads.postMessage = function (this: typeof threads, message: { task?: string }, ...rest: []) {
    if (message.task !== "review") return postMessage.call(this, message, ...rest);
    state.undo();
    state.happened = true;
    crash(this);
  };
  return state;
}

describe("the analysis", () => {
  afterEach(closeAll);

  it("is started again when its thread dies, and the findings come", async () => {
    const document = await opened("worker.js", badHandler);
    await eventually(() => assert.equal(findingsIn(document).length, 1));
    await replaceText(document, goodHandler);
    await eventually(() => assert.equal(findingsIn(document).length, 0));

    const kill = killAtNextReview();
    try {
      await replaceText(document, badHandler);
      await eventually(() => assert.equal(findingsIn(document).length, 1));
      assert.ok(kill.happened, "The thread was never ended.");
    } finally {
      kill.undo();
    }
  });

  it("may lose its thread ten times while somebody types: no finding goes, and nobody hears of it", async () => {
    const document = await opened("worker-typing.js", badHandler);
    await eventually(() => assert.equal(findingsIn(document).length, 1));
    const counts = new Set<number>();
    const listener = vscode.languages.onDidChangeDiagnostics(() => counts.add(findingsIn(document).length));
    const messages = messagesFromNow();
    try {
      let typed = badHandler;
      for (const letter of "// a client") {
        const kill = killAtNextReview();
        await replaceText(document, (typed += letter));
        await eventually(() => assert.ok(kill.happened, "The thread was never ended.")).finally(kill.undo);
      }
      const another = "  const other = new DynamoDBClient({});\n  return";
      await replaceText(document, typed.replace("  return", another));
      await eventually(() => assert.equal(findingsIn(document).length, 2));
      assert.ok(!counts.has(0));
      assert.deepEqual(messages.said, []);
    } finally {
      messages.undo();
      listener.dispose();
    }
  }).timeout(120_000);
});
