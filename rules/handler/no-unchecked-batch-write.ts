import { fixOf } from "../kit/edits.ts";
import { defineHandlerRule } from "../lambda/handler-rule.ts";
import { mayTell, partialFailureOf, throwingOnFailure } from "../lambda/partial-failures.ts";
import { readsOf } from "../lambda/responses.ts";
import { sdkCallsIn } from "../lambda/sdk-calls.ts";

/**
 * A request of many entries succeeds even if none of them was taken, as where a stream or a table is throttled: the
 * promise resolves, and only a member of the response tells.
 */
export default defineHandlerRule({
  meta: {
    type: "problem",
    docs: {
      description: "Disallow ignoring which entries of a batch request failed",
      why: "A batch request succeeds although some of its entries failed, and what nobody looks for there is lost.",
      harm: "lost or repeated events",
      preset: "error",
      slide: "two-error-types",
    },
    hasSuggestions: true,
    messages: {
      unchecked:
        "`{{name}}` succeeds even if entries failed, and only `{{member}}` tells. Read it, and send those again.",
      throw: "Throw if `{{member}}` tells of a failure",
    },
    schema: [],
  },

  create(context, lambda) {
    const { sourceCode } = context;
    if (!/[bB]atch|[pP]utRecords|[pP]utEvents|[dD]eleteObjects/.test(sourceCode.text)) return {};

    return {
      Program() {
        for (const call of sdkCallsIn(sourceCode)) {
          const failure = partialFailureOf(call);
          const reads = failure && readsOf(call, sourceCode);
          if (!reads || mayTell(failure, reads) || !lambda.runsPerInvocation(call.node)) continue;

          const { member } = failure;
          const edits = throwingOnFailure(call, failure, sourceCode);
          context.report({
            node: call.name,
            messageId: "unchecked",
            data: { name: sourceCode.getText(call.name), member },
            suggest: edits && [{ messageId: "throw", data: { member }, fix: fixOf(edits, sourceCode) }],
          });
        }
      },
    };
  },
});
