import assert from "node:assert/strict";
import * as vscode from "vscode";
import { badHandler, closeAll, eventually, findingsIn, written } from "./editor.ts";

const { One, Two } = vscode.ViewColumn;

/** Of a walkthrough VS Code says nothing but a label, which is for a moment, or for longer, that of one of its own. */
const walkthrough = "a walkthrough";

/** What each column shows. */
const columns = (): (string | undefined)[] =>
  vscode.window.tabGroups.all.map(
    ({ activeTab }) => activeTab && (activeTab.input === undefined ? walkthrough : activeTab.label),
  );

const areShown = (...labels: string[]) => eventually(() => assert.deepEqual(columns(), labels));

const run = (command: string, ...input: unknown[]) =>
  vscode.commands.executeCommand(`effectiveLambda.${command}`, ...input);

const slide = "Initialise Outside the Handler";

/** Opens a file with a finding in a column, with the cursor at the finding. */
async function handlerIn(viewColumn: vscode.ViewColumn, name: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument(await written(name, badHandler));
  await vscode.window.showTextDocument(document, { viewColumn });
  await eventually(() => assert.equal(findingsIn(document).length, 1));
  const { start } = findingsIn(document)[0]!.range;
  vscode.window.activeTextEditor!.selection = new vscode.Selection(start, start);
}

async function openWalkthrough(): Promise<void> {
  const id = "effective-lambda.effective-lambda#effectiveLambda.start";
  await vscode.commands.executeCommand("workbench.action.openWalkthrough", id, false);
  await areShown(walkthrough);
}

describe("the columns of the editor", () => {
  before(closeAll);
  afterEach(closeAll);

  it("have a slide beside the code that is explained", async () => {
    await handlerIn(One, "columns-one.js");
    await run("explainFinding");
    await areShown("columns-one.js", slide);
  });

  it("have it in the other one of two where the second is active", async () => {
    await handlerIn(One, "columns-left.js");
    await handlerIn(Two, "columns-right.js");
    await run("explainFinding");
    await areShown(slide, "columns-right.js");
  });

  it("have code beside slides that were there first, and keep them where they are", async () => {
    await run("openSlide", "idempotency");
    await areShown("Idempotency");
    const uri = await written("columns-later.js", badHandler);
    const finding = { file: uri.toString(), rule: "no-client-in-handler", line: 4 };
    await run("goToFinding", finding);
    await areShown("Idempotency", "columns-later.js");
    await eventually(() => assert.equal(findingsIn(vscode.window.activeTextEditor!.document).length, 1));
    await run("explainFinding", finding);
    await areShown(slide, "columns-later.js");
  });

  it("have neither the sample nor its slide where the walkthrough is, wherever the focus is", async () => {
    const focuses = ["First", "Second"].map((name) => `workbench.action.focus${name}EditorGroup`);
    for (const focus of focuses) {
      await openWalkthrough();
      await run("openSample");
      const sample = await eventually(() => {
        const [first, second, ...more] = columns();
        assert.deepEqual([first, more], [walkthrough, []]);
        return second ?? assert.fail("The sample is not there.");
      });
      const { document } = vscode.window.activeTextEditor!;
      await eventually(() => assert.ok(findingsIn(document).length > 0));
      const { start } = findingsIn(document)[0]!.range;
      vscode.window.activeTextEditor!.selection = new vscode.Selection(start, start);
      await vscode.commands.executeCommand(focus);
      await run("explainFinding");
      await eventually(() => assert.deepEqual(columns().slice(0, 2), [walkthrough, sample]));
      await eventually(() => assert.equal(columns().length, 3));
      await run("openSample");
      await eventually(() => assert.equal(columns()[0], walkthrough));
      assert.equal(columns().length, 3);
      await closeAll();
      await eventually(() => assert.deepEqual(columns(), [undefined]));
    }
  });
});
