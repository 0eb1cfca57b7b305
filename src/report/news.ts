import type { Finding } from "../review/finding.ts";
import { findingsIn } from "./gravity.ts";
import type { Report } from "./report.ts";
import { counted } from "./words.ts";

/** Whether a change brought a finding, in words; empty where none is reviewed. */
export const ageOf = ({ isNew }: Finding): string =>
  isNew === undefined ? "" : isNew ? "new with this change" : "there before";

/** How many findings a change brought, in a sentence; empty where there is nothing to say of it. */
export function newsOf(report: Pick<Report, "files">): string {
  const ages = findingsIn(report).map(({ finding }) => finding.isNew);
  const news = ages.filter((isNew) => isNew === true).length;
  const before = ages.filter((isNew) => isNew === false).length;
  if (news + before === 0) return "";
  if (before === 0) return `${counted(news, "finding")} ${news === 1 ? "is" : "are"} new with this change.`;
  const were = `${before} ${before === 1 ? "was" : "were"} there before`;
  return news === 0
    ? `No finding is new with this change: ${were}.`
    : `${counted(news, "finding")} ${news === 1 ? "is" : "are"} new with this change, ${were}.`;
}
