import { defineHandlerRule } from "../lambda/handler-rule.ts";
import { selfTriggersIn } from "../lambda/self-triggers.ts";

/**
 * A function that writes to what invokes it invokes itself, for each event once more. Lambda detects some of these loops
 * after a while, and stops them by dropping the event.
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html
 */
export default defineHandlerRule({
  meta: {
    type: "problem",
    docs: {
      description: "Disallow writing to the queue, topic, bucket or table that invokes the function",
      why: "A function that writes to what invokes it is invoked again for that, and again, until Lambda or the bill stops it.",
      harm: "cost and latency",
      preset: "warn",
      slide: "errors-by-source",
    },
    messages: {
      recursive:
        "`{{place}}` invokes this function for what it writes here, without end. Write elsewhere, or filter.",
    },
    schema: [],
  },

  create(context, lambda) {
    const { sourceCode } = context;
    if (!sourceCode.text.includes("aws-sdk")) return {};
    if (lambda.entries.every((handler) => lambda.waysDeployed(handler).length === 0)) return {};

    return {
      Program() {
        for (const { call, trigger } of selfTriggersIn(lambda, sourceCode))
          context.report({
            loc: call.name.loc,
            messageId: "recursive",
            data: { place: trigger.place },
          });
      },
    };
  },
});
