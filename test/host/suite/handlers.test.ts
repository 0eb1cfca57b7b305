import assert from "node:assert/strict";
import * as vscode from "vscode";
import {
  badHandler,
  closeAll,
  eventually,
  findingsIn,
  goodHandler,
  hoverAt,
  lensesIn,
  opened,
  replaceText,
  written,
} from "./editor.ts";
import { jobsFromNow, keptBack } from "./thread.ts";

const template = `Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: .
      Handler: handler.handler
      Events:
        Queue:
          Type: SQS
          Properties: { Queue: !GetAtt Queue.Arn, FunctionResponseTypes: [ReportBatchItemFailures] }
`;

describe("the line above a handler", () => {
  afterEach(closeAll);

  it("says what invokes it and how many findings it has, and goes on as it is mended", async () => {
    await written("lens/template.yaml", template);
    const document = await opened("lens/handler.js", badHandler);
    await eventually(async () =>
      assert.deepEqual(await lensesIn(document), ["3: λ SQS handler — 1 finding"]),
    );
    await replaceText(document, goodHandler);
    await eventually(async () => assert.deepEqual(await lensesIn(document), ["5: λ SQS handler — clear"]));
  });

  it("stays while the text does not parse, and moves with what is typed above", async () => {
    const document = await opened("lens-broken.js", badHandler);
    await eventually(async () =>
      assert.deepEqual(await lensesIn(document), ["3: λ handler, source unknown — 1 finding"]),
    );
    await replaceText(document, `const half = (\n${badHandler}`);
    await eventually(async () =>
      assert.deepEqual(await lensesIn(document), ["4: λ handler, source unknown — 1 finding"]),
    );
  });

  it("goes with its setting", async () => {
    const settings = vscode.workspace.getConfiguration("effectiveLambda");
    const document = await opened("lens-off.js", badHandler);
    await eventually(async () => assert.equal((await lensesIn(document)).length, 1));
    try {
      await settings.update("codeLens", "off", vscode.ConfigurationTarget.Global);
      await eventually(async () => assert.deepEqual(await lensesIn(document), []));
    } finally {
      await settings.update("codeLens", undefined, vscode.ConfigurationTarget.Global);
    }
  });
});

