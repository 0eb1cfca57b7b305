import * as vscode from "vscode";
import type { Finding } from "../review/finding.ts";
import { rangeOf, source } from "./diagnostic.ts";
import { ruleOfESLints } from "./eslint-diagnostics.ts";

/** Whether a diagnostic, ours or ESLint's, is what shows a finding. */
export const shows = (diagnostic: vscode.Diagnostic, finding: Finding): boolean =>
  ruleOf(diagnostic) === finding.rule && diagnostic.range.start.isEqual(rangeOf(finding).start);

const ruleOf = (diagnostic: vscode.Diagnostic) =>
  diagnostic.source === source ? (diagnostic.code as { value: string }).value : ruleOfESLints(diagnostic);

/** Whether VS Code tells the way to a finding itself, with places to go to: so it does of our diagnostics, and ESLint's have none. */
export const isWayShown = (finding: Finding, { uri }: vscode.TextDocument): boolean =>
  vscode.languages
    .getDiagnostics(uri)
    .some((diagnostic) => diagnostic.relatedInformation?.length && shows(diagnostic, finding));
