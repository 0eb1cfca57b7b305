import { offering } from "../kit/edits.ts";
import { headBefore } from "../kit/spelling.ts";
import type { SourceCode } from "../kit/rule.ts";
import { decidesOnFailures, delegatesAnswer, isOneUnit } from "../lambda/batch-intent.ts";
import { batchSourceOf } from "../lambda/batch.ts";
import { abandoningJoinOf } from "../lambda/fail-fast.ts";
import { returningFailures, returningSettled } from "../lambda/failures-returned.ts";
import { isFloating } from "../lambda/floating.ts";
import { defineHandlerRule } from "../lambda/handler-rule.ts";
import type { RecordLoop } from "../lambda/model.ts";
import { outcomeOf } from "../lambda/record-outcome.ts";
import { preparesForLater } from "../lambda/record-results.ts";
import { workFor } from "../lambda/record-work.ts";

/** What can happen to a batch when one of its records fails, the least guarded first. */
const harms = ["thrown", "rethrown"] as const;
type Harm = (typeof harms)[number];

/**
 * Lambda repeats a batch as a whole unless the function names the records that failed: one bad message repeats the
 * work of all others with it, until the queue gives up on all of them.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 */
export default defineHandlerRule<
  Harm | "returnFailures",
  [{ batchSizeOne?: boolean; sideBySide?: boolean }?]
>({
  meta: {
    type: "problem",
    docs: {
      description: "Require handlers of SQS, Kinesis and DynamoDB streams to return `batchItemFailures`",
      why: "Unless a function names the records that failed, Lambda repeats the whole batch for one of them.",
      harm: "lost or repeated events",
      preset: "warn",
      // What `Promise.all` does to the other records is said of it in that preset, and the same advice with it.
      strictOptions: { sideBySide: false },
      slide: "sqs-errors",
    },
    hasSuggestions: true,
    messages: {
      thrown:
        "One failed record makes Lambda repeat the whole batch. Return the failed ones in `batchItemFailures`.",
      rethrown:
        "Throwing for one record makes Lambda repeat the whole batch. Return it in `batchItemFailures`.",
      returnFailures: "Return `batchItemFailures` for failed records",
    },
    defaultOptions: [{ batchSizeOne: false, sideBySide: true }],
    schema: [
      {
        type: "object",
        properties: {
          batchSizeOne: {
            type: "boolean",
            description: "Whether every mapping has a batch size of 1, so that a batch is one record.",
          },
          sideBySide: {
            type: "boolean",
            description:
              "Whether records count that a `Promise.all` handles, where the first failure ends it.",
          },
        },
        additionalProperties: false,
      },
    ],
  },

  create(context, lambda) {
    const { sourceCode, filename } = context;
    const options = context.options[0] ?? {};
    if (options.batchSizeOne || !/\bRecords\b/.test(sourceCode.text)) return {};

    return {
      Program() {
        for (const handler of lambda.handlers) {
          const source = handler.evidence === "entry" ? batchSourceOf(lambda.sourcesOf(handler)) : undefined;
          if (!source || lambda.getsSingleRecords(handler) || delegatesAnswer(handler, lambda, sourceCode))
            continue;
          if (decidesOnFailures(handler, lambda, sourceCode)) continue;

          for (const loop of lambda.recordLoops.withItemsOf(handler)) {
            const outcome = worstOutcome(loop, sourceCode);
            if (!outcome || isOneUnit(loop, lambda, sourceCode) || preparesForLater(loop, sourceCode))
              continue;
            // As long as nobody waits for the records, there is nothing to return.
            if (isFloating(loop.node, lambda, sourceCode)) continue;

            const join = abandoningJoinOf(loop, lambda, sourceCode);
            if (join && options.sideBySide === false) break;
            const edits = join
              ? returningSettled(join, loop, lambda, sourceCode, filename)
              : returningFailures(loop, lambda, sourceCode, filename);
            context.report({
              // `for (const record of event.Records)`, `event.Records.map`
              loc:
                loop.node.type === "CallExpression"
                  ? loop.node.callee.loc
                  : headBefore(loop.body, loop.node, sourceCode),
              messageId: outcome,
              suggest: offering("returnFailures", outcome === "thrown" ? edits : undefined, sourceCode),
            });
            break;
          }
        }
      },
    };
  },
});

/** What a failure does to the batch, by the work that is guarded least; `undefined` where each one is dealt with. */
function worstOutcome(loop: RecordLoop, sourceCode: SourceCode): Harm | undefined {
  const outcomes = new Set(workFor(loop, sourceCode).map((work) => outcomeOf(work, loop, sourceCode)));
  return harms.find((harm) => outcomes.has(harm));
}
