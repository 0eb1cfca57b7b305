import type { Deck } from "./deck.ts";
import type { Findings } from "./diagnostics.ts";
import { originOf } from "./origin.ts";
import { targetOf } from "./target.ts";

/** Shows the slide of the finding at the cursor; where there is none, of the first one on the cursor's line. */
export async function explainAtCursor(findings: Findings, deck: Deck): Promise<void> {
  const target = await targetOf(findings, undefined);
  if (target) await deck.show(target.finding.slide, originOf(target.document.uri, target.finding));
}
