import type { TSESTree } from "@typescript-eslint/utils";
import type { Node } from "../kit/ast.ts";
import { fixOf, type Edit } from "../kit/edits.ts";
import { defineHandlerRule } from "../lambda/handler-rule.ts";
import { decoded, withSpaces } from "../lambda/s3-key-edits.ts";
import { keysDecodedByHalf, mayReadRawKeys, rawKeysRequested, rawKeysTakenApart } from "../lambda/s3-keys.ts";

type MessageIds = "encoded" | "taken" | "plus" | "decode" | "replace";

/**
 * S3 writes the key of an object into a notification as a form does, so that it is another name than the object's as
 * soon as it holds a space, an umlaut or a bracket.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html
 */
export default defineHandlerRule<MessageIds, [{ spaces?: boolean }?]>({
  meta: {
    type: "problem",
    hasSuggestions: true,
    docs: {
      description: "Require the key in an S3 notification to be decoded before it is used",
      why: "S3 sends keys URL-encoded; a file with a space in its name is then not found, and its event is lost.",
      harm: "lost or repeated events",
      preset: "warn",
      strictOptions: { spaces: true },
      slide: "errors-by-source",
    },
    messages: {
      encoded: "`{{key}}` is URL-encoded, and names another object once it holds a space. Decode it first.",
      taken: "`{{key}}` is URL-encoded, and its parts are wrong once it holds a space. Decode it first.",
      plus: "`decodeURIComponent` keeps the `+` that S3 writes for a space, and the key is wrong. Replace each one first.",
      decode: "Decode `{{key}}`",
      replace: "Replace each `+` by a space first",
    },
    defaultOptions: [{}],
    schema: [
      {
        type: "object",
        properties: {
          spaces: {
            type: "boolean",
            description: "Whether a key that is decoded without its `+` for spaces is reported too.",
          },
        },
        additionalProperties: false,
      },
    ],
  },

  create(context, lambda) {
    const { sourceCode } = context;
    if (!mayReadRawKeys(sourceCode)) return {};

    const report = (
      node: Node,
      messageId: MessageIds,
      change: "decode" | "replace",
      edit: Edit | undefined,
    ) => {
      const data = { key: sourceCode.getText(node as TSESTree.Node) };
      context.report({
        node: node as TSESTree.Node,
        messageId,
        data,
        suggest: edit ? [{ messageId: change, data, fix: fixOf([edit], sourceCode) }] : [],
      });
    };

    return {
      Program() {
        const requested = new Set(rawKeysRequested(lambda, sourceCode));
        for (const key of requested) report(key, "encoded", "decode", decoded(key, sourceCode));
        // Elsewhere in such a file, the mistake is the same.
        const taken = requested.size > 0 ? [] : new Set(rawKeysTakenApart(lambda, sourceCode));
        for (const key of taken) report(key, "taken", "decode", decoded(key, sourceCode));
        const halves = context.options[0]?.spaces ? keysDecodedByHalf(lambda, sourceCode) : [];
        for (const key of halves) report(key, "plus", "replace", withSpaces(key));
      },
    };
  },
});
