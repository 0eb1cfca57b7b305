import { defineDeploymentRule } from "../service/deployment-rule.ts";

/**
 * Memory decides the share of a CPU, and with it how fast a function is and what it costs; the timeout decides when work
 * that hangs is ended. What AWS takes where nothing is said suits a first try, and little else.
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html
 */
export default defineDeploymentRule({
  meta: {
    type: "suggestion",
    docs: {
      description: "Require functions to state their memory and their timeout",
      why: "The defaults, 128 MB with a small share of a CPU and three seconds, were chosen for no function in particular.",
      harm: "cost and latency",
      preset: "strict",
      slide: "memory-and-timeout",
    },
    messages: {
      neither:
        "This function gets {{memory}} MB and {{timeout}} s, which nobody chose. Measure, and set both.",
      memory:
        "This function gets {{memory}} MB, and CPU with it, which nobody chose. Measure, and set its memory.",
      timeout:
        "This function is ended after {{timeout}} s, which nobody chose. Set a timeout that fits its work.",
    },
    schema: [],
  },

  checkDeployment(deployment, context) {
    for (const { at, memory, timeout, byDefault } of deployment.functions) {
      const [lacksMemory, lacksTimeout] = [memory === "absent", timeout === "absent"];
      if (!lacksMemory && !lacksTimeout) continue;
      const messageId = !lacksTimeout ? "memory" : lacksMemory ? "neither" : "timeout";
      context.report({ loc: at.loc, messageId, data: byDefault });
    }
  },
});
