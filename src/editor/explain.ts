import type { Deck } from "./deck.ts";
import type { Findings } from "./diagnostics.ts";
import { asOrigin, nearest, originOf } from "./origin.ts";
import { targetOf } from "./target.ts";
import type { Results } from "./workspace-review.ts";

/**
 * Shows the slide of the finding that is named, in a file that may not be open, or else of the one at the cursor; where
 * there is none, of the first one on the cursor's line.
 */
export async function explainFinding(
  findings: Findings,
  results: Results,
  deck: Deck,
  input: unknown,
): Promise<void> {
  const origin = asOrigin(input);
  const known = origin && results.all().find(({ file }) => file === origin.file);
  const named = known && nearest(known.findings, origin);
  if (named) return deck.show(named.slide, origin);
  const target = await targetOf(findings, undefined);
  if (target) await deck.show(target.finding.slide, originOf(target.document.uri, target.finding));
}
