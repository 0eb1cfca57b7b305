import * as vscode from "vscode";
import { slides } from "../../rules/slides.ts";
import type { Change, Finding } from "../review/finding.ts";
import { type Findings, rangeOf, source } from "./diagnostics.ts";
import { languages } from "./documents.ts";

/** The light bulb: what can be changed, safe changes first, and last the slide that explains. */
export function quickFixes(findings: Findings): vscode.Disposable {
  return vscode.languages.registerCodeActionsProvider(
    languages,
    {
      provideCodeActions: (document, range, { diagnostics }) =>
        findings.touching(document, range).flatMap((finding) => {
          const actions = [...changesOf(document, finding), explanationOf(finding)];
          const shown = diagnostics.find((diagnostic) => shows(diagnostic, finding));
          for (const action of actions) if (shown) action.diagnostics = [shown];
          return actions;
        }),
    },
    {
      providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
      documentation: [
        {
          kind: vscode.CodeActionKind.QuickFix,
          command: { command: "effectiveLambda.openDeck", title: vscode.l10n.t("Learn more in Module 7") },
        },
      ],
    },
  );
}

function changesOf(document: vscode.TextDocument, { fix, suggestions }: Finding): vscode.CodeAction[] {
  const suggested = suggestions.map((suggestion) => actionFor(document, suggestion));
  if (!fix) return suggested;
  const preferred = actionFor(document, fix);
  preferred.isPreferred = true;
  return [preferred, ...suggested];
}

function actionFor(document: vscode.TextDocument, { title, edits }: Change): vscode.CodeAction {
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.edit = new vscode.WorkspaceEdit();
  for (const {
    range: [start, end],
    text,
  } of edits) {
    const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
    action.edit.replace(document.uri, range, text);
  }
  return action;
}

function explanationOf({ slide }: Finding): vscode.CodeAction {
  const title = vscode.l10n.t("Explain: {0}", slides[slide]);
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.command = { command: "effectiveLambda.openSlide", title, arguments: [slide] };
  return action;
}

const shows = (diagnostic: vscode.Diagnostic, finding: Finding) =>
  diagnostic.source === source &&
  diagnostic.message === finding.message &&
  diagnostic.range.isEqual(rangeOf(finding));
