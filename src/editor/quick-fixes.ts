import * as vscode from "vscode";
import { slides } from "../../rules/slides.ts";
import type { Finding } from "../review/finding.ts";
import { changesOf, editOf } from "./changes.ts";
import { source } from "./diagnostic.ts";
import type { Findings } from "./diagnostics.ts";
import { jointActionsFor, withJointEdit } from "./joint-changes.ts";
import { languages } from "./languages.ts";
import { originOf } from "./origin.ts";
import { shows } from "./shown.ts";
import { upkeepOf } from "./upkeep.ts";

/** The light bulb: what can be changed, whole and safe changes first, then the slide that explains, and last what silences. */
export function quickFixes(findings: Findings): vscode.Disposable {
  return vscode.languages.registerCodeActionsProvider(
    languages,
    {
      provideCodeActions: (document, range, { diagnostics }) =>
        findings.touching(document, range).flatMap((finding, _index, offered) => {
          const actions = [
            ...jointActionsFor(document, finding),
            ...actionsOf(document, finding),
            explanationOf(document, finding),
            ...upkeepOf(document, finding, offered),
          ];
          const shown = diagnostics.find((diagnostic) => shows(diagnostic, finding));
          if (!shown) return actions;
          for (const action of actions) action.diagnostics = [shown];
          return shown.source === source ? actions : actions.filter(isOursAlone);
        }),
      resolveCodeAction: (action) => withJointEdit(action, findings),
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

function actionsOf(document: vscode.TextDocument, finding: Finding): vscode.CodeAction[] {
  return changesOf(finding).map((change) => {
    const action = new vscode.CodeAction(change.title, vscode.CodeActionKind.QuickFix);
    action.edit = editOf(document, change);
    if (change === finding.fix) action.isPreferred = true;
    return action;
  });
}

function explanationOf({ uri }: vscode.TextDocument, finding: Finding): vscode.CodeAction {
  const { slide } = finding;
  const title = vscode.l10n.t("Explain: {0}", slides[slide]);
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.command = {
    command: "effectiveLambda.openSlide",
    title,
    arguments: [slide, originOf(uri, finding)],
  };
  return action;
}

/** Changes of the file alone, and a comment at its top, are offered by ESLint's extension for what it reports. */
const isOursAlone = ({ edit, command }: vscode.CodeAction) =>
  !edit && command?.command !== "effectiveLambda.disableInFile";
