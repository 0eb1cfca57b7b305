import { stringValue } from "../kit/ast.ts";
import { nodesIn } from "../kit/nodes.ts";
import { defineRule } from "../kit/rule.ts";
import { connectionBuiltBy } from "../lambda/connections.ts";
import { isDatabaseHost } from "../lambda/databases.ts";
import { lambdaOf } from "../lambda/model.ts";
import { deploymentIn } from "../service/deployment-in.ts";
import { onePerPlace } from "../service/deployment.ts";

/**
 * Each environment of a function opens connections of its own, and a burst of requests makes hundreds of environments. A
 * database takes a limited number; RDS Proxy keeps a few open, and lends them out.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy.html
 */
export default defineRule({
  meta: {
    type: "suggestion",
    docs: {
      description: "Prefer RDS Proxy to connecting functions to a database themselves",
      why: "Every environment opens its own connections, so that a burst of requests uses up all that the database has.",
      harm: "cost and latency",
      preset: "strict",
      readsTemplates: true,
      slide: "rds-proxy",
    },
    messages: {
      direct: "A burst of requests can use up this database's connections. Connect through RDS Proxy.",
    },
    schema: [],
  },

  create(context) {
    const { sourceCode } = context;
    const lambda = lambdaOf(context);
    const deployment = deploymentIn(sourceCode);
    const namesHost = lambda && /\.rds\.amazonaws\.com/.test(sourceCode.text);
    if (!deployment && !namesHost) return {};

    return {
      Program() {
        // With a limit on the environments, there is one on their connections.
        const unlimited = deployment?.functions.filter((one) => one.reservedConcurrency === "absent") ?? [];
        const variables = unlimited.flatMap(({ environment }) => environment);
        for (const { at } of onePerPlace(variables.filter((one) => one.isDatabaseAddress)))
          context.report({ loc: at.loc, messageId: "direct" });
        if (!namesHost) return;
        for (const built of nodesIn(sourceCode.ast, ["NewExpression", "CallExpression"], sourceCode)) {
          if (!connectionBuiltBy(built, sourceCode)) continue;
          const host = built.arguments
            .flatMap((argument) => nodesIn(argument, ["Literal", "TemplateLiteral"], sourceCode))
            .find((text) => isDatabaseHost(stringValue(text) ?? ""));
          if (host) context.report({ node: host, messageId: "direct" });
        }
      },
    };
  },
});
