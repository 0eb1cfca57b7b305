import type { TSESTree } from "@typescript-eslint/utils";
import { offering } from "../kit/edits.ts";
import { defineHandlerRule } from "../lambda/handler-rule.ts";
import { wholesLogged, type LoggedData } from "../lambda/logged-data.ts";
import { requestIdFor } from "../lambda/log-edits.ts";

/** An event holds what its sender put into it, and a log is read by more people, and kept longer, than a request. */
export default defineHandlerRule({
  meta: {
    type: "suggestion",
    hasSuggestions: true,
    docs: {
      description: "Disallow writing the whole event, its headers or the environment to the log",
      why: "Events hold tokens and personal data, and what is in a log is read by many, kept for long and paid for.",
      harm: "hygiene",
      preset: "strict",
      slide: "layers-and-env",
    },
    messages: {
      event: "The whole event goes to the log, with tokens and personal data in it. Log the ids you need.",
      headers: "All headers go to the log, with tokens and cookies among them. Log those you need.",
      environment: "The whole environment goes to the log, with its secrets. Log the variables you need.",
      log: "Log `{{code}}` instead",
    },
    schema: [],
  },

  create(context, lambda) {
    const { sourceCode } = context;
    if (!/\.(log|info|warn\w*|error|critical|fatal|notice|dir|table)\b/.test(sourceCode.text)) return {};

    const report = (logged: LoggedData) => {
      const { node, kind } = logged;
      const change = kind === "event" ? requestIdFor(logged, lambda, sourceCode) : undefined;
      context.report({
        node: node as TSESTree.Node,
        messageId: kind,
        suggest: change ? offering("log", [change.edit], sourceCode, { code: change.code }) : [],
      });
    };

    return {
      Program() {
        for (const logged of wholesLogged(lambda, sourceCode)) {
          // What EventBridge makes of a schedule, and S3 of an upload, holds nothing that somebody sent.
          const isNotice = lambda.isReachedOnlyBy(logged.call, (source) => /^(schedule|s3)$/.test(source));
          if (!isNotice || logged.kind !== "event") report(logged);
        }
      },
    };
  },
});
