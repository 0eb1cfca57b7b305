import assert from "node:assert/strict";
import * as vscode from "vscode";
import {
  badHandler,
  closeAll,
  eventually,
  findingsIn,
  goodHandler,
  opened,
  replaceText,
  rulesIn,
} from "./editor.ts";
import { jobsFromNow, keptBack } from "./thread.ts";

describe("diagnostics", () => {
  afterEach(closeAll);

  it("come with opening a handler, each with its source and a rule that links to the bundled page", async () => {
    const document = await opened("diagnostics-open.js", badHandler);
    const [finding] = await eventually(() => {
      assert.deepEqual(rulesIn(document), ["no-client-in-handler"]);
      return findingsIn(document);
    });

    assert.match(finding!.message, /DynamoDBClient/);
    assert.equal(document.getText(finding!.range), "new DynamoDBClient({})");
    assert.equal(finding!.severity, vscode.DiagnosticSeverity.Warning);
    const { target } = finding!.code as { target: vscode.Uri };
    assert.equal(target.authority, "effective-lambda.effective-lambda");
    assert.equal(target.path, "/rule/no-client-in-handler");
  });

  it("come for TypeScript too", async () => {
    const document = await opened("diagnostics.ts", badHandler.replace("(event)", "(event: unknown)"));
    await eventually(() => assert.deepEqual(rulesIn(document), ["no-client-in-handler"]));
  });

  it("go when the mistake is mended, and come again with it", async () => {
    const document = await opened("diagnostics-mended.js", badHandler);
    await eventually(() => assert.equal(findingsIn(document).length, 1));
    await replaceText(document, goodHandler);
    await eventually(() => assert.equal(findingsIn(document).length, 0));
    await replaceText(document, badHandler);
    await eventually(() => assert.equal(findingsIn(document).length, 1));
  });

  it("stay while the text does not parse", async () => {
    const document = await opened("diagnostics-broken.js", badHandler);
    const other = await opened("diagnostics-other.js", badHandler);
    await eventually(() => {
      assert.equal(findingsIn(document).length, 1);
      assert.equal(findingsIn(other).length, 1);
    });

    // Both are reviewed in the order of the edits: when the second has its answer, the first had its own.
    await replaceText(document, `${badHandler}export const next = async (`);
    await replaceText(other, goodHandler);
    await eventually(() => assert.equal(findingsIn(other).length, 0));
    assert.deepEqual(rulesIn(document), ["no-client-in-handler"]);
  });

  it("go when the document is no longer of a language that we review", async () => {
    const document = await opened("diagnostics-language.js", badHandler);
    await eventually(() => assert.equal(findingsIn(document).length, 1));
    await vscode.languages.setTextDocumentLanguage(document, "plaintext");
    await eventually(() => assert.equal(findingsIn(document).length, 0));
  });

  it("follow the settings", async () => {
    const settings = vscode.workspace.getConfiguration("effectiveLambda");
    const document = await opened("diagnostics-settings.js", badHandler);
    await eventually(() => assert.equal(findingsIn(document).length, 1));
    try {
      await settings.update("severity.maximum", "hint", vscode.ConfigurationTarget.Global);
      await eventually(() => assert.equal(findingsIn(document)[0]!.severity, vscode.DiagnosticSeverity.Hint));
      await settings.update("enable", false, vscode.ConfigurationTarget.Global);
      await eventually(() => assert.equal(findingsIn(document).length, 0));
    } finally {
      await settings.update("enable", undefined, vscode.ConfigurationTarget.Global);
      await settings.update("severity.maximum", undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it("follow the settings first where somebody looks, and let what is opened go before all others", async () => {
    const texts = ["other", "looked at", "opened"].map((what) => `// ${what}\n${badHandler}`);
    const [other, looked, next] = texts as [string, string, string];
    const settings = vscode.workspace.getConfiguration("effectiveLambda");
    const isFound = (document: vscode.TextDocument) =>
      eventually(() => assert.equal(findingsIn(document).length, 1));
    await isFound(await opened("diagnostics-first.js", other));
    await isFound(await opened("diagnostics-second.js", looked));
    const jobs = jobsFromNow();
    const review = keptBack(looked);
    try {
      await settings.update("preset", "strict", vscode.ConfigurationTarget.Global);
      await eventually(() => assert.ok(review.isKept));
      await opened("diagnostics-third.js", next);
      review.letGo();
      await eventually(() => assert.ok(jobs.reviewed.includes(other)));
      // What was opened may have others looked at, too, before it is their turn.
      const reviewed = new Set(jobs.reviewed.filter((text) => texts.includes(text)));
      assert.deepEqual([...reviewed], [looked, next, other]);
    } finally {
      review.letGo();
      jobs.undo();
      await settings.update("preset", undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it("do not come in files that a setting excludes", async () => {
    const excluded = await opened("node_modules/somebody/else.js", badHandler);
    const document = await opened("diagnostics-included.js", badHandler);
    await eventually(() => assert.equal(findingsIn(document).length, 1));
    assert.deepEqual(findingsIn(excluded), []);
  });
});
