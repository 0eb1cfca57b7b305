import * as vscode from "vscode";
import type { Severity } from "../configuration/configuration.ts";
import type { Analysis } from "./analysis.ts";
import type { Findings } from "./diagnostics.ts";
import { isReviewed, reviewedPath, reviewOptionsFor } from "./documents.ts";
import { placeInESLint } from "./eslint-place.ts";
import type { RuleSettings, SetRule } from "./rule-setting.ts";
import { placesFor, type Place } from "./rule-places.ts";
import { openSetting, settingsFor } from "./settings.ts";
import { atCursor } from "./target.ts";

/** Has a rule asked in another way, or not at all: the one given, the one of the finding at the cursor, or one that is chosen. */
export async function configureRule(findings: Findings, analysis: Analysis, input: unknown): Promise<void> {
  const { document, rule: named } = asQuestion(findings, input);
  if (!document || !isReviewed(document)) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t("Open a file that is reviewed: rules are set for the files around it."),
    );
    return;
  }
  const settings = await analysis.run(
    document.uri.toString(),
    "ruleSettings",
    reviewedPath(document),
    reviewOptionsFor(document),
  );
  const rule = settings && (named ?? (await chosenRule(settings)));
  const known = rule === undefined ? undefined : settings!.rules[rule];
  if (!known) return;

  const reporter = findings.known(document.uri.toString())?.reporter;
  const isESLints = reporter?.who === "ESLint";
  const places = isESLints
    ? [placeInESLint(document, reporter, rule!)]
    : placesFor(document, settings!.file, rule!, known, analysis);
  // What ESLint's configuration says of it would only be known if it were run.
  const limit = (severity: Severity) => (isESLints ? undefined : limitOf(severity, document));
  const setting = isESLints ? { ...known, now: undefined } : known;
  const severity = await chosenSeverity(rule!, setting, places, limit);
  if (severity === undefined) return;
  const isReset = severity === "preset";
  const place = await chosenPlace(
    rule!,
    places.filter(({ isSet }) => isSet || !isReset),
  );
  if (!place) return;
  await place.write(isReset ? undefined : severity);
  const maximum = isReset ? undefined : limit(severity);
  if (maximum !== undefined) await sayLimit(rule!, maximum);
}

/** The most that the editor shows of a severity, where a setting has that be less. */
function limitOf(severity: Severity, document: vscode.TextDocument): string | undefined {
  if (severity === "off") return undefined;
  const { maximum, mostSevere } = settingsFor(document);
  const { Error, Warning } = vscode.DiagnosticSeverity;
  return mostSevere > (severity === "error" ? Error : Warning) ? maximum : undefined;
}

async function sayLimit(rule: string, maximum: string): Promise<void> {
  const sentence = vscode.l10n.t(
    'The editor shows {0} as "{1}" at most, because effectiveLambda.severity.maximum says so.',
    rule,
    maximum,
  );
  const change = vscode.l10n.t("Change This Setting");
  if ((await vscode.window.showInformationMessage(sentence, change)) === change)
    await openSetting("severity.maximum");
}

function asQuestion(findings: Findings, input: unknown) {
  const { file, rule } = (input ?? {}) as Record<string, unknown>;
  const known = typeof file === "string" ? findings.known(file) : undefined;
  if (known && typeof rule === "string") return { document: known.document, rule };
  const target = atCursor(findings);
  return target
    ? { document: target.document, rule: target.finding.rule }
    : { document: vscode.window.activeTextEditor?.document, rule: undefined };
}

async function chosenRule({ rules }: RuleSettings): Promise<string | undefined> {
  const items = Object.entries(rules).map(([rule, { now, description }]) => ({
    label: rule,
    description: wordFor(now),
    detail: description,
  }));
  const placeHolder = vscode.l10n.t("Which rule?");
  return (await vscode.window.showQuickPick(items, { placeHolder, matchOnDetail: true }))?.label;
}

async function chosenSeverity(
  rule: string,
  { now, preset }: Pick<SetRule, "preset"> & { now: Severity | undefined },
  places: readonly Place[],
  limit: (severity: Severity) => string | undefined,
): Promise<Severity | "preset" | undefined> {
  const severities = (["off", "warn", "error"] as const).map((value) => ({
    label: wordFor(value),
    ...(value === now && { description: vscode.l10n.t("now") }),
    ...detailFor(limit(value)),
    value,
  }));
  const asPreset = {
    label: vscode.l10n.t("as the preset has it: {0}", wordFor(preset)),
    value: "preset" as const,
  };
  const items = [...severities, ...(places.some(({ isSet }) => isSet) ? [asPreset] : [])];
  const placeHolder = vscode.l10n.t("Severity of {0}", rule);
  return (await vscode.window.showQuickPick<(typeof items)[number]>(items, { placeHolder }))?.value;
}

const detailFor = (maximum: string | undefined) =>
  maximum !== undefined && {
    detail: vscode.l10n.t(
      'The editor shows "{0}" at most: effectiveLambda.severity.maximum says so.',
      maximum,
    ),
  };

async function chosenPlace(rule: string, places: readonly Place[]): Promise<Place | undefined> {
  if (places.length === 1) return places[0];
  return vscode.window.showQuickPick(places, {
    placeHolder: vscode.l10n.t("Where is {0} to be set?", rule),
  });
}

function wordFor(severity: Severity): string {
  if (severity === "off") return vscode.l10n.t("off");
  return severity === "warn" ? vscode.l10n.t("warning") : vscode.l10n.t("error");
}
