import * as vscode from "vscode";
import type { HandlerSetting } from "../../rules/service/word.ts";
import type { RuleSetting } from "../configuration/configuration.ts";
import type { ReviewOptions } from "../review/finding.ts";
import type { Run } from "./reporter.ts";

const section = "effectiveLambda";

/** The most a finding may be in the editor: people who learn should not see their file go red. */
const severities = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
};

/** The settings that hold for a document, a file or a folder now. The manifest has their defaults; nothing is kept here. */
export function settingsFor(place: vscode.ConfigurationScope | undefined) {
  const settings = vscode.workspace.getConfiguration(section, place);
  const value = <T>(name: string) => settings.get<T>(name)!;
  const preset: ReviewOptions["preset"] = value("preset") === "strict" ? "strict" : "recommended";
  const scope: ReviewOptions["scope"] = value("scope") === "file" ? "file" : "service";
  const maximum = value<keyof typeof severities>("severity.maximum");
  return {
    isEnabled: value<boolean>("enable"),
    run: value<Run>("run"),
    preset,
    scope,
    handlers: list<HandlerSetting>(plain(value("handlers"))),
    rules: plain(value<Record<string, RuleSetting>>("rules")),
    excluded: list<string>(value("exclude")),
    maximum,
    mostSevere: severities[maximum] ?? severities.warning,
    codeLens: value<"handlers" | "off">("codeLens"),
    hoverDetail: value<"off" | "compact" | "full" | "adaptive">("hover.detail"),
    debounceMs: Math.max(50, value<number>("debounceMs")),
  };
}

/** All settings that hold for a place, called as people write them. */
export const allSettings = (place: vscode.ConfigurationScope | undefined): object =>
  plain(vscode.workspace.getConfiguration(section, place));

/** The editor gives out objects that cannot be sent to a thread, nor can those in them that somebody wrote by mistake. */
const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

/** A setting that somebody wrote as something else is underlined where it stands, and counts as empty. */
const list = <T>(value: unknown): T[] => (Array.isArray(value) ? (value as T[]) : []);

/** Shows one of our settings, to be changed. */
export const openSetting = (name: string): Thenable<unknown> =>
  vscode.commands.executeCommand("workbench.action.openSettings", `${section}.${name}`);

export const onSettingsChange = (listener: () => void): vscode.Disposable =>
  vscode.workspace.onDidChangeConfiguration((change) => {
    if (change.affectsConfiguration(section)) listener();
  });
