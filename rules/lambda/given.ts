import type { SourceCode } from "../kit/rule.ts";
import { deploymentOf } from "./deployed.ts";
import type { Target } from "./targets.ts";

/** What a call of a function gives, as far as it matters to whoever calls it from another file. */
export interface Given {
  /** Whether that is a promise of work that goes on afterwards, on some way through it at least. */
  isPromise: boolean;
  /** What makes it another value each time, if anything certainly does. */
  unstable: "random" | "clock" | undefined;
}

/** What the functions give that a file calls in others. It is looked for when somebody asks, as most calls are of no interest. */
export interface GivenToFile {
  of(target: Target): Given | undefined;
  /** All of it, to be compared. */
  toJSON(): unknown;
}

/** What is known of what something in another file gives; `undefined` where that is nothing. */
export const givenBy = (target: Target | undefined, sourceCode: SourceCode): Given | undefined =>
  target && deploymentOf(sourceCode).given?.of(target);
