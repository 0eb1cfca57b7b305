import type { TSESTree } from "@typescript-eslint/utils";
import { isFunction } from "../kit/ast.ts";
import { joinOf } from "../kit/promises.ts";
import { mentions } from "../kit/mentions.ts";
import type { SourceCode } from "../kit/rule.ts";
import { decidesOnFailures, isOneUnit } from "./batch-intent.ts";
import { reportsBatchItems } from "./event-sources.ts";
import { isFloating } from "./floating.ts";
import { isIgnored } from "./ignored-results.ts";
import type { Lambda, RecordLoop } from "./model.ts";
import { failsOnItsOwn } from "./record-failures.ts";
import { preparesForLater } from "./record-results.ts";

/** Libraries that settle all records themselves, and comments that say why nobody should. */
const hasAnotherAnswer = mentions(
  /@aws-lambda-powertools\/batch|partial-batch-failure|all[- ]or[- ](nothing|none)/i,
);

/**
 * The call of `Promise.all` that gives up on the other records of a batch as soon as one fails; `undefined` where a loop
 * does not go on in one, or nothing can be said against it.
 */
export function abandoningJoinOf(
  loop: RecordLoop,
  lambda: Lambda,
  sourceCode: SourceCode,
): TSESTree.CallExpression | undefined {
  const join = loop.node.type === "CallExpression" ? joinOf(loop.node, sourceCode) : undefined;
  if (!join || hasAnotherAnswer(sourceCode) || !isFunction(loop.body.parent)) return undefined;
  if (!lambda.isInvokedOnlyBy(loop.node, reportsBatchItems)) return undefined;
  const isDecided =
    !failsOnItsOwn(loop, sourceCode) ||
    tellsOfFailures(join, loop, lambda, sourceCode) ||
    preparesForLater(loop, sourceCode) ||
    isOneUnit(loop, lambda, sourceCode) ||
    isFloating(loop.node, lambda, sourceCode);
  return isDecided ? undefined : join;
}

/** Whether the records that failed are told from what became of each: what all of them give goes into the answer. */
const tellsOfFailures = (
  join: TSESTree.CallExpression,
  { handler }: RecordLoop,
  lambda: Lambda,
  sourceCode: SourceCode,
): boolean => decidesOnFailures(handler, lambda, sourceCode) && !isIgnored(join, sourceCode);
