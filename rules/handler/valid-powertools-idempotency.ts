import type { TSESTree } from "@typescript-eslint/utils";
import { fixOf } from "../kit/edits.ts";
import { guardFaultsIn, type GuardFault } from "../lambda/guard-faults.ts";
import { defineHandlerRule } from "../lambda/handler-rule.ts";
import { mentionsGuards } from "../lambda/powertools-guards.ts";

type Fault = GuardFault["kind"];
type Offer = "useId" | "readJson" | "register" | "require";

/** The title of what mends a fault. */
const titles: Partial<Record<Fault, Offer>> = {
  wholeEvent: "useId",
  textPath: "readJson",
  timeLeft: "register",
  missingKey: "require",
};

/** https://docs.aws.amazon.com/powertools/typescript/latest/features/idempotency/ */
export default defineHandlerRule<Fault | Offer, [{ requireKey?: boolean }?]>({
  meta: {
    type: "problem",
    docs: {
      description: "Require Powertools' idempotency to have a key that tells repeats from new work",
      why: "A guard whose key is never found again, or is always the same, looks like protection and is none.",
      harm: "lost or repeated events",
      preset: "error",
      strictOptions: { requireKey: true },
      slide: "idempotency",
    },
    hasSuggestions: true,
    messages: {
      wholeEvent:
        "`{{part}}` is in the key and differs each time, so that no repeat is found. Set `eventKeyJmesPath`.",
      textPath:
        "`{{field}}` is text, and a path into it finds nothing. Read it with `powertools_json({{field}})`.",
      sharedStore: "`{{store}}` keeps its first guard's settings and ignores these. Use another store here.",
      timeLeft:
        "After a timeout, repeats are refused until the record expires. Call `registerLambdaContext`.",
      missingKey: "Requests without the key go unguarded, or share one. Set `throwOnNoIdempotencyKey: true`.",
      useId: "Use `messageId` (redelivery only)",
      readJson: "Use `powertools_json({{field}})`",
      register: "Add `{{code}}`",
      require: "Set `throwOnNoIdempotencyKey: true`",
    },
    defaultOptions: [{ requireKey: false }],
    schema: [
      {
        type: "object",
        properties: {
          requireKey: {
            type: "boolean",
            description: "Whether a key that a client may leave out has to be required.",
          },
        },
        additionalProperties: false,
      },
    ],
  },

  create(context, lambda) {
    const { sourceCode } = context;
    // A durable execution keeps the results of its steps, and starts once for a name.
    if (!mentionsGuards(sourceCode) || sourceCode.text.includes("durable-execution")) return {};

    return {
      Program() {
        for (const { kind, node, data, edits } of guardFaultsIn(lambda, sourceCode)) {
          if (kind === "missingKey" && !context.options[0]?.requireKey) continue;
          const title = titles[kind];
          context.report({
            node: node as TSESTree.Node,
            messageId: kind,
            data,
            suggest: edits && title ? [{ messageId: title, data, fix: fixOf(edits, sourceCode) }] : [],
          });
        }
      },
    };
  },
});
