import type { TSESTree } from "@typescript-eslint/utils";
import type { SourceName } from "../lambda/event-sources.ts";
import { defineHandlerRule } from "../lambda/handler-rule.ts";
import { downloadsOfOneObject, mayChange, readsTmp } from "../lambda/s3-downloads.ts";
import { responseOf } from "../lambda/sdk-calls.ts";

/** Sources whose events are so rare that hardly any environment is still warm when the next one comes. */
const isRare = (source: SourceName): boolean => /^(schedule|custom-resource|codepipeline)$/.test(source);

/**
 * A warm environment still has what an earlier invocation left in /tmp or in a variable of the module.
 * https://docs.aws.amazon.com/lambda/latest/dg/best-practices.html
 */
export default defineHandlerRule({
  meta: {
    type: "suggestion",
    docs: {
      description: "Prefer keeping an object of S3 in `/tmp` to downloading it on every invocation",
      why: "Each request waits, and pays, for a download whose result the environment could have kept from the last one.",
      harm: "cost and latency",
      preset: "strict",
      slide: "tmp-cache",
    },
    messages: {
      downloaded:
        "`{{name}}` gets the same object on every invocation. Keep it in `/tmp`, or at module scope.",
    },
    schema: [],
  },

  create(context, lambda) {
    const { sourceCode } = context;
    if (!/getObject\b|GetObjectCommand/.test(sourceCode.text)) return {};
    // A durable execution keeps the results of its steps.
    if (sourceCode.text.includes("durable-execution")) return {};

    return {
      Program() {
        if (readsTmp(sourceCode)) return;
        for (const download of downloadsOfOneObject(sourceCode)) {
          const response = responseOf(download, sourceCode);
          if (!response || lambda.handlerOf(response)?.evidence !== "entry") continue;
          if (!lambda.runsPerInvocation(response) || lambda.isInvokedOnlyBy(response, isRare)) continue;
          if (mayChange(download, lambda, sourceCode)) continue;
          context.report({
            node: download.name,
            messageId: "downloaded",
            data: { name: sourceCode.getText(download.name as TSESTree.Node) },
          });
        }
      },
    };
  },
});
