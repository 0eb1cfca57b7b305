import type { TSESTree } from "@typescript-eslint/utils";
import type { Node } from "../kit/ast.ts";
import { fixOf } from "../kit/edits.ts";
import { isTypeScript } from "../kit/types.ts";
import { defineHandlerRule } from "../lambda/handler-rule.ts";
import { growthOf, sumOf } from "../lambda/kept-state.ts";
import { leftBehindBy } from "../lambda/left-state.ts";
import { moduleStatesIn, type ModuleState, type Use } from "../lambda/module-state.ts";
import { sharedBy } from "../lambda/shared-state.ts";
import { movedIntoHandler } from "../lambda/state-in-handler.ts";

type Fault = "kept" | "summed" | "left" | "shared";

/**
 * A warm environment still has the variables of the module as the last invocation left them, whoever it served.
 * https://docs.aws.amazon.com/lambda/latest/dg/best-practices.html
 */
export default defineHandlerRule<Fault | "move", [{ concurrent?: boolean }?]>({
  meta: {
    type: "problem",
    docs: {
      description: "Disallow leaving data of one event in the module for the invocations that follow",
      why: "A warm environment keeps the module's variables, and the next request finds what this one left in them.",
      harm: "lost or repeated events",
      preset: "warn",
      strictOptions: { concurrent: true },
      slide: "lifecycle",
    },
    hasSuggestions: true,
    messages: {
      kept: "`{{part}}` carries this event's data into later invocations. Declare `{{name}}` in the handler.",
      summed: "`{{part}}` goes on from where the last invocation stopped. Declare `{{name}}` in the handler.",
      left: "If this is skipped, `{{part}}` holds an earlier event's data. Declare `{{name}}` in the handler.",
      shared:
        "Requests that run at once on a Managed Instance share `{{part}}`. Declare `{{name}}` in the handler.",
      move: "Move `{{declaration}}` into the handler",
    },
    defaultOptions: [{ concurrent: false }],
    schema: [
      {
        type: "object",
        properties: {
          concurrent: {
            type: "boolean",
            description: "Whether it counts that requests run at once, as they do on Managed Instances.",
          },
        },
        additionalProperties: false,
      },
    ],
  },

  create(context, lambda) {
    const { sourceCode } = context;
    const isConcurrent = context.options[0]?.concurrent === true;

    const faultOf = (state: ModuleState): { fault: Fault; part: Node } | undefined => {
      const found: Record<Fault, () => Use | undefined> = {
        kept: () => growthOf(state, lambda, sourceCode),
        summed: () => sumOf(state, lambda, sourceCode),
        left: () => leftBehindBy(state, lambda, sourceCode),
        shared: () => (isConcurrent ? sharedBy(state, lambda, sourceCode) : undefined),
      };
      for (const fault of Object.keys(found) as Fault[]) {
        const use = found[fault]();
        if (use) return { fault, part: use.part };
      }
      return undefined;
    };

    return {
      Program() {
        for (const state of moduleStatesIn(lambda, sourceCode)) {
          const found = faultOf(state);
          if (!found) continue;
          const part = found.part as TSESTree.Node;
          const move = movedIntoHandler(state, isTypeScript(context.filename), sourceCode);
          context.report({
            node: part,
            messageId: found.fault,
            data: { part: sourceCode.getText(part), name: state.variable.name },
            suggest: move
              ? [
                  {
                    messageId: "move",
                    data: { declaration: move.declaration },
                    fix: fixOf(move.edits, sourceCode),
                  },
                ]
              : [],
          });
        }
      },
    };
  },
});
