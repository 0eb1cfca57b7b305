import * as vscode from "vscode";
import type { Finding } from "../review/finding.ts";
import { linkTo } from "./links.ts";
import { settingsFor } from "./settings.ts";

/** Who reports, as the Problems view shows it. */
export const source = "effective-lambda";

/** A finding as the editor shows it. */
export function diagnosticOf(finding: Finding, document: vscode.TextDocument): vscode.Diagnostic {
  const { mostSevere } = settingsFor(document);
  const own = vscode.DiagnosticSeverity[finding.severity === "error" ? "Error" : "Warning"];
  const diagnostic = new vscode.Diagnostic(rangeOf(finding), finding.message, Math.max(own, mostSevere));
  diagnostic.source = source;
  diagnostic.code = { value: finding.rule, target: linkTo(finding) };
  diagnostic.relatedInformation = wayTo(finding, document);
  return diagnostic;
}

/** How Lambda gets to a finding from a handler in another file, with the places to go to. */
function wayTo({ way = [] }: Finding, { uri }: vscode.TextDocument): vscode.DiagnosticRelatedInformation[] {
  const folder = vscode.workspace.getWorkspaceFolder(uri)?.uri;
  if (!folder) return [];
  return way.map(({ function: name, file, line }, index) => {
    const place = new vscode.Location(vscode.Uri.joinPath(folder, file), new vscode.Position(line - 1, 0));
    const text =
      index === 0 ? vscode.l10n.t("`{0}` runs on each invocation", name) : vscode.l10n.t("calls `{0}`", name);
    return new vscode.DiagnosticRelatedInformation(place, text);
  });
}

/** Findings count lines and columns from 1, the editor from 0. */
export const rangeOf = ({ line, column, endLine, endColumn }: Finding): vscode.Range =>
  new vscode.Range(line - 1, column - 1, endLine - 1, endColumn - 1);
