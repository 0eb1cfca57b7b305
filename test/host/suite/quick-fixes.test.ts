import assert from "node:assert/strict";
import * as vscode from "vscode";
import { badHandler, closeAll, eventually, findingsIn, goodHandler, opened, replaceText } from "./editor.ts";

const hoist = "Move `new DynamoDBClient()` to module scope";
const explain = "Explain: Initialise Outside the Handler";

/** What the light bulb at the first finding offers. */
async function actionsAt(document: vscode.TextDocument, kind: string): Promise<vscode.CodeAction[]> {
  const [finding] = findingsIn(document);
  assert.ok(finding, "There is no finding yet.");
  return vscode.commands.executeCommand(
    "vscode.executeCodeActionProvider",
    document.uri,
    finding.range,
    kind,
  );
}

describe("quick fixes", () => {
  afterEach(closeAll);

  it("move a client to module scope, after which nothing is found", async () => {
    const document = await opened("quick-fix.js", badHandler);
    const fix = await eventually(async () => {
      const actions = await actionsAt(document, vscode.CodeActionKind.QuickFix.value);
      const action = actions.find(({ title }) => title === hoist);
      assert.ok(action?.edit, `Offered: ${actions.map(({ title }) => title).join(", ")}`);
      return action;
    });
    assert.equal(fix.isPreferred, true);

    await vscode.workspace.applyEdit(fix.edit!);
    assert.match(
      document.getText(),
      /^const client = new DynamoDBClient\(\{\}\);$[^]*^export const handler/m,
    );
    assert.doesNotMatch(document.getText(), /^ +const client/m);
    await eventually(() => assert.deepEqual(findingsIn(document), []));
  });

  it("begin with the safe one and have the slide that explains behind the changes", async () => {
    const document = await opened("quick-fix-explain.js", badHandler);
    await eventually(async () => {
      const actions = await actionsAt(document, vscode.CodeActionKind.QuickFix.value);
      const titles = actions.map(({ title }) => title);
      assert.equal(titles[0], hoist);
      assert.ok(titles.indexOf(explain) > 0, titles.join(", "));
    });
  });

  it("can all be applied at once where they are safe", async () => {
    const document = await opened("fix-all.js", badHandler);
    const fixAll = await eventually(async () => {
      const [action] = await actionsAt(document, "source.fixAll.effectiveLambda");
      assert.ok(action?.edit);
      return action;
    });
    await vscode.workspace.applyEdit(fixAll.edit!);
    assert.match(
      document.getText(),
      /^const client = new DynamoDBClient\(\{\}\);$[^]*^export const handler/m,
    );
    await eventually(() => assert.deepEqual(findingsIn(document), []));
  });

  it("can all be applied to a text that is not saved", async () => {
    const document = await opened("fix-all-unsaved.js", goodHandler);
    await replaceText(document, `// unsaved\n${badHandler}`);
    const fixAll = await eventually(async () => {
      const [action] = await actionsAt(document, "source.fixAll.effectiveLambda");
      assert.ok(action?.edit);
      return action;
    });
    await vscode.workspace.applyEdit(fixAll.edit!);
    assert.equal(document.getText(), `// unsaved\n${goodHandler}`);
  });
});
