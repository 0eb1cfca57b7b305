import type { TSESTree } from "@typescript-eslint/utils";
import type { SourceCode } from "../kit/rule.ts";
import { mayBeMeantForElsewhere } from "./elsewhere.ts";
import { isLimitedAround } from "./http-calls.ts";
import { isDoneOnce } from "./idempotency.ts";
import { endsWithPromise } from "./invocation-end.ts";
import type { Lambda } from "./model.ts";
import type { Excuse } from "./reach.ts";
import { isFetchedForCause } from "./secrets.ts";

type Call = TSESTree.CallExpression | TSESTree.NewExpression;

const applies: Record<Excuse, (call: Call, lambda: Lambda, sourceCode: SourceCode) => boolean> = {
  "done once": isDoneOnce,
  "kept open": (call, lambda, sourceCode) => !endsWithPromise(call, lambda, sourceCode),
  cached: (call, _, sourceCode) => isFetchedForCause(call, sourceCode),
  limited: isLimitedAround,
  elsewhere: (call, _, sourceCode) => mayBeMeantForElsewhere(call, sourceCode),
};

const excuses = Object.keys(applies) as Excuse[];

/** What the code around a call has for reasons why what the called function does may be well. */
export const excusesAt = (call: Call, lambda: Lambda, sourceCode: SourceCode): Excuse[] =>
  excuses.filter((excuse) => applies[excuse](call, lambda, sourceCode));
