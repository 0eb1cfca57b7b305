import assert from "node:assert/strict";
import { symlinkSync, unlinkSync } from "node:fs";
import { join } from "node:path";
import * as vscode from "vscode";
import { answering } from "./answers.ts";
import {
  badHandler,
  closeAll,
  eventually,
  goodHandler,
  hoverAt,
  lensesIn,
  opened,
  replaceText,
  written,
} from "./editor.ts";

const rule = "no-client-in-handler";
const config = "beside/eslint.config.mjs";

/** The mistake in a function that a handler in another file calls. */
const saving = badHandler.replace("handler =", "save =");

/** A configuration of ESLint with our plugin, and with another setting of the rule. */
const naming = (setting = "warn") => `import lambda from "eslint-plugin-effective-lambda";
export default [lambda.configs.recommended, { rules: { "effective-lambda/${rule}": "${setting}" } }];
`;

/** Each diagnostic of our rules in a document, by whoever shows it. */
const shownIn = ({ uri }: vscode.TextDocument): string[] =>
  vscode.languages
    .getDiagnostics(uri)
    .map(({ source, code }) => `${source}: ${(code as { value: string }).value}`);

const byUs = [`effective-lambda: ${rule}`];
const byESLint = [`eslint: effective-lambda/${rule}`];

const shows = (document: vscode.TextDocument, expected: string[]) =>
  eventually(() => assert.deepEqual(shownIn(document), expected));

/** Does something while a setting has a value. */
async function withSetting(name: string, value: unknown, act: () => Promise<unknown>): Promise<void> {
  const settings = vscode.workspace.getConfiguration();
  await settings.update(name, value, vscode.ConfigurationTarget.Global);
  try {
    await act();
  } finally {
    await settings.update(name, undefined, vscode.ConfigurationTarget.Global);
  }
}

/** What holds for the file in sight, as far as it says who reports. */
async function whoReports(): Promise<string> {
  await vscode.commands.executeCommand("effectiveLambda.showEffectiveConfig");
  return JSON.parse(vscode.window.activeTextEditor!.document.getText()).findings;
}

/** What the status of the language says from now on. */
function watchedStatus(): { said(): string | undefined; dispose(): void } {
  const { languages } = vscode;
  const { createLanguageStatusItem } = languages;
  let item: vscode.LanguageStatusItem | undefined;
  Object.assign(languages, {
    createLanguageStatusItem: (...input: Parameters<typeof createLanguageStatusItem>) =>
      (item = createLanguageStatusItem(...input)),
  });
  return {
    said: () => item && `${item.text} ${item.detail}`,
    dispose: () => Object.assign(languages, { createLanguageStatusItem }),
  };
}

