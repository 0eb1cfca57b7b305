import * as vscode from "vscode";
import type { Finding } from "../review/finding.ts";
import type { ChangeInFolder, TouchedHandler } from "./change-messages.ts";
import type { Entry } from "./finding-groups.ts";

/** Whether the change under review brought a finding; nothing where that is not known. */
export function ageOf({ isNew }: Finding): string | undefined {
  if (isNew === undefined) return undefined;
  return isNew ? vscode.l10n.t("new with this change") : vscode.l10n.t("there before");
}

interface Told extends Pick<ChangeInFolder, "touched" | "unchecked"> {
  /** The touched handlers that the view does not list. */
  missing: readonly TouchedHandler[];
}

/** What a review of a change has come to, in a line. */
export const summaryOf = (
  base: string,
  { touched, missing, unchecked }: Told,
  left: readonly Entry[],
  resolved: number,
): string =>
  [
    touchedSince(base, touched.length),
    missingOf(missing),
    newsOf(left),
    resolved > 0 ? vscode.l10n.t("{0} resolved", resolved) : undefined,
    uncheckedOf(unchecked),
  ]
    .filter((part) => part !== undefined)
    .join(" · ");

function touchedSince(base: string, touched: number): string {
  if (touched === 0) return vscode.l10n.t("No handler was touched since {0}", base);
  return touched === 1
    ? vscode.l10n.t("1 handler touched since {0}", base)
    : vscode.l10n.t("{0} handlers touched since {1}", touched, base);
}

function newsOf(left: readonly Entry[]): string | undefined {
  const countOf = (isNew: boolean) => left.filter(({ finding }) => finding.isNew === isNew).length;
  const [news, before] = [countOf(true), countOf(false)];
  if (news + before === 0) return undefined;
  return vscode.l10n.t("Findings: {0} new with this change, {1} there before", news, before);
}

/** More of a kind than these are counted. */
const mostNamed = 3;

function missingOf(missing: readonly TouchedHandler[]): string | undefined {
  if (missing.length === 0) return undefined;
  const named = missing
    .slice(0, mostNamed)
    .map((one) => vscode.l10n.t("{0} in {1} ({2})", one.name, one.file, whyMissing(one)));
  const more = missing.length - named.length;
  const all = more > 0 ? [...named, vscode.l10n.t("{0} more", more)] : named;
  return vscode.l10n.t("Not listed: {0}", all.join(", "));
}

function whyMissing({ kind, state }: TouchedHandler): string {
  if (state === "gone") return vscode.l10n.t("gone");
  return kind === "function"
    ? vscode.l10n.t("its code is not in sight")
    : vscode.l10n.t("its file does not show it");
}

function uncheckedOf(unchecked: ChangeInFolder["unchecked"]): string | undefined {
  if (unchecked.length === 0) return undefined;
  const named = unchecked
    .slice(0, mostNamed)
    .map(({ file, message }) => `${file} (${message.replaceAll("`", "").replace(/\.$/, "")})`);
  const more = unchecked.length - named.length;
  const all = more > 0 ? [...named, vscode.l10n.t("{0} more, which the log names", more)] : named;
  return vscode.l10n.t("Not checked: {0}", all.join(", "));
}
