import { fixOf } from "../kit/edits.ts";
import { hoistOf, spelt, type Construction } from "../kit/hoist.ts";
import { offersFor, titlesOfOffers } from "../kit/hoist-offers.ts";
import { importedCallsIn } from "../kit/imports.ts";
import {
  clientOf,
  hasCredentialsOfCall,
  isConfiguredPerCall,
  isPartOfClient,
  kindOf,
  type Client,
} from "../lambda/clients.ts";
import { isSentToEmulator } from "../lambda/emulators.ts";
import { defineHandlerRule } from "../lambda/handler-rule.ts";

type MessageIds = "built" | "move" | "share" | "lazy";
type Options = [{ clients?: "aws" | "all" }?];

/**
 * Lambda reuses a warm environment: a client built beside the handler keeps its connections from one invocation to the
 * next, a client built inside opens them again each time.
 */
export default defineHandlerRule<MessageIds, Options>({
  meta: {
    type: "suggestion",
    fixable: "code",
    hasSuggestions: true,
    docs: {
      description: "Disallow building a client on every invocation of a handler",
      why: "What the handler builds is built, and connects, anew for each request; outside it is built once and kept.",
      harm: "cost and latency",
      preset: "error",
      strictOptions: { clients: "all" },
      slide: "init-outside-handler",
    },
    messages: {
      built: "`{{construction}}` runs on every invocation, and slows it. Create it once, at module scope.",
      ...titlesOfOffers("Move `{{construction}}` to module scope"),
    },
    defaultOptions: [{}],
    schema: [
      {
        type: "object",
        properties: {
          clients: {
            type: "string",
            enum: ["aws", "all"],
            description:
              "Whose clients count: those of AWS and Node.js, or those of Stripe, Slack and others too.",
          },
        },
        additionalProperties: false,
      },
    ],
  },

  create(context, lambda) {
    const { sourceCode } = context;
    const [{ clients = "aws" } = {}] = context.options;

    const report = (node: Construction, client: Client) => {
      if ((clients === "aws" && !client.isAws) || isPartOfClient(node, sourceCode)) return;
      if (!lambda.runsPerInvocation(node)) return;
      if (lambda.dependsOnEvent(node) || hasCredentialsOfCall(node, sourceCode)) return;
      if (isConfiguredPerCall(node, sourceCode) || isSentToEmulator(node, sourceCode)) return;

      const construction = spelt(node, sourceCode);
      const hoist = hoistOf(node, kindOf(node, sourceCode), context);
      context.report({
        node,
        messageId: "built",
        data: { construction },
        fix: hoist.move?.isSafe ? fixOf(hoist.move.edits, sourceCode) : null,
        suggest: offersFor(hoist, { construction }, sourceCode),
      });
    };

    return {
      Program() {
        for (const { node, imported } of importedCallsIn(sourceCode)) {
          const client = clientOf(imported, node.type);
          if (client) report(node, client);
        }
      },
    };
  },
});
