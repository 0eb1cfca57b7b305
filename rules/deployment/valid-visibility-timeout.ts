import { fixOf } from "../kit/edits.ts";
import { defineRule } from "../kit/rule.ts";
import { deploymentIn } from "../service/deployment-in.ts";
import { defaults, isStated, valueOr } from "../service/deployment.ts";

/** What AWS advises: room for Lambda to try again before the messages appear in the queue a second time. */
const advisedFactor = 6;

/** The longest visibility timeout of a queue, in seconds: 12 hours. */
const longest = 43_200;

/**
 * While a function works on a message, the queue hides it for the visibility timeout. Is that over first, the message is
 * delivered again although nothing failed.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
 */
export default defineRule<"refused" | "short" | "set">({
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
        "A visibility of {{visibility}} s is below the timeout of {{timeout}} s: AWS refuses that. Set {{advised}} s.",
      short:
        "Messages come again after {{visibility}} s, and work may take {{timeout}} s. Set {{advised}} s.",
      set: "Set VisibilityTimeout to 6 × function timeout ({{advised}} s)",
    },
    schema: [],
  },

  create(context) {
    const deployment = deploymentIn(context.sourceCode);
    if (!deployment) return {};

    return {
      Program() {
        for (const { queue, function: target } of deployment.mappings) {
          const timeout = target && valueOr(target.timeout, defaults.timeout);
          const visibility = queue && valueOr(queue.visibilityTimeout, defaults.visibilityTimeout);
          if (timeout === undefined || visibility === undefined) continue;
          const advised = Math.min(advisedFactor * timeout, longest);
          if (visibility >= advised) continue;

          const edits = queue!.stating({ visibilityTimeout: advised });
          const { visibilityTimeout: stated, at } = queue!;
          context.report({
            loc: (isStated(stated) ? stated.at : at).loc,
            messageId: visibility < timeout ? "refused" : "short",
            data: { visibility, timeout, advised },
            suggest: edits ? [{ messageId: "set", data: { advised }, fix: fixOf(edits) }] : [],
          });
        }
      },
    };
  },
});
