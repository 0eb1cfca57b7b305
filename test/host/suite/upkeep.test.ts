import assert from "node:assert/strict";
import * as vscode from "vscode";
import { answering } from "./answers.ts";
import {
  badHandler,
  closeAll,
  eventually,
  findingsIn,
  goodHandler,
  opened,
  replaceText,
  rulesIn,
  written,
} from "./editor.ts";

const rule = "no-client-in-handler";
const reason = "one client for each tenant";
const client = "  const client";

/** Opens a handler and waits for its finding; what a command is told of it. */
async function withFinding(name: string) {
  const document = await opened(name, badHandler);
  await eventually(() => assert.deepEqual(rulesIn(document), [rule]));
  const { line } = findingsIn(document)[0]!.range.start;
  return { document, origin: { file: document.uri.toString(), rule, line: line + 1 } };
}

const textOf = async (uri: vscode.Uri) => new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));

describe("the upkeep of findings", () => {
  afterEach(closeAll);

  it("is the last in the light bulb", async () => {
    const { document } = await withFinding("upkeep/offered.js");
    await eventually(async () => {
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        "vscode.executeCodeActionProvider",
        document.uri,
        findingsIn(document)[0]!.range,
        vscode.CodeActionKind.QuickFix.value,
      );
      assert.deepEqual(actions.map(({ title }) => title).slice(-4), [
        "Explain: Initialise Outside the Handler",
        "Suppress with a reason…",
        `Disable ${rule} for this file…`,
        `Configure ${rule}…`,
      ]);
    });
  });

  it("silences one for a reason, in a comment above it", async () => {
    const { document, origin } = await withFinding("upkeep/suppressed.js");
    assert.deepEqual(await answering({ types: reason }, "effectiveLambda.suppressWithReason", origin), []);
    const comment = `  // eslint-disable-next-line effective-lambda/${rule} -- ${reason}\n`;
    assert.equal(document.getText(), badHandler.replace(client, comment + client));
    await eventually(() => assert.deepEqual(findingsIn(document), []));
  });

  it("silences one in a template", async () => {
    const text = `Resources:
  Prices:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: nodejs16.x
`;
    const document = await opened("upkeep/template.yaml", text);
    await eventually(() => assert.deepEqual(rulesIn(document), ["no-deprecated-runtime"]));
    const origin = { file: document.uri.toString(), rule: "no-deprecated-runtime", line: 5 };
    assert.deepEqual(await answering({ types: reason }, "effectiveLambda.suppressWithReason", origin), []);
    assert.match(document.getText(), /^ +# eslint-disable-next-line .* -- one client for each tenant$/m);
    await eventually(() => assert.deepEqual(findingsIn(document), []));
  });

  it("takes no reason that says nothing", async () => {
    const { document, origin } = await withFinding("upkeep/reason.js");
    const said = await answering({ types: "it is ok" }, "effectiveLambda.suppressWithReason", origin);
    assert.match(said.join(), /at least ten characters/);
    assert.equal(document.getText(), badHandler);
  });

  it("silences nothing in a file that has changed by the time that somebody has answered", async () => {
    const { document, origin } = await withFinding("upkeep/answered.js");
    const typed = `// Meanwhile.\n${badHandler}`;
    const meanwhile = () => replaceText(document, typed);
    const [said] = await answering(
      { types: reason, meanwhile },
      "effectiveLambda.suppressWithReason",
      origin,
    );
    assert.match(said!, /^Nothing was written, because the file has changed meanwhile\./);
    assert.equal(document.getText(), typed);
  });

  it("silences a rule in a file", async () => {
    const { document, origin } = await withFinding("upkeep/disabled.js");
    assert.deepEqual(await answering({ types: reason }, "effectiveLambda.disableInFile", origin), []);
    assert.equal(
      document.getText(),
      `/* eslint-disable effective-lambda/${rule} -- ${reason} */\n${badHandler}`,
    );
    await eventually(() => assert.deepEqual(findingsIn(document), []));
  });

  it("turns a rule off in the nearest configuration, and on again", async () => {
    const uri = await written("upkeep/near/.effective-lambda.json", `{\n  // Ours.\n  "rules": {}\n}\n`);
    const { document, origin } = await withFinding("upkeep/near/handler.js");
    const configure = (severity: string, ...place: string[]) =>
      answering({ chooses: [severity, ...place] }, "effectiveLambda.configureRule", origin);

    assert.deepEqual(await configure("off", "upkeep/near/.effective-lambda.json"), []);
    assert.equal(await textOf(uri), `{\n  // Ours.\n  "rules": {\n    "${rule}": "off"\n  }\n}\n`);
    await eventually(() => assert.deepEqual(findingsIn(document), []));

    assert.deepEqual(await configure("as the preset has it"), []);
    assert.equal(await textOf(uri), `{\n  // Ours.\n  "rules": {\n  }\n}\n`);
    await eventually(() => assert.deepEqual(rulesIn(document), [rule]));
  });

  it("makes a configuration in the folder that is open where there is none", async () => {
    const { document, origin } = await withFinding("upkeep/first.js");
    const chooses = ["off", "Create .effective-lambda.json"];
    assert.deepEqual(await answering({ chooses }, "effectiveLambda.configureRule", origin), []);
    const uri = vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, ".effective-lambda.json");
    assert.equal(await textOf(uri), `{\n  "rules": {\n    "${rule}": "off"\n  }\n}\n`);
    await eventually(() => assert.deepEqual(findingsIn(document), []));
    await vscode.workspace.fs.delete(uri);
    await eventually(() => assert.deepEqual(rulesIn(document), [rule]));
  });

  it("shows a configuration with a mistake at its place, and leaves it alone", async () => {
    const text = `{\n  "rules": { "no-such": "off" }\n}\n`;
    const uri = await written("upkeep/wrong/.effective-lambda.json", text);
    const { origin } = await withFinding("upkeep/wrong/handler.js");
    const chooses = ["off", "upkeep/wrong/.effective-lambda.json"];
    const said = await answering({ chooses }, "effectiveLambda.configureRule", origin);
    assert.match(said.join(), /^Nothing was written\. First mend this: There is no rule no-such\./);
    assert.equal(await textOf(uri), text);
    await eventually(() => {
      const { document, selection } = vscode.window.activeTextEditor!;
      const { line, character } = selection.active;
      assert.deepEqual([document.uri.toString(), line, character], [uri.toString(), 1, 13]);
    });
  });

  it("turns a rule off in the settings, and on again", async () => {
    const { document, origin } = await withFinding("upkeep/settings.js");
    const settings = () => vscode.workspace.getConfiguration("effectiveLambda").inspect("rules")!;
    await answering({ chooses: ["off", "User settings"] }, "effectiveLambda.configureRule", origin);
    assert.deepEqual(settings().globalValue, { [rule]: "off" });
    await eventually(() => assert.deepEqual(findingsIn(document), []));

    await answering({ chooses: [rule, "as the preset has it"] }, "effectiveLambda.configureRule");
    assert.equal(settings().globalValue, undefined);
    await eventually(() => assert.deepEqual(rulesIn(document), [rule]));
  });

  it("says where a rule is set to an error that the editor shows as a warning", async () => {
    const uri = await written("upkeep/limit/.effective-lambda.json", "{}\n");
    const { document, origin } = await withFinding("upkeep/limit/handler.js");
    const chooses = ["error", "upkeep/limit/.effective-lambda.json"];
    const said = await answering({ chooses }, "effectiveLambda.configureRule", origin);
    assert.deepEqual(said, [
      `The editor shows ${rule} as "warning" at most, because effectiveLambda.severity.maximum says so.`,
    ]);
    assert.equal(await textOf(uri), `{\n  "rules": {\n    "${rule}": "error"\n  }\n}\n`);
    assert.equal(findingsIn(document)[0]!.severity, vscode.DiagnosticSeverity.Warning);
  });

  it("applies what is safe in a file, and says where nothing is", async () => {
    const { document } = await withFinding("upkeep/fixed.js");
    assert.deepEqual(await answering({}, "effectiveLambda.fixAllSafe"), []);
    assert.equal(document.getText(), goodHandler);
    const [said] = await answering({}, "effectiveLambda.fixAllSafe");
    assert.equal(said, "There is no finding with a safe fix in this file.");
    assert.equal(document.getText(), goodHandler);
  });
});
