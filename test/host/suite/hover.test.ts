import assert from "node:assert/strict";
import * as vscode from "vscode";
import { answering } from "./answers.ts";
import { badHandler, closeAll, eventually, findingsIn, opened } from "./editor.ts";

describe("the hover", () => {
  // It is short where the slide was seen, as it is by other tests.
  before(() => answering({ agrees: true }, "effectiveLambda.resetProgress"));
  afterEach(closeAll);

  it("says why, shows the mistake mended, and links to slide and page", async () => {
    const document = await opened("hover.js", badHandler);
    const text = await eventually(async () => {
      const [finding] = findingsIn(document);
      assert.ok(finding);
      const hovers: vscode.Hover[] = await vscode.commands.executeCommand(
        "vscode.executeHoverProvider",
        document.uri,
        finding.range.start,
      );
      const text = hovers.flatMap(({ contents }) =>
        contents.map((part) => (part as vscode.MarkdownString).value),
      );
      return text.find((part) => part.includes("effectiveLambda.openSlide")) ?? assert.fail(text.join("\n"));
    });
    assert.match(text, /\*\*Before\*\*[^]*\*\*After\*\*/);
    assert.match(text, /\[Slide: Initialise Outside the Handler\]\(command:effectiveLambda\.openSlide\?/);
    assert.match(text, /\[Suppress…\]\(command:effectiveLambda\.suppressWithReason\?/);
    assert.match(text, /\[Page: no-client-in-handler\]\(command:effectiveLambda\.openPage\?/);
  });
});
