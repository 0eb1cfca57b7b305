import { sourceNamed, type SourceName } from "../lambda/event-sources.ts";
import { defineDeploymentRule } from "../service/deployment-rule.ts";

/**
 * Whoever invokes a function asynchronously has long gone when it fails. Lambda tries twice more, and then drops the
 * event unless the function has a destination for failures, or a dead-letter queue.
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
 */
export default defineDeploymentRule<"dropped", [{ ignore?: SourceName[] }?]>({
  meta: {
    type: "problem",
    docs: {
      description: "Require a destination for the events that a function failed to handle",
      why: "After two more tries Lambda drops an asynchronous event, and nothing is left to look at or to send again.",
      harm: "lost or repeated events",
      preset: "warn",
      slide: "errors-by-source",
    },
    messages: {
      dropped:
        "When this function fails, its {{source}} event is lost after the retries. Set a destination for failures.",
    },
    defaultOptions: [{ ignore: [] }],
    schema: [
      {
        type: "object",
        properties: {
          ignore: {
            type: "array",
            items: { type: "string", enum: ["schedule", "eventbridge", "sns", "s3", "logs", "ses", "iot"] },
            description: "Sources whose events may be dropped, as those of a schedule that repairs itself.",
          },
        },
        additionalProperties: false,
      },
    ],
  },

  checkDeployment(deployment, context) {
    const ignored = new Set(context.options[0]?.ignore);
    for (const { at, onFailure, invokers } of deployment.functions) {
      const source = invokers
        .flatMap((invoker) => (invoker.isAsynchronous && !invoker.isWarmUp ? (invoker.source ?? []) : []))
        .find((one) => !ignored.has(one));
      if (source && onFailure === "absent")
        context.report({
          loc: at.loc,
          messageId: "dropped",
          data: { source: sourceNamed(source).title },
        });
    }
  },
});
