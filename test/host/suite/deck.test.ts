import assert from "node:assert/strict";
import * as vscode from "vscode";
import { badHandler, closeAll, eventually, findingsIn, opened } from "./editor.ts";

/** The labels of the tabs that show a web view of this type. */
const webviews = (type: string): string[] =>
  vscode.window.tabGroups.all
    .flatMap((group) => group.tabs)
    .filter(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith(type))
    .map(({ label }) => label);

const showsSlide = (title: string) =>
  eventually(() => assert.deepEqual(webviews("effectiveLambda.deck"), [title]));

const showsNone = () => eventually(() => assert.deepEqual(webviews("effectiveLambda.deck"), []));

describe("the slides", () => {
  afterEach(closeAll);

  it("open in one panel, which the page names after the slide it shows", async () => {
    await vscode.commands.executeCommand("effectiveLambda.openSlide", "title");
    await showsSlide("Writing Effective Lambda Functions");
    await vscode.commands.executeCommand("effectiveLambda.openSlide", "idempotency");
    await showsSlide("Idempotency");
    // Whoever opens the slides again goes on where they were.
    await vscode.commands.executeCommand("effectiveLambda.openDeck");
    await showsSlide("Idempotency");
  });

  it("may be closed while their texts are being read, and nobody hears of it", async () => {
    const opening = vscode.commands.executeCommand("effectiveLambda.openSlide", "idempotency");
    await showsSlide("Idempotency");
    await closeAll();
    await opening;
    await showsNone();
  });

  it("explain the finding at the cursor", async () => {
    const document = await opened("deck.js", badHandler);
    const [finding] = await eventually(() => {
      assert.equal(findingsIn(document).length, 1);
      return findingsIn(document);
    });
    const { start } = finding!.range;
    vscode.window.activeTextEditor!.selection = new vscode.Selection(start, start);
    await vscode.commands.executeCommand("effectiveLambda.explainFinding");
    await showsSlide("Initialise Outside the Handler");
  });
});

describe("a rule's page", () => {
  afterEach(closeAll);

  const showsPage = () =>
    eventually(() => assert.deepEqual(webviews("markdown.preview"), ["Preview no-client-in-handler.md"]));

  it("opens from the extension's own files", async () => {
    await vscode.commands.executeCommand("effectiveLambda.openPage", "no-client-in-handler");
    await showsPage();
  });

  it("opens by the link of a finding, with the slide beside", async () => {
    const document = await opened("link.js", badHandler);
    const [finding] = await eventually(() => {
      assert.equal(findingsIn(document).length, 1);
      return findingsIn(document);
    });
    const { target } = finding!.code as { target: vscode.Uri };
    await vscode.commands.executeCommand("vscode.open", target);
    await showsPage();
    await showsSlide("Initialise Outside the Handler");
  });
});
