import { defineDeploymentRule } from "../service/deployment-rule.ts";
import { isStated, onePerPlace, type Place } from "../service/deployment.ts";

/**
 * API Gateway does not wait for longer than its integration's timeout. The caller gets an error then, while the
 * function works on for nobody, and tries again.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html
 */
export default defineDeploymentRule({
  meta: {
    type: "problem",
    docs: {
      description: "Require a function behind an API to end before the API gives up waiting",
      why: "The caller gets an error while the function works on, is paid for, and may do again what the client asks for again.",
      harm: "lost or repeated events",
      preset: "warn",
      slide: "memory-and-timeout",
    },
    messages: {
      outlasts:
        "The client gets an error after {{waits}} s; this function may run {{timeout}} s. Set a shorter timeout.",
    },
    schema: [],
  },

  checkDeployment(deployment, context) {
    const { functions } = deployment;
    const late = functions.flatMap(({ at, timeout, invokers, mayHaveOtherInvokers }) => {
      // Whoever else invokes it may need all of its time.
      if (!isStated(timeout) || invokers.length === 0 || mayHaveOtherInvokers) return [];
      const waits = Math.max(...invokers.map((one) => (isStated(one.waits) ? one.waits.value : Infinity)));
      return timeout.value > waits ? { at: timeout.at, of: at, data: { waits, timeout: timeout.value } } : [];
    });
    // What many share is right for the others where a single one is late.
    const isShared = ({ at }: { at: Place }) =>
      functions.filter(({ timeout }) => isStated(timeout) && timeout.at === at).length > 1;
    const isAlone = ({ at }: { at: Place }) => late.filter((one) => one.at === at).length === 1;
    const placed = late.map((one) => (isAlone(one) && isShared(one) ? { ...one, at: one.of } : one));
    for (const { at, data } of onePerPlace(placed))
      context.report({ loc: at.loc, messageId: "outlasts", data });
  },
});
