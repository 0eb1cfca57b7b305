import * as vscode from "vscode";
import { configurationFile, type RuleSetting, type Severity } from "../configuration/configuration.ts";
import type { Analysis } from "./analysis.ts";
import { writeRule } from "./configuration-file.ts";
import { uriAt } from "./documents.ts";
import type { SetRule } from "./rule-setting.ts";

/** A place in which a rule can be set, to be chosen from. */
export interface Place extends vscode.QuickPickItem {
  /** Whether it sets the rule now. */
  isSet: boolean;
  /** Sets the rule or, without a severity, leaves it to the preset again. It counts at once. */
  write(severity: Severity | undefined): Promise<void>;
}

/**
 * Where a rule can be set for a document: in the configuration file, which is for all who work on the code, and in the
 * settings. A file without a folder around it has no configuration.
 *
 * @param file the nearest configuration file
 */
export function placesFor(
  document: vscode.TextDocument,
  file: string | undefined,
  rule: string,
  { isInFile }: SetRule,
  analysis: Analysis,
): Place[] {
  const folder = vscode.workspace.getWorkspaceFolder(document.uri);
  const above = folder && vscode.Uri.joinPath(folder.uri, configurationFile);
  const uri = file === undefined ? above : uriAt(file, document);
  const settings = settingsFor(document, rule, isInFile);
  if (!uri) return settings;
  const name = vscode.workspace.asRelativePath(uri);
  const inFile: Place = {
    label: file === undefined ? vscode.l10n.t("Create {0}", name) : name,
    detail: vscode.l10n.t("For all who work on this code, and on the command line."),
    isSet: isInFile,
    write: (severity) => writeRule(analysis, uri, rule, severity),
  };
  return [inFile, ...settings];
}

function settingsFor(document: vscode.TextDocument, rule: string, isInFile: boolean): Place[] {
  const settings = vscode.workspace.getConfiguration("effectiveLambda", document);
  const known = settings.inspect<Record<string, RuleSetting>>("rules");
  const place = (
    label: string,
    detail: string,
    rules: Record<string, RuleSetting> = {},
    target: vscode.ConfigurationTarget,
  ): Place => ({
    label,
    detail: isInFile
      ? vscode.l10n.t("Does not count as long as {0} sets the rule.", configurationFile)
      : detail,
    isSet: Object.hasOwn(rules, rule),
    async write(severity) {
      const { [rule]: setting, ...others } = rules;
      const all = severity === undefined ? others : { ...rules, [rule]: withSeverity(setting, severity) };
      await settings.update("rules", Object.keys(all).length > 0 ? all : undefined, target);
    },
  });
  const { Global, Workspace } = vscode.ConfigurationTarget;
  const user = place(
    vscode.l10n.t("User settings"),
    vscode.l10n.t("For you, in every folder that you open."),
    known?.globalValue,
    Global,
  );
  if (!vscode.workspace.workspaceFolders) return [user];
  const workspace = place(
    vscode.l10n.t("Workspace settings"),
    vscode.l10n.t("For all who open this folder in VS Code."),
    known?.workspaceValue,
    Workspace,
  );
  return [workspace, user];
}

/** A setting of a rule with another severity and the options it had. */
const withSeverity = (setting: RuleSetting | undefined, severity: Severity): RuleSetting =>
  Array.isArray(setting) ? [severity, ...(setting.slice(1) as unknown[])] : severity;
