import assert from "node:assert/strict";
import * as vscode from "vscode";
import { closeAll, eventually, findingsIn, opened, replaceText, rulesIn } from "./editor.ts";

const template = `Resources:
  Worker:
    Type: AWS::Serverless::Function
    Properties:
      Handler: orders.run
      MemorySize: 512
      Timeout: 5
      Events:
        Orders:
          Type: SQS
          Properties:
            Queue: !ImportValue OrdersArn
            BatchSize: 10
`;

const handler = `import { save } from "./save.js";

export const run = async (event) => {
  for (const record of event.Records) {
    await save(record.body);
  }
};
`;

const title =
  "Return `batchItemFailures` for failed records, and set `ReportBatchItemFailures` in template.yaml (preview)";

/** Opens a handler and its template. */
async function openService(folder: string) {
  const deployment = await opened(`${folder}/template.yaml`, template);
  const document = await opened(`${folder}/orders.js`, handler);
  await eventually(() => assert.deepEqual(rulesIn(document), ["require-batch-item-failures"]));
  return { document, deployment };
}

/** What the light bulb offers at the first finding, with its edits. */
const actionsIn = async (document: vscode.TextDocument): Promise<vscode.CodeAction[]> =>
  vscode.commands.executeCommand(
    "vscode.executeCodeActionProvider",
    document.uri,
    findingsIn(document)[0]!.range,
    vscode.CodeActionKind.QuickFix.value,
    10,
  );

const jointIn = (document: vscode.TextDocument) =>
  eventually(async () => {
    const actions = await actionsIn(document);
    return (
      actions.find((action) => action.title === title) ?? assert.fail(actions.map((one) => one.title).join())
    );
  });

/** Makes the edits without asking anybody. */
async function apply({ edit }: vscode.CodeAction): Promise<void> {
  const plain = new vscode.WorkspaceEdit();
  for (const [uri, edits] of edit!.entries()) plain.set(uri, edits);
  await vscode.workspace.applyEdit(plain);
}

describe("a change of a handler and its template", () => {
  afterEach(closeAll);

  it("changes both, from the light bulb of either", async () => {
    const { document, deployment } = await openService("joint");
    await eventually(() => assert.deepEqual(rulesIn(deployment), ["require-report-batch-item-failures"]));
    await jointIn(deployment);

    await apply(await jointIn(document));
    assert.match(document.getText(), /return \{ batchItemFailures \};/);
    assert.doesNotMatch(document.getText(), /Needs `ReportBatchItemFailures`/);
    assert.match(deployment.getText(), /FunctionResponseTypes:\n +- ReportBatchItemFailures$/m);
    await eventually(() => assert.deepEqual([rulesIn(document), rulesIn(deployment)], [[], []]));
  });

  it("is made as VS Code shows it, with nothing to tick", async () => {
    const { document, deployment } = await openService("joint-preview");
    await jointIn(document);
    const editor = await vscode.window.showTextDocument(document);
    const { start } = findingsIn(document)[0]!.range;
    editor.selection = new vscode.Selection(start, start);
    await vscode.commands.executeCommand("editor.action.codeAction", { kind: "quickfix", apply: "first" });
    await eventually(async () => {
      await vscode.commands.executeCommand("refactorPreview.apply");
      assert.match(document.getText(), /return \{ batchItemFailures \};/);
      assert.match(deployment.getText(), /ReportBatchItemFailures/);
    });
  });

  it("fits a template that was changed and not saved", async () => {
    const { document, deployment } = await openService("joint-unsaved");
    const isFoundIn = (line: number, changed: vscode.TextDocument) =>
      eventually(() => assert.equal(findingsIn(changed)[0]?.range.start.line, line));
    await isFoundIn(8, deployment);
    await replaceText(deployment, `# Orders\n${template}`);
    await isFoundIn(9, deployment);
    // What the template says now counts from the next review on.
    await replaceText(document, `// Orders\n${handler}`);
    await isFoundIn(4, document);
    await apply(await jointIn(document));
    assert.match(deployment.getText(), /^# Orders\n[^]*BatchSize: 10\n +FunctionResponseTypes:/);
  });

  it("is not offered where something is in its way", async () => {
    const typed = handler.replace("(event)", '(event: import("aws-lambda").SQSEvent)');
    const document = await opened("joint-alone/orders.ts", typed);
    await eventually(() => assert.deepEqual(rulesIn(document), ["require-batch-item-failures"]));
    await eventually(async () => {
      const [first, ...others] = await actionsIn(document);
      assert.equal(first?.title, "Return `batchItemFailures` for failed records");
      assert.deepEqual(
        others.filter(({ title }) => title.endsWith("(preview)")),
        [],
      );
    });
  });
});
