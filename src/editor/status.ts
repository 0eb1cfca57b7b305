import * as vscode from "vscode";
import type { WatchedAnalysis } from "./busy.ts";
import type { Findings } from "./diagnostics.ts";
import { exclusionOf, standingOf } from "./documents.ts";
import { accountsOf, tallyOfAll } from "./handler-accounts.ts";
import { findingsCounted, kindOf, tallySaid } from "./handler-words.ts";
import type { HeldFolders } from "./held-folders.ts";
import { languages } from "./languages.ts";
import { wordsForReading } from "./reading-folders.ts";
import { wordFor } from "./reporter-words.ts";
import { onSettingsChange, settingsFor } from "./settings.ts";
import { statusStateOf, type StatusState } from "./status-state.ts";
import type { Results } from "./workspace-review.ts";

/** How long a review may take before the status says that one goes on. */
const patience = 200;

/** One item in the status of the language, for the document somebody is looking at; none where that is not for us. */
export function status(
  findings: Findings,
  results: Results,
  analysis: WatchedAnalysis,
  held: HeldFolders,
): vscode.Disposable {
  let item: vscode.LanguageStatusItem | undefined;
  let waiting: NodeJS.Timeout | undefined;
  let isLong = false;

  function show(): void {
    const document = vscode.window.activeTextEditor?.document;
    const state = document ? stateNow(document) : ({ kind: "hidden" } as const);
    if (!document || state.kind === "hidden") {
      item?.dispose();
      item = undefined;
      return;
    }
    const { languageId: language, uri } = document;
    item ??= vscode.languages.createLanguageStatusItem("findings", []);
    item.selector = { language, scheme: uri.scheme };
    Object.assign(item, wordsFor(state));
  }

  function stateNow(document: vscode.TextDocument): StatusState {
    if (!languages.includes(document.languageId)) return { kind: "hidden" };
    const uri = document.uri.toString();
    const { isEnabled, run } = settingsFor(document);
    return statusStateOf({
      text: document.getText(),
      version: document.version,
      isEnabled,
      run,
      isExcluded: exclusionOf(document) !== undefined,
      isTooLarge: standingOf(document) === "too large",
      isBusy: analysis.isReviewing(uri) && isLong,
      reading: held.reading(document.uri),
      known: findings.known(uri),
      ofHandlers: tallyOfAll(accountsOf(results, [uri])),
    });
  }

  function wait(subject: string): void {
    if (subject !== vscode.window.activeTextEditor?.document.uri.toString()) return;
    clearTimeout(waiting);
    isLong = false;
    if (!analysis.isReviewing(subject)) return show();
    waiting = setTimeout(() => {
      isLong = true;
      show();
    }, patience);
  }

  show();
  return vscode.Disposable.from(
    vscode.window.onDidChangeActiveTextEditor(show),
    results.onDidChange(show),
    analysis.onDidChangeBusy(wait),
    held.onDidRead(show),
    onSettingsChange(show),
    {
      dispose() {
        clearTimeout(waiting);
        item?.dispose();
      },
    },
  );
}

type Words = Pick<
  vscode.LanguageStatusItem,
  "name" | "text" | "detail" | "severity" | "busy" | "command" | "accessibilityInformation"
>;

function wordsFor(state: Exclude<StatusState, { kind: "hidden" }>): Words {
  const name = "Effective Lambda";
  const configuration = {
    command: "effectiveLambda.showEffectiveConfig",
    title: vscode.l10n.t("Show Configuration"),
  };
  if (state.kind === "reading") {
    const detail = wordsForReading(state.reading);
    return {
      name,
      text: "λ",
      detail,
      severity: vscode.LanguageStatusSeverity.Information,
      busy: true,
      command: undefined,
      accessibilityInformation: { label: `${name}: ${detail}` },
    };
  }
  if (state.kind !== "reviewed")
    return {
      name,
      text: state.kind === "off" ? vscode.l10n.t("λ off") : vscode.l10n.t("λ not reviewed"),
      detail: reasonFor(state),
      severity: vscode.LanguageStatusSeverity.Information,
      busy: false,
      command: configuration,
      accessibilityInformation: { label: `${name}: ${reasonFor(state)}` },
    };

  const { tally, isBusy, mistakes } = state;
  const detail = detailOf(state);
  return {
    name,
    text: `λ ${tally.found}`,
    detail,
    severity: vscode.LanguageStatusSeverity[mistakes.length > 0 ? "Warning" : "Information"],
    busy: isBusy,
    command:
      mistakes.length > 0
        ? configuration
        : { command: "effectiveLambda.whyHandler", title: vscode.l10n.t("Why?") },
    accessibilityInformation: { label: `${name}: ${tallySaid(tally)}, ${detail}` },
  };
}

/** Why a document is not reviewed. */
function reasonFor(state: Exclude<StatusState, { kind: "hidden" | "reading" | "reviewed" }>): string {
  switch (state.kind) {
    case "off":
      return state.by === "enable"
        ? vscode.l10n.t("effectiveLambda.enable is false")
        : vscode.l10n.t("effectiveLambda.run is off");
    case "excluded":
      return vscode.l10n.t("excluded by {0}", state.by ?? "effectiveLambda.exclude");
    case "too large":
      return vscode.l10n.t("larger than 1 MB, as only generated code is");
  }
}

/** `SQS handler · built-in · 18 ms` */
function detailOf(state: Extract<StatusState, { kind: "reviewed" }>): string {
  const { handlers, apart, milliseconds, reporter, isBehind, mistakes } = state;
  const what =
    handlers.length > 2
      ? vscode.l10n.t("{0} handlers", handlers.length)
      : handlers.map(kindOf).join(", ") || vscode.l10n.t("deployment, or code that handlers call");
  return [
    what,
    ...(apart > 0 ? [vscode.l10n.t("{0} of code that no handler here runs", findingsCounted(apart))] : []),
    wordFor(reporter),
    isBehind ? vscode.l10n.t("waits for the syntax") : vscode.l10n.t("{0} ms", Math.round(milliseconds)),
    ...mistakes,
  ].join(" · ");
}
