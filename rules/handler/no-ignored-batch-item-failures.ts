import { headOfCatching } from "../lambda/catchings.ts";
import { reportsBatchItems } from "../lambda/event-sources.ts";
import { failuresAnsweredBy, triggersIgnoring, triggerUnanswered } from "../lambda/failures-answered.ts";
import { defineHandlerRule } from "../lambda/handler-rule.ts";
import { passingOn, waysToPassOn } from "../lambda/passing-on.ts";
import { unheardIn } from "../lambda/unheard-errors.ts";

/**
 * Lambda reads the records that a function says have failed only where the mapping asks for them. Where it does not, a
 * function that returns them has succeeded, and all messages are deleted; where it does and nothing is returned, the
 * records whose errors are caught are deleted too.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 */
export default defineHandlerRule<"ignored" | "unanswered" | keyof typeof waysToPassOn>({
  meta: {
    type: "problem",
    docs: {
      description: "Disallow returning `batchItemFailures` to a mapping that does not ask for it",
      why: "Unless the mapping asks for `batchItemFailures`, Lambda takes a batch with failed records as done and deletes them.",
      harm: "lost or repeated events",
      preset: "error",
      slide: "sqs-errors",
    },
    hasSuggestions: true,
    messages: {
      ignored: "`{{place}}` lacks `ReportBatchItemFailures`, so Lambda {{outcome}}. Set it there.",
      unanswered:
        "The record is lost: `{{place}}` has Lambda read `batchItemFailures`, and nothing returns it. Return it.",
      ...waysToPassOn,
    },
    schema: [],
  },

  create(context, lambda) {
    const { sourceCode } = context;
    if (lambda.entries.every((handler) => lambda.waysDeployed(handler).length === 0)) return {};

    return {
      Program() {
        for (const handler of lambda.entries) {
          const told = new Set<string>();
          for (const failures of failuresAnsweredBy(handler, sourceCode))
            for (const { source, place } of triggersIgnoring(failures, handler, lambda)) {
              if (told.has(place)) continue;
              told.add(place);
              const outcome = source === "sqs" ? "deletes the failed messages" : "skips the failed records";
              context.report({ loc: failures.name.loc, messageId: "ignored", data: { place, outcome } });
            }
        }
        if (!/\bcatch\b|\ballSettled\b|\.then\b/.test(sourceCode.text)) return;
        for (const catching of unheardIn(lambda, reportsBatchItems, sourceCode)) {
          const trigger = triggerUnanswered(catching.node, lambda, sourceCode);
          if (!trigger) continue;
          context.report({
            loc: headOfCatching(catching, sourceCode),
            messageId: "unanswered",
            data: { place: trigger.place },
            suggest: passingOn(catching, lambda, sourceCode, context.filename),
          });
        }
      },
    };
  },
});
