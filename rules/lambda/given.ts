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

/** What is known of what something in another file gives; `undefined` where that is nothing. */
export function givenBy(calledIn: () => Target | undefined, sourceCode: SourceCode): Given | undefined {
  const { given } = deploymentOf(sourceCode);
  const target = given.length > 0 ? calledIn() : undefined;
  return given.find(({ module, name }) => module === target?.module && name === target.name);
}
