import * as vscode from "vscode";
import { sourceTitles } from "../../rules/lambda/source-titles.ts";
import type { FoundHandler } from "../review/finding.ts";
import type { Tally } from "./handler-accounts.ts";

export const titleOf = (source: string): string => sourceTitles[source as keyof typeof sourceTitles];

const titlesOf = (sources: readonly string[]): string => sources.map(titleOf).join("/");

/** `SQS handler`, as far as the code or a template says. */
export const kindOf = ({ sources }: Pick<FoundHandler, "sources">): string =>
  sources.length > 0
    ? vscode.l10n.t("{0} handler", titlesOf(sources))
    : vscode.l10n.t("handler, source unknown");

/** What invokes a handler and where that is said: `SQS: template.yaml:31`, or what its code shows. */
export const evidenceOf = ({ sources, evidence }: FoundHandler): string =>
  sources.length > 0 ? `${titlesOf(sources)}: ${evidence}` : evidence;

/** `clear`, `2 findings, 1 in other files`. Nobody calls clear what may have findings where nothing was reviewed. */
export function tallySaid({ found, elsewhere, isWhole }: Tally): string {
  if (found === 0 && !isWhole) return vscode.l10n.t("clear in this file");
  const counted = findingsCounted(found);
  if (elsewhere === 0) return counted;
  return elsewhere === found
    ? vscode.l10n.t("{0} in other files", counted)
    : vscode.l10n.t("{0}, {1} in other files", counted, elsewhere);
}

export function findingsCounted(count: number): string {
  if (count === 0) return vscode.l10n.t("clear");
  return count === 1 ? vscode.l10n.t("1 finding") : vscode.l10n.t("{0} findings", count);
}
