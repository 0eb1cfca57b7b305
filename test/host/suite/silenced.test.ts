import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import * as vscode from "vscode";
import { answering } from "./answers.ts";
import { badHandler, closeAll, eventually, findingsIn, opened, rulesIn } from "./editor.ts";

const rule = "no-client-in-handler";
const reason = "one client for each tenant";

/** What the command says of a file, in the version that belongs to the extension. */
async function reviewedInTerminal({ fsPath }: vscode.Uri) {
  const { extensionPath } = vscode.extensions.getExtension("effective-lambda.effective-lambda")!;
  const command = join(extensionPath, "rules/dist/cli.js");
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [command, "review", "--format", "json", fsPath],
    {
      cwd: dirname(fsPath),
      env: { ...process.env, ELECTRON_RUN_AS_NODE: "1" },
    },
  );
  return JSON.parse(stdout) as { findings: unknown[]; suppressed: { rule: string; reason: string }[] };
}

describe("a finding that is silenced in the editor", () => {
  afterEach(closeAll);

  it("is silent for everybody, and the terminal's report tells the reason", async () => {
    const document = await opened("upkeep/told.js", badHandler);
    await eventually(() => assert.deepEqual(rulesIn(document), [rule]));
    const { line } = findingsIn(document)[0]!.range.start;
    const origin = { file: document.uri.toString(), rule, line: line + 1 };
    const lensOf = async () => {
      const lenses: vscode.CodeLens[] = await vscode.commands.executeCommand(
        "vscode.executeCodeLensProvider",
        document.uri,
        9,
      );
      return lenses.map(({ command }) => command?.title).find((title) => title?.startsWith("λ"));
    };
    await eventually(async () => assert.match((await lensOf()) ?? "", /1 finding$/));
    await answering({ types: reason }, "effectiveLambda.suppressWithReason", origin);
    await eventually(() => assert.deepEqual(findingsIn(document), []));
    await eventually(async () => assert.match((await lensOf()) ?? "", /clear$/));
    // A browser's VS Code may be saving it by itself.
    await document.save();
    await eventually(() => assert.equal(document.isDirty, false));
    const report = await reviewedInTerminal(document.uri);
    assert.deepEqual(report.findings, []);
    assert.deepEqual(
      report.suppressed.map(({ rule, reason }) => [rule, reason]),
      [[rule, reason]],
    );
  });
});
