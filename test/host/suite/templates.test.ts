import assert from "node:assert/strict";
import * as vscode from "vscode";
import { answering } from "./answers.ts";
import { closeAll, eventually, findingsIn, opened, replaceText, rulesIn, written } from "./editor.ts";
import { jobsFromNow } from "./thread.ts";

/** A queue that shows its messages again too soon. */
const template = `Resources:
  Worker:
    Type: AWS::Serverless::Function
    Properties:
      Handler: worker.run
      MemorySize: 512
      Timeout: 60
      Events:
        Orders:
          Type: SQS
          Properties:
            Queue: !GetAtt Orders.Arn
            FunctionResponseTypes: [ReportBatchItemFailures]
  Orders:
    Type: AWS::SQS::Queue
    Properties:
      VisibilityTimeout: 60
      RedrivePolicy: { deadLetterTargetArn: !ImportValue FailedArn, maxReceiveCount: 5 }
`;

const json = JSON.stringify(
  {
    Resources: {
      Worker: {
        Type: "AWS::Lambda::Function",
        Properties: { Handler: "worker.run", MemorySize: 512, Timeout: 5, Runtime: "nodejs12.x" },
      },
    },
  },
  undefined,
  2,
);

const pipeline = `jobs:
  test: &test { image: node }
`;

describe("templates", () => {
  afterEach(closeAll);

  it("get findings, hovers with examples of templates, and fixes, as they stand in the editor", async () => {
    const document = await opened("templates/template.yaml", template);
    await eventually(() => assert.deepEqual(rulesIn(document), ["valid-visibility-timeout"]));
    const [{ range }] = findingsIn(document) as [vscode.Diagnostic];
    assert.equal(document.getText(range), "60");

    const hovers: vscode.Hover[] = await vscode.commands.executeCommand(
      "vscode.executeHoverProvider",
      document.uri,
      range.start,
    );
    const texts = hovers.flatMap(({ contents }) =>
      contents.map((part) => (part as vscode.MarkdownString).value),
    );
    assert.match(texts.join("\n"), /\*\*Before\*\*\s+```yaml\n/);

    const fix = await eventually(async () => {
      const actions: vscode.CodeAction[] = await vscode.commands.executeCommand(
        "vscode.executeCodeActionProvider",
        document.uri,
        range,
        vscode.CodeActionKind.QuickFix.value,
      );
      return actions.find(({ title }) => title.startsWith("Set VisibilityTimeout")) ?? assert.fail();
    });
    await vscode.workspace.applyEdit(fix.edit!);
    assert.match(document.getText(), /VisibilityTimeout: 360$/m);
    await eventually(() => assert.deepEqual(findingsIn(document), []));
  });

  it("may be JSON", async () => {
    const document = await opened("templates-json/stack.json", json);
    await eventually(() => assert.deepEqual(rulesIn(document), ["no-deprecated-runtime"]));
  });

  it("say what handlers are before they are saved", async () => {
    const handler = `export const run = async (input) => {
  for (const record of input.Records) {
    await fetch(record.body);
  }
};
`;
    const whole = template.replace("[ReportBatchItemFailures]", "[]").replace("60\n  ", "360\n  ");
    const single = whole.replace(/FunctionResponseTypes.*/, "BatchSize: 1");
    await written("templates-unsaved/worker.js", handler);
    const deployment = await opened("templates-unsaved/template.yaml", whole);
    const document = await opened("templates-unsaved/worker.js", handler);
    const isReported = () => rulesIn(document).includes("require-batch-item-failures");
    await eventually(() => assert.equal(isReported(), true));
    await replaceText(deployment, single);
    await eventually(() => assert.equal(isReported(), false));
    await replaceText(deployment, whole);
    await eventually(() => assert.equal(isReported(), true));
  });

  it("lead to the handlers that they name, where somebody asks why", async () => {
    const handler = await written(
      "templates-why/worker.js",
      "\nexport const run = async (event) => event;\n",
    );
    await opened("templates-why/template.yaml", template);
    await answering({ chooses: ["Its handler is `run`"] }, "effectiveLambda.whyHandler");
    await eventually(() => {
      const { document, selection } = vscode.window.activeTextEditor!;
      assert.deepEqual([document.uri.toString(), selection.active.line], [handler.toString(), 1]);
    });
  });

  it("are told from what is none, where somebody asks why", async () => {
    for (const [name, text] of [
      ["parameters.yaml", "Parameters:\n  Stage: { Type: String }\n"],
      ["tsconfig.json", '{ "compilerOptions": {} }\n'],
    ] as const) {
      await opened(`templates-why/${name}`, text);
      const chooses = ["This file deploys nothing to Lambda"];
      assert.deepEqual(await answering({ chooses }, "effectiveLambda.whyHandler"), []);
    }
  });

  it("are all that is parsed of YAML and JSON", async () => {
    const jobs = jobsFromNow();
    const changed = `${pipeline}# changed\n`;
    try {
      const other = await opened("templates-none/pipeline.yml", pipeline);
      await opened("templates-none/package.json", json);
      await replaceText(other, changed);
      // Opened and changed last, so that the others had their turn.
      const document = await opened("templates-none/template.yaml", template);
      await eventually(() => assert.equal(findingsIn(document).length, 1));
      // VS Code may let go of what earlier tests opened, which the view then has reviewed from the disk.
      const open = [pipeline, changed, json, template];
      const reviewed = jobs.reviewed.filter((text) => open.includes(text));
      assert.deepEqual(reviewed, [template]);

      await replaceText(other, template);
      await eventually(() => assert.equal(findingsIn(other).length, 1));
      await replaceText(other, pipeline);
      await eventually(() => assert.deepEqual(findingsIn(other), []));
    } finally {
      jobs.undo();
    }
  });
});
