import { stringValue } from "../kit/ast.ts";
import { nodesIn } from "../kit/nodes.ts";
import { connectionBuiltBy } from "../lambda/connections.ts";
import { isDatabaseHost } from "../lambda/databases.ts";
import { defineDeploymentRule } from "../service/deployment-rule.ts";
import { onePerPlace } from "../service/deployment.ts";

/**
 * Each environment of a function opens connections of its own, and a burst of requests makes hundreds of environments. A
 * database takes a limited number; RDS Proxy keeps a few open, and lends them out.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy.html
 */
export default defineDeploymentRule({
  meta: {
    type: "suggestion",
    docs: {
      description: "Prefer RDS Proxy to connecting functions to a database themselves",
      why: "Every environment opens its own connections, so that a burst of requests uses up all that the database has.",
      harm: "cost and latency",
      preset: "strict",
      slide: "rds-proxy",
    },
    messages: {
      direct: "A burst of requests can use up this database's connections. Connect through RDS Proxy.",
    },
    schema: [],
  },

  checkDeployment({ functions }, context) {
    // With a limit on the environments, there is one on their connections.
    const unlimited = functions.filter((one) => one.reservedConcurrency === "absent");
    const variables = unlimited.flatMap(({ environment }) => environment);
    for (const { at } of onePerPlace(variables.filter((one) => one.isDatabaseAddress)))
      context.report({ loc: at.loc, messageId: "direct" });
  },

  checkHandlers(_lambda, context) {
    const { sourceCode } = context;
    if (!/\.rds\.amazonaws\.com/.test(sourceCode.text)) return;
    for (const built of nodesIn(sourceCode.ast, ["NewExpression", "CallExpression"], sourceCode)) {
      if (!connectionBuiltBy(built, sourceCode)) continue;
      const host = built.arguments
        .flatMap((argument) => nodesIn(argument, ["Literal", "TemplateLiteral"], sourceCode))
        .find((text) => isDatabaseHost(stringValue(text) ?? ""));
      if (host) context.report({ node: host, messageId: "direct" });
    }
  },
});
