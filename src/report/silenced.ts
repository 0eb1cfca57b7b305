import type { Suppressed } from "../review/finding.ts";
import type { Report, ReviewedFile } from "./report.ts";

/** What is found and not told, by what silences it. */
export interface Silenced {
  /** By the file itself, with a reason or without. */
  own: { file: ReviewedFile; suppressed: Suppressed }[];
  /** By the baseline: how often for each rule, the commonest first. */
  accepted: [rule: string, count: number][];
}

export function silencedIn({ files }: Pick<Report, "files">): Silenced {
  const own: Silenced["own"] = [];
  const accepted = new Map<string, number>();
  for (const file of files)
    for (const suppressed of file.suppressed) {
      const { rule, isInBaseline } = suppressed;
      if (isInBaseline) accepted.set(rule, (accepted.get(rule) ?? 0) + 1);
      else own.push({ file, suppressed });
    }
  return { own, accepted: [...accepted].sort(([, one], [, other]) => other - one) };
}

/** `no-client-in-handler (8), no-log-event (4)` */
export const rulesAccepted = ({ accepted }: Silenced): string =>
  accepted.map(([rule, count]) => `${rule} (${count})`).join(", ");

/** How many findings are silenced in all. */
export const countOf = ({ own, accepted }: Silenced): number =>
  own.length + accepted.reduce((sum, [, count]) => sum + count, 0);
