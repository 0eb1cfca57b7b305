import * as vscode from "vscode";
import type { Finding } from "../review/finding.ts";
import { originOf } from "./origin.ts";

/**
 * What can be done about a finding without a change of the code: it is silenced here or in the file, for a reason, or its
 * rule is asked otherwise.
 *
 * @param offered all findings that the light bulb speaks of: where there are several, each is called by its rule
 */
export function upkeepOf(
  { uri }: vscode.TextDocument,
  finding: Finding,
  offered: readonly Finding[],
): vscode.CodeAction[] {
  const { rule } = finding;
  const action = (title: string, command: string) => {
    const made = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
    made.command = { command, title, arguments: [originOf(uri, finding)] };
    return made;
  };
  return [
    action(
      offered.length === 1
        ? vscode.l10n.t("Suppress with a reason…")
        : vscode.l10n.t("Suppress {0} with a reason…", rule),
      "effectiveLambda.suppressWithReason",
    ),
    action(vscode.l10n.t("Disable {0} for this file…", rule), "effectiveLambda.disableInFile"),
    action(vscode.l10n.t("Configure {0}…", rule), "effectiveLambda.configureRule"),
  ];
}
