import { headOfCatching } from "../lambda/catchings.ts";
import { mayNameRecords } from "../lambda/batch-intent.ts";
import { repeatsFailedEvents } from "../lambda/deliveries.ts";
import type { SourceName } from "../lambda/event-sources.ts";
import { triggerUnanswered } from "../lambda/failures-answered.ts";
import { mayGetRepeatedEvents } from "../lambda/gate.ts";
import { defineHandlerRule } from "../lambda/handler-rule.ts";
import { passingOn, waysToPassOn } from "../lambda/passing-on.ts";
import { unheardIn } from "../lambda/unheard-errors.ts";

/**
 * A queue, a stream or an asynchronous event is tried again only if the function fails. One that catches an error, logs
 * it and returns has succeeded as far as Lambda can see: the event is gone, and no retry, alarm or dead-letter queue
 * gets it.
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-retries.html
 */
export default defineHandlerRule<
  "lost" | "lostRecords" | "settled" | keyof typeof waysToPassOn,
  [{ schedules?: boolean }?]
>({
  meta: {
    type: "problem",
    docs: {
      description: "Disallow catching the errors of queues, streams and events without telling Lambda",
      why: "Lambda repeats an event only if the function fails: an error that is only logged loses the event.",
      harm: "lost or repeated events",
      preset: "warn",
      strictOptions: { schedules: true },
      slide: "errors-by-source",
    },
    hasSuggestions: true,
    messages: {
      lost: "Lambda does not learn of this error and takes the event as done: it is lost. Rethrow it.",
      lostRecords:
        "Lambda does not learn of this error: failed records are lost. Name them in `batchItemFailures`, or rethrow.",
      settled:
        "`Promise.allSettled` hides which records failed, and they are lost. Report those it rejected.",
      ...waysToPassOn,
    },
    defaultOptions: [{ schedules: false }],
    schema: [
      {
        type: "object",
        properties: {
          schedules: {
            type: "boolean",
            description: "Whether scheduled functions count, whose next run may make up for a failed one.",
          },
        },
        additionalProperties: false,
      },
    ],
  },

  create(context, lambda) {
    const { sourceCode } = context;
    if (!/\bcatch\b|\ballSettled\b|\.then\b/.test(sourceCode.text) || !mayGetRepeatedEvents(sourceCode))
      return {};
    const schedules = context.options[0]?.schedules ?? false;
    const counts = (source: SourceName) =>
      repeatsFailedEvents(source) && (schedules || source !== "schedule");

    return {
      Program() {
        for (const catching of unheardIn(lambda, counts, sourceCode)) {
          const { node } = catching;
          // That Lambda waits for an answer which never comes says more of the mistake, and is reported itself.
          if (triggerUnanswered(node, lambda, sourceCode)) continue;
          const lost = mayNameRecords(node, lambda, sourceCode) ? "lostRecords" : "lost";
          context.report({
            loc: headOfCatching(catching, sourceCode),
            messageId: catching.settles ? "settled" : lost,
            suggest: passingOn(catching, lambda, sourceCode, context.filename),
          });
        }
      },
    };
  },
});
