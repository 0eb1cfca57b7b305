import { fixOf } from "../kit/edits.ts";
import { abandoningJoinOf } from "../lambda/fail-fast.ts";
import { returningSettled } from "../lambda/failures-returned.ts";
import { isInOrder } from "../lambda/fifo-order.ts";
import { defineHandlerRule } from "../lambda/handler-rule.ts";

/**
 * `Promise.all` gives up at the first failure and waits for no other record: the invocation ends, and what was under way
 * for the others is frozen with the environment, while the whole batch comes again. To let all of them settle is no way
 * out for a queue in order, whose messages are not to be worked on at once.
 * https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html
 */
export default defineHandlerRule({
  meta: {
    type: "problem",
    docs: {
      description: "Disallow handling records side by side so that the first failure abandons the others",
      why: "The first failure ends the invocation while other records are half done, and then all of them come again.",
      harm: "lost or repeated events",
      preset: "strict",
      slide: "sqs-errors",
    },
    hasSuggestions: true,
    messages: {
      failsFast:
        "The first failure abandons records under way. Use `Promise.allSettled`, and return those that failed.",
      failsInOrder:
        "The first failure abandons messages under way. Take those of a FIFO queue in turn; stop at a failure.",
      returnFailures: "Return `batchItemFailures` for failed records",
    },
    schema: [],
  },

  create(context, lambda) {
    const { sourceCode, filename } = context;
    if (!/\bPromise\.all\b/.test(sourceCode.text)) return {};

    return {
      Program() {
        const { all, overItems } = lambda.recordLoops;
        for (const loop of [...all, ...overItems]) {
          const join = abandoningJoinOf(loop, lambda, sourceCode);
          if (!join) continue;
          const { loc } = join.callee;
          if (isInOrder(loop, lambda, sourceCode)) {
            context.report({ loc, messageId: "failsInOrder" });
            continue;
          }
          const edits = returningSettled(join, loop, lambda, sourceCode, filename);
          context.report({
            loc,
            messageId: "failsFast",
            suggest: edits ? [{ messageId: "returnFailures", fix: fixOf(edits, sourceCode) }] : [],
          });
        }
      },
    };
  },
});
