import * as vscode from "vscode";
import type { Finding, Problem } from "../review/finding.ts";
import type { Analysis } from "./analysis.ts";
import { isReviewed, reviewedPath, reviewOptionsFor } from "./documents.ts";
import { linkTo } from "./links.ts";
import { onSettingsChange, settingsFor } from "./settings.ts";

/** Who reports, as the Problems view shows it. */
export const source = "effective-lambda";

/** What is known of the documents as they stand in the editor. */
export interface Findings {
  /** The findings that touch a range. None while the text is newer than what was reviewed. */
  touching(document: vscode.TextDocument, range: vscode.Range): Finding[];
}

/** Reviews what is open, once at first and again whenever typing pauses, and shows the findings as diagnostics. */
export function diagnostics(analysis: Analysis, log: vscode.LogOutputChannel): Findings & vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection(source);
  const reviewed = new Map<string, { version: number; findings: Finding[] }>();
  const pauses = new Map<string, NodeJS.Timeout>();
  const logged = new Set<string>();

  async function review(document: vscode.TextDocument): Promise<void> {
    if (!isReviewed(document)) return forget(document);
    const { version } = document;
    const path = reviewedPath(document);
    const options = reviewOptionsFor(document);
    const result = await analysis.run(document.uri.toString(), "review", document.getText(), path, options);
    if (!result || document.isClosed || document.version !== version) return;
    // A setting or the language may have changed meanwhile, without a new version.
    if (!isReviewed(document)) return;

    for (const problem of result.problems) {
      if (problem.kind !== "syntax") logOnce(path, problem);
    }
    // Half a line typed is no reason to take the findings away; the language's own service tells of the syntax.
    if (result.problems.some(({ kind }) => kind === "syntax")) return;

    const { mostSevere } = settingsFor(document);
    reviewed.set(document.uri.toString(), { version, findings: result.findings });
    collection.set(
      document.uri,
      result.findings.map((finding) => diagnosticOf(finding, mostSevere)),
    );
  }

  function logOnce(path: string, { message, details }: Problem): void {
    const entry = `${path}: ${message}`;
    if (logged.has(entry)) return;
    logged.add(entry);
    log.error(entry, details ?? "");
  }

  function reviewNow(document: vscode.TextDocument): void {
    review(document).catch((error: unknown) => log.error(error as Error));
  }

  function reviewAfterPause(document: vscode.TextDocument): void {
    const key = document.uri.toString();
    clearTimeout(pauses.get(key));
    pauses.set(
      key,
      setTimeout(() => reviewNow(document), settingsFor(document).debounceMs),
    );
  }

  function forget({ uri }: vscode.TextDocument): void {
    clearTimeout(pauses.get(uri.toString()));
    pauses.delete(uri.toString());
    reviewed.delete(uri.toString());
    collection.delete(uri);
  }

  const reviewOpen = () => vscode.workspace.textDocuments.forEach(reviewNow);
  const listeners = vscode.Disposable.from(
    collection,
    vscode.workspace.onDidOpenTextDocument(reviewNow),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0) reviewAfterPause(document);
    }),
    vscode.workspace.onDidCloseTextDocument(forget),
    onSettingsChange(reviewOpen),
  );
  reviewOpen();

  return {
    touching(document, range) {
      const last = reviewed.get(document.uri.toString());
      if (last?.version !== document.version) return [];
      return last.findings.filter((finding) => rangeOf(finding).intersection(range));
    },
    dispose() {
      pauses.forEach((pause) => clearTimeout(pause));
      listeners.dispose();
    },
  };
}

function diagnosticOf(finding: Finding, mostSevere: vscode.DiagnosticSeverity): vscode.Diagnostic {
  const own = vscode.DiagnosticSeverity[finding.severity === "error" ? "Error" : "Warning"];
  const diagnostic = new vscode.Diagnostic(rangeOf(finding), finding.message, Math.max(own, mostSevere));
  diagnostic.source = source;
  diagnostic.code = { value: finding.rule, target: linkTo(finding) };
  return diagnostic;
}

/** Findings count lines and columns from 1, the editor from 0. */
export const rangeOf = ({ line, column, endLine, endColumn }: Finding): vscode.Range =>
  new vscode.Range(line - 1, column - 1, endLine - 1, endColumn - 1);
