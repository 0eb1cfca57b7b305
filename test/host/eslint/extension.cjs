const { existsSync } = require("node:fs");
const { createRequire } = require("node:module");
const { dirname, join } = require("node:path");
const vscode = require("vscode");

/**
 * Does what ESLint's own extension does with open files: shows what the workspace's ESLint says of them by the nearest
 * eslint.config.mjs, and offers its fixes, its suggestions and its comments.
 */
exports.activate = ({ subscriptions }) => {
  const collection = vscode.languages.createDiagnosticCollection("eslint");
  const messages = new Map();

  async function lint(document) {
    const { uri, version } = document;
    const found = await messagesIn(document);
    if (document.isClosed || document.version !== version) return;
    messages.set(uri.toString(), found);
    collection.set(uri, found.map(diagnosticOf));
  }

  const lintOpen = () => vscode.workspace.textDocuments.forEach(lint);
  const watcher = vscode.workspace.createFileSystemWatcher("**/eslint.config.mjs");
  subscriptions.push(
    collection,
    watcher,
    watcher.onDidCreate(lintOpen),
    watcher.onDidChange(lintOpen),
    watcher.onDidDelete(lintOpen),
    vscode.workspace.onDidOpenTextDocument(lint),
    vscode.workspace.onDidChangeTextDocument(({ document }) => lint(document)),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => collection.delete(uri)),
    vscode.workspace.onDidChangeConfiguration(lintOpen),
    vscode.languages.registerCodeActionsProvider(
      { scheme: "file" },
      {
        provideCodeActions: (document, range) =>
          (messages.get(document.uri.toString()) ?? [])
            .filter((message) => rangeOf(message).intersection(range))
            .flatMap(actionsFor),
      },
    ),
  );
  lintOpen();
};

async function messagesIn(document) {
  const config = document.uri.scheme === "file" && isLookedAt(document) && configFor(document.fileName);
  if (!config) return [];
  const { ESLint } = createRequire(config)("eslint");
  const eslint = new ESLint({ cwd: dirname(config) });
  const [result] = await eslint.lintText(document.getText(), { filePath: document.fileName });
  return (result?.messages ?? []).filter(({ ruleId }) => ruleId);
}

function isLookedAt(document) {
  const settings = vscode.workspace.getConfiguration("eslint", document);
  const languages = settings.get("validate") ?? settings.get("probe");
  return settings.get("enable") && languages.includes(document.languageId);
}

function configFor(file) {
  const folder = dirname(file);
  const config = join(folder, "eslint.config.mjs");
  if (existsSync(config)) return config;
  return folder === file ? undefined : configFor(folder);
}

function diagnosticOf(message) {
  const severity = vscode.DiagnosticSeverity[message.severity === 2 ? "Error" : "Warning"];
  const diagnostic = new vscode.Diagnostic(rangeOf(message), message.message, severity);
  diagnostic.source = "eslint";
  diagnostic.code = { value: message.ruleId, target: vscode.Uri.parse("https://example.com/rules") };
  return diagnostic;
}

const rangeOf = ({ line, column, endLine = line, endColumn = column }) =>
  new vscode.Range(line - 1, column - 1, endLine - 1, endColumn - 1);

const actionsFor = ({ ruleId, fix, suggestions = [] }) =>
  [
    ...(fix ? [`Fix this ${ruleId} problem`] : []),
    ...suggestions.map(({ desc }) => `${desc} (${ruleId})`),
    `Disable ${ruleId} for this line`,
    `Disable ${ruleId} for the entire file`,
  ].map((title) => new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix));
