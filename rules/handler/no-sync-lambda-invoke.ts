import { defineRule } from "../kit/rule.ts";
import { wordsOf } from "../kit/values.ts";
import { liesAmongTests } from "../lambda/gate.ts";
import { waitsForFunction } from "../lambda/invocations.ts";
import { lambdaIn, type Handler } from "../lambda/model.ts";
import { sdkCallsIn } from "../lambda/sdk-calls.ts";

/** What people call functions that try out or look after others, which is best done one after the other. */
const operating =
  /^(tests?|testing|smoke|canary|canaries|warm|warmer|warmup|prewarm|hooks?|seeds?|seeder|migrations?|migrate|deploy|deployment)$/;

export default defineRule({
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

  create(context) {
    const { sourceCode, filename } = context;
    const lambda = lambdaIn(sourceCode);
    if (!lambda || !/\binvoke\b|\bInvokeCommand\b/.test(sourceCode.text) || liesAmongTests(filename))
      return {};

    /** CloudFormation and CodePipeline run a function while somebody deploys, and wait for it anyway. */
    const isOperating = (handler: Handler) => {
      const sources = lambda.sourcesOf(handler);
      const names = [...filename.split(/[\\/]/).slice(-2), handler.name];
      return (
        sources.has("custom-resource") ||
        sources.has("codepipeline") ||
        names.flatMap(wordsOf).some((word) => operating.test(word))
      );
    };

    return {
      Program() {
        const calls = sdkCallsIn(sourceCode);
        // A function that answers CodeDeploy invokes the new version to see whether it works.
        if (calls.some(({ service }) => service === "codedeploy")) return;
        for (const call of calls) {
          if (!waitsForFunction(call, sourceCode) || !lambda.runsPerInvocation(call.node)) continue;
          if (isOperating(lambda.handlerOf(call.node)!)) continue;
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
