import type { TSESTree } from "@typescript-eslint/utils";
import type { Node } from "../kit/ast.ts";
import { fixOf } from "../kit/edits.ts";
import { isTypeScript } from "../kit/types.ts";
import { defineHandlerRule } from "../lambda/handler-rule.ts";
import { growthOf, sumOf } from "../lambda/kept-state.ts";
import { leftBehindBy } from "../lambda/left-state.ts";
import { moduleStatesIn, type ModuleState, type Use } from "../lambda/module-state.ts";
import {
  refilledBy,
  sharedBy,
  sharedWritesIn,
  waitsSomewhere,
  type SharedWrite,
} from "../lambda/shared-state.ts";
import { movedIntoHandler } from "../lambda/state-in-handler.ts";

type Fault = "kept" | "summed" | "left" | "shared" | "overwritten";

interface Found {
  fault: Fault;
  part: Node;
}

/**
 * A warm environment still has the variables of the module as the last invocation left them, whoever it served.
 * https://docs.aws.amazon.com/lambda/latest/dg/best-practices.html
 */
export default defineHandlerRule<Fault | SharedWrite["kind"] | "move", [{ concurrent?: boolean }?]>({
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
      overwritten:
        "`{{place}}` runs requests at once, which all change `{{part}}`. Declare `{{name}}` in the handler.",
      environment:
        "`{{place}}` runs requests at once, which all change `{{part}}`. Pass the value on instead.",
      keys: "`{{place}}` runs requests at once, which all log these keys. Create a child logger in the handler.",
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
    const isOnInstances = lambda.entries.some((handler) => lambda.sharingOf(handler));

    /** Where a template says that a handler which uses something runs requests at once. */
    const placeOf = (nodes: readonly Node[]): string | undefined => {
      if (!isOnInstances) return undefined;
      const handlers = new Set(nodes.map((node) => lambda.handlerOf(node)));
      return [...handlers].map((handler) => handler && lambda.sharingOf(handler)).find(Boolean);
    };

    const faultOf = (state: ModuleState, place: string | undefined): Found | undefined => {
      const found: Record<Fault, () => Use | undefined> = {
        overwritten: () =>
          place === undefined || !waitsSomewhere(lambda, sourceCode)
            ? undefined
            : (sharedBy(state, lambda, sourceCode) ?? refilledBy(state, lambda)),
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
        if (isOnInstances)
          for (const { node, kind } of sharedWritesIn(lambda, sourceCode)) {
            const data = { place: placeOf([node]), part: sourceCode.getText(node as TSESTree.Node) };
            if (data.place) context.report({ loc: node.loc, messageId: kind, data });
          }
        for (const state of moduleStatesIn(lambda, sourceCode)) {
          const place = placeOf(state.uses.map(({ part }) => part));
          const found = faultOf(state, place);
          if (!found) continue;
          const part = found.part as TSESTree.Node;
          const move = movedIntoHandler(state, isTypeScript(context.filename), sourceCode);
          context.report({
            node: part,
            messageId: found.fault,
            data: { part: sourceCode.getText(part), name: state.variable.name, place },
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
