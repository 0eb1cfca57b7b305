import { fixOf } from "../kit/edits.ts";
import { defineDeploymentRule } from "../service/deployment-rule.ts";
import { defaults, isStated, valueOr, type EventSourceMapping, type Queue } from "../service/deployment.ts";

/** What AWS advises: room for Lambda to try again before the messages appear in the queue a second time. */
const advisedFactor = 6;

/** The longest visibility timeout of a queue, in seconds: 12 hours. */
const longest = 43_200;

/**
 * While a function works on a message, the queue hides it for the visibility timeout. Is that over first, the message is
 * delivered again although nothing failed.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
 */
export default defineDeploymentRule<"refused" | "short" | "set">({
  meta: {
    type: "problem",
    docs: {
      description: "Require the visibility timeout of a queue to be six times the timeout of its function",
      why: "A message that becomes visible while the function still works on it is handled a second time.",
      harm: "lost or repeated events",
      preset: "warn",
      slide: "sqs-errors",
    },
    hasSuggestions: true,
    messages: {
      refused:
        "A visibility of {{visibility}} is below the function's {{timeout}} s: AWS refuses that. Set {{advised}} s.",
      short:
        "Messages come again after {{visibility}}, too soon to retry {{timeout}} s of work. Set {{advised}} s.",
      set: "Set VisibilityTimeout to 6 × function timeout ({{advised}} s)",
    },
    schema: [],
  },

  checkDeployment(deployment, context) {
    for (const [queue, timeout] of timeoutsOf(deployment.mappings)) {
      const visibility = valueOr(queue.visibilityTimeout, defaults.visibilityTimeout);
      const advised = Math.min(advisedFactor * timeout, longest);
      if (visibility === undefined || visibility >= advised) continue;

      const edits = queue.stating({ visibilityTimeout: advised });
      const { visibilityTimeout: stated, at } = queue;
      context.report({
        loc: (isStated(stated) ? stated.at : at).loc,
        messageId: visibility < timeout ? "refused" : "short",
        data: {
          visibility: `${visibility} s${isStated(stated) ? "" : " (the default)"}`,
          timeout,
          advised,
        },
        suggest: edits
          ? [{ messageId: "set", data: { advised }, fix: fixOf(edits, context.sourceCode) }]
          : [],
      });
    }
  },
});

/** How long, in seconds, the slowest of the functions that read a queue may work on it, as far as that can be told. */
function timeoutsOf(mappings: readonly EventSourceMapping[]): Map<Queue, number> {
  const timeouts = new Map<Queue, number>();
  for (const { queue, function: reader } of mappings) {
    const timeout = reader && valueOr(reader.timeout, reader.byDefault.timeout);
    if (queue && timeout !== undefined) timeouts.set(queue, Math.max(timeout, timeouts.get(queue) ?? 0));
  }
  return timeouts;
}
