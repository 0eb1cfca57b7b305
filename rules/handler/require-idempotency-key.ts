import type { TSESTree } from "@typescript-eslint/utils";
import { fixOf } from "../kit/edits.ts";
import type { Effect } from "../lambda/effect.ts";
import { placesOfEffects, repeatableEffectAt } from "../lambda/effects.ts";
import { eventIdAt, idInWords } from "../lambda/event-ids.ts";
import { isDeliveredAtLeastOnce, type SourceName } from "../lambda/event-sources.ts";
import { defineHandlerRule } from "../lambda/handler-rule.ts";
import { isDoneOnce } from "../lambda/idempotency.ts";
import type { SdkCall } from "../lambda/sdk-calls.ts";

/** Sources whose callers ask again when no answer comes. */
const isRetriedByClients = (source: SourceName): boolean => /^(api|alb|appsync|websocket)$/.test(source);

export default defineHandlerRule<Effect["kind"] | "guard", [{ effects?: "certain" | "all" }?]>({
  meta: {
    type: "problem",
    docs: {
      description: "Require a key from the event for work that does harm when it is done twice",
      why: "Events and requests come again, and work without a key that both times share is done a second time.",
      harm: "lost or repeated events",
      preset: "warn",
      strictOptions: { effects: "all" },
      slide: "idempotency",
    },
    hasSuggestions: true,
    messages: {
      payment: "`{{name}}` charges again {{again}}. Pass an `idempotencyKey` made from {{id}}.",
      message: "`{{name}}` sends again {{again}}. Send only if {{id}} is new.",
      counter: "`{{name}}` counts again {{again}}. Mark {{id}} as done in the same transaction.",
      insert: "`{{name}}` makes a second item {{again}}. Make the key from {{id}}.",
      job: "`{{name}}` starts again {{again}}. Name it after {{id}}, or start it only if that is new.",
      relay: "`{{name}}` sends again {{again}}. Send {{id}} along, so that the receiver can tell.",
      guard: "Guard with `{{label}}` (redelivery only)",
    },
    schema: [
      {
        type: "object",
        properties: {
          effects: {
            description:
              "`certain`: what does harm for sure; `all`: also relays, and what an API's clients may repeat.",
            type: "string",
            enum: ["certain", "all"],
          },
        },
        additionalProperties: false,
      },
    ],
    defaultOptions: [{ effects: "certain" }],
  },

  create(context, lambda) {
    const { sourceCode } = context;
    const width = context.options[0]?.effects ?? "certain";
    const found: { effect: Effect; sources: SourceName[] }[] = [];
    const count: Partial<Record<Effect["kind"], number>> = {};

    /** Whether somebody repeats what invokes a handler, and so its effect. */
    const isRepeated = (kind: Effect["kind"], sources: readonly SourceName[]): boolean => {
      if (kind === "payment") return true;
      if (sources.length === 0 || (kind === "relay" && width === "certain")) return false;
      const clientsCount = width === "all" && kind !== "relay";
      return sources.every(
        (source) => isDeliveredAtLeastOnce(source) || (clientsCount && isRetriedByClients(source)),
      );
    };

    const collect = (node: TSESTree.Node, call: SdkCall | undefined) => {
      const handler = lambda.handlerOf(node);
      const effect = handler && repeatableEffectAt(node, call, sourceCode, lambda);
      if (!effect || !lambda.runsPerInvocation(node)) return;
      const sources = [...lambda.sourcesOf(handler)];
      if (!isRepeated(effect.kind, sources) || isDoneOnce(node, lambda, sourceCode)) return;
      found.push({ effect, sources });
      count[effect.kind] = (count[effect.kind] ?? 0) + 1;
    };

    /** The edit that makes an effect safe, with its title. Two effects under one key would hide one another. */
    const guardFor = ({ kind, guard }: Effect, source: SourceName | undefined) => {
      if (!guard || count[kind]! > 1) return undefined;
      if (guard.by !== undefined) return { label: guard.by, text: guard.textWith("") };
      // An execution's name must hold no colon, and Kinesis' ids do.
      const id =
        source &&
        !(kind === "job" && source === "kinesis") &&
        eventIdAt(guard.at, source, lambda, sourceCode);
      return id ? { label: id.label, text: guard.textWith(id.code) } : undefined;
    };

    return {
      Program() {
        for (const [node, call] of placesOfEffects(sourceCode)) collect(node, call);
        for (const { effect, sources } of found) {
          const { kind, node, name } = effect;
          const source = sources.find(isDeliveredAtLeastOnce);
          const again = source ? "on redelivery" : "on a retry";
          const guard = guardFor(effect, source);
          const id = source ? idInWords(source, node, lambda, sourceCode) : "the client's key";
          context.report({
            node,
            messageId: kind,
            data: { name, again, id },
            suggest: guard && [
              {
                messageId: "guard",
                data: { label: guard.label },
                fix: fixOf([{ range: effect.guard!.range, text: guard.text }], sourceCode),
              },
            ],
          });
        }
      },
    };
  },
});
