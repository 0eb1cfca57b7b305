import { defineRule } from "../kit/rule.ts";
import { deploymentIn } from "../service/deployment-in.ts";
import { isStated } from "../service/deployment.ts";

/**
 * API Gateway does not wait for longer than its integration's timeout. It answers 504 then, while the function works on
 * for nobody, and the client tries again.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html
 */
export default defineRule({
  meta: {
    type: "problem",
    docs: {
      description: "Require a function behind an API to end before the API gives up waiting",
      why: "The caller gets a 504 while the function works on, is paid for, and may do again what the client asks for again.",
      harm: "lost or repeated events",
      preset: "warn",
      slide: "memory-and-timeout",
    },
    messages: {
      outlasts:
        "The API answers 504 after {{waits}} s, while this function may run for {{timeout}} s. Set less.",
    },
    schema: [],
  },

  create(context) {
    const deployment = deploymentIn(context.sourceCode);
    if (!deployment) return {};

    return {
      Program() {
        for (const { timeout, invokers } of deployment.functions) {
          if (!isStated(timeout) || invokers.length === 0) continue;
          // Whoever else invokes it may need all of its time.
          const times = invokers.map(({ waits }) => (isStated(waits) ? waits.value : Infinity));
          const waits = Math.max(...times);
          if (timeout.value > waits)
            context.report({
              loc: timeout.at.loc,
              messageId: "outlasts",
              data: { waits, timeout: timeout.value },
            });
        }
      },
    };
  },
});
