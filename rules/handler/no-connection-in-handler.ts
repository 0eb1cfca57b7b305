import type { TSESTree } from "@typescript-eslint/utils";
import type { Node } from "../kit/ast.ts";
import { hoistOf, spelt, type Construction } from "../kit/hoist.ts";
import { offersFor, titlesOfOffers } from "../kit/hoist-offers.ts";
import { nodesIn } from "../kit/nodes.ts";
import {
  connectionEndedBy,
  connectionsIn,
  isEndedThroughLibrary,
  isLookedForBefore,
  kindOf,
  usesIamToken,
  type Connection,
} from "../lambda/connections.ts";
import { defineHandlerRule } from "../lambda/handler-rule.ts";
import { connectsThroughProxy, sizeOfPool } from "../lambda/pool-size.ts";

type MessageIds = "connects" | "ends" | "tooLarge" | "move" | "share" | "lazy";
type Options = [{ maximumPoolSize?: number }?];

/**
 * Each environment is a process of its own: what connects per invocation multiplies by the concurrency, and a database
 * has few connections to give.
 */
export default defineHandlerRule<MessageIds, Options>({
  meta: {
    type: "problem",
    hasSuggestions: true,
    docs: {
      description: "Disallow connecting to a database on every invocation of a handler",
      why: "Opening a database connection costs more than most queries, and a database soon has no more to give.",
      harm: "cost and latency",
      preset: "error",
      strictOptions: { maximumPoolSize: 5 },
      slide: "rds-proxy",
    },
    messages: {
      connects:
        "`{{construction}}` connects anew on every invocation. Create the {{thing}} once, at module scope.",
      ends: "`{{call}}` closes what the next invocation needs. Leave the {{thing}} open between invocations.",
      tooLarge:
        "Environments with {{limit}} connections each use up the database. Lower `{{option}}`, or use RDS Proxy.",
      ...titlesOfOffers("Create the {{thing}} at module scope"),
    },
    defaultOptions: [{}],
    schema: [
      {
        type: "object",
        properties: {
          maximumPoolSize: {
            type: "integer",
            minimum: 1,
            description:
              "How many connections a pool at module scope may open without RDS Proxy. Any number if absent.",
          },
        },
        additionalProperties: false,
      },
    ],
  },

  create(context, lambda) {
    const { sourceCode } = context;
    const [{ maximumPoolSize = Infinity } = {}] = context.options;

    // CloudFormation invokes a custom resource once in a deployment: there is no next invocation to keep anything for.
    const runsOnDeployment = (node: Node) => lambda.sourcesOf(lambda.handlerOf(node)!).has("custom-resource");

    const reportBuilt = (built: Construction, connection: Connection) => {
      const { thing } = connection;

      if (lambda.runsPerInvocation(built)) {
        if (lambda.dependsOnEvent(built) || usesIamToken(sourceCode) || runsOnDeployment(built)) return;
        if (isLookedForBefore(built, sourceCode)) return;
        // Kept as it is, it would be closed when somebody comes back to it.
        const closes = connection.isWatched || isEndedThroughLibrary(built, sourceCode);
        const hoist = closes ? {} : hoistOf(built, kindOf(built, connection, sourceCode), context);
        context.report({
          node: built,
          messageId: "connects",
          data: { construction: spelt(built, sourceCode), thing },
          suggest: offersFor(hoist, { thing }, sourceCode),
        });
        return;
      }

      // Where an environment serves many events at once, they need as many connections.
      if (lambda.entries.some((handler) => lambda.sharingOf(handler))) return;
      const size = sizeOfPool(built, connection, sourceCode);
      if (!size || size.limit <= maximumPoolSize || connectsThroughProxy(built, sourceCode)) return;
      context.report({
        node: size.node,
        messageId: "tooLarge",
        data: { limit: size.limit, option: size.option },
      });
    };

    const reportEnded = (call: TSESTree.CallExpression) => {
      const ended = connectionEndedBy(call, sourceCode);
      if (!ended || !lambda.runsPerInvocation(call) || lambda.runsPerInvocation(ended.built)) return;
      if (runsOnDeployment(call)) return;
      const data = { call: sourceCode.getText(call), thing: ended.connection.thing };
      context.report({ node: call, messageId: "ends", data });
    };

    return {
      Program(program) {
        const connections = connectionsIn(sourceCode);
        if (connections.length === 0) return;
        for (const { built, connection } of connections) reportBuilt(built, connection);
        nodesIn(program, ["CallExpression"], sourceCode).forEach(reportEnded);
      },
    };
  },
});
