import { offering } from "../kit/edits.ts";
import { headOf, shortNameOf } from "../kit/spelling.ts";
import { defineHandlerRule } from "../lambda/handler-rule.ts";
import { unlimitedClientsIn, unlimitedRequestsIn, type Unlimited } from "../lambda/http-calls.ts";

type Options = [{ milliseconds?: number; sdkClients?: boolean }?];

/**
 * A request without a limit waits longer than the function may run. Then Lambda ends the whole invocation, and no code
 * of the function learns of it.
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-timeout.html
 */
export default defineHandlerRule<Unlimited["kind"] | "limit", Options>({
  meta: {
    type: "suggestion",
    docs: {
      description: "Require a time limit for what a handler asks over HTTP",
      why: "A server that does not answer takes the whole function with it: Lambda ends the invocation, and no catch runs.",
      harm: "cost and latency",
      preset: "strict",
      slide: "memory-and-timeout",
    },
    hasSuggestions: true,
    messages: {
      request:
        "`{{name}}` may wait until Lambda ends the function. Set a time limit, so that it can fail first.",
      instance: "Requests of `{{name}}` may wait until Lambda ends the function. Set a time limit for them.",
      client: "Requests of `{{name}}` may wait until Lambda ends the function. Set `requestTimeout`.",
      limit: "Set a limit of {{milliseconds}} ms",
    },
    defaultOptions: [{ milliseconds: 5000, sdkClients: false }],
    schema: [
      {
        type: "object",
        properties: {
          milliseconds: {
            type: "integer",
            minimum: 1,
            description: "The limit that the suggestions write, in milliseconds.",
          },
          sdkClients: {
            type: "boolean",
            description: "Whether clients of the AWS SDK need a limit too.",
          },
        },
        additionalProperties: false,
      },
    ],
  },

  create(context, lambda) {
    const { sourceCode } = context;
    const { milliseconds = 5000, sdkClients = false } = context.options[0] ?? {};

    const report = ({ call, kind, limitedTo }: Unlimited) => {
      const edit = limitedTo(milliseconds);
      context.report({
        loc: headOf(call, sourceCode),
        messageId: kind,
        data: { name: shortNameOf(call) },
        suggest: offering("limit", edit && [edit], sourceCode, { milliseconds: String(milliseconds) }),
      });
    };

    return {
      Program() {
        unlimitedRequestsIn(lambda, sourceCode).forEach(report);
        if (sdkClients) unlimitedClientsIn(sourceCode).forEach(report);
      },
    };
  },
});
