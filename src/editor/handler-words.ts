import * as vscode from "vscode";
import { sourceNamed, type SourceName } from "../../rules/lambda/event-sources.ts";
import type { FoundHandler } from "../review/finding.ts";

export const titleOf = (source: string): string => sourceNamed(source as SourceName).title;

const titlesOf = (sources: readonly string[]): string => sources.map(titleOf).join("/");

/** `SQS handler`, as far as the code or a template says. */
export const kindOf = ({ sources }: Pick<FoundHandler, "sources">): string =>
  sources.length > 0
    ? vscode.l10n.t("{0} handler", titlesOf(sources))
    : vscode.l10n.t("handler, source unknown");

/** What invokes a handler and where that is said: `SQS: template.yaml:31`, or what its code shows. */
export const evidenceOf = ({ sources, evidence }: FoundHandler): string =>
  sources.length > 0 ? `${titlesOf(sources)}: ${evidence}` : evidence;

export function findingsCounted(count: number): string {
  if (count === 0) return vscode.l10n.t("clear");
  return count === 1 ? vscode.l10n.t("1 finding") : vscode.l10n.t("{0} findings", count);
}
