import * as vscode from "vscode";
import { columnOf } from "./columns.ts";
import type { Reporter } from "./reporter.ts";
import type { Place } from "./rule-places.ts";

/**
 * The configuration of ESLint, where that reports. It is code of somebody's own: it is shown where it names our plugin, and
 * the line that sets the rule is in the clipboard.
 */
export function placeInESLint(
  document: vscode.TextDocument,
  { config, line }: Extract<Reporter, { who: "ESLint" }>,
  rule: string,
): Place {
  const uri = document.uri.with({ path: config });
  const name = vscode.workspace.asRelativePath(uri);
  return {
    label: name,
    isSet: false,
    async write(severity) {
      await vscode.env.clipboard.writeText(`"effective-lambda/${rule}": "${severity}",`);
      const place = new vscode.Position(line - 1, 0);
      const shown = await vscode.workspace.openTextDocument(uri);
      const selection = shown.validateRange(new vscode.Range(place, place));
      await vscode.window.showTextDocument(shown, { viewColumn: columnOf(shown), selection });
      vscode.window.setStatusBarMessage(
        vscode.l10n.t("ESLint reports here: the line for the rules of {0} is in the clipboard.", name),
        10_000,
      );
    },
  };
}
