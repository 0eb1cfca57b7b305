import { defineHandlerRule } from "../lambda/handler-rule.ts";
import { asksForAll, pageTokenOf, takesPageForAll } from "../lambda/pages.ts";
import { readsOf } from "../lambda/responses.ts";
import { sdkCallsIn } from "../lambda/sdk-calls.ts";

export default defineHandlerRule({
  meta: {
    type: "problem",
    docs: {
      description: "Require code that lists things to go on after the first page",
      why: "AWS answers lists page by page, and code that takes the first page for all works until there is a second.",
      harm: "lost or repeated events",
      preset: "off",
      slide: "two-error-types",
    },
    messages: {
      firstPage:
        "`{{name}}` answers with one page of the results. Go on while `{{token}}` says that there are more.",
    },
    schema: [],
  },

  create(context, lambda) {
    const { sourceCode } = context;
    if (!/[qQ]uery|[sS]can|[lL]ist|[dD]escribe|ByPath|LogEvents/.test(sourceCode.text)) return {};

    return {
      Program() {
        for (const call of sdkCallsIn(sourceCode)) {
          const token = pageTokenOf(call);
          if (!token || !asksForAll(call, sourceCode)) continue;
          const reads = readsOf(call, sourceCode);
          if (!reads || !takesPageForAll(reads, sourceCode) || !lambda.runsPerInvocation(call.node)) continue;
          context.report({
            node: call.name,
            messageId: "firstPage",
            data: { name: sourceCode.getText(call.name), token },
          });
        }
      },
    };
  },
});
