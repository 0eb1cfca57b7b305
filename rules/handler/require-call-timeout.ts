import type { TSESTree } from "@typescript-eslint/utils";
import type { Node } from "../kit/ast.ts";
import { fixOf, type Edit } from "../kit/edits.ts";
import { meansAnother } from "../kit/module-scope.ts";
import { nodesIn } from "../kit/nodes.ts";
import { withArgument, withFirstProperty } from "../kit/objects.ts";
import { headOf, shortNameOf } from "../kit/spelling.ts";
import { streamsResponse } from "../lambda/evidence.ts";
import { defineHandlerRule } from "../lambda/handler-rule.ts";
import { isUnlimitedClient, mayAskOverHttp, unlimitedRequestsIn } from "../lambda/http-calls.ts";

type MessageIds = "request" | "instance" | "client" | "limit";
type Call = TSESTree.CallExpression | TSESTree.NewExpression;
type Options = [{ milliseconds?: number; sdkClients?: boolean }?];

/**
 * A request without a limit waits longer than the function may run. Then Lambda ends the whole invocation, and no code
 * of the function learns of it.
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-timeout.html
 */
export default defineHandlerRule<MessageIds, Options>({
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
    if (!(mayAskOverHttp(sourceCode) || sdkClients)) return {};

    const report = (node: Call, messageId: MessageIds, edit: Edit | undefined) => {
      const isShadowed = edit?.text.includes("AbortSignal") && meansAnother("AbortSignal", node, sourceCode);
      context.report({
        loc: headOf(node, sourceCode),
        messageId,
        data: { name: shortNameOf(node) },
        suggest:
          edit && !isShadowed
            ? [
                {
                  messageId: "limit",
                  data: { milliseconds: String(milliseconds) },
                  fix: fixOf([edit], sourceCode),
                },
              ]
            : [],
      });
    };

    const withOption = (node: Call, position: number, options: Node | undefined, limit: string) =>
      options
        ? withFirstProperty(options, limit, sourceCode)
        : withArgument(node, position, `{ ${limit} }`, sourceCode);

    return {
      Program() {
        if (mayAskOverHttp(sourceCode))
          for (const request of unlimitedRequestsIn(sourceCode)) {
            const { call, options, optionsAt, isInstance } = request;
            const wrappers = lambda.handlerOf(call)?.wrappers ?? [];
            if (!isInstance && !lambda.runsPerInvocation(call)) continue;
            if (wrappers.some((wrapper) => streamsResponse(wrapper, sourceCode))) continue;
            const limit = request.limit(milliseconds);
            report(call, isInstance ? "instance" : "request", withOption(call, optionsAt, options, limit));
          }
        if (!sdkClients) return;
        for (const node of nodesIn(sourceCode.ast, ["NewExpression"], sourceCode))
          if (isUnlimitedClient(node, sourceCode)) {
            const limit = `requestHandler: { requestTimeout: ${milliseconds}, throwOnRequestTimeout: true }`;
            report(node, "client", withOption(node, 0, node.arguments[0], limit));
          }
      },
    };
  },
});
