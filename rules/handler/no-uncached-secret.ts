import { fixOf } from "../kit/edits.ts";
import { startsDurableExecutions } from "../lambda/evidence.ts";
import { defineHandlerRule } from "../lambda/handler-rule.ts";
import { keptOnce } from "../lambda/kept-responses.ts";
import { seldomRuns } from "../lambda/operations.ts";
import { sdkCallsIn, senderOf, type SdkCall } from "../lambda/sdk-calls.ts";
import { isFetchedForCause, mayHaveChanged, servicesChangedBy, settingGivenBy } from "../lambda/secrets.ts";

/** What a search of the text finds where one of the requests may be. */
const mayRead = /[gG]et(Parameter|SecretValue|\w*Configuration)|GetSecretValue|[dD]ecrypt/;

export default defineHandlerRule({
  meta: {
    type: "suggestion",
    docs: {
      description: "Disallow fetching the same secret or parameter on every invocation",
      why: "Each fetch adds a request's time to every invocation, costs money, and fails where many invocations share a quota.",
      harm: "cost and latency",
      preset: "warn",
      slide: "layers-and-env",
    },
    hasSuggestions: true,
    messages: {
      uncached:
        "`{{name}}` fetches the same value on every invocation. Fetch it once, or keep it for some minutes.",
      lazy: "Set it once, at module scope (`{{name}} ??= …`)",
    },
    schema: [],
  },

  create(context, lambda) {
    const { sourceCode } = context;
    if (!mayRead.test(sourceCode.text)) return {};

    /** Whether the event decides what is asked for, or who asks. A client that an object was built with is its own. */
    const dependsOnEvent = (call: SdkCall) => {
      const sender = senderOf(call, sourceCode);
      const isField = sender?.type === "MemberExpression" && sender.object.type === "ThisExpression";
      return lambda.dependsOnEvent(call.input!) || (sender && !isField && lambda.dependsOnEvent(sender));
    };

    return {
      Program() {
        const calls = sdkCallsIn(sourceCode);
        const changed = servicesChangedBy(calls);
        for (const call of calls) {
          const setting = changed.has(call.service) ? undefined : settingGivenBy(call, sourceCode);
          if (setting === undefined || !lambda.runsPerInvocation(call.node)) continue;
          if (mayHaveChanged(call, sourceCode) || isFetchedForCause(call.node, sourceCode)) continue;
          if (lambda.isExcused(call.node, "cached")) continue;
          const handler = lambda.handlerOf(call.node)!;
          if (seldomRuns(handler, lambda, context.filename)) continue;
          // A durable execution keeps the results of its steps itself.
          if (handler.wrappers.some((one) => startsDurableExecutions(one, sourceCode))) continue;
          if (dependsOnEvent(call)) continue;

          // AppConfig answers each token once.
          const kept = call.service === "appconfigdata" ? undefined : keptOnce(call, setting, context);
          context.report({
            node: call.name,
            messageId: "uncached",
            data: { name: sourceCode.getText(call.name) },
            suggest: kept && [
              { messageId: "lazy", data: { name: kept.name }, fix: fixOf(kept.edits, sourceCode) },
            ],
          });
        }
      },
    };
  },
});