describe("beside ESLint", () => {
  const modules = join(vscode.workspace.workspaceFolders![0]!.uri.fsPath, "beside/node_modules");

  before(async () => {
    // There before ESLint is first asked about the folder: it looks for new files once a second at most, and not by itself.
    await written("beside/saving.js", saving);
    await written(
      "beside/calling.js",
      'import { save } from "./saving.js";\nexport const handler = async (event) => save(event.body);\n',
    );
    const { extensionPath } = vscode.extensions.getExtension("effective-lambda.effective-lambda")!;
    await written(config, naming());
    symlinkSync(join(extensionPath, "node_modules"), modules);
  });
  beforeEach(() => written(config, naming()));
  afterEach(closeAll);
  after(async () => {
    await vscode.workspace.fs.delete(await written(config, ""));
    unlinkSync(modules);
  });

  it("each problem is shown once, by ESLint, and is explained", async () => {
    const status = watchedStatus();
    try {
      const document = await opened("beside/handler.js", badHandler);
      await shows(document, byESLint);
      await eventually(async () =>
        assert.deepEqual(await lensesIn(document), ["3: λ handler, source unknown — 1 finding"]),
      );
      assert.match(await hoverAt(document, new vscode.Position(3, 20)), /openSlide/);
      await eventually(() => assert.match(status.said()!, /^λ 1 .* · reported by ESLint · \d+ ms$/));

      await replaceText(document, goodHandler);
      await shows(document, []);
      await eventually(async () =>
        assert.deepEqual(await lensesIn(document), ["5: λ handler, source unknown — clear"]),
      );
    } finally {
      status.dispose();
    }
  });

  it("the hover tells the way from a handler in another file, which ESLint does not", async () => {
    const document = await opened("beside/saving.js", saving);
    await shows(document, byESLint);
    const text = await eventually(() => hoverAt(document, new vscode.Position(3, 20)));
    assert.match(text, /handler.*calling\.js:2.*→.*save.*saving\.js:3/);
  });

  it("the light bulb offers nothing twice", async () => {
    const document = await opened("beside/light-bulb.js", badHandler);
    await shows(document, byESLint);
    await eventually(async () => {
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        "vscode.executeCodeActionProvider",
        document.uri,
        vscode.languages.getDiagnostics(document.uri)[0]!.range,
        vscode.CodeActionKind.QuickFix.value,
      );
      assert.deepEqual(actions.map(({ title }) => title).sort(), [
        `Configure ${rule}…`,
        `Create it lazily at module scope (\`client ??= …\`) (effective-lambda/${rule})`,
        `Disable effective-lambda/${rule} for the entire file`,
        `Disable effective-lambda/${rule} for this line`,
        "Explain: Initialise Outside the Handler",
        `Fix this effective-lambda/${rule} problem`,
        `Move \`new DynamoDBClient()\` to module scope (effective-lambda/${rule})`,
        "Suppress with a reason…",
      ]);
    });
  });

  it("commands work on what ESLint reports", async () => {
    const document = await opened("beside/commands.js", badHandler);
    await shows(document, byESLint);
    const origin = { file: document.uri.toString(), rule, line: 4 };
    await eventually(async () =>
      assert.equal((await lensesIn(document))[0], "3: λ handler, source unknown — 1 finding"),
    );
    const reason = "one client for each tenant";
    await vscode.commands.executeCommand("effectiveLambda.goToFinding", origin);
    await eventually(() =>
      assert.equal(document.getText(vscode.window.activeTextEditor!.selection), "new DynamoDBClient({})"),
    );
    assert.deepEqual(await answering({ types: reason }, "effectiveLambda.suppressWithReason", origin), []);
    assert.match(document.getText(), /-- one client for each tenant$/m);
    await shows(document, []);

    await replaceText(document, badHandler);
    await shows(document, byESLint);
    await eventually(async () => {
      await vscode.commands.executeCommand("effectiveLambda.fixAllSafe");
      assert.equal(document.getText(), goodHandler);
    });
  });

  it("a rule is configured where ESLint is", async () => {
    const document = await opened("beside/configured.js", badHandler);
    await shows(document, byESLint);
    await eventually(async () => assert.match(String(await lensesIn(document)), /1 finding/));
    const origin = { file: document.uri.toString(), rule, line: 4 };
    assert.deepEqual(await answering({ chooses: ["off"] }, "effectiveLambda.configureRule", origin), []);
    assert.equal(vscode.workspace.asRelativePath(vscode.window.activeTextEditor!.document.uri), config);
    assert.equal(await vscode.env.clipboard.readText(), `"effective-lambda/${rule}": "off",`);
  });

  it("we report as soon as its configuration no longer names our plugin, and until it does again", async () => {
    const document = await opened("beside/named.js", badHandler);
    await shows(document, byESLint);
    await written(config, "export default [];\n");
    await shows(document, byUs);
    await written(config, naming());
    await shows(document, byESLint);
  });

  it("a configuration above the folder that is open counts as it is saved", async () => {
    // Ours alone looks at one of this name here.
    const uri = await written("../eslint.config.cjs", naming());
    try {
      const document = await opened("above/handler.js", badHandler);
      await eventually(async () => assert.match(String(await lensesIn(document)), /clear/));
      assert.deepEqual(shownIn(document), []);
      const above = await vscode.workspace.openTextDocument(uri);
      await replaceText(above, "module.exports = [];\n");
      await above.save();
      await shows(document, byUs);
    } finally {
      await vscode.workspace.fs.delete(uri);
    }
  });

  it("many packages that come at once have it looked for once", async () => {
    const document = await opened("beside/looked-for.js", badHandler);
    await shows(document, byESLint);
    const { fs } = vscode.workspace;
    const looks = new Map<string, number>();
    const readDirectory = (uri: vscode.Uri) => {
      if (vscode.workspace.getWorkspaceFolder(uri)) looks.set(uri.path, (looks.get(uri.path) ?? 0) + 1);
      return fs.readDirectory(uri);
    };
    Object.defineProperty(vscode.workspace, "fs", { value: { ...fs, readDirectory }, configurable: true });
    try {
      const names = Array.from({ length: 200 }, (_, index) => `beside-many/${index}/package.json`);
      await Promise.all(names.map((name) => written(name, "{}")));
      await eventually(() => assert.ok(looks.size > 0));
      await written(config, naming("off"));
      await shows(document, []);
      const most = Math.max(...looks.values());
      assert.ok(most < 100, `It was looked for ${most} times in one folder.`);
    } finally {
      Object.defineProperty(vscode.workspace, "fs", { value: fs, configurable: true });
    }
  });

  it("we report where ESLint does not look", async () => {
    const document = await opened("beside/looked-at.js", badHandler);
    await shows(document, byESLint);
    await withSetting("eslint.enable", false, () => shows(document, byUs));
    await withSetting("eslint.validate", ["typescript"], () => shows(document, byUs));
    await shows(document, byESLint);
    const template = await opened(
      "beside/template.yaml",
      "Resources:\n  Prices:\n    Type: AWS::Lambda::Function\n    Properties:\n      Runtime: nodejs16.x\n",
    );
    await shows(template, ["effective-lambda: no-deprecated-runtime"]);
  });

  it("we report whatever ESLint does where a setting wants it, and nothing twice", async () => {
    await written(config, naming("off"));
    const document = await opened("beside/always.js", badHandler);
    await eventually(async () => assert.match(String(await lensesIn(document)), /clear/));
    assert.deepEqual(shownIn(document), []);
    await withSetting("effectiveLambda.run", "always", async () => {
      await shows(document, byUs);
      await written(config, naming());
      await shows(document, byESLint);
      await written(config, naming("off"));
      await shows(document, byUs);
    });
    await shows(document, []);
  });

  it("nobody reports where a setting wants that, but for ESLint", async () => {
    const document = await opened("beside/off.js", badHandler);
    const other = await opened("without-eslint.js", badHandler);
    await shows(document, byESLint);
    await shows(other, byUs);
    await withSetting("effectiveLambda.run", "off", async () => {
      await shows(other, []);
      assert.deepEqual(await lensesIn(other), []);
      await shows(document, byESLint);
      assert.equal(
        await whoReports(),
        "not reported: effectiveLambda.run is off, and no configuration of ESLint is around this file",
      );
    });
    await shows(other, byUs);
  });

  it("what holds for a file says who reports, and why", async () => {
    const document = await opened("beside/why.js", badHandler);
    await shows(document, byESLint);
    assert.equal(await whoReports(), `reported by ESLint: ${config}:1 names eslint-plugin-effective-lambda`);

    await vscode.window.showTextDocument(document);
    await answering({ chooses: ["reported by ESLint"] }, "effectiveLambda.whyHandler");
    assert.equal(vscode.workspace.asRelativePath(vscode.window.activeTextEditor!.document.uri), config);

    await opened("without-config.js", badHandler);
    assert.equal(await whoReports(), "built-in: no configuration of ESLint is around this file");
  });
});
