import type { FoundHandler } from "../review/finding.ts";
import type { Tally } from "./handler-accounts.ts";
import type { Reading } from "./held-folders.ts";
import type { Reporter, Run } from "./reporter.ts";
import type { OpenReview } from "./reviewing.ts";

/** All that the status says of a document, as one state: each word of it is derived from this and nothing else. */
export type StatusState =
  /** It is not for us, or nothing is known of it yet. */
  | { kind: "hidden" }
  /** Reviews are off, or nobody is to report. */
  | { kind: "off"; by: "enable" | "run" }
  /** Left alone, by a setting or by the configuration file that is named. */
  | { kind: "excluded"; by: string | undefined }
  | { kind: "too large" }
  /** What lies around it is read first, which takes a while. */
  | { kind: "reading"; reading: Reading }
  | {
      kind: "reviewed";
      /** Empty for a template. */
      handlers: readonly FoundHandler[];
      /** Of all that is found in it, and elsewhere of its handlers. */
      tally: Tally;
      /** How much of that no handler runs that it has; nothing where it has none. */
      apart: number;
      milliseconds: number;
      reporter: Reporter;
      /** Whether what is known is of an older text: the new one does not parse. */
      isBehind: boolean;
      /** What is wrong with settings and configuration. */
      mistakes: readonly string[];
      isBusy: boolean;
    };

/** What there is to know of a document in the editor. */
export interface Observed {
  text: string;
  version: number;
  isEnabled: boolean;
  run: Run;
  isExcluded: boolean;
  isTooLarge: boolean;
  isBusy: boolean;
  reading: Reading | undefined;
  known: (OpenReview & { version: number; reporter: Reporter }) | undefined;
  /** What is known of its handlers together. */
  ofHandlers: Tally;
}

/** Words that a file without a handler seldom has. Nobody looks at a file that is left alone, or waits, but for these. */
const mayHoldHandler = /[Hh]andler\b|aws-lambda/;

export function statusStateOf({
  text,
  version,
  isEnabled,
  run,
  isExcluded,
  isTooLarge,
  isBusy,
  reading,
  known,
  ofHandlers,
}: Observed): StatusState {
  const by = known?.excludedBy;
  const isSilent = run === "off" && !known;
  if (!isEnabled || isExcluded || by !== undefined || isSilent) {
    if (!mayHoldHandler.test(text)) return { kind: "hidden" };
    if (!isEnabled) return { kind: "off", by: "enable" };
    return isSilent && !isExcluded ? { kind: "off", by: "run" } : { kind: "excluded", by };
  }
  if (isTooLarge) return { kind: "too large" };
  if (!known && isBusy && reading && mayHoldHandler.test(text)) return { kind: "reading", reading };
  if (!known) return { kind: "hidden" };
  const { handlers, deployed, isTemplate, findings, milliseconds, reporter, mistakes } = known;
  if (!isTemplate && handlers.length + deployed.length + findings.length === 0) return { kind: "hidden" };
  const tally = { ...ofHandlers, found: findings.length + ofHandlers.elsewhere };
  return {
    kind: "reviewed",
    handlers,
    tally,
    apart: handlers.length > 0 ? tally.found - ofHandlers.found : 0,
    milliseconds,
    reporter,
    isBehind: known.version !== version && !isBusy,
    mistakes,
    isBusy,
  };
}