describe("the hover of a finding", () => {
  const settings = vscode.workspace.getConfiguration("effectiveLambda");
  afterEach(closeAll);
  after(() => settings.update("hover.detail", undefined, vscode.ConfigurationTarget.Global));

  it("says where a template names the event source, and is as long as its setting says", async () => {
    await written("hover-detail/template.yaml", template);
    const document = await opened("hover-detail/handler.js", badHandler);
    await eventually(() => assert.equal(findingsIn(document).length, 1));
    const { start } = findingsIn(document)[0]!.range;

    for (const [detail, isLong] of [
      ["full", true],
      ["compact", false],
    ] as const) {
      await settings.update("hover.detail", detail, vscode.ConfigurationTarget.Global);
      const text = await eventually(async () => {
        const shown = await hoverAt(document, start);
        assert.equal(shown.includes("**Before**"), isLong);
        return shown;
      });
      assert.match(
        text.replace(/&nbsp;|\\/g, (space) => (space === "\\" ? "" : " ")),
        /SQS: hover-detail\/template\.yaml:8/,
      );
      assert.match(text, /\[Preview fix\]\(command:effectiveLambda\.previewFix\?/);
    }
  });
});

const calling = `import { save } from "./save.js";
export const handler = async (event) => ({ statusCode: 200, body: await save(event.body) });
`;

/** Waits until the line above a handler that calls another file says how much is found of it. */
const isSaidOf = (document: vscode.TextDocument, account: string) =>
  eventually(async () => assert.deepEqual(await lensesIn(document), [`2: λ API handler — ${account}`]));

describe("the commands around a handler", () => {
  afterEach(closeAll);

  it("go from finding to finding", async () => {
    const document = await opened("next.js", badHandler);
    await eventually(() => assert.equal(findingsIn(document).length, 1));
    const editor = vscode.window.activeTextEditor!;
    editor.selection = new vscode.Selection(0, 0, 0, 0);
    await vscode.commands.executeCommand("effectiveLambda.nextFinding");
    await eventually(() =>
      assert.equal(document.getText(vscode.window.activeTextEditor!.selection), "new DynamoDBClient({})"),
    );
  });

  it("open a sample, which has findings", async () => {
    await vscode.commands.executeCommand("effectiveLambda.openSample");
    const { document } = vscode.window.activeTextEditor!;
    assert.equal(document.isUntitled, true);
    await eventually(() => assert.ok(findingsIn(document).length >= 2));
    assert.deepEqual(vscode.languages.getDiagnostics(document.uri), findingsIn(document));
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  });

  it("show what holds for a file, and who says so", async () => {
    await written("configured-by/.effective-lambda.json", '{ "preset": "strict", "exclude": ["old/**"] }');
    await opened("configured-by/old/handler.js", badHandler);
    await vscode.commands.executeCommand("effectiveLambda.showEffectiveConfig");
    const said = JSON.parse(vscode.window.activeTextEditor!.document.getText());
    assert.equal(said.excludedBy, "configured-by/.effective-lambda.json");
    assert.equal(said.effective.preset, "strict");
    assert.equal(said.settings.preset, "recommended");
    assert.equal(said.settings.severity.maximum, "warning");
  });

  it("copy a report for who is asked for help, without code", async () => {
    const document = await opened("report.js", badHandler);
    await eventually(() => assert.equal(findingsIn(document).length, 1));
    await vscode.commands.executeCommand("effectiveLambda.copyDiagnostics");
    const report = await vscode.env.clipboard.readText();
    assert.match(report, /"no-client-in-handler"/);
    assert.doesNotMatch(report, /DynamoDBClient/);
  });

  it("review what is not open, and leave no diagnostics there", async () => {
    const uri = await written("closed/handler.js", badHandler);
    await vscode.commands.executeCommand("effectiveLambda.reviewWorkspace");
    assert.deepEqual(vscode.languages.getDiagnostics(uri), []);
    await vscode.commands.executeCommand("effectiveLambda.goToFinding", {
      file: uri.toString(),
      rule: "no-client-in-handler",
      line: 1,
    });
    await eventually(() => {
      const { document, selection } = vscode.window.activeTextEditor!;
      assert.equal(document.getText(selection), "new DynamoDBClient({})");
    });
  });

  it("review what a handler calls that is not open, as long as it calls that", async () => {
    const idle = calling.replace("await save(event.body)", "event.body");
    await written("closed-calls/save.js", badHandler.replace("handler", "save"));
    const document = await opened("closed-calls/handler.js", calling);
    const isSaid = (account: string) => isSaidOf(document, account);
    await vscode.commands.executeCommand("effectiveLambda.reviewWorkspace");
    await isSaid("1 finding in other files");
    await replaceText(document, idle);
    await isSaid("clear");
    await replaceText(document, calling);
    await isSaid("1 finding in other files");
  });

  it("keep what was found that is not open when somebody stops the next review at once", async () => {
    await written("closed-stopped/save.js", badHandler.replace("handler", "save"));
    const document = await opened("closed-stopped/handler.js", calling);
    await vscode.commands.executeCommand("effectiveLambda.reviewWorkspace");
    await isSaidOf(document, "1 finding in other files");
    const before = await lensesIn(document);
    const { withProgress } = vscode.window;
    const stopped = new vscode.CancellationTokenSource();
    stopped.cancel();
    const stopping: typeof withProgress = (_, task) => task({ report: () => undefined }, stopped.token);
    Object.assign(vscode.window, { withProgress: stopping });
    try {
      await vscode.commands.executeCommand("effectiveLambda.reviewWorkspace");
    } finally {
      Object.assign(vscode.window, { withProgress });
    }
    assert.deepEqual(await lensesIn(document), before);
  });

  it("keep what was found that is not open while it is reviewed again", async () => {
    const [before, after] = ["before", "after"].map(
      (when) => `// ${when}\n${badHandler.replace("handler", "save")}`,
    ) as [string, string];
    await written("closed-again/save.js", before);
    const document = await opened("closed-again/handler.js", calling);
    await vscode.commands.executeCommand("effectiveLambda.reviewWorkspace");
    await isSaidOf(document, "1 finding in other files");
    const said = await lensesIn(document);
    const review = keptBack(after);
    try {
      await written("closed-again/save.js", after);
      await eventually(() => assert.ok(review.isKept));
      assert.deepEqual(await lensesIn(document), said);
    } finally {
      review.letGo();
    }
  });

  it("keep what was found that is not open while the workspace is reviewed again", async () => {
    const called = `// once more\n${badHandler.replace("handler", "save")}`;
    await written("closed-whole/save.js", called);
    const document = await opened("closed-whole/handler.js", calling);
    await vscode.commands.executeCommand("effectiveLambda.reviewWorkspace");
    await isSaidOf(document, "1 finding in other files");
    const said = await lensesIn(document);
    const review = keptBack(called);
    const done = vscode.commands.executeCommand("effectiveLambda.reviewWorkspace");
    try {
      await eventually(() => assert.ok(review.isKept));
      assert.deepEqual(await lensesIn(document), said);
    } finally {
      review.letGo();
      await done;
    }
    assert.deepEqual(await lensesIn(document), said);
  });

  it("review again what is not open, clear as it may be, when a setting changes", async () => {
    const text = `// strict\n${goodHandler}`;
    await written("closed-strict/handler.js", text);
    await vscode.commands.executeCommand("effectiveLambda.reviewWorkspace");
    const settings = vscode.workspace.getConfiguration("effectiveLambda");
    const jobs = jobsFromNow();
    try {
      await settings.update("preset", "strict", vscode.ConfigurationTarget.Global);
      await eventually(() => assert.ok(jobs.reviewed.includes(text)));
    } finally {
      await settings.update("preset", undefined, vscode.ConfigurationTarget.Global);
      jobs.undo();
    }
  });

  it("keep no past state of a file that was compared", async () => {
    const text = new TextEncoder().encode(`// As it was.\n${badHandler}`);
    const none = () => assert.fail("Nobody writes into the past.");
    const past = vscode.workspace.registerFileSystemProvider("past", {
      ...{ createDirectory: none, delete: none, rename: none, writeFile: none, readDirectory: () => [] },
      onDidChangeFile: () => new vscode.Disposable(() => undefined),
      watch: () => new vscode.Disposable(() => undefined),
      stat: () => ({ type: vscode.FileType.File, ctime: 0, mtime: 0, size: text.length }),
      readFile: () => text,
    });
    const jobs = jobsFromNow();
    try {
      await vscode.commands.executeCommand("effectiveLambda.reviewWorkspace");
      const [before, after] = ["before", "after"].map((name) => vscode.Uri.parse(`past:/${name}/orders.js`));
      await vscode.commands.executeCommand("vscode.diff", before, after);
      const compared = await vscode.workspace.openTextDocument(after!);
      await eventually(() => assert.equal(findingsIn(compared).length, 1));
      await closeAll();
      await eventually(() => assert.equal(findingsIn(compared).length, 0));

      const next = await opened("opened-later.js", badHandler);
      await eventually(() => assert.equal(findingsIn(next).length, 1));
      assert.equal(jobs.reviewed.filter((one) => one.startsWith("// As it was.")).length, 1);
    } finally {
      jobs.undo();
      past.dispose();
    }
  });

  it("say why a file is a handler", async () => {
    await opened("why.js", badHandler);
    const asked = vscode.commands.executeCommand("effectiveLambda.whyHandler");
    await eventually(async () => {
      await vscode.commands.executeCommand("workbench.action.closeQuickOpen");
      await Promise.race([
        asked,
        new Promise((_, fail) => setTimeout(() => fail(new Error("It goes on.")), 200)),
      ]);
    });
  });
});
