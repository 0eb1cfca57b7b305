import { headBefore } from "../kit/spelling.ts";
import type { SourceCode } from "../kit/rule.ts";
import { disordersOf, queueInOrderOf, type Disorder } from "../lambda/fifo-order.ts";
import { defineHandlerRule } from "../lambda/handler-rule.ts";

/**
 * A queue in order gives a message only after those before it are done. Inside of a batch nobody but the function keeps
 * that order: it has to do one message after the other, and to stop at the first that fails.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 */
export default defineHandlerRule<Disorder["kind"]>({
  meta: {
    type: "problem",
    docs: {
      description: "Require handlers of FIFO queues to stop at the first message that fails",
      why: "Within a batch of a FIFO queue, only the function itself can keep the order that people chose the queue for.",
      harm: "lost or repeated events",
      preset: "strict",
      slide: "sqs-errors",
    },
    messages: {
      parallel:
        "`{{place}}` is a FIFO queue: working on its messages at once loses their order. Take one by one.",
      goesOn:
        "`{{place}}` is a FIFO queue: stop at the first failure, and return all messages from there on.",
      processor:
        "`{{place}}` is a FIFO queue, and this goes on after a failure. Use `SqsFifoPartialProcessor`.",
    },
    schema: [],
  },

  create(context, lambda) {
    const { sourceCode } = context;

    return {
      Program() {
        for (const handler of lambda.entries) {
          const place = queueInOrderOf(handler, lambda);
          for (const disorder of place ? disordersOf(handler, lambda, sourceCode) : [])
            context.report({ loc: headOf(disorder, sourceCode), messageId: disorder.kind, data: { place } });
        }
      },
    };
  },
});

/** `event.Records.map`, `catch (error)`, `BatchProcessor` */
function headOf({ node }: Disorder, sourceCode: SourceCode) {
  if (node.type === "CatchClause") return headBefore(node.body, node, sourceCode);
  return node.type === "CallExpression" ? node.callee.loc : node.loc;
}
