import { liesAmongTests } from "../lambda/gate.ts";
import { defineHandlerRule } from "../lambda/handler-rule.ts";
import { waitsForFunction } from "../lambda/invocations.ts";
import { operatesOthers } from "../lambda/operations.ts";
import { sdkCallsIn } from "../lambda/sdk-calls.ts";

export default defineHandlerRule({
  meta: {
    type: "suggestion",
    docs: {
      description: "Disallow invoking another function and waiting for its result",
      why: "While one function waits for another both are billed, and the slower one times out the other.",
      harm: "cost and latency",
      preset: "strict",
      slide: "two-error-types",
    },
    messages: {
      waits:
        "`{{name}}` waits for another function while both are billed. Use a queue, an event or Step Functions.",
    },
    schema: [],
  },

  create(context, lambda) {
    const { sourceCode, filename } = context;
    if (!/\binvoke\b|\bInvokeCommand\b/.test(sourceCode.text) || liesAmongTests(context)) return {};

    return {
      Program() {
        const calls = sdkCallsIn(sourceCode);
        // A function that answers CodeDeploy invokes the new version to see whether it works.
        if (calls.some(({ service }) => service === "codedeploy")) return;
        for (const call of calls) {
          if (!waitsForFunction(call, sourceCode) || !lambda.runsPerInvocation(call.node)) continue;
          if (operatesOthers(lambda.handlerOf(call.node)!, lambda, filename)) continue;
          context.report({
            node: call.name,
            messageId: "waits",
            data: { name: sourceCode.getText(call.name) },
          });
        }
      },
    };
  },
});
