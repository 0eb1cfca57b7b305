import type { Node } from "../kit/ast.ts";
import { liesAmongTests } from "../lambda/gate.ts";
import { defineHandlerRule } from "../lambda/handler-rule.ts";
import type { Lambda } from "../lambda/model.ts";
import { namesIn } from "../lambda/resource-names.ts";
import { sdkCallsIn } from "../lambda/sdk-calls.ts";

export default defineHandlerRule({
  meta: {
    type: "suggestion",
    docs: {
      description: "Disallow names of tables, buckets, queues and topics in the code of a handler",
      why: "A name in the code ties every stage and account to one resource, and the template does not know of it.",
      harm: "hygiene",
      preset: "strict",
      slide: "layers-and-env",
    },
    messages: {
      hardcoded: "`{{name}}` is one {{thing}} for every stage and account. Read its name from `process.env`.",
    },
    schema: [],
  },

  create(context, lambda) {
    const { sourceCode } = context;
    if (liesAmongTests(context)) return {};
    if (!/TableName|Bucket|QueueUrl|RequestItems|arn:aws/.test(sourceCode.text)) return {};

    return {
      Program() {
        const names = sdkCallsIn(sourceCode).flatMap((call) => namesIn(call, sourceCode));
        if (names.length > 0 && runsAtEdge(lambda)) return;
        const reported = new Set<Node>();
        for (const { node, name, thing } of names) {
          // A constant that many requests use is one name.
          if (reported.has(node)) continue;
          reported.add(node);
          context.report({ node, messageId: "hardcoded", data: { name, thing } });
        }
      },
    };
  },
});

/**
 * Whether a handler of a file runs at the edge, where it has no environment of its own to read a name from.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/edge-function-restrictions-all.html
 */
const runsAtEdge = (lambda: Lambda): boolean =>
  lambda.handlers.some((handler) => lambda.sourcesOf(handler).has("cloudfront"));
