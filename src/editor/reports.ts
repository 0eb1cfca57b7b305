import * as vscode from "vscode";
import type { Analysis } from "./analysis.ts";
import { columnOf } from "./columns.ts";
import type { Findings } from "./diagnostics.ts";
import { exclusionOf, isReviewed, reviewedPath, reviewOptionsFor } from "./documents.ts";
import { isKnownLanguage } from "./languages.ts";
import { reasonFor, wordFor } from "./reporter-words.ts";
import { eslintExtension, type Reporters } from "./reporters.ts";
import { allSettings } from "./settings.ts";
import { platform } from "./thread.ts";

const scheme = "effective-lambda-report";

export interface Reports extends vscode.Disposable {
  /** Shows what holds for the file somebody looks at, and who says so, as a document that nobody can change. */
  showConfiguration(): Promise<void>;
  /** Copies what somebody needs to know who is asked for help. */
  copy(): Promise<void>;
}

export function reports(
  analysis: Analysis,
  findings: Findings,
  reporters: Reporters,
  version: string,
): Reports {
  const texts = new Map<string, string>();
  const changes = new vscode.EventEmitter<vscode.Uri>();
  const listeners = vscode.Disposable.from(
    changes,
    vscode.workspace.registerTextDocumentContentProvider(scheme, {
      onDidChange: changes.event,
      provideTextDocumentContent: (uri) => texts.get(uri.toString()),
    }),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => texts.delete(uri.toString())),
  );

  return {
    async showConfiguration() {
      const document = vscode.window.activeTextEditor?.document;
      const said = await configurationFor(document, analysis, reporters);
      const name = document?.uri.path.split("/").at(-1) ?? "settings";
      const uri = vscode.Uri.from({ scheme, path: `/${name} (Effective Lambda).json` });
      texts.set(uri.toString(), `${JSON.stringify(said, undefined, 2)}\n`);
      changes.fire(uri);
      const shown = await vscode.workspace.openTextDocument(uri);
      await vscode.window.showTextDocument(shown, { viewColumn: columnOf(shown), preview: true });
    },

    async copy() {
      const document = vscode.window.activeTextEditor?.document;
      const report = {
        effectiveLambda: version,
        editor: `${vscode.env.appName} ${vscode.version}`,
        remote: vscode.env.remoteName ?? "none",
        platform: platform(),
        isTrusted: vscode.workspace.isTrusted,
        folders: (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.scheme),
        eslintExtension:
          (eslintExtension()?.packageJSON as { version?: string } | undefined)?.version ?? "none",
        openAndReviewed: findings.all().length,
        file: document && lastReviewOf(document, findings),
        configuration: await configurationFor(document, analysis, reporters),
      };
      await vscode.env.clipboard.writeText(`\`\`\`json\n${JSON.stringify(report, undefined, 2)}\n\`\`\`\n`);
      vscode.window.setStatusBarMessage(
        vscode.l10n.t("The troubleshooting report is in the clipboard."),
        5000,
      );
    },

    dispose: () => listeners.dispose(),
  };
}

/** How the last review of a document went, without anything of its text. */
function lastReviewOf(document: vscode.TextDocument, findings: Findings) {
  const known = findings.known(document.uri.toString());
  const { languageId, lineCount, isDirty, uri } = document;
  return {
    language: languageId,
    scheme: uri.scheme,
    lines: lineCount,
    isDirty,
    isReviewed: isReviewed(document),
    lastReview: known && {
      isOfThisText: known.version === document.version,
      milliseconds: Math.round(known.milliseconds),
      handlers: known.handlers.map(({ sources, evidence }) => ({ sources, evidence })),
      rules: known.findings.map(({ rule }) => rule),
      problems: known.problems.map(({ message }) => message),
    },
  };
}

/** What holds for a document: the settings, what the nearest configuration file says, and what comes of both. */
async function configurationFor(
  document: vscode.TextDocument | undefined,
  analysis: Analysis,
  reporters: Reporters,
) {
  const settings = allSettings(document);
  if (!document || !isKnownLanguage(document.languageId)) return { settings };

  const path = reviewedPath(document);
  const said = await analysis.run(document.uri.toString(), "configuration", path, reviewOptionsFor(document));
  const glob = exclusionOf(document);
  const reporter = await reporters.of(document);
  return {
    file: path,
    findings: `${wordFor(reporter)}: ${reasonFor(reporter, document)}`,
    excludedBy: said?.excludedBy ?? (glob === undefined ? "nothing" : `effectiveLambda.exclude: ${glob}`),
    effective: said && {
      // Where ESLint reports, its own configuration says which rules are asked.
      ...(reporter.who === "us" && { preset: said.asked.preset, rules: said.asked.rules }),
      scope: said.asked.scope,
      handlers: said.asked.handlers,
    },
    configurationFile: said?.said && { path: said.said.from, ...said.said.configuration },
    mistakes: said?.mistakes ?? [],
    settings,
  };
}
