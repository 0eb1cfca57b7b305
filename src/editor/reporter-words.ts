import * as vscode from "vscode";
import type { Because, Reporter } from "./reporter.ts";

/** Who reports, in a word or two. */
export function wordFor({ who }: Reporter): string {
  if (who === "ESLint") return vscode.l10n.t("reported by ESLint");
  return who === "us" ? vscode.l10n.t("built-in") : vscode.l10n.t("not reported");
}

/** Why it is them. */
export function reasonFor(reporter: Reporter, { uri }: vscode.TextDocument): string {
  const path = reporter.config && vscode.workspace.asRelativePath(uri.with({ path: reporter.config }));
  if (reporter.who === "ESLint")
    return vscode.l10n.t("{0}:{1} names eslint-plugin-effective-lambda", path!, reporter.line);
  const reason = sentences(path ?? "")[reporter.because];
  return reporter.who === "us" ? reason : vscode.l10n.t("effectiveLambda.run is off, and {0}", reason);
}

const sentences = (config: string): Record<Because, string> => ({
  always: vscode.l10n.t("effectiveLambda.run is always"),
  missing: vscode.l10n.t("the ESLint extension is not installed, or disabled"),
  restricted: vscode.l10n.t("the ESLint extension does not run in Restricted Mode"),
  "set off": vscode.l10n.t(
    "the ESLint extension does not look at this file: see eslint.enable and eslint.validate",
  ),
  "no configuration": vscode.l10n.t("no configuration of ESLint is around this file"),
  unnamed: vscode.l10n.t("{0} does not name eslint-plugin-effective-lambda", config),
  "other languages": vscode.l10n.t("{0} does not speak of this language", config),
});
