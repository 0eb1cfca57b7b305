import type * as vscode from "vscode";
import type { Finding } from "../review/finding.ts";

/** The finding from which somebody came to a slide, so that it can be found again in a newer text. */
export interface Origin {
  file: string;
  rule: string;
  line: number;
}

export const originOf = (uri: vscode.Uri, { rule, line }: Finding): Origin => ({
  file: uri.toString(),
  rule,
  line,
});

/** What a command was given, if it is an origin. */
export function asOrigin(input: unknown): Origin | undefined {
  const { file, rule, line } = (input ?? {}) as Record<keyof Origin, unknown>;
  return typeof file === "string" && typeof rule === "string" && typeof line === "number"
    ? { file, rule, line }
    : undefined;
}

/** The finding of an origin, or of the same rule the one that is nearest to where it was. */
export function nearest(
  findings: readonly Finding[],
  { rule, line }: Omit<Origin, "file">,
): Finding | undefined {
  const distance = (finding: Finding) => Math.abs(finding.line - line);
  return findings
    .filter((finding) => finding.rule === rule)
    .toSorted((one, other) => distance(one) - distance(other))[0];
}
