import * as vscode from "vscode";
import type { Reported } from "./reporter.ts";

/** What ESLint's extension shows of our rules in a document now. */
export const reportedIn = (uri: vscode.Uri): Reported[] =>
  vscode.languages.getDiagnostics(uri).flatMap((diagnostic) => {
    const rule = ruleOfESLints(diagnostic);
    const { message, severity, range } = diagnostic;
    return rule === undefined
      ? []
      : [
          {
            rule,
            severity: severity === vscode.DiagnosticSeverity.Error ? "error" : "warning",
            line: range.start.line + 1,
            column: range.start.character + 1,
            endLine: range.end.line + 1,
            endColumn: range.end.character + 1,
            message,
          },
        ];
  });

/** The rule of ours that a diagnostic of ESLint's extension is about, without our prefix. */
export function ruleOfESLints({ source, code }: vscode.Diagnostic): string | undefined {
  const name = String(typeof code === "object" ? code.value : code);
  return source === "eslint" && name.startsWith(prefix) ? name.slice(prefix.length) : undefined;
}

const prefix = "effective-lambda/";

/** Tells of each open document in which ESLint's extension shows something else of our rules than before. */
export function onReported(listener: (document: vscode.TextDocument) => void): vscode.Disposable {
  const last = new Map<string, string>();
  return vscode.languages.onDidChangeDiagnostics(({ uris }) => {
    for (const uri of uris) {
      const reported = reportedIn(uri);
      const now = reported.length > 0 ? JSON.stringify(reported) : undefined;
      const key = uri.toString();
      if (last.get(key) === now) continue;
      if (now === undefined) last.delete(key);
      else last.set(key, now);
      const document = vscode.workspace.textDocuments.find((open) => open.uri.toString() === key);
      if (document) listener(document);
    }
  });
}
